"""What people write in the forms, as the services take it. Pure."""

from dataclasses import dataclass
from datetime import date


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
