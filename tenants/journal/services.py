"""Publish the roots of a day that is over; prove a chain against what was published."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.db import connection
from redis.exceptions import RedisError

from audit.proof import Proof, Root, head_of, prove
from audit.queries import beginning_of
from foundation.tasks import send_after_commit
from foundation.tenancy import PUBLIC, current_schema, inside
from tenants.journal.models import JournalRoot

LAST = "journal:proof"
SHORT = 20_000


@dataclass(frozen=True, slots=True)
class Proven:
    """What a proof found, and when."""

    proof: Proof
    at: datetime


def publish_roots(*, day: date, at: datetime) -> int:
    """The root of every schema as the day ended, once; asked again it changes nothing."""
    with inside(PUBLIC):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT schema_name, entries, root FROM public.journal_heads(%s)",
                [beginning_of(day + timedelta(days=1))],
            )
            found = cursor.fetchall()
        made = JournalRoot.objects.bulk_create(
            [
                JournalRoot(
                    schema_name=schema, day=day, entries=entries, hash=root, published_at=at
                )
                for schema, entries, root in found
            ],
            ignore_conflicts=True,
        )
        return len(made)


def published(schema: str) -> list[Root]:
    """The roots of one schema, oldest first."""
    rows = JournalRoot.objects.filter(schema_name=schema).order_by("day")
    return [Root(each.entries, each.hash, f"{each.day:%d/%m/%Y}") for each in rows]


def prove_later() -> None:
    """Have a worker prove the chain of the present schema; the page then shows what it found."""
    send_after_commit("tenants.journal.tasks.prove_chain", schema=current_schema())


def keep_proof(proof: Proof, *, at: datetime) -> Proven:
    """What the page shows until the next proof. Nothing rests on it: it may be lost."""
    proven = Proven(proof, at)
    with suppress(RedisError):
        cache.set(LAST, proven, timeout=None)
    return proven


def last_proof(*, at: datetime) -> Proven | None:
    """The last proof; of a short chain a fresh one, which costs less than a second."""
    with connection.cursor() as cursor:
        entries, _ = head_of(cursor)
    if entries <= SHORT:
        return keep_proof(prove_here(), at=at)
    with suppress(RedisError):
        found: Proven | None = cache.get(LAST)
        return found
    return None


def prove_here() -> Proof:
    """Prove the chain of the present schema, with the roots that were published of it."""
    return prove(published(current_schema()))
