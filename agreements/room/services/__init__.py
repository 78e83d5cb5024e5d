"""The verbs on rooms: at the centre, at the door, and inside."""

from agreements.room.services.deeds import note
from agreements.room.services.door import Entry, enter, guest_actor, leave, send_code
from agreements.room.services.guests import (
    invite_guest,
    refuse_closed_in_room,
    revoke_guest,
    send_new_link,
)
from agreements.room.services.handover import hand_over
from agreements.room.services.remarks import remark_in_room, remark_to_partner
from agreements.room.services.requirements import (
    accept_requirement,
    ask_requirement,
    return_requirement,
    send_requirement,
)

__all__ = [
    "Entry",
    "accept_requirement",
    "ask_requirement",
    "enter",
    "guest_actor",
    "hand_over",
    "invite_guest",
    "leave",
    "note",
    "refuse_closed_in_room",
    "remark_in_room",
    "remark_to_partner",
    "return_requirement",
    "revoke_guest",
    "send_code",
    "send_new_link",
    "send_requirement",
]
