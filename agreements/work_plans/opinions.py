"""What the legal unit says of the texts, and when it lets them be signed (G06). Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from documents.rules import MB, Purpose
from foundation.words import joined

OPINION = Purpose("legal_opinion", "Parecer jurídico", 10 * MB, ("pdf",))
NO_NUMBER = "Informe o número do parecer."
NO_FILE = "Anexe o parecer em PDF."
NO_RESULT = "Escolha o resultado do parecer."
NO_REMARKS = "Escreva as ressalvas do parecer."
NO_IDENTITY = "Declare que os textos são os do modelo a que o parecer referencial se aplica."
NO_GROUND = "Informe a norma que dispensa o parecer."
IN_FUTURE = "A data do parecer não pode ser futura."
NONE = "Falta o parecer jurídico: individual, referencial ou a sua dispensa."
OTHER_TEXT = "O parecer jurídico é de uma versão anterior dos textos: registre o da atual."
CONTRARY = "O parecer jurídico é contrário: os textos não podem ser assinados."
REMARKS_OPEN = "O parecer tem ressalvas: registre como foram atendidas."


class OpinionKind(TextChoices):
    INDIVIDUAL = "individual", "Parecer individual"
    REFERENTIAL = "referential", "Parecer referencial"
    WAIVED = "waived", "Parecer dispensado"


class OpinionResult(TextChoices):
    FAVOURABLE = "favourable", "Favorável"
    WITH_REMARKS = "with_remarks", "Favorável com ressalvas"
    CONTRARY = "contrary", "Contrário"


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """What is recorded of an opinion, besides its file."""

    kind: str
    number: str
    opinion_date: date
    result: str
    remarks: str
    ground: str
    is_identical: bool


def opinion_faults(
    opinion: Opinion, *, has_file: bool, today: date, outside_model: Sequence[str] = ()
) -> dict[str, list[str]]:
    """Why an opinion cannot be recorded so, by field.

    `outside_model`: the clauses that do not read as the model, which a referential one rules out.
    """
    individual = opinion.kind == OpinionKind.INDIVIDUAL
    referential = opinion.kind == OpinionKind.REFERENTIAL
    waived = opinion.kind == OpinionKind.WAIVED
    with_remarks = opinion.result == OpinionResult.WITH_REMARKS
    checks: tuple[tuple[str, bool, str], ...] = (
        ("number", not waived and not opinion.number.strip(), NO_NUMBER),
        ("file", not waived and not has_file, NO_FILE),
        ("result", individual and not opinion.result, NO_RESULT),
        ("remarks", individual and with_remarks and not opinion.remarks.strip(), NO_REMARKS),
        ("is_identical", referential and not opinion.is_identical, NO_IDENTITY),
        ("is_identical", referential and bool(outside_model), not_the_model(outside_model)),
        ("ground", waived and not opinion.ground.strip(), NO_GROUND),
        ("opinion_date", opinion.opinion_date > today, IN_FUTURE),
    )
    return {name: [sentence] for name, is_wrong, sentence in checks if is_wrong}


def not_the_model(titles: Sequence[str]) -> str:
    """The sentence for texts that a referential opinion does not cover."""
    named = joined([f"“{each}”" for each in titles])
    return f"O parecer referencial só vale para o texto do modelo; diferem dele: {named}."


@dataclass(frozen=True, slots=True)
class Standing:
    """How the newest opinion stands: its result, whether its remarks were met, and its texts."""

    result: str
    remarks_met: bool
    hashes: Mapping[str, str]
    outside_model: tuple[str, ...] = ()


def guard_fault(standing: Standing | None, hashes: Mapping[str, str]) -> str:
    """Why the texts may not go to be signed; empty when they may."""
    if standing is None:
        return NONE
    if standing.result == OpinionResult.CONTRARY:
        return CONTRARY
    if standing.result == OpinionResult.WITH_REMARKS and not standing.remarks_met:
        return REMARKS_OPEN
    if dict(standing.hashes) != dict(hashes):
        return OTHER_TEXT
    return not_the_model(standing.outside_model) if standing.outside_model else ""
