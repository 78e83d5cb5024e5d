"""What an erasure does to the rows of a person without an account, in whatever transaction.

What the law obliges to keep stays (LGPD, art. 16, I): acts, acceptances, signatures, documents.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from access.rules import SYSTEM
from agreements.privacy.events import SubjectErasedAgain
from agreements.privacy.held import Held, held_of
from agreements.publication.models import Delivery
from agreements.registry.models import ChangeProposal, Contact, IncomingMail, Request
from agreements.room.models import Guest, GuestSession
from agreements.room.secrets import door_hash
from audit.personal import GONE, PersonKey, each_text, keys_of, pseudonym
from events.services import emit
from foundation.tenancy import PUBLIC
from identity.models import User
from identity.rules import NOBODYS, nobodys_address
from notifications.models import Email
from notifications.services import empty_messages, forget_addresses
from people.erasing import forget_facts
from tenants import erasures

OF_OWN_WISH = "A própria pessoa pediu a eliminação dos seus dados."


def erase(held: Held, *, at: datetime, but: Iterable[str] = ()) -> None:
    """Empty the rows, let go of the keys of the journal, and register both outside.

    Messages under the keys in `but` go later: the answer has to arrive first.
    """
    uids = held.uids
    known = {held.address, *held.names, *(each.phone for each in held.contacts if each.phone)}
    for contact in held.contacts:
        contact.name, contact.email = pseudonym(contact.uid), nobodys_address(contact.uid)
        contact.phone = contact.post = ""
        contact.save(update_fields=["name", "email", "phone", "post"])
    for guest in held.guests:
        forget_guest(guest, at=at)
    for delivery in held.deliveries:
        forget_receiver(delivery)
    for mail in held.mails:
        mail.sender, mail.sender_name = nobodys_address(mail.uid), pseudonym(mail.uid)
        mail.body = GONE
        mail.save(update_fields=["sender", "sender_name", "body"])
    Request.objects.filter(pk__in=[each.pk for each in held.requests]).update(sender="")
    forget_proposals(held, known)
    let_go(uids, at=at)
    forget_mail(held, uids, but)


def forget_guest(guest: Guest, *, at: datetime) -> None:
    """Neither who was invited nor where from; an invitation that stood is taken back."""
    instead = nobodys_address(guest.uid)
    guest.name, guest.email = pseudonym(guest.uid), instead
    guest.door_hash = door_hash(instead, "")
    if guest.revoked_at is None:
        guest.revoked_at, guest.revoke_reason = at, OF_OWN_WISH
    guest.save(update_fields=["name", "email", "door_hash", "revoked_at", "revoke_reason"])
    GuestSession.objects.filter(guest=guest).update(address="")
    GuestSession.objects.filter(guest=guest, ended_at=None).update(ended_at=at)


def forget_receiver(delivery: Delivery) -> None:
    """Whom the code was sent to; that the terms were accepted, and by whom, stays."""
    delivery.receiver_name = pseudonym(delivery.uid)
    delivery.receiver_email = nobodys_address(delivery.uid)
    delivery.save(update_fields=["receiver_name", "receiver_email"])


def forget_proposals(held: Held, known: set[str]) -> None:
    """What was proposed of a contact says no more who that was."""
    wanted = {each.casefold() for each in known}
    found = ChangeProposal.objects.filter(organisation__in=held.organisations)
    for proposal in found.exclude(decided_at=None):
        changes = each_text(proposal.changes, lambda t: GONE if t.casefold() in wanted else t)
        if changes != proposal.changes:
            proposal.changes = changes
            proposal.save(update_fields=["changes"])


def let_go(uids: list[UUID], *, at: datetime) -> None:
    """The keys go, and the register outside knows whom no older copy may bring back."""
    keys_of(uids)
    PersonKey.objects.filter(person_uid__in=uids, destroyed_at=None).update(
        sealed_key="", destroyed_at=at
    )
    for uid in uids:
        erasures.register(schema=PUBLIC, person_uid=uid, at=at)


def forget_mail(held: Held, uids: list[UUID], but: Iterable[str]) -> None:
    """Messages and facts; those of an account of the centre at the same address stay its own."""
    if User.objects.filter(email__iexact=held.address).exists() or not uids:
        return
    instead = nobodys_address(uids[0])
    told = {str(uid) for uid in uids}
    forget_facts(told, {held.address}, name=pseudonym(uids[0]), address=instead)
    answers = list(but)
    own = Email.objects.filter(to__iexact=held.address, user=None).exclude(key__in=answers)
    empty_messages(own, instead)
    forget_addresses({held.address}, instead)


def erase_uid(uid: UUID, at: datetime) -> bool:
    """Whether an older copy had brought back the person whose row that is: then gone again."""
    fields = ((Contact, "email"), (Guest, "email"), (Delivery, "receiver_email"))
    for model, field in (*fields, (IncomingMail, "sender")):
        row = model._default_manager.filter(uid=uid).first()
        address = getattr(row, field) if row is not None else ""
        if row is None or not address or address.endswith(NOBODYS):
            continue
        erase(held_of(address), at=at)
        emit(SubjectErasedAgain.of(SYSTEM, row, at=at))
        return True
    return False
