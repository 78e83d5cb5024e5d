"""How a schema gets from the state it is in to the template's: legs of script and of Python."""

from dataclasses import dataclass
from itertools import groupby

from tenants.models import UpgradeScript
from tenants.upgrade import sql


@dataclass(frozen=True, slots=True)
class Leg:
    """A part of the way: a script that is replayed, or migrations that Django must run itself.

    Neither script nor names: no way is known, and Django runs whatever is missing.
    """

    before: str
    after: str
    script: str | None = None
    python: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A stored script, its text left in the database."""

    pk: int
    before: str
    after: str
    python: tuple[str, ...]


class Atlas:
    """Every stored step, read once; the texts of a route are read when it is first asked for."""

    def __init__(self, target: str) -> None:
        self.target = target
        self._steps: dict[str, list[Step]] = {}
        self._routes: dict[str, tuple[Leg, ...]] = {}
        stored = UpgradeScript.objects.order_by("-created_at", "-pk")
        for pk, before, after, python in stored.values_list(
            "pk", "from_hash", "to_hash", "python_migrations"
        ):
            self._steps.setdefault(before, []).append(Step(pk, before, after, tuple(python)))

    def route(self, before: str) -> tuple[Leg, ...]:
        """The shortest way from a state to the target; neighbouring scripts are one leg."""
        if before not in self._routes:
            way = self._way(before)
            parts = groupby(way, key=lambda step: bool(step.python))
            legs = tuple(leg_of(list(steps)) for _, steps in parts)
            self._routes[before] = legs or (Leg(before, self.target),)
        return self._routes[before]

    def _way(self, start: str) -> list[Step]:
        """Breadth first; empty when the target is out of reach."""
        ways: dict[str, list[Step]] = {start: []}
        waiting = [start]
        for place in waiting:
            for step in self._steps.get(place, []):
                if step.after not in ways:
                    ways[step.after] = [*ways[place], step]
                    waiting.append(step.after)
        return ways.get(self.target, [])


def leg_of(steps: list[Step]) -> Leg:
    """Neighbouring steps of one kind as one leg."""
    before, after = steps[0].before, steps[-1].after
    if steps[0].python:
        return Leg(before, after, python=tuple(name for step in steps for name in step.python))
    texts = UpgradeScript.objects.in_bulk([step.pk for step in steps])
    script = f"\n;\n{sql.FLUSH};\n".join(texts[step.pk].statements for step in steps)
    return Leg(before, after, script)
