"""Whose signature it is, how long to wait before SEI is asked again, what a root must be. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.db.models import TextChoices

from agreements.registry.rules import Side, SignedDocument
from agreements.registry.values import Read, Seal
from foundation.words import folded

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
NO_HASH = (
    "O documento do SEI não traz a identificação do texto (SHA-256): confira o texto e registre as"
    " assinaturas à mão."
)
OTHER_TEXT = (
    "O documento do SEI não é o texto aceito: a identificação (SHA-256) é outra. Confira se o"
    " número é o certo."
)
NOT_KNOWN = "Não reconhecidas: {names}. Quem não é dirigente nessa data é registrado à mão."
LARGEST_LIST, LIST_SECONDS = 16 * 1024 * 1024, 60
LIST_AGE, LIST_AHEAD = timedelta(hours=20), timedelta(hours=1)
NO_ADDRESS = "Escreva o endereço inteiro, como http://acraiz.exemplo.gov.br/lista.crl."
OTHER_FINGERPRINT = "A impressão digital não é a deste certificado. Confira na página do emissor."


class LinkedDocument(TextChoices):
    """What is linked to a document of SEI."""

    AGREEMENT = "agreement", "Acordo de Cooperação Técnica"
    WORK_PLAN = "work_plan", "Plano de trabalho"

    @property
    def signed(self) -> SignedDocument:
        """The text that is signed there."""
        return SignedDocument(self.value)


@dataclass(frozen=True, slots=True)
class Mandate:
    """Somebody who signs for a side, from one day to another."""

    side: Side
    name: str
    post: str
    act: str
    start: date
    end: date | None

    def covers(self, day: date) -> bool:
        """Whether the person holds the post on a day."""
        return self.start <= day and (self.end is None or day <= self.end)


def mandate_of(read: Read, mandates: Iterable[Mandate], day: date) -> Mandate | None:
    """Whose signature it is: the name of somebody who held the post on that day (G07)."""
    name = plain(read.name)
    return next((each for each in mandates if plain(each.name) == name and each.covers(day)), None)


def plain(name: str) -> str:
    """A name without accents, case and extra blanks."""
    return " ".join(folded(name).split())


def seal_of(mandate: Mandate, day: date, document_number: str) -> Seal:
    """What is recorded of a signature."""
    return Seal(
        signer_name=mandate.name,
        signer_post=mandate.post,
        act=mandate.act,
        mandate_start=mandate.start,
        mandate_end=mandate.end,
        signed_date=day,
        document_number=document_number,
    )


def due_after(tries: int, at: datetime) -> datetime:
    """When a service that did not answer is asked again: later each time."""
    return at + min(FIRST_WAIT * (1 << min(tries, 12)), LONGEST_WAIT)


def list_is_due(got_at: datetime, ends_at: datetime, at: datetime) -> bool:
    """Whether a list is asked for anew: once a day, and before the one that is kept ends."""
    return at - got_at >= LIST_AGE or ends_at - at <= LIST_AHEAD


def is_address(text: str) -> bool:
    """Whether a list may be asked for there: a plain address of the web."""
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    if parts.username or parts.password or parts.fragment or any(each.isspace() for each in text):
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def fingerprint(text: str) -> str:
    """As people copy it, `AB:CD …`, in small digits without separators."""
    return "".join(each for each in text.casefold() if each in "0123456789abcdef")
