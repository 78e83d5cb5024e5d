"""The doors to guests, what was asked, what was said and done: at the centre, and in one room."""

from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from access.rules import Actor, require
from agreements.registry.models import Agreement
from agreements.registry.queries import agreement_by_uid
from agreements.registry.rules import AgreementState
from agreements.room import permissions
from agreements.room.models import Deed, Guest, GuestSession, Remark, Requirement
from agreements.room.rules import RequirementState, closed_because
from foundation.refusals import NotFound
from foundation.tenancy import PUBLIC, inside
from tenants.queries import has_place


def guest_at_door() -> Guest | None:
    """Whose key the connection carries; no other row is seen with it."""
    return answered_by("public.room_guest()")


def answered_by(function: str) -> Guest | None:
    """The guest whom a function of the database names."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}")
        found = cursor.fetchone()[0]
    return Guest.objects.filter(pk=found).first() if found else None


def guest_for_update(pk: int) -> Guest:
    """A guest, locked. Raises NotFound."""
    found = Guest.objects.select_for_update().filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def session_with(key_hash: str) -> GuestSession | None:
    """The session behind a key, as far as it is one's own."""
    found = GuestSession.objects.filter(key_hash=key_hash, ended_at=None)
    return found.select_for_update().first()


def room_agreement(actor: Actor) -> Agreement:
    """The agreement whose room the connection stands in. Raises Denied or NotFound."""
    require(actor, permissions.WORK_IN_ROOM)
    found = Agreement.objects.select_related("organisation", "head").first()
    if found is None:
        raise NotFound
    return found


def own_host() -> str:
    """Where the organisation has a place of its own to work in; empty without one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.room_host()")
        return str(cursor.fetchone()[0] or "")


def closed_at_centre(agreement: Agreement) -> str:
    """At the centre: why a room is only read; empty while it is worked in."""
    with inside(PUBLIC):
        return why_closed(agreement, has_place=has_place(agreement.organisation_id))


def closed_in_room(agreement: Agreement) -> str:
    """The same for a guest, who knows of places only that of the own organisation."""
    return why_closed(agreement, has_place=bool(own_host()))


def why_closed(agreement: Agreement, *, has_place: bool) -> str:
    """By the one rule for both sides."""
    return closed_because(is_ended=agreement.state == AgreementState.ENDED, has_place=has_place)


def guests_of(agreement: Agreement) -> QuerySet[Guest]:
    """Everybody who was invited to a room."""
    return Guest.objects.filter(agreement=agreement)


def guest_by_uid(actor: Actor, uid: UUID) -> Guest:
    """One guest, for the centre. Raises Denied or NotFound."""
    require(actor, permissions.INVITE_GUEST)
    found = Guest.objects.select_related("agreement__organisation").filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def requirements_of(agreement: Agreement) -> QuerySet[Requirement]:
    """What the partner was asked for."""
    return Requirement.objects.filter(agreement=agreement).select_related("file")


def requirement_seen(agreement: Agreement, uid: UUID) -> Requirement:
    """One of them, to be read. Raises NotFound."""
    found = requirements_of(agreement).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def requirement_in_room(agreement: Agreement, uid: UUID) -> Requirement:
    """One of them, locked. Raises NotFound."""
    found = requirements_of(agreement).select_for_update(of=("self",)).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def requirement_by_uid(actor: Actor, uid: UUID) -> Requirement:
    """One of them, for the centre. Raises Denied or NotFound."""
    require(actor, permissions.ASK_REQUIREMENT)
    found = Requirement.objects.select_related("agreement__organisation", "file")
    one = found.filter(uid=uid).first()
    if one is None:
        raise NotFound
    return one


def requirement_for_update(actor: Actor, uid: UUID) -> Requirement:
    """The same, locked."""
    seen = requirement_by_uid(actor, uid)
    return Requirement.objects.select_for_update().get(pk=seen.pk)


def waiting_requirements(agreement: Agreement, state: RequirementState) -> QuerySet[Requirement]:
    """What stands in a state."""
    return requirements_of(agreement).filter(state=state)


def remarks_of(agreement: Agreement) -> QuerySet[Remark]:
    """What both sides said, oldest first."""
    return Remark.objects.filter(agreement=agreement)


def deeds_of(agreement: Agreement) -> QuerySet[Deed]:
    """What was done in a room, newest first."""
    return Deed.objects.filter(agreement=agreement)


def agreement_at_centre(actor: Actor, uid: UUID) -> Agreement:
    """The agreement of a room, for the centre. Raises Denied or NotFound."""
    return agreement_by_uid(actor, uid)
