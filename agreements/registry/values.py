"""What people write in the forms, as the services take it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Protocol


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """The organisation that asks, as it was written in the request."""

    nature: str
    cnpj: str
    email: str
    ibge_code: str = ""
    name: str = ""
    acronym: str = ""
    state: str = ""


@dataclass(frozen=True, kw_only=True)
class Head:
    """Who heads the organisation, and by which act."""

    name: str
    post: str
    act: str
    mandate_start: date
    mandate_end: date | None = None


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody to write to."""

    name: str
    email: str
    phone: str = ""
    post: str = ""


@dataclass(frozen=True, kw_only=True)
class Message:
    """The e-mail by which a request came."""

    received_at: datetime
    sender: str
    message_id: str
    subject: str


@dataclass(frozen=True, kw_only=True)
class Seal:
    """Who signed, by which act, when, and under which number in SEI."""

    signer_name: str
    signer_post: str
    act: str
    mandate_start: date
    mandate_end: date | None
    signed_date: date
    document_number: str

    def fields(self) -> dict[str, Any]:
        """The same, by the names of the table."""
        return asdict(self)


@dataclass(frozen=True, kw_only=True)
class Given:
    """One signature as some road tells of it, and the hash of the text that it proves."""

    seal: Seal
    text_hash: str
    origin: str = "manual"
    evidence: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Read:
    """A signature found outside, before it is known whose it is."""

    name: str
    post: str
    signed_at: datetime
    evidence: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Everything found on one document; `text_hash` is empty where the road cannot prove it."""

    text_hash: str
    signatures: Sequence[Read]
    document_number: str = ""


class Backend(Protocol):
    """A road by which signatures given elsewhere are learnt of; what a person types is one too."""

    origin: str

    def read(self) -> Reading:
        """What is on the document now. Raises foundation.refusals.Invalid, or its own trouble."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What may still be agreed while the texts are drafts."""

    object: str
    start_basis: str
    fixed_start_date: date | None
    term_length: int
    term_unit: str
    end_convention: str
    notice_days: int
    effect_on_use: str
