"""The programme of a plan: three parts, filled in one after the other, and what each asks. Pure."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices

from integrity.formulation.rules.catalogue import Kind

LONG, SHORT = 20_000, 1_000
REQUIRED = "Preencha este campo."
CHOOSE = "Escolha ao menos um item."
TOO_LONG = "O texto pode ter até {} caracteres."

Values = Mapping[str, str | list[str]]


class Section(TextChoices):
    """The parts, in the order in which they open (P51 to P53)."""

    STRATEGY = "strategy", "Estrutura organizacional"
    DIAGNOSIS = "diagnosis", "Diagnóstico do ambiente de integridade"
    ANSWERS = "answers", "Programa de integridade"


@dataclass(frozen=True, slots=True)
class Question:
    """One text; its name is that of a column."""

    name: str
    label: str
    hint: str = ""
    rows: int = 5
    longest: int = LONG
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """Words of a catalogue to tick, one at least; kept by their uids."""

    name: str
    label: str
    others: str
    kind: Kind
    missing: str


@dataclass(frozen=True, slots=True)
class Part:
    """One page of the programme."""

    section: Section
    slug: str
    lead: str
    questions: tuple[Question, ...]
    choice: Choice | None = None

    @property
    def names(self) -> list[str]:
        """The columns of the part."""
        return [*([self.choice.name] if self.choice else []), *(q.name for q in self.questions)]


PARTS: dict[Section, Part] = {
    part.section: part
    for part in (
        Part(
            Section.STRATEGY,
            "estrutura",
            "Quem é o órgão: o que o plano precisa dizer antes de falar de integridade.",
            (
                Question("mission", "Missão", "O propósito do órgão: para que ele existe."),
                Question("vision", "Visão", "Aonde o órgão quer chegar nos próximos anos."),
                Question(
                    "guiding_values",
                    "Valores",
                    "Os princípios que guiam quem trabalha no órgão. Pode ficar em branco.",
                    is_required=False,
                ),
                Question(
                    "organic_structure",
                    "Estrutura orgânica",
                    "Como o órgão se divide: secretarias, diretorias, setores.",
                ),
                Question(
                    "competences", "Competências", "O que a lei ou o decreto atribui ao órgão."
                ),
                Question("duties", "Atribuições", "O que o órgão faz no dia a dia."),
            ),
        ),
        Part(
            Section.DIAGNOSIS,
            "diagnostico",
            "Como o ambiente de integridade foi examinado, e o que se encontrou.",
            (
                Question(
                    "findings",
                    "Principais resultados do diagnóstico",
                    "Pontos fortes, fragilidades e riscos encontrados.",
                    rows=10,
                ),
            ),
            Choice(
                "instruments",
                "Instrumentos usados no diagnóstico",
                "Outros instrumentos",
                Kind.INSTRUMENT,
                "Escolha ao menos um instrumento.",
            ),
        ),
        Part(
            Section.ANSWERS,
            "respostas",
            "O que o órgão quer com o programa, quem cuida dele e de quanto em quanto tempo.",
            (
                Question(
                    "integrity_vision",
                    "Visão de futuro do ambiente de integridade",
                    "Como o órgão quer que seja o seu ambiente de integridade.",
                ),
                Question("objectives", "Objetivos do programa"),
                Question(
                    "governance",
                    "Estrutura de governança e gestão",
                    "Quem decide, quem coordena e quem acompanha o programa.",
                ),
                Question(
                    "monitoring_period",
                    "Periodicidade dos monitoramentos",
                    "Exemplo: a cada três meses.",
                    rows=2,
                    longest=SHORT,
                ),
                Question(
                    "evaluation_period",
                    "Periodicidade das avaliações",
                    "Exemplo: uma vez por ano.",
                    rows=2,
                    longest=SHORT,
                ),
                Question(
                    "update_period",
                    "Periodicidade das atualizações",
                    "Exemplo: a cada dois anos.",
                    rows=2,
                    longest=SHORT,
                ),
                Question(
                    "communication_plan",
                    "Principais aspectos do plano de comunicação",
                    "A quem, por quais meios e quando o programa será comunicado.",
                ),
                Question(
                    "training_plan",
                    "Principais aspectos do plano de capacitação",
                    "Quem será capacitado, em quê e quando.",
                ),
            ),
            Choice(
                "thematic_axes",
                "Eixos temáticos",
                "Outros eixos temáticos",
                Kind.THEMATIC_AXIS,
                "Escolha ao menos um eixo temático.",
            ),
        ),
    )
}
BY_SLUG = {part.slug: part for part in PARTS.values()}
LOCKED = "Grave antes a parte “{}”: as partes do programa são preenchidas em ordem."


def faults_of(part: Part, values: Values) -> dict[str, list[str]]:
    """What a part lacks, by field."""
    faults: dict[str, list[str]] = {}
    for question in part.questions:
        text = values.get(question.name, "")
        if question.is_required and not str(text).strip():
            faults[question.name] = [REQUIRED]
        elif len(text) > question.longest:
            longest = f"{question.longest:,}".replace(",", ".")
            faults[question.name] = [TOO_LONG.format(longest)]
    if part.choice and not values.get(part.choice.name):
        faults[part.choice.name] = [part.choice.missing]
    return faults


def missing(values: Mapping[Section, Values]) -> list[Section]:
    """The parts that are not filled in yet, in their order."""
    return [each for each in Section if faults_of(PARTS[each], values.get(each, {}))]


def hindrance(section: Section, values: Mapping[Section, Values]) -> str:
    """Why a part is not open yet; empty once every one before it was saved."""
    for before in Section:
        if before == section:
            return ""
        if faults_of(PARTS[before], values.get(before, {})):
            return LOCKED.format(before.label)
    return ""


def mark_of(part: Part, values: Values) -> str:
    """What tells whether a part is still as somebody read it: the same text has the same mark."""
    return digest_of({name: values.get(name) or "" for name in part.names})


def digest_of(kept: Mapping[str, object]) -> str:
    """The mark of a form's values."""
    text = json.dumps(kept, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
