"""Whether the server has room for the locks of this many tables, and no organisation takes more."""

from math import ceil
from typing import Any

from config.start import descriptions, patient

ASK = """
SELECT current_setting('max_locks_per_transaction')::integer,
       current_setting('max_connections')::integer
         + current_setting('max_prepared_transactions')::integer,
       (SELECT count(*) FROM pg_catalog.pg_class WHERE relkind IN ('r', 'p', 'm'))
"""
SHARE = 0.8  # a dump locks every table at once, while others go on working
STEP = 64
OPEN_TO_ALL = """
SELECT count(*) FROM pg_catalog.pg_proc
 WHERE pronamespace = 'pg_catalog'::regnamespace
   AND proname ~ '^lo_(creat|create|from_bytea)$|^pg_(try_)?advisory_'
   AND has_function_privilege('public', oid, 'EXECUTE')
"""
LOOSE = (
    "any role of the database may take advisory locks or make large objects: an organisation whose"
    " SQL is not its own could keep the others waiting. Run deploy/postgres/roles.sql again, then"
    " `sispmpi migrate`"
)
FEW = (
    "the database has {tables} tables, and the server room for {room} locks"
    " (max_locks_per_transaction = {each}): a dump of the whole database will fail."
    " Set it to {wanted} or more and restart the server"
)


def wanted(tables: int, transactions: int) -> int:
    """The smallest value of max_locks_per_transaction that will do."""
    return ceil(tables / SHARE / transactions)


def looseness_of(opened: Any) -> str:
    """What to say of functions that everybody may call; empty where they are closed."""
    with opened.cursor() as cursor:
        cursor.execute(OPEN_TO_ALL)
        return LOOSE if cursor.fetchone()[0] else ""


def warning_of(opened: Any) -> str:
    """What to say of the server behind a connection; empty where there is room."""
    with opened.cursor() as cursor:
        cursor.execute(ASK)
        each, transactions, tables = cursor.fetchone()
    if each >= wanted(tables, transactions):
        return ""
    return FEW.format(
        tables=tables,
        room=each * transactions,
        each=each,
        wanted=ceil(wanted(tables, transactions) / STEP) * STEP,
    )


def warnings() -> list[str]:
    """The same of every database of the process."""
    found = []
    for description in descriptions().values():
        opened = patient(description)
        try:
            found += [warning_of(opened), looseness_of(opened)]
        finally:
            opened.close()
    return sorted({each for each in found if each})
