"""The verbs on rooms: at the centre, at the door, and inside."""

from agreements.room.services.door import Entry, enter, guest_actor, leave, send_code
from agreements.room.services.guests import invite_guest, revoke_guest, send_new_link

__all__ = [
    "Entry",
    "enter",
    "guest_actor",
    "invite_guest",
    "leave",
    "revoke_guest",
    "send_code",
    "send_new_link",
]
