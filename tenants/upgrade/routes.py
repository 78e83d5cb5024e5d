"""How a schema gets from the state it is in to the template's: by stored scripts, or by Django."""

from dataclasses import dataclass

from tenants.models import UpgradeScript
from tenants.upgrade import sql


@dataclass(frozen=True, slots=True)
class Route:
    """From one state to another; without a script Django itself must go there."""

    before: str
    after: str
    script: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """A stored script, its text left in the database."""

    pk: int
    after: str
    is_python: bool


class Atlas:
    """Every stored step, read once; the texts of a route are read when it is first asked for."""

    def __init__(self, target: str) -> None:
        self.target = target
        self._steps: dict[str, list[Step]] = {}
        self._routes: dict[str, Route] = {}
        stored = UpgradeScript.objects.order_by("-created_at", "-pk")
        for pk, before, after, python in stored.values_list(
            "pk", "from_hash", "to_hash", "python_migrations"
        ):
            self._steps.setdefault(before, []).append(Step(pk, after, bool(python)))

    def route(self, before: str) -> Route:
        """The shortest way from a state to the target."""
        if before not in self._routes:
            self._routes[before] = Route(before, self.target, self._script(self._way(before)))
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

    def _script(self, way: list[Step]) -> str | None:
        if not way or any(step.is_python for step in way):
            return None
        texts = UpgradeScript.objects.in_bulk([step.pk for step in way])
        return f"\n;\n{sql.FLUSH};\n".join(texts[step.pk].statements for step in way)
