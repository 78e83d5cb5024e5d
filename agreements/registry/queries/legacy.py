"""The agreements from before this system."""

from django.db.models import QuerySet

from access.rules import Actor, require
from agreements.registry import permissions
from agreements.registry.legacy import Facts
from agreements.registry.models import LegacyAgreement


def legacy_agreements(actor: Actor, *, search: str = "") -> QuerySet[LegacyAgreement]:
    """All of them, by name; or those whose organisation is called so. Raises Denied."""
    require(actor, permissions.SEE_AGREEMENTS)
    found = LegacyAgreement.objects.all()
    return found.filter(name__icontains=search) if search else found


def legacy_like(facts: Facts) -> LegacyAgreement | None:
    """The row that tells of the same agreement; the caller holds the lock."""
    found = LegacyAgreement.objects.select_for_update()
    return next((each for each in found if each.facts.is_the_same_as(facts)), None)
