"""What happens at the desk."""

from dataclasses import dataclass
from typing import ClassVar

from events.registry import Event


@dataclass(frozen=True, kw_only=True)
class PartnerReminded(Event):
    """`said` is what the partner owes, in words."""

    name: ClassVar[str] = "desk.partner_reminded"
    title: ClassVar[str] = "Lembrete enviado ao partícipe"

    said: str


class AdhesionsReported(Event):
    name: ClassVar[str] = "desk.adhesions_reported"
    title: ClassVar[str] = "Relatório de adesões ao gov.br enviado"
