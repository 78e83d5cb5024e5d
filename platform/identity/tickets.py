"""How the address that gov.br knows and an organisation pass a person on to each other.

Three sealed notes travel with the browser. Nobody outside reads or changes them:

- the *visit* is a cookie of the organisation's host: it alone holds the nonce;
- the *errand* tells the account host who asks, with the digest of that nonce;
- the *ticket* brings back what gov.br vouched for: once, for a minute, to that browser only.
"""

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any, Self

from django.core.cache import cache
from django.utils.crypto import constant_time_compare
from redis.exceptions import RedisError

from foundation.sealing import Unreadable, seal, unseal
from foundation.tenancy import current_schema

LASTS = timedelta(seconds=60)
VISIT_LASTS = timedelta(minutes=10)


class BadTicket(Exception):
    """Forged, too old, used, of another organisation or of another browser."""


class Note:
    """What is sealed for one purpose and lasts so long."""

    purpose = ""
    lasts = VISIT_LASTS

    def sealed(self) -> str:
        """As the browser carries it."""
        return seal(json.dumps(asdict(self)), purpose=self.purpose)  # type: ignore[call-overload]

    @classmethod
    def opened(cls, text: str) -> Self:
        """The note again. Raises BadTicket."""
        try:
            held: dict[str, Any] = json.loads(unseal(text, purpose=cls.purpose, max_age=cls.lasts))
        except Unreadable:
            raise BadTicket(f"no {cls.purpose}, or too old") from None
        return cls(**held)


@dataclass(frozen=True, slots=True)
class Begun(Note):
    """What the browser keeps at the organisation's host: why it left, and the nonce."""

    purpose = "govbr visit"
    lasts = VISIT_LASTS
    why: str
    next: str = ""
    user_pk: int | None = None
    schema: str = field(default_factory=current_schema)
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def digest(self) -> str:
        """What others may know of the nonce."""
        return hashlib.sha256(self.nonce.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Errand(Note):
    """Who asks the account host: place and host; `anew`, when gov.br is to ask again who it is."""

    purpose = "govbr errand"
    lasts = VISIT_LASTS
    schema: str
    address: str
    digest: str
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Ticket(Note):
    """What gov.br vouched for, on its way to one organisation and one browser."""

    purpose = "govbr ticket"
    lasts = LASTS
    schema: str
    digest: str
    cpf: str
    level: str
    methods: list[str]
    number: str = field(default_factory=lambda: secrets.token_urlsafe(16))


def redeem(text: str, begun: Begun) -> Ticket:
    """Use a ticket up, where and by whom it was asked for. Raises BadTicket."""
    ticket = Ticket.opened(text)
    place = current_schema()
    if ticket.schema != place or begun.schema != place:
        raise BadTicket("of another organisation")
    if not constant_time_compare(ticket.digest, begun.digest):
        raise BadTicket("of another browser")
    try:
        is_first = cache.add(f"govbr.ticket.{ticket.number}", 1, timeout=2 * LASTS.total_seconds())
    except RedisError:
        raise BadTicket("nobody can tell now whether it was used") from None
    if not is_first:
        raise BadTicket("used before")
    return ticket
