"""In the room the partner says how its own data are to be; CGE-MG accepts or refuses that."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from access.rules import Actor, require
from agreements.registry.models import Agreement, ChangeProposal
from agreements.registry.own_data import OF_HEAD
from agreements.registry.rules import AgreementState
from agreements.registry.services.own_data import HEAD_LATER, propose_for
from agreements.room import permissions
from agreements.room.models import Guest
from agreements.room.rules import NOT_SPEAKING, SPEAKING
from agreements.room.services.deeds import note
from agreements.room.services.guests import refuse_closed_in_room
from foundation.refusals import Denied, NotAllowed


@transaction.atomic
def propose_in_room(
    *,
    actor: Actor,
    agreement: Agreement,
    guest: Guest,
    wanted: Mapping[str, str],
    reason: str,
    at: datetime,
) -> ChangeProposal:
    """Propose other data of the organisation, its contacts, and who heads it while in draft.

    Raises Denied (another role in the room), NotAllowed (one waits already, the room is only read,
    or the head changes too late), or Invalid.
    """
    require(actor, permissions.WORK_IN_ROOM)
    refuse_closed_in_room(agreement)
    if guest.role not in SPEAKING:
        raise Denied(NOT_SPEAKING)
    if agreement.state != AgreementState.DRAFT and set(wanted) & set(OF_HEAD):
        raise NotAllowed(HEAD_LATER)
    made = propose_for(actor, agreement.organisation, wanted, reason, at)
    note(actor, agreement, "Propôs alteração dos dados da organização", at=at)
    return made
