"""When an agreement may be amended, and when and how it ends. Pure.

Guards G15 to G20 and the notices before the end (D12). An expired agreement cannot be extended: the
amendment is signed on or before the last day, or there is a new agreement (AGU, ON 3/2009).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices

from foundation.flow import Flow, step
from foundation.periods import EndConvention, TermUnit, add_term

Faults = dict[str, list[str]]

ADVISED_DAYS, URGENT_DAYS = 90, 60
NOTICE_BEFORE_END = (180, 90, 60, 30, 15, 7)
LONGEST_MONTHS = 60
ONE_OF = {
    TermUnit.DAYS: "dia",
    TermUnit.WEEKS: "semana",
    TermUnit.MONTHS: "mês",
    TermUnit.YEARS: "ano",
}
TOO_LATE = (
    "O acordo vigora até {end}: um termo aditivo assinado depois disso não vale. Registre um novo"
    " pedido de acordo para esta organização."
)
OVER = (
    "O acordo vigorou até {end} e não pode mais ser prorrogado. Para continuar, peça um novo acordo"
    " no portal."
)
IN_FUTURE = "Esta data não pode estar no futuro."
BEFORE_REQUEST = "O termo aditivo não pode ser assinado antes de ser pedido, em {day}."
BEFORE_SIGNATURE = "A publicação não pode ser anterior à assinatura, em {day}."
NO_PLACE = "Informe a página ou o código da matéria."
TOO_LONG = "Com este prazo o acordo passaria de 5 anos: ele pode ir até {day}."
NO_REASON_FOR_HASTE = (
    "O acordo termina {when}, antes dos 90 dias recomendados. Explique por que o pedido é feito só"
    " agora."
)
SHORT_NOTICE = "O acordo pede aviso de {days} dias: o último dia de vigência é {day} ou depois."
BEFORE_NOTICE = "O último dia de vigência não pode ser anterior à comunicação."
BEFORE_TERM = "O último dia de vigência não pode ser anterior ao começo do acordo, em {day}."
AFTER_TERM = "O acordo já termina em {day}: o último dia de vigência não pode ser depois."


class AmendmentState(TextChoices):
    REQUESTED = "requested", "Pedido"
    SIGNED = "signed", "Assinado, à espera da publicação"
    IN_EFFECT = "in_effect", "Em vigor"
    ABANDONED = "abandoned", "Abandonado"


AMENDMENT_FLOW = Flow(
    {
        "sign": step(AmendmentState.REQUESTED, AmendmentState.SIGNED, "Registrar assinatura"),
        "publish": step(AmendmentState.SIGNED, AmendmentState.IN_EFFECT, "Registrar publicação"),
        "abandon": step(
            (AmendmentState.REQUESTED, AmendmentState.SIGNED),
            AmendmentState.ABANDONED,
            "Abandonar",
        ),
    }
)


OPEN_AMENDMENT = (AmendmentState.REQUESTED, AmendmentState.SIGNED)


class ApostilleKind(TextChoices):
    """What changes without an amendment."""

    HEAD = "head", "Troca de quem dirige o partícipe"
    ADDRESS = "address", "Mudança de endereço ou de contato"
    MISPRINT = "misprint", "Correção de erro material"


class AmendmentKind(TextChoices):
    EXTENSION = "extension", "Prazo do acordo"
    WORK_PLAN = "work_plan", "Prazos do plano de trabalho"


class EndingKind(TextChoices):
    """Why an agreement ends."""

    EXPIRY = "expiry", "Fim do prazo"
    FULFILMENT = "fulfilment", "Cumprimento do objeto"
    WITHDRAWAL = "withdrawal", "Denúncia"
    BREACH = "breach", "Rescisão"
    CONSENT = "consent", "Distrato"
    ANNULMENT = "annulment", "Anulação"


CHOSEN_ENDINGS = [each for each in EndingKind if each != EndingKind.EXPIRY]


@dataclass(frozen=True, slots=True)
class Term:
    """The term of an agreement as it stands: its first and its last day, both in force."""

    start: date
    end: date
    convention: EndConvention = EndConvention.SAME_DAY

    def days_left(self, today: date) -> int:
        """0 on the last day, negative after it."""
        return (self.end - today).days

    @property
    def limit(self) -> date:
        """The last day that amendments may reach."""
        return add_term(self.start, LONGEST_MONTHS, TermUnit.MONTHS, self.convention)


def extended(term: Term, length: int, unit: str) -> date:
    """The new last day: the length is added to the present end. Raises ValueError (no date)."""
    start = term.end
    if term.convention == EndConvention.DAY_BEFORE:
        start += timedelta(days=1)
    return add_term(start, length, TermUnit(unit), term.convention)


def request_faults(
    term: Term, new_end: date, *, requested_date: date, late_reason: str, today: date
) -> Faults:
    """Why an amendment cannot be asked for in this way (G15, G17); nothing when it can."""
    faults: Faults = {}
    if new_end > term.limit:
        faults["term_length"] = [TOO_LONG.format(day=written(term.limit))]
    if requested_date > today:
        faults["requested_date"] = [IN_FUTURE]
    left = term.days_left(today)
    if left < ADVISED_DAYS and not late_reason.strip():
        faults["late_reason"] = [NO_REASON_FOR_HASTE.format(when=when_in_words(left))]
    return faults


def signature_faults(*, signed_date: date, requested_date: date, today: date) -> Faults:
    """Why an amendment cannot have been signed on a day, other than after the end (G16)."""
    if signed_date > today:
        return {"signed_date": [IN_FUTURE]}
    if signed_date < requested_date:
        return {"signed_date": [BEFORE_REQUEST.format(day=written(requested_date))]}
    return {}


def publication_faults(
    *, published_date: date, signed_date: date, page: str, matter_code: str, today: date
) -> Faults:
    """What is wrong with the record of the gazette (G17)."""
    faults: Faults = {}
    if published_date > today:
        faults["published_date"] = [IN_FUTURE]
    elif published_date < signed_date:
        faults["published_date"] = [BEFORE_SIGNATURE.format(day=written(signed_date))]
    if not (page.strip() or matter_code.strip()):
        faults["page"] = [NO_PLACE]
    return faults


def ending_faults(
    term: Term,
    *,
    kind: str,
    notified_date: date,
    last_date: date,
    notice_days: int,
    today: date,
) -> Faults:
    """Why an agreement cannot end in this way (G19: a withdrawal respects the notice)."""
    faults: Faults = {}
    if notified_date > today:
        faults["notified_date"] = [IN_FUTURE]
    if last_date > term.end:
        faults["last_date"] = [AFTER_TERM.format(day=written(term.end))]
    elif last_date < term.start:
        faults["last_date"] = [BEFORE_TERM.format(day=written(term.start))]
    elif last_date < notified_date:
        faults["last_date"] = [BEFORE_NOTICE]
    elif kind == EndingKind.WITHDRAWAL:
        earliest = min(notified_date + timedelta(days=notice_days), term.end)
        if last_date < earliest:
            faults["last_date"] = [SHORT_NOTICE.format(days=notice_days, day=written(earliest))]
    return faults


def notice_due(term: Term, today: date) -> int | None:
    """Which notice before the end is due on a day: the nearest one reached; None after the end."""
    left = term.days_left(today)
    if left < 0:
        return None
    return min((days for days in NOTICE_BEFORE_END if left <= days), default=None)


def length_in_words(length: int, unit: str) -> str:
    """`1 mês`, `12 meses`."""
    return f"1 {ONE_OF[TermUnit(unit)]}" if length == 1 else f"{length} {TermUnit(unit).label}"


def when_in_words(days: int) -> str:
    """`hoje`, `amanhã`, `em 30 dias`."""
    return {0: "hoje", 1: "amanhã"}.get(days, f"em {days} dias")


def written(day: date) -> str:
    """05/01/2026."""
    return f"{day:%d/%m/%Y}"
