"""Terms of the whole road: lengths are data, counting is here. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices

from foundation.periods import BusinessCalendar

LONGEST = 1000
WRONG_LENGTH = f"O prazo vai de 1 a {LONGEST}."
NO_BASIS = "Diga em que norma ou prática o prazo se apoia."


class DeadlineCode(TextChoices):
    """What a term is for, and what it is counted from."""

    TRIAGE = "triage", "Triagem, a contar do encaminhamento à DCI"
    DILIGENCE = "diligence", "Resposta a diligência, a contar do pedido"
    SILENCE = "silence", "Arquivamento por silêncio, a contar da diligência"
    DRAFTS = "drafts", "Envio das minutas ao partícipe, a contar da admissão"
    LEGAL_UNIT = "legal_unit", "Exame jurídico, a contar da primeira minuta"
    EXTERNAL = "external", "Aprovação no SEI!MG, a contar do pedido do cadastro"
    GAZETTE = "gazette", "Publicação no diário do Estado, a contar da última assinatura"
    OWN_GAZETTE = "own_gazette", "Publicação no diário do partícipe, a contar da última assinatura"
    MANAGERS = "managers", "Designação dos gestores, a contar da publicação"
    DELIVERY = "delivery", "Entrega do código, a contar da publicação"
    PRODUCTION = "production", "Entrada em produção, a contar da entrega"
    REPORT = "report", "Relatório anual, a contar do aniversário da vigência"
    FINAL_REPORT = "final_report", "Relatório final, a contar do fim da vigência"
    GOVBR_REPORT = "govbr_report", "Relatório de adesões ao gov.br, a contar do fim de cada mês"


class DeadlineUnit(TextChoices):
    DAYS = "days", "dias corridos"
    BUSINESS_DAYS = "business_days", "dias úteis"


class Basis(TextChoices):
    """How binding a term is."""

    LEGAL = "legal", "Norma"
    ANALOGY = "analogy", "Analogia"
    GOOD_PRACTICE = "good_practice", "Boa prática"
    PROCEDURE = "procedure", "Procedimento da CGE-MG"
    AGREED = "agreed", "Combinado entre as partes"


# what the system does with each; the others are for whoever writes a work plan or looks them up
USES = {
    DeadlineCode.TRIAGE: "Página e fila dos pedidos",
    DeadlineCode.DILIGENCE: "Prazo escrito ao requerente e lembrete",
    DeadlineCode.SILENCE: "Arquivamento automático",
    DeadlineCode.DRAFTS: "Prazos em curso e avisos à DCI",
    DeadlineCode.LEGAL_UNIT: "Prazos em curso e avisos ao Jurídico",
    DeadlineCode.EXTERNAL: "Prazos em curso e avisos à DCI",
    DeadlineCode.GAZETTE: "Prazos em curso, avisos à Publicação, fila e painel",
    DeadlineCode.OWN_GAZETTE: "Prazos em curso e avisos à Publicação",
    DeadlineCode.DELIVERY: "Prazos em curso e avisos à DTIC",
    DeadlineCode.PRODUCTION: "Prazos em curso e avisos à DTIC",
    DeadlineCode.MANAGERS: "Prazos em curso e avisos à DCI, até a etapa do plano concluir-se",
    DeadlineCode.FINAL_REPORT: "Prazos em curso e avisos à DCI, desde 30 dias antes do fim",
    DeadlineCode.GOVBR_REPORT: "Adesões ao gov.br e avisos, se a entrada com gov.br está ligada",
    DeadlineCode.REPORT: "Vencimento de cada relatório anual",
}
REFERENCE = "Só referência: o plano de trabalho e as pessoas o acompanham"
NO_REASON = "Diga por que o prazo muda."


@dataclass(frozen=True, slots=True)
class Length:
    """So many days of a kind."""

    count: int
    unit: str

    def after(self, day: date) -> date:
        """The last day of a term that begins to run the day after `day`."""
        if self.unit == DeadlineUnit.BUSINESS_DAYS:
            return BusinessCalendar().add(day, self.count)
        return day + timedelta(days=self.count)


@dataclass(frozen=True, slots=True)
class Pause:
    """A diligence: the clock stands from the day it is asked to the day it is answered."""

    asked: date
    answered: date | None = None

    def covers(self, day: date) -> bool:
        """Whether a day does not count."""
        return self.asked < day and (self.answered is None or day <= self.answered)


@dataclass(frozen=True, slots=True)
class Clock:
    """How a term stands: its last day, or how many days are left while it is suspended."""

    due: date | None
    left: int = 0


def clock(start: date, length: Length, pauses: Iterable[Pause]) -> Clock:
    """The last day of a term that stood still during the pauses; none while one is open."""
    stops = list(pauses)
    calendar = BusinessCalendar()
    standing = next((each.asked for each in stops if each.answered is None), None)
    day, left = start, length.count
    while left and (standing is None or day < standing):
        day += timedelta(days=1)
        counts = length.unit == DeadlineUnit.DAYS or calendar.is_business_day(day)
        if counts and not any(each.covers(day) for each in stops):
            left -= 1
    return Clock(None, left) if left else Clock(day)


def deadline_faults(*, count: int, legal_basis: str, reason: str) -> dict[str, list[str]]:
    """Why a term cannot be kept so."""
    faults: dict[str, list[str]] = {}
    if not 1 <= count <= LONGEST:
        faults["length"] = [WRONG_LENGTH]
    if not legal_basis.strip():
        faults["legal_basis"] = [NO_BASIS]
    if not reason.strip():
        faults["reason"] = [NO_REASON]
    return faults
