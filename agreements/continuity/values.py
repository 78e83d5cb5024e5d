"""What people write in the forms, as the services take it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Extension:
    """By how much an agreement is to be extended, and why."""

    term_length: int
    term_unit: str
    requested_date: date
    justification: str
    late_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Gazette:
    """Where and when an amendment came out in the gazette of the State."""

    published_date: date
    page: str = ""
    matter_code: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """How an agreement is to end: why, by whose will, told when, in force until when."""

    kind: str
    side: str
    notified_date: date
    last_date: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class Delay:
    """Which stages of the work plan are to end so many days later, and why."""

    stages: Sequence[UUID]
    days: int
    justification: str


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What is to be noted on an agreement without changing what was agreed."""

    kind: str
    text: str
    justification: str


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """Until when a partner that leaves wants the agreement in force, and why it leaves."""

    last_date: date
    justification: str
