"""A type of act that the list lacks, added as the form of the act is saved."""

from typing import Any

from django.utils import timezone

from access.web import ActingRequest
from foundation.refusals import Invalid
from integrity.formulation.models import Plan
from integrity.formulation.rules.catalogue import Kind
from integrity.formulation.services.catalogue import add_own_entries
from integrity.formulation.shelves import SLUGS, shelf_called


def keep_type(request: ActingRequest, plan: Plan, form: Any) -> None:
    """Keep the type that was written. Raises Invalid beside its field."""
    shelf = shelf_called(SLUGS[Kind.ACT_TYPE])
    if not form.type_to_add or shelf is None:
        return
    names = [form.type_to_add]
    try:
        add_own_entries(
            actor=request.actor, shelf=shelf, organ=plan.organ, names=names, at=timezone.now()
        )
    except Invalid as refusal:
        faults = [sentence for found in refusal.errors.values() for sentence in found]
        raise Invalid({"new_type": faults}) from None
