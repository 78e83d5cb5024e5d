"""The terms of use in their versions, and who accepted which."""

from django.db import connection
from django.db.models import Count, QuerySet

from access.rules import Actor, require
from agreements.publication import permissions
from agreements.publication.models import Delivery, TermsOfUse
from foundation.refusals import NotFound

LOCK = "SELECT pg_advisory_xact_lock(hashtext('agreements.publication.terms'))"
SHOWN = ("uid", "number", "text", "text_hash")


def terms_in_force() -> TermsOfUse:
    """What is accepted from now on; the portal reads it as well."""
    return TermsOfUse.objects.only(*SHOWN).order_by("-number")[0]


def newest_terms_for_update(actor: Actor) -> TermsOfUse:
    """The newest version; who comes second waits, though no row is changed. Raises Denied."""
    require(actor, permissions.SEE_PUBLICATION)
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
    return TermsOfUse.objects.order_by("-number")[0]


def versions_of_terms(actor: Actor) -> QuerySet[TermsOfUse]:
    """Every version, newest first. Raises Denied."""
    require(actor, permissions.SEE_PUBLICATION)
    return TermsOfUse.objects.order_by("-number")


def terms_by_number(actor: Actor, number: int) -> TermsOfUse:
    """One version. Raises Denied or NotFound."""
    found = versions_of_terms(actor).filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def terms_before(found: TermsOfUse) -> TermsOfUse | None:
    """The version that it took the place of."""
    return TermsOfUse.objects.filter(number__lt=found.number).order_by("-number").first()


def acceptances_of_terms(actor: Actor, terms_hash: str = "") -> QuerySet[Delivery]:
    """Who accepted, of one version or of any, newest first. Raises Denied."""
    require(actor, permissions.SEE_PUBLICATION)
    found = Delivery.objects.exclude(accepted_at=None).select_related("agreement")
    if terms_hash:
        found = found.filter(terms_hash=terms_hash)
    return found.order_by("-accepted_at", "-pk")


def counted_acceptances(actor: Actor) -> dict[str, int]:
    """How often each text was accepted, by its hash. Raises Denied."""
    found = acceptances_of_terms(actor).order_by().values_list("terms_hash")
    return dict(found.annotate(count=Count("pk")))
