"""Addresses that get nothing, addresses that proved wrong, and messages that are tried again."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from access.rules import Actor
from events.registry import OfPerson
from events.services import emit
from foundation.refusals import Invalid, NotAllowed, NotFound
from notifications import events, queries
from notifications.models import About, Email, EmailState, MailRule
from notifications.permissions import may_manage
from notifications.services.telling import queue

STILL_NEWS = timedelta(days=7)
ALREADY = "Este endereço já está excluído."
NOT_BOUNCED = "Este endereço não está retido."
NOT_FAILED = "Só se tenta de novo o que não foi enviado."


@transaction.atomic
def exclude_address(*, actor: Actor, address: str, reason: str, at: datetime) -> MailRule:
    """Nothing more goes to an address, whatever it is (P154). Raises Denied or Invalid."""
    may_manage(actor)
    address = address.strip().lower()
    if queries.exclusion_of(address) is not None:
        raise Invalid({"address": [ALREADY]})
    row, _ = MailRule.objects.select_for_update().update_or_create(
        about=About.EXCLUDED,
        target=address,
        defaults={"text": reason, "is_in_force": True, "set_at": at, "set_by": actor.name},
    )
    changes = {"Endereço": ["", _of_its_owner(address)]}
    emit(events.AddressExcluded.of(actor, row, at=at, changes=changes, reason=reason))
    return row


@transaction.atomic
def allow_address(*, actor: Actor, uid: UUID, at: datetime) -> MailRule:
    """The address gets e-mail again. Raises Denied or NotFound."""
    may_manage(actor)
    found = queries.exclusions().select_for_update().filter(uid=uid).first()
    if found is None:
        raise NotFound
    found.is_in_force, found.set_at, found.set_by = False, at, actor.name
    found.save(update_fields=["is_in_force", "set_at", "set_by"])
    changes = {"Endereço": [_of_its_owner(found.target), ""]}
    emit(events.AddressAllowed.of(actor, found, at=at, changes=changes))
    return found


@transaction.atomic
def confirm_address(*, actor: Actor, uid: UUID, at: datetime) -> int:
    """The address of a returned e-mail is right after all: what waited for it leaves.

    What is older than a week is no news and stays. Returns how many leave. Raises Denied,
    NotFound, or NotAllowed where nothing is held.
    """
    may_manage(actor)
    email = queries.email_for_update(uid)
    settled = queries.hard_bounces(email.to).update(settled_at=at)
    if not settled:
        raise NotAllowed(NOT_BOUNCED)
    waiting = Email.objects.select_for_update(of=("self",)).filter(
        to=email.to, state=EmailState.HELD, created_at__gte=at - STILL_NEWS
    )
    held = list(waiting)
    for each in held:
        _requeue(each)
    now = _of_its_owner(email.to)
    changes = {"Endereço": ["retido", now], "E-mails que saem agora": ["", str(len(held))]}
    emit(events.AddressConfirmed.of(actor, email, at=at, changes=changes))
    return len(held)


@transaction.atomic
def requeue_email(*, actor: Actor, uid: UUID, at: datetime) -> Email:
    """Try once more what no attempt got through. Raises Denied, NotFound or NotAllowed."""
    may_manage(actor)
    email = queries.email_for_update(uid)
    if email.state != EmailState.FAILED:
        raise NotAllowed(NOT_FAILED)
    _requeue(email)
    emit(events.EmailRequeued.of(actor, email, at=at))
    return email


def _of_its_owner(address: str) -> OfPerson:
    """An address as the journal may hold it: gone with the data of whoever has it."""
    return OfPerson(address, queries.owner_of(address))


def _requeue(email: Email) -> None:
    email.state, email.attempts, email.error = EmailState.QUEUED, 0, ""
    email.save(update_fields=["state", "attempts", "error"])
    queue(email)
