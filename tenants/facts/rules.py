"""The figures of an organisation, and where two counts of them differ. Pure."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

Tally = dict[str, int]

TITLES = {
    "plans": "Planos",
    "actions": "Ações em vigor",
    "actions_late": "Ações atrasadas",
    "risks": "Riscos",
    "recommendations_open": "Recomendações sem resposta",
    "recommendations_late": "Recomendações com resposta atrasada",
    "plans_shown": "Planos na página pública",
    "in_force_since_date": "Plano em vigor desde",
    "last_activity_at": "Última atividade",
    "adoptions": "Modelos da biblioteca adotados",
}
GRACE = timedelta(minutes=10)  # how long a fact may be on its way before it counts as lost


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What is counted of an organisation on one day: numbers and dates, nobody's name.

    A tally maps a state, in the words of the room that counts, to how many there are; that of
    adoptions maps a model of the library, by its uid, to the organs in whose plans it stands.
    """

    plans: Tally = field(default_factory=dict)
    actions: Tally = field(default_factory=dict)
    actions_late: int = 0
    risks: Tally = field(default_factory=dict)
    recommendations_open: int = 0
    recommendations_late: int = 0
    plans_shown: int = 0
    in_force_since_date: date | None = None
    last_activity_at: datetime | None = None
    adoptions: Tally = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that stands otherwise than it is found, as JSON can hold both."""

    figure: str
    stood: Any
    found: Any


def differences(stood: Figures, found: Figures) -> list[Difference]:
    """The figures in which two counts of the same day differ."""
    before, after = asdict(stood), asdict(found)
    return [
        Difference(name, plain(before[name]), plain(after[name]))
        for name in TITLES
        if before[name] != after[name]
    ]


def plain(value: Any) -> Any:
    """A figure in JSON's own types."""
    return value.isoformat() if isinstance(value, date) else value


def is_on_its_way(since: datetime | None, at: datetime) -> bool:
    """Whether what happened then may still be told by itself."""
    return since is not None and at - since < GRACE
