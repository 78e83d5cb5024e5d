"""What a plan says of an action besides what it is: when, who, how much, how it is measured. Pure.

Milestones and indicators are also written as text, one a line: so a form and a sheet give them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.db.models import TextChoices

Faults = dict[str, list[str]]
MOST_MILESTONES, MOST_INDICATORS = 30, 10
LONGEST = 255
MOST_TYPES = 10
YEARS = range(1990, 2101)
CENTURY = 2000
ODD_YEAR = "Confira o ano: ele vai de 1990 a 2100."
BETWEEN = " | "


class ActionKind(TextChoices):
    """Whether an action has an end."""

    CONTINUOUS = "continuous", "Ação contínua"
    ONE_OFF = "one_off", "Ação pontual"


class Frequency(TextChoices):
    """How often whoever carries an action out tells how it goes."""

    MONTHLY = "monthly", "Mensal"
    BIMONTHLY = "bimonthly", "Bimestral"
    QUARTERLY = "quarterly", "Trimestral"
    HALF_YEARLY = "half_yearly", "Semestral"
    YEARLY = "yearly", "Anual"


class Polarity(TextChoices):
    """Whether more of what an indicator measures is good."""

    MORE = "more", "Quanto maior, melhor"
    LESS = "less", "Quanto menor, melhor"


@dataclass(frozen=True, slots=True)
class Milestone:
    """What is to be ready on a day."""

    day: date
    title: str

    def as_json(self) -> dict[str, str]:
        return {"day": self.day.isoformat(), "title": self.title}


@dataclass(frozen=True, slots=True)
class Indicator:
    """By what an action is measured; numbers stay as they were written."""

    name: str
    formula: str = ""
    unit: str = ""
    baseline: str = ""
    target: str = ""
    polarity: str = ""
    source: str = ""

    def as_json(self) -> dict[str, str]:
        return asdict(self)


INDICATOR = ("name", "formula", "unit", "baseline", "target", "polarity", "source")


def milestones_of(body: Sequence[Mapping[str, str]]) -> tuple[Milestone, ...]:
    """Milestones from what is kept of them."""
    return tuple(Milestone(date.fromisoformat(each["day"]), each["title"]) for each in body)


def indicators_of(body: Sequence[Mapping[str, str]]) -> tuple[Indicator, ...]:
    """Indicators from what is kept of them."""
    return tuple(Indicator(**each) for each in body)


def milestones_text(found: Sequence[Milestone]) -> str:
    """`31/03/2027 Minuta pronta`, one a line."""
    return "\n".join(f"{each.day:%d/%m/%Y} {each.title}" for each in found)


def read_milestones(text: str) -> tuple[Milestone, ...]:
    """Milestones in the order of their days. Raises ValueError with a sentence."""
    found = [_milestone(line) for line in text.splitlines() if line.strip()]
    if len(found) > MOST_MILESTONES:
        raise ValueError(f"Escreva até {MOST_MILESTONES} marcos.")
    return tuple(sorted(found, key=lambda each: (each.day, each.title)))


def _milestone(line: str) -> Milestone:
    first, _, rest = line.strip().partition(" ")
    title = " ".join(rest.split()).lstrip("–-: ")
    day = read_day(first.rstrip(":;,-–"))
    if day is None or not title or len(title) > LONGEST:
        raise ValueError(
            f"“{line.strip()[:60]}”: comece pela data e diga o que ficará pronto."
            " Exemplo: 31/03/2027 Minuta pronta."
        )
    return Milestone(day, title)


def read_day(text: str) -> date | None:
    """`31/03/2027`, `31/03/27` or `2027-03-31`; None for anything else."""
    bare = text.strip().split(" ")[0].split("T")[0]
    parts = bare.split("/")
    try:
        if len(parts) == 3:
            year = int(parts[2])
            return date(year + CENTURY * (year < 100), int(parts[1]), int(parts[0]))
        return date.fromisoformat(bare)
    except ValueError:
        return None


def indicators_text(found: Sequence[Indicator]) -> str:
    """Seven parts between bars, one indicator a line."""
    return "\n".join(
        BETWEEN.join(_part(each, name) for name in INDICATOR).rstrip(" |") for each in found
    )


def _part(indicator: Indicator, name: str) -> str:
    said = str(getattr(indicator, name))
    if name == "polarity":
        return str(Polarity(said).label) if said else ""
    return " ".join(said.replace("|", "/").split())


def read_indicators(text: str) -> tuple[Indicator, ...]:
    """Indicators as `indicators_text` writes them. Raises ValueError with a sentence."""
    found = [_indicator(line) for line in text.splitlines() if line.strip(" |")]
    if faults := indicator_faults(found):
        raise ValueError(faults[0])
    return tuple(found)


def _indicator(line: str) -> Indicator:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) > len(INDICATOR):
        raise ValueError(f"“{line[:60]}”: um indicador tem até {len(INDICATOR)} partes entre |.")
    given = dict(zip(INDICATOR, parts, strict=False))
    if given.get("polarity"):
        given["polarity"] = choice_of(given["polarity"], Polarity)
    return Indicator(**given)


def choice_of(text: str, among: type[TextChoices]) -> str:
    """The value whose label, or the beginning of it, was written. Raises ValueError."""
    wanted = text.strip().casefold()
    for value, label in among.choices:
        words = str(label).casefold()
        if wanted in (value, words, words.removeprefix("ação "), words.split(",")[0]):
            return str(value)
    named = ", ".join(f"“{label}”" for label in among.labels)
    raise ValueError(f"“{text.strip()[:60]}” não é uma das opções: {named}.")


def indicator_faults(found: Sequence[Indicator]) -> list[str]:
    """What is wrong with the indicators of an action."""
    if len(found) > MOST_INDICATORS:
        return [f"Use até {MOST_INDICATORS} indicadores."]
    if any(not each.name.strip() for each in found):
        return ["Dê um nome a cada indicador."]
    if len({each.name.casefold() for each in found}) < len(found):
        return ["Há dois indicadores com o mesmo nome."]
    if any(len(getattr(each, name)) > LONGEST for each in found for name in INDICATOR):
        return [f"Cada parte de um indicador tem até {LONGEST} letras."]
    if any(each.polarity and each.polarity not in Polarity.values for each in found):
        return ["Escolha se o melhor é maior ou menor."]
    return []


def period_faults(
    kind: str, start: date | None, end: date | None, milestones: Sequence[Milestone]
) -> Faults:
    """Days that contradict each other; none has to be there while the plan is being written."""
    faults: Faults = {}
    for name, day in (("planned_end", end), ("planned_start", start)):
        if day and day.year not in YEARS:
            faults[name] = [ODD_YEAR]
    if any(each.day.year not in YEARS for each in milestones):
        faults["milestones"] = [ODD_YEAR]
    if faults:
        return faults
    if kind == ActionKind.CONTINUOUS and end is not None:
        faults["planned_end"] = ["Uma ação contínua não tem conclusão: deixe em branco."]
    elif start and end and end < start:
        faults["planned_end"] = ["A conclusão não pode ser anterior ao início."]
    early = [each for each in milestones if start and each.day < start]
    late = [each for each in milestones if end and each.day > end]
    if early or late:
        first = (early or late)[0]
        faults["milestones"] = [f"“{first.title}” fica fora do período da ação."]
    return faults


def types_text(found: Sequence[str]) -> str:
    """The types of an action in one cell."""
    return "; ".join(found)


def read_types(text: str) -> list[str]:
    """Types as `types_text` writes them, each once. Raises ValueError with a sentence."""
    found = {" ".join(each.split()): None for each in text.replace("\n", ";").split(";")}
    types = [each for each in found if each]
    if faults := type_faults(types):
        raise ValueError(faults[0])
    return types


def type_faults(types: Sequence[str]) -> list[str]:
    """What is wrong with the types of an action."""
    if len(types) > MOST_TYPES:
        return [f"Use até {MOST_TYPES} tipos."]
    if any(not each or len(each) > LONGEST or ";" in each for each in types):
        return [f"Cada tipo tem até {LONGEST} letras, sem ponto e vírgula."]
    if len({each.casefold() for each in types}) < len(types):
        return ["Há um tipo repetido."]
    return []


def amount_faults(budget: Decimal | None, weight: int) -> Faults:
    """A budget is never negative, a weight goes from 1 to 100."""
    faults: Faults = {}
    if budget is not None and not 0 <= budget < 10**18:
        faults["planned_budget"] = ["Informe um valor que não seja negativo."]
    if not 1 <= weight <= 100:
        faults["weight"] = ["O peso vai de 1 a 100."]
    return faults
