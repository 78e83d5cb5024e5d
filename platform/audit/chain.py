"""What exactly is hashed of an entry, said twice: for PostgreSQL and for anybody's own programme.

The hash of an entry is the SHA-256 of one JSON array in UTF-8, written as Python's
`json.dumps(array, ensure_ascii=False)` writes it: the name of this form, the hash of the entry
before (64 zeros for the first), then the texts of `FIELDS`, or null. Instants are in UTC with six
digits of a second; `changes` is the text that PostgreSQL writes of a jsonb value. Pure.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

FORM = "sispmpi-diario-1"
GENESIS = "0" * 64
FIELDS = (
    "position",
    "uid",
    "recorded_at",
    "at",
    "kind",
    "verb",
    "title",
    "verb_uid",
    "actor_uid",
    "actor_name",
    "actor_profile",
    "channel",
    "address",
    "host",
    "request_id",
    "subject_type",
    "subject_uid",
    "row_id",
    "subject_label",
    "changes",
    "reason",
    "database_user",
)
INSTANTS = frozenset({"recorded_at", "at"})
IN_UTC = """to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""


def rest_sql(given: Mapping[str, str] | None = None, table: str = "e") -> str:
    """What of a hashed text follows the hash before, in SQL; `given` replaces columns."""
    parts = []
    for name in FIELDS:
        value = (given or {}).get(name, f"{table}.{name}")
        parts.append(IN_UTC.format(value) if name in INSTANTS else f"({value})::text")
    return f"substr(jsonb_build_array({', '.join(parts)})::text, 2)"


def canonical_sql(previous_hash: str = "e.previous_hash", rest: str = "") -> str:
    """The hashed text of a row as an expression of SQL."""
    return f"""'["{FORM}", "' || {previous_hash} || '", ' || {rest or rest_sql()}"""


def hash_of_sql(previous_hash: str = "e.previous_hash", rest: str = "") -> str:
    """The hash of a row as an expression of SQL."""
    return f"encode(sha256(convert_to({canonical_sql(previous_hash, rest)}, 'UTF8')), 'hex')"


def canonical(previous_hash: str, texts: Mapping[str, str | None]) -> str:
    """The hashed text of an entry whose fields are given as texts."""
    return json.dumps([FORM, previous_hash, *(texts[name] for name in FIELDS)], ensure_ascii=False)


def hash_of(text: str) -> str:
    """The hash of a hashed text."""
    return hashlib.sha256(text.encode()).hexdigest()


def jsonb_text(value: Any) -> str:
    """A JSON value as PostgreSQL writes it: shorter keys first, then by their bytes."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: (len(key.encode()), key.encode()))
        return "{" + ", ".join(f"{jsonb_text(key)}: {jsonb_text(value[key])}" for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(jsonb_text, value)) + "]"
    if isinstance(value, Decimal):
        return format(value, "f")
    return json.dumps(value, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Fault:
    """The first link that does not hold: the line it stands in (from 1), and what is wrong."""

    line: int
    what: str


def first_fault(lines: Iterable[tuple[str, str]]) -> Fault | None:
    """Check a downloaded chain: pairs of hash and hashed text, in their order."""
    before = GENESIS
    for line, (found, text) in enumerate(lines, start=1):
        array: Sequence[Any] = json.loads(text)
        if hash_of(text) != found:
            return Fault(line, "o conteúdo não corresponde ao resumo")
        if array[1] != before:
            return Fault(line, "não continua o registro anterior")
        if array[2] != str(line):
            return Fault(line, "está fora da ordem")
        before = found
    return None
