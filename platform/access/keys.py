"""Keys of the API: a person's programme acts under one of the person's profiles, at one host."""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from access.models import ApiKey
from access.queries import in_use
from foundation.prepared import Prepared
from identity.models import User

BEGINNING = "sispmpi_"  # so that a scanner of secrets knows one when it sees one
TOUCHED_EVERY = timedelta(minutes=10)


def new_token() -> str:
    """What the person is shown once."""
    return BEGINNING + secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is kept of it."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_keys(at: datetime) -> QuerySet[ApiKey]:
    """The keys that open something: neither revoked nor run out, of a profile in use."""
    return opening(at, timezone.localdate(at))


def opening(at: datetime, today: date) -> QuerySet[ApiKey]:
    """The same, where the day of the instant is known."""
    return ApiKey.objects.filter(
        revoked_at=None,
        expires_at__gt=at,
        assignment__in=in_use(today),
        assignment__user__is_active=True,
    ).select_related(
        "assignment__user", "assignment__organ", "assignment__unit", "assignment__derived"
    )


SHOWN = Prepared(
    lambda at, today, hashed: opening(at, today).filter(token_hash=hashed),
    at=datetime,
    today=date,
    hashed=str,
)


def key_of(token: str, *, at: datetime) -> ApiKey | None:
    """The key that a programme showed, if it opens this place."""
    found = SHOWN(at=at, today=timezone.localdate(at), hashed=hash_of(token))
    return found[0] if found else None


def keys_of(user: User) -> QuerySet[ApiKey]:
    """Every key that the person ever made here, newest first."""
    return ApiKey.objects.filter(assignment__user=user).select_related("assignment")


def touch(key: ApiKey, *, at: datetime) -> None:
    """Note that it was used; not at every request."""
    if key.last_used_at is None or at - key.last_used_at > TOUCHED_EVERY:
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=at)


def revoke_all(found: QuerySet[ApiKey], *, at: datetime) -> int:
    """Close keys that are still open; how many there were."""
    return found.filter(revoked_at=None).update(revoked_at=at)
