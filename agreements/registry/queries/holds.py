"""Which steps of an agreement wait, for whoever sees the agreement."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from agreements.registry.holds import HELD, HoldStep
from agreements.registry.models import Agreement, Hold
from foundation.refusals import NotAllowed, NotFound

SHOWN = ("uid", "agreement", "step", "reason", "held_at", "released_at")


def holds_of(agreement: Agreement) -> QuerySet[Hold]:
    """The steps of an agreement that wait now, in the order in which they were held."""
    found = Hold.objects.filter(agreement=agreement, released_at=None)
    return found.only(*SHOWN)  # all that an organisation and the portal may read


def hold_of(agreement: Agreement, step: HoldStep) -> Hold | None:
    """The hold on one step; None while it goes on."""
    return holds_of(agreement).filter(step=step).first()


def refuse_held(agreement: Agreement, step: HoldStep) -> None:
    """Raise NotAllowed, with the reason, while a step is held."""
    found = hold_of(agreement, step)
    if found is not None:
        day = timezone.localtime(found.held_at)
        raise NotAllowed(HELD.format(day=f"{day:%d/%m/%Y}", reason=found.reason))


def hold_by_uid(agreement: Agreement, uid: UUID) -> Hold:
    """One hold of an agreement that was already found, released or not. Raises NotFound."""
    found = Hold.objects.filter(agreement=agreement, uid=uid).first()
    if found is None:
        raise NotFound
    return found


def hold_for_update(uid: UUID) -> Hold:
    """One hold, locked. Raises NotFound."""
    found = (
        Hold.objects.select_for_update(of=("self",))
        .select_related("agreement")
        .filter(uid=uid)
        .first()
    )
    if found is None:
        raise NotFound
    return found
