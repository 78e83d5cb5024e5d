"""The general validation of a plan: period, who is heard, what becomes of comments. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import TextChoices

from foundation.words import counted, joined
from integrity.formulation.rules.planning import ODD_YEAR, YEARS

MOST_AT_ONCE, MOST_COMMENTS = 30, 50
LONGEST_NOTES, LONGEST_COMMENT = 20_000, 5_000
REQUIRED = "Preencha este campo."
LOCKED = (
    "A validação foi feita na primeira versão desta edição e vale também para esta: "
    "ela não muda em uma nova versão."
)
NOT_YET = "Grave antes o período e as partes interessadas da validação."
NOT_OPEN = "O período da validação não está aberto."
TOO_MANY = f"Cada pessoa convidada envia até {MOST_COMMENTS} contribuições."


class About(TextChoices):
    """What a comment is about."""

    STRATEGY = "strategy", "Estrutura organizacional"
    DIAGNOSIS = "diagnosis", "Diagnóstico"
    ANSWERS = "answers", "Programa de integridade"
    ACTIONS = "actions", "Eixos e ações"
    OTHER = "other", "Outro assunto"


class Treatment(TextChoices):
    """What was done with a comment."""

    ACCEPTED = "accepted", "Acolhida"
    PARTLY = "partly", "Acolhida em parte"
    REFUSED = "refused", "Não acolhida"


class Phase(TextChoices):
    """Where the period stands on a day."""

    BEFORE = "before", "Ainda não começou"
    OPEN = "open", "Aberta"
    OVER = "over", "Encerrada"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to be heard, as typed."""

    name: str
    email: str


def phase_of(start: date | None, end: date | None, today: date) -> Phase:
    """Where the period stands; without one it has not begun."""
    if start is None or end is None or today < start:
        return Phase.BEFORE
    return Phase.OPEN if today <= end else Phase.OVER


def validation_faults(
    start: date | None, end: date | None, stakeholders: Sequence[object], notes: str
) -> dict[str, list[str]]:
    """What the form of the validation lacks, by field (P60)."""
    faults: dict[str, list[str]] = {}
    if start is None:
        faults["validation_start"] = [REQUIRED]
    if end is None:
        faults["validation_end"] = [REQUIRED]
    elif start is not None and end < start:
        faults["validation_end"] = ["A conclusão é anterior ao início."]
    for name, day in (("validation_start", start), ("validation_end", end)):
        if day and day.year not in YEARS:
            faults[name] = [ODD_YEAR]
    if not stakeholders:
        faults["stakeholders"] = ["Escolha ao menos uma parte interessada."]
    if len(notes) > LONGEST_NOTES:
        faults["validation_notes"] = ["O texto pode ter até 20.000 caracteres."]
    return faults


def guests_in(text: str) -> tuple[list[Guest], list[str]]:
    """Who is named, one to a line as `Nome; e-mail`, and what is wrong with the lines."""
    found: dict[str, Guest] = {}
    wrong = []
    for line in filter(str.strip, text.splitlines()):
        name, _, email = (part.strip() for part in line.replace(",", ";").partition(";"))
        if name and is_email(email):
            found[email.lower()] = Guest(" ".join(name.split())[:200], email.lower())
        else:
            wrong.append(f"“{line.strip()[:80]}”")
    faults = []
    if wrong:
        faults.append(f"Escreva “Nome; e-mail”. Corrija: {joined(wrong[:5])}.")
    if len(found) > MOST_AT_ONCE:
        faults.append(f"Convide até {MOST_AT_ONCE} pessoas de uma vez.")
    if not found and not wrong:
        faults.append("Escreva ao menos uma pessoa, uma em cada linha.")
    return list(found.values()), faults


def is_email(text: str) -> bool:
    """Whether mail may be sent there."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254


def comment_faults(about: str, text: str) -> dict[str, list[str]]:
    """What is wrong with a comment."""
    faults: dict[str, list[str]] = {}
    if about not in About.values:
        faults["about"] = ["Escolha o assunto."]
    if not text.strip():
        faults["text"] = [REQUIRED]
    elif len(text) > LONGEST_COMMENT:
        faults["text"] = ["O texto pode ter até 5.000 caracteres."]
    return faults


def answer_faults(treatment: str, answer: str) -> dict[str, list[str]]:
    """What is wrong with the answer to a comment: what was done, and why."""
    faults: dict[str, list[str]] = {}
    if treatment not in Treatment.values:
        faults["treatment"] = ["Diga o que foi feito com a contribuição."]
    if not answer.strip():
        faults["answer"] = ["Explique o que foi feito: quem contribuiu lê esta resposta."]
    elif len(answer) > LONGEST_COMMENT:
        faults["answer"] = ["O texto pode ter até 5.000 caracteres."]
    return faults


def summary(treatments: Sequence[str]) -> str:
    """`3 contribuições: 2 acolhidas e 1 aguardando resposta`."""
    if not treatments:
        return "Nenhuma contribuição recebida"
    names = {
        Treatment.ACCEPTED.value: ("acolhida", "acolhidas"),
        Treatment.PARTLY.value: ("acolhida em parte", "acolhidas em parte"),
        Treatment.REFUSED.value: ("não acolhida", "não acolhidas"),
        "": ("aguardando resposta", "aguardando resposta"),
    }
    parts = [counted(treatments.count(each), *names[each]) for each in names if each in treatments]
    return f"{counted(len(treatments), 'contribuição', 'contribuições')}: {joined(parts)}"
