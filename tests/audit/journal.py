"""What tests of the journal share: the end of a transaction, a writer of its own, a forger."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import psycopg2
from django.db import connection

from config.local.accounts import connect
from tests.database import Database

WRITE = (
    "INSERT INTO audit_entry (uid, kind, at, verb, title, actor_name, actor_profile, channel,"
    " address, host, request_id, subject_type, subject_uid, subject_label, changes, reason,"
    " database_user) VALUES (%s, 'verb', now(), 'Said', %s, 'Ana', 'head', 'página', '', '', '',"
    " 'x.y', %s, 'x', %s, '', '')"
)


def settle() -> None:
    """What a commit does: deferred checks and links of the chain, here and now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SELECT set_config('sispmpi.verb', '', true)")


def write(cursor: Any, title: str, changes: str = "{}") -> str:
    """An entry as the application writes it."""
    uid = str(uuid4())
    cursor.execute(WRITE, [uid, title, uid, changes])
    return uid


@contextmanager
def as_role(database: Database, schema: str, installation: str = "sispmpi") -> Iterator[Any]:
    """A connection of the application's login, standing in a schema under its role."""
    suffix = "centre" if schema == "public" else schema
    link = psycopg2.connect(database.url)
    try:
        with link.cursor() as cursor:
            cursor.execute(
                f'SET ROLE "{installation}_{suffix}"; SET search_path = "{schema}", public, ext'
            )
        link.commit()
        yield link
    finally:
        link.close()


def forge(database: Database, schema: str, statement: str) -> None:
    """What only somebody with the server in hand can do: triggers off, a row changed."""
    with connect(database.admin_url) as link, link.cursor() as cursor:
        cursor.execute(f'ALTER TABLE "{schema}".audit_entry DISABLE TRIGGER USER')
        cursor.execute(statement)
        cursor.execute(f'ALTER TABLE "{schema}".audit_entry ENABLE TRIGGER USER')
