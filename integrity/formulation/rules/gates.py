"""What a plan needs before it is sent to be approved: a checklist that says what is missing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db.models import TextChoices

from foundation.words import counted, joined
from integrity.formulation.rules.adhesion import lacking
from integrity.formulation.rules.asked import WITHOUT, Lacking
from integrity.formulation.rules.joint import missing_answers
from integrity.formulation.rules.programme import Section

SHOWN = 8


class Place(StrEnum):
    """Where a person mends what is missing."""

    ADHESION = "adhesion"
    COMMISSION = "commission"
    STRATEGY = "strategy"
    DIAGNOSIS = "diagnosis"
    ANSWERS = "answers"
    AXES = "axes"
    ACTIONS = "actions"
    VALIDATION = "validation"
    ORGANS = "organs"


class Key(TextChoices):
    """The lines of the checklist, by which an organisation says which of them bind."""

    ADHESION = "adhesion", "Adesão do dirigente máximo"
    COMMISSION = "commission", "Comissão com pelo menos uma pessoa"
    STRATEGY = Section.STRATEGY.value, str(Section.STRATEGY.label)
    DIAGNOSIS = Section.DIAGNOSIS.value, str(Section.DIAGNOSIS.label)
    ANSWERS = Section.ANSWERS.value, str(Section.ANSWERS.label)
    AXES = "axes", "Pelo menos um eixo"
    ACTIONS = "actions", "Pelo menos uma ação"
    UNITS = "units", "Toda ação com unidade executora"
    PURPOSE = "purpose", "Toda ação com objetivo ou benefício"
    ASKED = "asked", "Toda ação com o que o método pede"
    VALIDATION = "validation", "Validação geral"
    PARTNERS = "partners", "Acordo dos órgãos que participam"
    ANSWERED = "answered", "Toda contribuição da validação respondida"


ALWAYS = frozenset(
    {Key.COMMISSION, Key.AXES, Key.ACTIONS, Key.PARTNERS}
)  # an empty plan never passes, nor one of an organ that did not agree


@dataclass(frozen=True, slots=True)
class Facts:
    """What is counted in a plan; actions are given by their numbers."""

    members: int
    axes: int
    actions: int
    without_unit: Sequence[str] = ()
    without_purpose: Sequence[str] = ()
    sections_missing: Sequence[Section] = ()
    is_unvalidated: bool = False
    unanswered: int = 0
    asked: Lacking | None = None  # None: the method asks for nothing
    unadhered: Sequence[str] = ()  # the organs whose head has not adhered
    partners: Sequence[tuple[str, str]] = ()  # the organs of a joint plan, with their answers


@dataclass(frozen=True, slots=True)
class Gate:
    """One line of the checklist; met when nothing is missing. One that only warns holds nothing."""

    key: Key
    place: Place
    missing: str = ""
    binds: bool = True

    @property
    def title(self) -> str:
        """What is asked."""
        return str(self.key.label)

    @property
    def is_met(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def gates(facts: Facts, loose: Collection[str] = ()) -> list[Gate]:
    """The whole checklist, in the order of the road; `loose` lines only warn."""
    found = [
        Gate(Key.ADHESION, Place.ADHESION, lacking(facts.unadhered)),
        Gate(
            Key.COMMISSION,
            Place.COMMISSION,
            "" if facts.members else "Registre a comissão e quem faz parte dela.",
        ),
        *_programme(facts.sections_missing),
        Gate(Key.AXES, Place.AXES, "" if facts.axes else "Cadastre um eixo."),
        Gate(Key.ACTIONS, Place.ACTIONS, "" if facts.actions else "Cadastre uma ação."),
        Gate(Key.UNITS, Place.ACTIONS, _lacking(facts.without_unit, "sem unidade executora")),
        Gate(
            Key.PURPOSE,
            Place.ACTIONS,
            _lacking(facts.without_purpose, "sem objetivo nem benefício"),
        ),
        *_asked(facts.asked),
        Gate(
            Key.VALIDATION,
            Place.VALIDATION,
            "Registre o período e as partes interessadas." if facts.is_unvalidated else "",
        ),
        Gate(
            Key.ANSWERED,
            Place.VALIDATION,
            f"{counted(facts.unanswered, 'contribuição', 'contribuições')} sem resposta."
            if facts.unanswered
            else "",
        ),
        *_partners(facts.partners),
    ]
    return [
        replace(each, binds=False) if each.key in loose and each.key not in ALWAYS else each
        for each in found
    ]


def _programme(missing: Sequence[Section]) -> list[Gate]:
    """One line for each part of the programme."""
    return [
        Gate(
            Key(each.value),
            Place(each.value),
            f"Preencha a parte “{each.label}” do programa." if each in missing else "",
        )
        for each in Section
    ]


def _asked(lacking: Lacking | None) -> list[Gate]:
    """A line where the method of the organisation asks for something."""
    if lacking is None:
        return []
    said = [_lacking(numbers, WITHOUT[each]) for each, numbers in lacking]
    return [Gate(Key.ASKED, Place.ACTIONS, " ".join(said))]


def _partners(answers: Sequence[tuple[str, str]]) -> list[Gate]:
    """A line for a joint plan alone."""
    missing = missing_answers(answers)
    return [Gate(Key.PARTNERS, Place.ORGANS, missing)] if answers else []


def is_ready(found: Sequence[Gate]) -> bool:
    """Whether the plan may be sent: every line that binds is met."""
    return all(gate.is_met for gate in found if gate.binds)


def _lacking(numbers: Sequence[str], what: str) -> str:
    if not numbers:
        return ""
    shown = [*numbers[:SHOWN]]
    if len(numbers) > SHOWN:
        shown.append(f"mais {len(numbers) - SHOWN}")
    return f"{counted(len(numbers), 'ação', 'ações')} {what}: {joined(shown)}."
