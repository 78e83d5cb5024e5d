"""Publish the roots of a day that is over; prove a chain against what was published."""

from datetime import date, datetime, timedelta

from django.db import connection

from audit.proof import Proof, Root, prove
from audit.queries import beginning_of
from foundation.tenancy import PUBLIC, current_schema, inside
from tenants.journal.models import JournalRoot


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


def prove_here() -> Proof:
    """Prove the chain of the present schema, with the roots that were published of it."""
    return prove(published(current_schema()))
