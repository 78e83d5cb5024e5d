"""Proof of a chain: recomputed link by link, and compared with the roots that were published."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from audit.chain import GENESIS, canonical_sql, hash_of_sql
from foundation.tenancy import current_schema, inside

FIRST_FAULT = f"""
SELECT place, uid, title, recorded_at,
       CASE WHEN found <> hash THEN 'o conteúdo não corresponde ao resumo gravado'
            WHEN previous_hash <> expected THEN 'não continua o registro anterior'
            ELSE 'falta um registro antes deste' END
  FROM (SELECT e.*, {hash_of_sql()} AS found, lag(hash, 1, '{GENESIS}') OVER w AS expected,
               row_number() OVER w AS place
          FROM audit_entry e WHERE hash IS NOT NULL WINDOW w AS (ORDER BY position)) links
 WHERE found <> hash OR previous_hash <> expected OR position <> place
 ORDER BY position LIMIT 1
"""
NOT_LINKED = "SELECT id, uid, title, at FROM audit_entry WHERE hash IS NULL ORDER BY id LIMIT 1"
HEAD = (
    "SELECT position, hash FROM audit_entry WHERE hash IS NOT NULL ORDER BY position DESC LIMIT 1"
)
AT_POSITION = "SELECT position, hash FROM audit_entry WHERE position = ANY(%s)"
LINES = (
    f"SELECT hash, {canonical_sql()}, position FROM audit_entry e"
    " WHERE position > %s ORDER BY position LIMIT %s"
)
BATCH = 2000


@dataclass(frozen=True, slots=True)
class Root:
    """What was published of a chain: how many entries it had, and the hash of the last."""

    entries: int
    hash: str
    day: str = ""


@dataclass(frozen=True, slots=True)
class Broken:
    """The first link that does not hold."""

    position: int
    what: str
    uid: UUID | None = None
    title: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """How many entries were looked at, the head of the chain, and what is wrong with it."""

    entries: int
    head: str
    broken: Broken | None

    @property
    def holds(self) -> bool:
        """Whether every link follows from the one before."""
        return self.broken is None


def prove(roots: Iterable[Root] = ()) -> Proof:
    """Prove the chain of the schema in which the thread works, within one reading of it."""
    with connection.cursor() as cursor:
        entries, head = head_of(cursor)
        broken = first_broken(cursor) or not_linked(cursor) or not_published(cursor, list(roots))
    return Proof(entries, head, broken)


def head_of(cursor: Any) -> tuple[int, str]:
    """How long the chain is, and the hash of its last entry."""
    cursor.execute(HEAD)
    entries, head = cursor.fetchone() or (0, GENESIS)
    return int(entries), str(head)


def first_broken(cursor: Any) -> Broken | None:
    """The first link whose content, order or predecessor is another one."""
    cursor.execute(FIRST_FAULT)
    found = cursor.fetchone()
    if found is None:
        return None
    place, uid, title, at, what = found
    return Broken(place, what, uid, title, at)


def not_linked(cursor: Any) -> Broken | None:
    """An entry that was committed without its link: somebody switched the triggers off."""
    cursor.execute(NOT_LINKED)
    found = cursor.fetchone()
    if found is None:
        return None
    number, uid, title, at = found
    return Broken(number, "foi gravado sem entrar na cadeia", uid, title, at)


def not_published(cursor: Any, roots: Sequence[Root]) -> Broken | None:
    """The first root that was published and is not in the chain any more."""
    cursor.execute(AT_POSITION, [[each.entries for each in roots if each.entries]])
    held = dict(cursor.fetchall())
    for root in sorted(roots, key=lambda each: each.entries):
        if root.entries and held.get(root.entries) != root.hash:
            what = (
                f"difere da raiz publicada em {root.day}"
                if root.entries in held
                else (f"faltam registros: a raiz publicada em {root.day} tem {root.entries}")
            )
            return Broken(root.entries, what)
    return None


def lines() -> Iterator[str]:
    """The whole chain as anybody can check it: `<hash> <hashed text>`, one entry a line.

    It is read part by part, so that neither memory nor a transaction grows with it, in the schema
    where it was asked for, wherever the thread works by then.
    """
    return _lines(current_schema())


def _lines(schema: str) -> Iterator[str]:
    position = 0
    while True:
        with inside(schema), connection.cursor() as cursor:
            cursor.execute(LINES, [position, BATCH])
            rows = cursor.fetchall()
        for found, text, position in rows:  # noqa: B007
            yield f"{found} {text}\n"
        if len(rows) < BATCH:
            return
