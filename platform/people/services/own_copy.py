"""A person asks for a copy of the own data, and takes it once. No row holds it."""

from datetime import datetime

from django.db import transaction

from access.rules import Actor
from events.services import emit
from foundation.refusals import Denied, NotAllowed, NotFound
from foundation.tasks import send_after_commit
from foundation.tenancy import current_schema
from identity.models import User
from people.copying import copy_of
from people.events import OwnCopyAsked, OwnCopyTaken
from people.held import is_large
from people.waiting import copy_named, discard_copy, keep_copy, opened_copy, waiting_copy

LARGE = 2000  # rows
NOT_YOURS = "Só quem tem conta aqui pede a cópia dos próprios dados."


class Gone(NotAllowed):
    """The copy was taken, thrown away, or replaced by a newer one."""

    title = "Esta cópia não está mais disponível"
    message = "Cada cópia dos seus dados é entregue uma vez só e espera duas horas no máximo."
    todo = "Volte a “Meus dados” e peça outra cópia."


@transaction.atomic
def ask_own_copy(*, actor: Actor, place: str, at: datetime) -> bool:
    """Gather what is held about the person, at once or by a worker. Returns whether it is ready.

    Raises Denied for who has no account here.
    """
    user = _own_account(actor)
    emit(OwnCopyAsked.of(actor, user, at=at))
    if is_large(user, LARGE):
        schema = current_schema()
        send_after_commit("people.tasks.make_own_copy", schema=schema, user_id=user.pk, place=place)
        return False
    make_own_copy(user_id=user.pk, place=place, at=at)
    return True


@transaction.atomic
def make_own_copy(*, user_id: int, place: str, at: datetime) -> None:
    """Put a copy where the person finds it, unless the account was closed meanwhile."""
    content = copy_of(User.objects.get(pk=user_id), place=place, at=at)
    user = User.objects.select_for_update().get(pk=user_id)  # two that are ready at once
    if user.is_active:
        keep_copy(user, content)


@transaction.atomic
def take_own_copy(*, actor: Actor, token: str, at: datetime) -> bytes:
    """Hand the copy out, and throw it away. Raises Denied, NotFound for a bad link, or Gone."""
    user = _own_account(actor)
    whose, made = copy_named(token)
    if whose != str(user.uid):
        raise NotFound
    User.objects.select_for_update().get(pk=user.pk)  # the second of two finds nothing
    found = waiting_copy(user, at=at)
    content = opened_copy(user) if found and found.made_at.isoformat() == made else None
    if content is None:
        raise Gone
    discard_copy(user)
    emit(OwnCopyTaken.of(actor, user, at=at))
    return content


def _own_account(actor: Actor) -> User:
    """Whose data are asked for: nobody's but the own. Raises Denied in a support session."""
    if actor.user_id is None or actor.visit is not None:
        raise Denied(NOT_YOURS)
    return User.objects.get(pk=actor.user_id)
