"""What both sides say to each other in the room."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.rules import Actor, require
from agreements.registry.models import Agreement
from agreements.room import permissions
from agreements.room.events import RemarkMade
from agreements.room.models import Remark
from agreements.room.services.deeds import note, side_of
from agreements.room.services.guests import open_agreement, refuse_closed_in_room
from events.services import emit
from foundation.refusals import Invalid

NO_TEXT = "Escreva o comentário."


@transaction.atomic
def remark_in_room(*, actor: Actor, agreement: Agreement, text: str, at: datetime) -> Remark:
    """The partner says something. Raises Denied, NotAllowed once the room is read only, Invalid."""
    require(actor, permissions.WORK_IN_ROOM)
    refuse_closed_in_room(agreement)
    return keep(actor, agreement, text, at)


@transaction.atomic
def remark_to_partner(*, actor: Actor, uid: UUID, text: str, at: datetime) -> Remark:
    """CGE-MG says something; the guests are written to. Denied, NotFound, NotAllowed, Invalid."""
    require(actor, permissions.ANSWER_PARTNER)
    return keep(actor, open_agreement(uid), text, at)


def keep(actor: Actor, agreement: Agreement, text: str, at: datetime) -> Remark:
    """Save and tell; what was said stays in its row."""
    if not text.strip():
        raise Invalid({"text": [NO_TEXT]})
    made = Remark.objects.create(
        agreement=agreement, side=side_of(actor), text=text.strip(), at=at, by_name=actor.name
    )
    emit(RemarkMade.of(actor, made, at=at))
    note(actor, agreement, "Comentou", at=at)
    return made
