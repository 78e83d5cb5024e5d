"""At the birth of an organisation the people of its room are invited to its own place."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from access.models import Assignment
from access.rules import Actor, Profile, require
from agreements.registry.models import Agreement
from agreements.registry.rules import LIVE_AGREEMENT
from agreements.room import permissions, queries
from agreements.room.events import RoomHandedOver
from agreements.room.models import Guest
from agreements.room.rules import GuestRole
from agreements.room.services.deeds import note
from events.registry import OfPerson
from events.services import emit
from foundation.tenancy import inside
from people.services import invite_person
from tenants.queries import schema_of

HELD_AS = {
    GuestRole.HEAD: Profile.HEAD,
    GuestRole.FOCAL: Profile.ORGANISATION_ADMIN,
    GuestRole.TECHNICAL: Profile.OBSERVER,
    GuestRole.LEGAL: Profile.OBSERVER,
}


@transaction.atomic
def hand_over(*, actor: Actor, organisation_uid: UUID, at: datetime) -> list[Guest]:
    """Invite everybody of the room who holds nothing there yet; asked twice it invites once.

    Raises Denied.
    """
    require(actor, permissions.HAND_OVER)
    agreement = (
        Agreement.objects.select_for_update(of=("self",))
        .filter(organisation__uid=organisation_uid, state__in=LIVE_AGREEMENT)
        .first()
    )
    schema = schema_of(agreement.organisation_id) if agreement else None
    if agreement is None or schema is None:
        return []
    guests = list(queries.guests_of(agreement).filter(revoked_at=None))
    invited = [each for each in guests if is_let_in(actor, schema, each, at)]
    if invited:
        told = {
            f"pessoa {number}": ["", OfPerson(each.name, each.uid)]
            for number, each in enumerate(invited, start=1)
        }
        emit(RoomHandedOver.of(actor, agreement, at=at, changes=told))
        note(actor, agreement, "Pessoas da sala convidadas para o endereço da organização", at=at)
    return invited


def is_let_in(actor: Actor, schema: str, guest: Guest, at: datetime) -> bool:
    """Whether a guest was invited to the organisation now, under the profile that fits the role."""
    profile = HELD_AS[GuestRole(guest.role)]
    with inside(schema):
        held = Assignment.objects.filter(user__email=guest.email, profile=profile, end_date=None)
        if held.exists():
            return False
        invite_person(
            actor=actor,
            name=guest.name,
            email=guest.email,
            profile=profile,
            at=at,
            today=timezone.localdate(at),
        )
    return True
