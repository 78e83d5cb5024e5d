"""How long somebody of CGE-MG may be inside an organisation, why, and how it ends. Pure."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import TextChoices

from foundation.refusals import Invalid

LONGEST = 60  # minutes
SHORTEST = 5
PASS_LASTS = timedelta(seconds=60)
MOST_REQUESTS = 1000
LONGEST_PATH = 300
SAFE = ("GET", "HEAD", "OPTIONS")
SECRETS = ("token", "key", "uidb36")  # what an address may name that opens something


class Category(TextChoices):
    ACCESS = "access", "Dificuldade de acesso"
    FAULT = "fault", "Erro do sistema"
    DATA = "data", "Conferência de dados"
    SETTING = "setting", "Configuração da organização"
    GUIDANCE = "guidance", "Orientação de uso"


class Ending(TextChoices):
    LEFT = "left", "Encerrada por quem atendia"
    ORGANISATION = "organisation", "Encerrada pela organização"
    CENTRE = "centre", "Encerrada pela administração central"
    TIME = "time", "Prazo vencido"
    PERSON = "person", "A pessoa deixou de poder atender"
    CLOSED = "closed", "A organização foi suspensa ou deixou de estar ativa"
    LIMIT = "limit", "Limite de páginas por sessão"


@dataclass(frozen=True, slots=True)
class Made:
    """One request of a support session, as both journals tell it."""

    number: int
    method: str
    path: str
    status: int

    @property
    def line(self) -> str:
        """What the digest is made of."""
        return f"{self.number} {self.method} {self.path} {self.status}\n"


def digest(requests: Iterable[Made]) -> str:
    """The SHA-256 of the lines of every request, in their order."""
    whole = "".join(each.line for each in sorted(requests, key=lambda each: each.number))
    return hashlib.sha256(whole.encode()).hexdigest()


def check_wish(*, reason: str, ticket: str, minutes: int) -> None:
    """Raise Invalid unless there is a reason, a ticket and a time that is short enough."""
    faults: dict[str, list[str]] = {}
    if not reason.strip():
        faults["reason"] = ["Escreva por que é preciso entrar."]
    if not ticket.strip():
        faults["ticket"] = ["Informe o número do chamado."]
    if not SHORTEST <= minutes <= LONGEST:
        faults["minutes"] = [f"De {SHORTEST} a {LONGEST} minutos."]
    if faults:
        raise Invalid(faults)


def minutes_between(start: datetime, end: datetime) -> int:
    """A duration as the portal tells it, in minutes begun."""
    return max(1, -(-int((end - start).total_seconds()) // 60))
