"""What a partner may ask for its agreement at its own host, and in which way. Pure."""

from collections.abc import Mapping
from datetime import date

from django.db.models import TextChoices

from agreements.continuity.rules import ApostilleKind, Faults, Term, written
from foundation.flow import Flow, step

NO_STAGE = "Marque ao menos uma etapa."
AFTER_AGREEMENT = "Passaria do fim do acordo, em {day}: {stages}. Peça antes mais prazo ao acordo."
STILL_PAST = "Com este prazo alguma etapa terminaria antes de hoje: acrescente mais dias."
NO_JUSTIFICATION = "Explique por que a mudança é necessária."


class AskingState(TextChoices):
    """Where what a partner itself asks for stands."""

    ASKED = "asked", "À espera da CGE-MG"
    TAKEN = "taken", "Aceito"
    REFUSED = "refused", "Recusado"
    WITHDRAWN = "withdrawn", "Retirado pela organização"


ASKING_FLOW = Flow(
    {
        "take": step(AskingState.ASKED, AskingState.TAKEN, "Aceitar o pedido"),
        "refuse": step(AskingState.ASKED, AskingState.REFUSED, "Recusar o pedido"),
        "withdraw": step(AskingState.ASKED, AskingState.WITHDRAWN, "Desistir do pedido"),
    }
)


class AskingKind(TextChoices):
    """What a partner may ask for: an amendment, an apostille, or the end of the agreement."""

    EXTENSION = "extension", "Mais prazo"
    WORK_PLAN = "work_plan", "Novos prazos no plano de trabalho"
    HEAD = ApostilleKind.HEAD.value, ApostilleKind.HEAD.label
    ADDRESS = ApostilleKind.ADDRESS.value, ApostilleKind.ADDRESS.label
    MISPRINT = ApostilleKind.MISPRINT.value, ApostilleKind.MISPRINT.label
    WITHDRAWAL = "withdrawal", "Denúncia do acordo"


AMENDED = (AskingKind.EXTENSION, AskingKind.WORK_PLAN)
NOTED = (AskingKind.HEAD, AskingKind.ADDRESS, AskingKind.MISPRINT)


def delay_faults(
    term: Term, ends: Mapping[str, date], *, justification: str, today: date
) -> Faults:
    """Why stages cannot be given these last days: outside the agreement, or no reason said."""
    faults: Faults = {}
    if not ends:
        faults["stages"] = [NO_STAGE]
    elif max(ends.values()) > term.end:
        late = ", ".join(number for number, end in ends.items() if end > term.end)
        faults["days"] = [AFTER_AGREEMENT.format(stages=late, day=written(term.end))]
    elif min(ends.values()) < today:
        faults["days"] = [STILL_PAST]
    if not justification.strip():
        faults["justification"] = [NO_JUSTIFICATION]
    return faults


def stages_in_words(stages: Mapping[str, Mapping[str, str]]) -> str:
    """`3.1 até 05/01/2027, 3.2 até 05/02/2027`, by what is kept of each stage."""
    found = sorted(stages.values(), key=lambda each: each["number"])
    days = ((each["number"], date.fromisoformat(each["end_date"])) for each in found)
    return ", ".join(f"{number} até {written(day)}" for number, day in days)
