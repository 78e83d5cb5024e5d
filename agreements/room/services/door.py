"""At the door: a code is sent, typed, and opens a session; and the way out.

The connection carries the key of one guest; what is done here is done under the role of rooms.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from access.rules import Actor, Profile, require
from agreements.registry.models import Agreement
from agreements.room import permissions, queries, secrets
from agreements.room.events import CodeAsked, CodeRefused, RoomEntered, RoomLeft
from agreements.room.models import Guest, GuestSession
from agreements.room.rules import CODE_LASTS, SESSION_LASTS, code_fault
from agreements.room.services.deeds import note
from events.services import emit
from foundation.origin import origin


@dataclass(frozen=True, slots=True)
class Entry:
    """What came of a code: the key of a session, or why there is none."""

    key: str = ""
    fault: str = ""


def guest_actor(guest: Guest) -> Actor:
    """A guest as who acts."""
    return Actor(name=guest.name, profile=Profile.PARTNER, user_uid=guest.uid)


@transaction.atomic
def send_code(*, guest: Guest, at: datetime) -> Guest:
    """A fresh code by e-mail; the one before is void."""
    found = queries.guest_for_update(guest.pk)
    found.code_number += 1
    found.code_expires_at, found.code_tries = at + CODE_LASTS, 0
    found.save(update_fields=["code_number", "code_expires_at", "code_tries"])
    emit(CodeAsked.of(guest_actor(found), found, at=at, guest=found.uid))
    return found


@transaction.atomic
def enter(*, guest: Guest, code: str, by_link: bool, at: datetime) -> Entry:
    """Try a code. The try counts whatever comes of it, so a wrong one is answered, not raised."""
    found = queries.guest_for_update(guest.pk)
    found.code_tries += 1
    fault = code_fault(
        expires_at=found.code_expires_at,
        tries=found.code_tries,
        is_right=secrets.is_code_of(found, code),
        at=at,
    )
    actor = guest_actor(found)
    if fault:
        found.save(update_fields=["code_tries"])
        emit(CodeRefused.of(actor, found, at=at, guest=found.uid))
        return Entry(fault=fault)
    found.code_expires_at, found.entered_at = None, at
    if by_link:
        found.link_used_at = at
    found.save(update_fields=["code_tries", "code_expires_at", "entered_at", "link_used_at"])
    key = secrets.new_session_key()
    GuestSession.objects.create(
        guest=found,
        key_hash=secrets.hash_of(key),
        address=origin().address[:45],
        began_at=at,
        expires_at=at + SESSION_LASTS,
    )
    emit(RoomEntered.of(actor, found, at=at, guest=found.uid))
    return Entry(key=key)


@transaction.atomic
def leave(*, actor: Actor, agreement: Agreement, guest: Guest, key: str, at: datetime) -> None:
    """End a session; what has ended already stays so. Raises Denied."""
    require(actor, permissions.WORK_IN_ROOM)
    session = queries.session_with(secrets.hash_of(key))
    if session is None:
        return
    emit(RoomLeft.of(actor, guest, at=at, guest=guest.uid))
    note(actor, agreement, "Saiu da sala", at=at)
    session.ended_at = at
    session.save(update_fields=["ended_at"])
