"""Make a key of the API for one's own programme; revoke one's own, or another person's."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from access.keys import hash_of, new_token, open_keys
from access.models import ApiKey
from access.queries import assignment_by_uid
from access.rules import Actor
from events.registry import OfPerson
from events.services import emit
from foundation.refusals import Denied, Invalid, NotAllowed, NotFound
from identity.models import User
from people import permissions, queries
from people.events import ApiKeyMade, ApiKeyRevoked
from people.rules import MOST_KEYS, key_faults

NOT_YOURS = "Só quem tem conta aqui cria chaves da API."


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A key just made, and what is shown of it this once."""

    key: ApiKey
    token: str


@transaction.atomic
def make_key(
    *,
    actor: Actor,
    name: str,
    assignment_uid: UUID,
    may_write: bool,
    last_day: date,
    at: datetime,
) -> MadeKey:
    """A key for one of the person's own profiles. Raises Denied, or Invalid by field."""
    if actor.user_id is None or actor.visit is not None:
        raise Denied(NOT_YOURS)
    user = User.objects.select_for_update().get(pk=actor.user_id)
    today = timezone.localdate(at)
    held = assignment_by_uid(user, assignment_uid, today=today)
    if held is None:
        raise Invalid({"assignment": ["Escolha um dos seus perfis."]})
    own = open_keys(at).filter(assignment__user=user)
    if faults := key_faults(name, last_day, today, [each.name for each in own]):
        raise Invalid(faults)
    if own.count() >= MOST_KEYS:
        raise NotAllowed(f"Você já tem {MOST_KEYS} chaves em uso. Revogue uma antes.")
    token = new_token()
    key = ApiKey.objects.create(
        assignment=held,
        name=name,
        token_hash=hash_of(token),
        may_write=may_write,
        created_at=at,
        expires_at=end_of(last_day),
    )
    changes = {
        "Chave": ["", OfPerson(name, user.uid)],
        "Perfil": ["", str(held)],
        "Permite": ["", key.scope],
        "Vale até": ["", f"{last_day:%d/%m/%Y}"],
    }
    emit(ApiKeyMade.of(actor, user, at=at, changes=changes))
    return MadeKey(key, token)


@transaction.atomic
def revoke_key(*, actor: Actor, uid: UUID, at: datetime) -> ApiKey:
    """The key opens nothing any more. Raises NotFound out of reach, NotAllowed once revoked."""
    if actor.visit is not None:
        raise Denied(NOT_YOURS)
    key = ApiKey.objects.select_for_update(of=("self",)).filter(uid=uid).first()
    if key is None:
        raise NotFound
    user = key.assignment.user
    if user.pk != actor.user_id:
        if not actor.may(permissions.MANAGE_PEOPLE):
            raise NotFound
        queries.person_for_update(actor, user.uid, today=timezone.localdate(at))
    if key.revoked_at is not None:
        raise NotAllowed("Esta chave já foi revogada.")
    key.revoked_at = at
    key.save(update_fields=["revoked_at"])
    changes = {"Chave": [OfPerson(key.name, user.uid), "revogada"]}
    emit(ApiKeyRevoked.of(actor, user, at=at, changes=changes))
    return key


def end_of(day: date) -> datetime:
    """The last instant of a day here, which is the first of the next one."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
