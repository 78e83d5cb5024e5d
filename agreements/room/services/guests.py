"""CGE-MG invites people of the partner to the room, sends the link again, takes it back."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from access.rules import Actor, require
from agreements.registry.models import Agreement
from agreements.registry.queries import agreement_for_update
from agreements.room import permissions, queries, secrets
from agreements.room.events import GuestInvited, InvitationRevoked
from agreements.room.models import Guest
from agreements.room.rules import LINK_LASTS, GuestRole
from agreements.room.services.deeds import note
from events.registry import OfPerson
from events.services import emit
from foundation.refusals import Invalid, NotAllowed

IN_ALREADY = "Esta pessoa já foi convidada. Para mandar outro link, use “Enviar novo link”."
IS_REVOKED = "O convite já foi cancelado."
NO_REASON = "Explique por que o convite é cancelado."


@transaction.atomic
def invite_guest(
    *, actor: Actor, uid: UUID, role: GuestRole, name: str, email: str, at: datetime
) -> Guest:
    """Invite somebody to the room of an agreement. Raises Denied, NotFound, NotAllowed, Invalid."""
    require(actor, permissions.INVITE_GUEST)
    agreement = open_agreement(uid)
    guest_uid, address = uuid4(), email.strip().lower()
    guest = Guest(
        uid=guest_uid,
        agreement=agreement,
        role=role,
        name=name.strip(),
        email=address,
        invited_at=at,
        invited_by_name=actor.name,
        link_hash=secrets.hash_of(secrets.link_token(guest_uid, 1)),
        link_expires_at=at + LINK_LASTS,
        door_hash=secrets.door_hash(address, agreement.request.protocol),
    )
    try:
        with transaction.atomic():
            guest.save(force_insert=True)
    except IntegrityError:
        raise Invalid({"email": [IN_ALREADY]}) from None
    tell(actor, guest, f"Convidou {guest.name} ({guest.get_role_display()})", at)
    return guest


@transaction.atomic
def send_new_link(*, actor: Actor, uid: UUID, at: datetime) -> Guest:
    """Another link for a guest; the one before is void. Raises Denied, NotFound, NotAllowed."""
    require(actor, permissions.INVITE_GUEST)
    seen = queries.guest_by_uid(actor, uid)
    agreement = open_agreement(seen.agreement.uid)
    guest = standing(seen.pk)
    guest.agreement = agreement
    guest.link_number += 1
    guest.link_hash = secrets.hash_of(secrets.link_token(guest.uid, guest.link_number))
    guest.link_expires_at, guest.link_used_at = at + LINK_LASTS, None
    guest.save(update_fields=["link_number", "link_hash", "link_expires_at", "link_used_at"])
    tell(actor, guest, f"Enviou novo link a {guest.name}", at)
    return guest


@transaction.atomic
def revoke_guest(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> Guest:
    """Take an invitation back; who is in is out. Denied, NotFound, NotAllowed, Invalid."""
    require(actor, permissions.INVITE_GUEST)
    seen = queries.guest_by_uid(actor, uid)
    guest = standing(seen.pk)
    if not reason.strip():
        raise Invalid({"reason": [NO_REASON]})
    guest.agreement = seen.agreement
    guest.revoked_at, guest.revoke_reason = at, reason.strip()
    guest.save(update_fields=["revoked_at", "revoke_reason"])
    guest.sessions.filter(ended_at=None).update(ended_at=at)
    changes = {"pessoa": [OfPerson(guest.name, guest.uid), ""]}
    emit(
        InvitationRevoked.of(
            actor, guest.agreement, at=at, changes=changes, reason=reason.strip(), guest=guest.uid
        )
    )
    note(actor, guest.agreement, f"Cancelou o convite de {guest.name}", at=at)
    return guest


def tell(actor: Actor, guest: Guest, what: str, at: datetime) -> None:
    """That somebody has a fresh link: the e-mail follows."""
    person = OfPerson(guest.name, guest.uid)
    changes = {"pessoa": ["", person], "papel": ["", str(guest.get_role_display())]}
    emit(GuestInvited.of(actor, guest.agreement, at=at, changes=changes, guest=guest.uid))
    note(actor, guest.agreement, what, at=at)


def open_agreement(uid: UUID) -> Agreement:
    """An agreement whose room is in use, locked. Raises NotFound or NotAllowed."""
    agreement = agreement_for_update(uid)
    refuse_closed(agreement)
    return agreement


def refuse_closed(agreement: Agreement) -> None:
    """Raise NotAllowed where the room is not worked in any more."""
    if reason := queries.closed_at_centre(agreement):
        raise NotAllowed(reason)


def refuse_closed_in_room(agreement: Agreement) -> None:
    """For a guest: the same."""
    if reason := queries.closed_in_room(agreement):
        raise NotAllowed(reason)


def standing(pk: int) -> Guest:
    """A guest whose invitation stands, locked. Raises NotFound or NotAllowed."""
    guest = queries.guest_for_update(pk)
    if guest.revoked_at is not None:
        raise NotAllowed(IS_REVOKED)
    return guest
