"""Erase a person's data (LGPD, art. 18, VI): one person asks with a reason, another confirms."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from access.rules import Actor, require
from audit.personal import PersonKey, keys_of
from events.services import emit
from foundation.refusals import Denied, NotAllowed
from identity.models import User
from people import permissions, queries
from people.erasing import erase, is_erased
from people.events import ErasureAsked, ErasureWithdrawn, PersonErased
from people.handover import open_work_of

NOT_ASKED = "Ninguém pediu a eliminação dos dados desta pessoa."


@transaction.atomic
def ask_erasure(*, actor: Actor, uid: UUID, reason: str, at: datetime, today: date) -> User:
    """Ask that a person's data be erased. Raises Denied, NotFound or NotAllowed."""
    user, key = _erasable(actor, uid, today)
    if key.asked_at is not None:
        raise NotAllowed("A eliminação já foi pedida e espera a confirmação de outra pessoa.")
    key.asked_at, key.asked_by_uid = at, actor.user_uid
    key.save(update_fields=["asked_at", "asked_by_uid"])
    emit(ErasureAsked.of(actor, user, at=at, reason=reason))
    return user


@transaction.atomic
def withdraw_erasure(*, actor: Actor, uid: UUID, at: datetime, today: date) -> User:
    """Take such a request back. Raises Denied, NotFound or NotAllowed."""
    user, key = _erasable(actor, uid, today)
    if key.asked_at is None:
        raise NotAllowed(NOT_ASKED)
    key.asked_at = key.asked_by_uid = None
    key.save(update_fields=["asked_at", "asked_by_uid"])
    emit(ErasureWithdrawn.of(actor, user, at=at))
    return user


@transaction.atomic
def confirm_erasure(*, actor: Actor, uid: UUID, reason: str, at: datetime, today: date) -> User:
    """The second person's word: the data go in this transaction, and nothing brings them back.

    Raises Denied to who asked, NotFound, NotAllowed.
    """
    user, key = _erasable(actor, uid, today)
    if key.asked_at is None:
        raise NotAllowed(NOT_ASKED)
    if key.asked_by_uid == actor.user_uid:
        raise Denied("Quem pediu a eliminação não pode confirmá-la.")
    erase(user, at=at)
    changes: dict[str, list[object]] = {"Dados pessoais": ["guardados", "eliminados"]}
    emit(PersonErased.of(actor, user, at=at, changes=changes, reason=reason))
    return user


def _erasable(actor: Actor, uid: UUID, today: date) -> tuple[User, PersonKey]:
    """The account and its key, locked."""
    require(actor, permissions.ERASE_PERSON)
    if actor.user_uid is None:
        raise Denied("Só uma pessoa com conta elimina dados pessoais.")
    user = queries.person_for_update(actor, uid, today=today)
    if is_erased(user):
        raise NotAllowed("Os dados desta pessoa já foram eliminados.")
    if user.is_active:
        raise NotAllowed("Desative a conta antes de eliminar os dados pessoais.")
    if any(open_work_of(user)):
        raise NotAllowed("Há trabalho aberto em nome desta pessoa: passe-o a outra antes.")
    keys_of([user.uid])
    return user, PersonKey.objects.select_for_update().get(person_uid=user.uid)
