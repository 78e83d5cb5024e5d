"""How an action moves from planned to done, and which light it shows on the way. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from foundation.refusals import NotAllowed
from integrity.formulation.rules.flows import ACTION_FLOW, ActionStatus
from integrity.formulation.rules.planning import ActionKind

NOT_STARTED = ActionStatus.NOT_STARTED
IN_PROGRESS = ActionStatus.IN_PROGRESS
COMPLETED = ActionStatus.COMPLETED
DISCONTINUED = ActionStatus.DISCONTINUED
CLOSED = frozenset({COMPLETED, DISCONTINUED})
MOST_INVOLVED = 10  # besides who answers for the action (P84)

Kind = ActionKind
Faults = dict[str, list[str]]
Days = tuple[date | None, date | None]


def verbs_of_progress(
    status: ActionStatus, actual_start: date | None, actual_end: date | None
) -> list[str]:
    """The verbs of the action's flow that the two days of a record stand for, in order.

    Raises NotAllowed for an action that is done or discontinued.
    """
    if status in CLOSED:
        ACTION_FLOW.after("complete", status)
    started = ["start"] if actual_start and status == NOT_STARTED else []
    return [*started, "complete"] if actual_start and actual_end else started


def classification_faults(
    kind: str, planned_start: date | None, planned_end: date | None, type_count: int
) -> Faults:
    """What is missing or contradicts itself in the classification of an action."""
    faults: Faults = {}
    if kind not in Kind.values:
        faults["kind"] = ["Escolha se a ação é contínua ou pontual."]
    if not type_count:
        faults["types"] = ["Escolha ao menos um tipo."]
    if planned_start is None:
        faults["planned_start"] = ["Informe a previsão de início."]
    if kind == Kind.ONE_OFF and planned_end is None:
        faults["planned_end"] = ["Uma ação pontual precisa da previsão de conclusão."]
    if kind == Kind.ONE_OFF and planned_start and planned_end and planned_end < planned_start:
        faults["planned_end"] = ["A previsão de conclusão não pode ser anterior à de início."]
    return faults


def day_faults(old: Days, new: Days, reason: str) -> Faults:
    """Where the organisation asks for it, planned days are changed only with a reason."""
    is_moved = old != (None, None) and old != new
    return {"reason": ["Diga por que o prazo muda."]} if is_moved and not reason.strip() else {}


@dataclass(frozen=True, slots=True)
class Progress:
    """What a person reports of an action on one day."""

    recorded_date: date
    percent: int
    narrative: str
    actual_start: date | None = None
    actual_end: date | None = None
    spent_budget: Decimal | None = None


def progress_faults(new: Progress, *, status: ActionStatus, today: date) -> Faults:
    """What contradicts itself, or the past, in a record of progress."""
    faults = _day_faults(new, today)
    start = new.actual_start
    if start is None and status != NOT_STARTED:
        faults["actual_start"] = ["A ação já começou: informe o início."]
    elif start is None and new.actual_end is not None:
        faults["actual_start"] = ["Informe o início para registrar a conclusão."]
    if start is None and new.spent_budget is not None:
        faults["spent_budget"] = ["O orçamento executado só pode ser informado com o início."]
    if percent := _percent_fault(new):
        faults["percent"] = [percent]
    if not new.narrative.strip():
        faults["narrative"] = ["Conte o que foi feito."]
    return faults


def _day_faults(new: Progress, today: date) -> Faults:
    days = {
        "recorded_date": new.recorded_date,
        "actual_start": new.actual_start,
        "actual_end": new.actual_end,
    }
    faults = {
        name: ["A data não pode estar no futuro."]
        for name, day in days.items()
        if day and day > today
    }
    if new.actual_start and new.actual_end and new.actual_end < new.actual_start:
        faults["actual_end"] = ["A conclusão não pode ser anterior ao início."]
    return faults


def _percent_fault(new: Progress) -> str:
    if not 0 <= new.percent <= 100:
        return "O percentual vai de 0 a 100."
    if new.actual_start is None:
        started = new.percent and new.actual_end is None
        return "Uma ação que não começou tem 0%." if started else ""
    if new.actual_end is not None and new.percent != 100:
        return "Uma ação concluída tem 100%."
    return ""


@dataclass(frozen=True, slots=True)
class SemaphorePolicy:
    """How many days lead to which colour; an organisation may choose its own."""

    green_from: int = 30
    stale_after: int = 30
    forgotten_after: int = 60


DEFAULT_POLICY = SemaphorePolicy()


@dataclass(frozen=True, slots=True)
class Light:
    """A colour and the words that say the same; without classification there is no colour."""

    colour: str
    text: str


UNCLASSIFIED = Light("", "Sem classificação")
LATE_START = Light("red", "Início atrasado")
WAITING = Light("white", "Não iniciada")
DONE = Light("blue", "Concluída")
ENDED = Light("grey", "Descontinuada")
ON_TIME = Light("green", "No prazo")
DUE_SOON = Light("yellow", "Prazo próximo")
LATE_END = Light("red", "Conclusão atrasada")
FRESH = Light("green", "Atualizada")
STALE = Light("yellow", "Atualização pendente")
FORGOTTEN = Light("red", "Sem atualização")


@dataclass(frozen=True, slots=True)
class Course:
    """What of an action decides its light."""

    status: ActionStatus
    kind: str
    planned_start: date | None
    planned_end: date | None
    last_change: date


def semaphore(course: Course, *, today: date, policy: SemaphorePolicy = DEFAULT_POLICY) -> Light:
    """The light of an action on a day."""
    if course.kind not in Kind.values or course.planned_start is None:
        return UNCLASSIFIED
    if course.status == COMPLETED:
        return DONE
    if course.status == DISCONTINUED:
        return ENDED
    if course.status == NOT_STARTED:
        return LATE_START if course.planned_start < today else WAITING
    if course.kind == Kind.CONTINUOUS:
        return _by_freshness((today - course.last_change).days, policy)
    if course.planned_end is None:
        return UNCLASSIFIED
    return _by_deadline((course.planned_end - today).days, policy)


def _by_deadline(days_left: int, policy: SemaphorePolicy) -> Light:
    if days_left < 0:
        return LATE_END
    return ON_TIME if days_left >= policy.green_from else DUE_SOON


def _by_freshness(days_silent: int, policy: SemaphorePolicy) -> Light:
    if days_silent >= policy.forgotten_after:
        return FORGOTTEN
    return STALE if days_silent >= policy.stale_after else FRESH


def starts_late(course: Course, today: date) -> bool:
    """Attention point: not started, though the planned start has passed."""
    start = course.planned_start
    return course.status == NOT_STARTED and start is not None and start < today


def ends_late(course: Course, today: date) -> bool:
    """Attention point: neither done nor discontinued, though the planned end has passed."""
    end = course.planned_end
    return course.status not in CLOSED and end is not None and end < today


def is_safe_link(url: str) -> bool:
    """Whether a link leads to a page of the web: no script, no file of the reader's machine."""
    address = url.strip().lower()
    return address.startswith(("https://", "http://")) and not any(
        letter.isspace() or ord(letter) < 32 for letter in url.strip()
    )


def refuse_closed(status: ActionStatus) -> None:
    """Raise NotAllowed for an action that is done or discontinued: it is no longer planned."""
    if status in CLOSED:
        raise NotAllowed(f"A ação está “{status.label}”: o planejamento não muda mais.")


def budget_faults(name: str, amount: Decimal | None) -> Faults:
    """An amount is never negative."""
    if amount is not None and amount < 0:
        return {name: ["O valor não pode ser negativo."]}
    return {}


def discontinuation_faults(
    reason: str, end: date | None, actual_start: date | None, today: date
) -> Faults:
    """What is missing or wrong when an action is ended before it is done."""
    faults: Faults = {}
    if not reason.strip():
        faults["reason"] = ["Diga por que a ação é descontinuada."]
    if end is None:
        faults["end_date"] = ["Informe a data da descontinuação."]
    elif end > today:
        faults["end_date"] = ["A data não pode estar no futuro."]
    elif actual_start and end < actual_start:
        faults["end_date"] = ["A descontinuação não pode ser anterior ao início."]
    return faults


def evidence_faults(description: str, link: str, *, has_file: bool) -> Faults:
    """A piece of evidence says what it proves, and is one file or one link to the web."""
    faults: Faults = {}
    if not description.strip():
        faults["description"] = ["Diga o que a evidência comprova."]
    if has_file and link:
        faults["link"] = ["Envie um arquivo ou informe um endereço, não os dois."]
    elif not has_file and not link:
        faults["upload"] = ["Envie um arquivo ou informe um endereço."]
    elif link and not is_safe_link(link):
        faults["link"] = ["O endereço deve começar por https:// ou http://."]
    return faults
