"""What erasing a person's data does to the rows of a schema, in whatever transaction it is done.

What the law obliges to keep stays (LGPD, art. 16, I): acts, signatures and documents, with the
names that they were issued with. Everything else that says who the person was goes.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from access.keys import keys_of as api_keys_of
from access.keys import revoke_all
from access.models import Person
from audit.personal import GONE, PersonKey, each_text, keys_of, pseudonym
from audit.queries import entries_of
from events.models import Outbox
from foundation.addresses import hider, is_address
from identity.models import User
from identity.rules import nobodys_address
from identity.second_factor import forget_factors
from identity.sessions import end_sessions
from notifications.services import addresses_written_to, forget_person
from people.waiting import discard_copy

NAME = "Nome"  # what the journal calls it
Eraser = Callable[[UUID, datetime], bool]
_others: list[Eraser] = []


def erase_others(eraser: Eraser) -> None:
    """Let a room that knows people without an account erase whoever an older copy brought back."""
    if eraser not in _others:
        _others.append(eraser)


def erase_again(uid: UUID, *, at: datetime) -> bool:
    """Whether one of those rooms found somebody by that uid, who was there again."""
    return any(each(uid, at) for each in _others)


def is_erased(user: User) -> bool:
    """Whether nothing is left of a person but a pseudonym."""
    return PersonKey.objects.filter(person_uid=user.uid, destroyed_at__isnull=False).exists()


def erase(user: User, *, at: datetime) -> None:
    """What the journal knows is read, then the keys go, and with them what it says."""
    directory = Person.objects.filter(user=user)
    uids = [user.uid, *directory.values_list("uid", flat=True)]
    names, addresses = names_of(user), addresses_of(user)
    keys_of(uids)
    PersonKey.objects.filter(person_uid__in=uids, destroyed_at=None).update(
        sealed_key="", destroyed_at=at
    )
    end_sessions(user)
    discard_copy(user)
    forget_factors(user)
    revoke_all(api_keys_of(user), at=at)
    api_keys_of(user).update(name="", answers={})
    user.invitations.all().delete()
    EmailAddress.objects.filter(user=user).delete()
    directory.update(name=pseudonym(user.uid), registration_number="")
    user.name, user.email = pseudonym(user.uid), nobodys_address(user.uid)
    user.post = user.registration_number = user.phone = ""
    user.cpf_digest = user.provider_digest = user.govbr_linked_at = None
    user.is_active = False
    user.set_unusable_password()
    user.save()
    forget_person(user, names=names, addresses=addresses)
    forget_facts({str(uid) for uid in uids}, addresses, name=user.name, address=user.email)


def told_of(user: User) -> list[Any]:
    """Every single value that the journal holds of the account, while it can be read."""
    changes = [each.changes for each in entries_of(user)]
    return [value for each in changes for pair in each.values() for value in pair]


def names_of(user: User) -> set[str]:
    """What the person is and was called."""
    pairs = [each.changes.get(NAME, []) for each in entries_of(user)]
    return {user.name, *(name for pair in pairs for name in pair if name)}


def addresses_of(user: User) -> set[str]:
    """What the person is and was reached at, unless it is somebody else's by now."""
    told = {each.lower() for each in told_of(user) if is_address(each)}
    found = {user.email, *told, *addresses_written_to(user)}
    others = User.objects.filter(email__in=found).exclude(pk=user.pk)
    return found - set(others.values_list("email", flat=True))


def forget_facts(uids: set[str], addresses: set[str], *, name: str, address: str) -> None:
    """Facts that were delivered go; one that still waits is delivered without the person."""
    hidden = hider(addresses, address)
    for fact in facts_naming(uids, addresses):
        body = fact.body
        is_about = {body.get("actor_uid"), body.get("subject_uid")} & uids
        if is_about and fact.delivered_at is not None:
            fact.delete()
            continue
        if body.get("actor_uid") in uids:
            body["actor_name"] = name
        if body.get("subject_uid") in uids:
            body["subject_label"] = name
            body["changes"] = each_text(body.get("changes", {}), lambda _: GONE)
        fact.body, fact.error = each_text(body, hidden), hidden(fact.error)
        fact.save(update_fields=["body", "error"])


def facts_naming(uids: set[str], addresses: set[str]) -> list[Outbox]:
    """Rows of the outbox that the person did, that are about the person, or name an address."""
    wanted = Q(body__actor_uid__in=uids) | Q(body__subject_uid__in=uids)
    for each in addresses:
        wanted |= Q(text__icontains=each) | Q(error__icontains=each)
    return list(Outbox.objects.alias(text=Cast("body", TextField())).filter(wanted))
