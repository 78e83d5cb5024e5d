"""A type of act that the list lacks, added together with the act that has it (P36)."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from access.models import Organ
from access.rules import Actor
from foundation.refusals import Invalid
from integrity.formulation.rules.catalogue import Kind
from integrity.formulation.services.catalogue import add_own_entries
from integrity.formulation.shelves import SLUGS, shelf_called


@transaction.atomic
def with_new_type(
    *, actor: Actor, organ: Organ, name: str, act: Callable[[], object], at: datetime
) -> object:
    """Carry `act` out and keep the type, or neither; without a name there is no type to keep.

    Raises what `act` raises, Denied, or Invalid (field `new_type`).
    """
    shelf = shelf_called(SLUGS[Kind.ACT_TYPE])
    if name and shelf is not None:
        try:
            add_own_entries(actor=actor, shelf=shelf, organ=organ, names=[name], at=at)
        except Invalid as refusal:
            faults = [sentence for found in refusal.errors.values() for sentence in found]
            raise Invalid({"new_type": faults}) from None
    return act()
