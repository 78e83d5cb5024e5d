"""The yearly report of each side: its cycle, its deadline, what it must hold. No database here."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import TextChoices

from agreements.registry.deadlines import Length
from foundation.flow import Flow, step
from foundation.periods import TermUnit, add_term

NO_IMPROVEMENT = "Registre ao menos uma melhoria no código antes de enviar o relatório."
NO_SUMMARY = "Conte em poucas palavras como foi o ano antes de enviar o relatório."
NO_REASON = "Diga o que precisa ser corrigido."
BAD_LINK = "O endereço da melhoria começa por https:// ou http://."


class ReportState(TextChoices):
    DRAFT = "draft", "Em elaboração"
    SENT = "sent", "Enviado"
    RETURNED = "returned", "Devolvido para ajustes"
    ACCEPTED = "accepted", "Aceito"


REPORT_FLOW = Flow(
    {
        "send": step(
            (ReportState.DRAFT, ReportState.RETURNED), ReportState.SENT, "Enviar relatório"
        ),
        "return": step(ReportState.SENT, ReportState.RETURNED, "Devolver para ajustes"),
        "accept": step(ReportState.SENT, ReportState.ACCEPTED, "Aceitar relatório"),
    }
)
EDITABLE = frozenset({ReportState.DRAFT, ReportState.RETURNED})


class Kind(TextChoices):
    """What an improvement is."""

    CORRECTION = "correction", "Correção"
    FEATURE = "feature", "Nova funcionalidade"
    SECURITY = "security", "Segurança"
    INTEGRATION = "integration", "Integração"


class Module(TextChoices):
    """Which part of SisPMPI it touches."""

    FORMULATION = "formulation", "Formulação"
    EXECUTION = "execution", "Execução"
    MONITORING = "monitoring", "Monitoramento"
    EVALUATION = "evaluation", "Avaliação"
    GENERAL = "general", "Sistema como um todo"


class Licence(TextChoices):
    """Under what terms the partner hands the improvement back."""

    AGREEMENT = "agreement", "A do acordo: uso livre pelos partícipes, com crédito"
    GPL = "gpl", "GPL 3.0"
    MIT = "mit", "MIT"
    PUBLIC_DOMAIN = "cc0", "Domínio público (CC0)"


def anniversary(start: date, cycle: int) -> date:
    """The day on which the n-th year of an agreement is complete."""
    return add_term(start, cycle, TermUnit.YEARS)


def period_of(start: date, cycle: int) -> tuple[date, date]:
    """First and last day that the report of a cycle tells about."""
    first = start if cycle == 1 else anniversary(start, cycle - 1)
    return first, anniversary(start, cycle) - timedelta(days=1)


def due_date_of(start: date, cycle: int, length: Length) -> date:
    """The last day to send the report of a cycle; sending before is always possible."""
    return length.after(anniversary(start, cycle))


def open_cycles(start: date, end: date, today: date) -> range:
    """The cycles that have begun by a day, as far as the agreement lasts: 1, 2, …"""
    cycle = 1
    while anniversary(start, cycle) <= min(today, end):
        cycle += 1
    last = cycle if period_of(start, cycle)[0] < end else cycle - 1
    return range(1, last + 1)


def is_late(state: ReportState, due: date, today: date, *, held_since: date | None = None) -> bool:
    """Whether the deadline passed without the report having been sent; a hold stops the clock."""
    return state in EDITABLE and (held_since or today) > due


def faults_before_sending(*, summary: str, improvements: int) -> dict[str, list[str]]:
    """What is missing in a report, by field; empty when it may go."""
    faults: dict[str, list[str]] = {}
    if not summary.strip():
        faults["summary"] = [NO_SUMMARY]
    if not improvements:
        faults["improvements"] = [NO_IMPROVEMENT]
    return faults


def is_web_address(link: str) -> bool:
    """Whether a link may be shown as one: nothing but a web address."""
    return link.startswith(("https://", "http://"))


def differing(
    stored: Mapping[str, object], typed: Mapping[str, object]
) -> dict[str, tuple[object, object]]:
    """The fields whose value differs, as (stored, typed)."""
    return {name: (stored[name], typed[name]) for name in typed if typed[name] != stored.get(name)}
