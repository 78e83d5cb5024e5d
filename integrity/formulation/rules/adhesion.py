"""How the head of an organ adheres to the integrity programme, and what an adhesion must say. Pure.

The law asks the head to answer for the adhesion and to warrant people and budget (Decreto
48.419/2022, art. 7, I and § 2). A text once declared never changes: a new wording is a new version.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from django.db.models import TextChoices

from foundation.flow import Flow, step
from foundation.words import joined
from integrity.formulation.rules.acts import REQUIRED, Faults
from integrity.formulation.rules.revisions import text_faults

TEXTS: Mapping[int, str] = {
    1: "Declaro a adesão de {organ} ao programa de integridade. Respondo pela adesão e por"
    " instituir o programa, e garanto as pessoas e os recursos do orçamento de que ele precisa.",
}
CURRENT = max(TEXTS)
EARLIEST = date(2013, 8, 1)  # Lei 12.846: before it nobody adhered to a programme
TOO_EARLY = "A data é anterior à Lei Anticorrupção, de agosto de 2013: confira o ano."
WHY_CONTEST = "Diga o que não está certo: quem registrou a adesão lê."
WHY_WITHDRAW = "Diga por que a adesão é retirada: todos do órgão leem."
WHERE = "Informe o endereço do ato ou o número do processo: é a prova da assinatura."
NEEDS_ACT = "A adesão foi declarada pelo dirigente no sistema: informe o ato dele que a retira."
NOT_IN_FORCE = "Esta adesão não está mais em vigor: abra a página da adesão e confira."
CHANGED = "A adesão mudou enquanto você preenchia: abra a página da adesão e confira."
ANSWERED = "Não há o que confirmar: o dirigente já respondeu, ou declarou ele mesmo."


class Way(TextChoices):
    """How an adhesion came to be."""

    DECLARED = "declared", "Declarada no sistema"
    REGISTERED = "registered", "Registrada a partir de um ato"


class AdhesionState(TextChoices):
    """What became of an adhesion."""

    IN_FORCE = "in_force", "Em vigor"
    RENEWED = "renewed", "Renovada"
    WITHDRAWN = "withdrawn", "Retirada"
    CONTESTED = "contested", "Contestada"


ADHESION_FLOW: Flow[AdhesionState] = Flow(
    {
        "renew": step(AdhesionState.IN_FORCE, AdhesionState.RENEWED, "Renovar a adesão"),
        "withdraw": step(AdhesionState.IN_FORCE, AdhesionState.WITHDRAWN, "Retirar a adesão"),
        "contest": step(AdhesionState.IN_FORCE, AdhesionState.CONTESTED, "Contestar a adesão"),
    }
)


def declaration(organ: str, version: int = CURRENT) -> str:
    """What the head of an organ declares, in one of its wordings."""
    return TEXTS[version].replace("{organ}", organ)


def digest_of(text: str) -> str:
    """By which a declaration is known."""
    return sha256(text.encode()).hexdigest()


def declared_faults(given: Mapping[str, Any], *, today: date) -> Faults:
    """What is wrong with a declaration, by field."""
    faults = {} if given["post"].strip() else {"post": [REQUIRED]}
    return faults | _mandate(given["mandate_until"], today)


def registered_faults(given: Mapping[str, Any], *, after: date | None, today: date) -> Faults:
    """What is wrong with an adhesion by an act; `after` is the day of the one in force."""
    needed = ("head_name", "post", "act_name")
    faults = {name: [REQUIRED] for name in needed if not given[name].strip()}
    if not given["act_url"] and not given["process"].strip():
        faults["process"] = [WHERE]
    day = given["adhered_date"]
    if day is None:
        faults["adhered_date"] = [REQUIRED]
    elif day > today:
        faults["adhered_date"] = ["A data está no futuro."]
    elif day < EARLIEST:
        faults["adhered_date"] = [TOO_EARLY]
    elif after is not None and day < after:
        faults["adhered_date"] = [f"A adesão em vigor é de {after:%d/%m/%Y}: a data é anterior."]
    mandate = given["mandate_until"]
    if day is not None and mandate is not None and mandate < day:
        faults["mandate_until"] = ["O mandato terminaria antes da adesão."]
    return faults


def withdrawal_faults(way: str, *, is_head: bool, reason: str, end_act: str) -> Faults:
    """A reason always; an act, too, where others take back what the head declared in person."""
    faults = text_faults("reason", reason, WHY_WITHDRAW)
    if way == Way.DECLARED and not is_head and not end_act.strip():
        faults["end_act"] = [NEEDS_ACT]
    return faults


def _mandate(until: date | None, today: date) -> Faults:
    if until is not None and until < today:
        return {"mandate_until": ["O mandato já teria terminado."]}
    return {}


def lacking(organs: Sequence[str]) -> str:
    """Which organs have no adhesion in force, in words; nothing where all have."""
    if not organs:
        return ""
    return (
        f"Falta a adesão do dirigente máximo de {joined(organs)}: ele declara no sistema, ou"
        " registre o ato que ele assinou."
    )


def held_back(organs: Sequence[str]) -> str:
    """Why nothing is approved after an adhesion was taken back."""
    return f"A adesão de {joined(organs)} foi retirada. O plano é aprovado depois de nova adesão."
