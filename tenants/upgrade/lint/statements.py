"""Statements written by hand that the release before would stumble over. No database here."""

import re
from collections.abc import Iterator

BIG_TABLES = (
    "audit_entry|events_outbox|notifications_email|notifications_notice|documents_storedfile"
)
TROUBLE = (
    (r"\bDROP\s+TABLE\b", "drops a table"),
    (r"\bDROP\s+COLUMN\b", "drops a column"),
    (r"\bALTER\s+(TABLE|VIEW)\b[^;]*\bRENAME\b", "renames a table or a column"),
    (r"\bSET\s+NOT\s+NULL\b", "forbids empty values"),
    (r"\bDROP\s+DEFAULT\b", "takes a standard value away"),
    (r"\bALTER\s+(COLUMN\s+)?\S+\s+(SET\s+DATA\s+)?TYPE\b", "changes the type of a column"),
    (
        r"\bADD\s+COLUMN\b(?=[^,;]*\bNOT\s+NULL\b)(?![^,;]*\b(DEFAULT|GENERATED)\b)",
        "adds a column that may not be empty and has no standard value",
    ),
    (
        rf"\bCREATE\s+(UNIQUE\s+)?INDEX\s+(?!CONCURRENTLY)[^;]*\bON\s+\S*({BIG_TABLES})\b",
        "builds an index on a big table under a lock: create it concurrently",
    ),
    (r"\bADD\s+(CONSTRAINT\s+\S+\s+)?(CHECK|UNIQUE|EXCLUDE)\b", "refuses rows once written"),
    (r"\bREFERENCES\s+\"?public\"?\.", "a foreign key to public: keep the uid instead"),
    (r"\bTRUNCATE\b", "empties a table"),
)
COMPILED = tuple((re.compile(found, re.IGNORECASE), says) for found, says in TROUBLE)
REMARK = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
QUOTED = re.compile(r"'(?:[^']|'')*'")


def texts_of(sql: object) -> Iterator[str]:
    """The statements of a RunSQL: one text, or a list of texts and of texts with values."""
    if isinstance(sql, str):
        yield sql
    elif isinstance(sql, list | tuple):
        for each in sql:
            yield str(each[0]) if isinstance(each, list | tuple) else str(each)


def faults_of_statements(sql: object) -> Iterator[str]:
    """What the statements would do to the release before; remarks and values do not count."""
    for text in texts_of(sql):
        plain = QUOTED.sub("''", REMARK.sub(" ", text))
        yield from (says for found, says in COMPILED if found.search(plain))
