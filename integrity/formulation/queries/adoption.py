"""What a plan adopted from the library, and what new versions would change in it."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from foundation.refusals import NotFound
from integrity.formulation.models import Action, Axis, IntegrityRisk, Plan
from integrity.formulation.rules.adoption import (
    TAKEN,
    Adoption,
    FieldUpdate,
    adoptions_of,
    seen_mark,
    updates,
)
from integrity.library.models import Exemplar
from integrity.library.queries import versions_among
from integrity.library.rules.fields import Kind
from integrity.library.rules.flow import PUBLISHED, RETIRED

Row = Axis | Action | IntegrityRisk


@dataclass(frozen=True, slots=True)
class Held:
    """One adoption in a plan, with the row that holds it and what that row says today."""

    row: Row
    adoption: Adoption
    mine: dict[str, str]


@dataclass(frozen=True, slots=True)
class Update:
    """An adoption whose model has a newer version that says something else, or is retired."""

    held: Held
    adopted: Exemplar
    newest: Exemplar
    fields: tuple[FieldUpdate, ...]

    @property
    def is_retired(self) -> bool:
        """Whether the model is no longer offered."""
        return self.newest.state == RETIRED.value

    @property
    def mark(self) -> str:
        """What a page was shown, to be sent back with the decision."""
        return seen_mark(self.held.mine, self.newest.version)


def rows_adopted(plan: Plan) -> Iterator[Row]:
    """The rows of a plan that began with a model."""
    yield from plan.axes.exclude(adopted=[])
    yield from plan.actions.exclude(adopted=[])
    yield from plan.risks.exclude(adopted=[]).filter(archived_at=None)


def held_in(rows: Iterable[Row]) -> Iterator[Held]:
    """Every adoption of these rows; an indicator that was taken out or renamed is let go."""
    for row in rows:
        for adoption in adoptions_of(row.adopted):
            if (mine := says(row, adoption)) is not None:
                yield Held(row, adoption, mine)


def says(row: Row, adoption: Adoption) -> dict[str, str] | None:
    """What the row says today of what it adopted."""
    names = TAKEN[adoption.kind]
    if adoption.kind != Kind.INDICATOR:
        return {name: str(getattr(row, name) or "") for name in names}
    assert isinstance(row, Action)
    found = next((each for each in row.indicators if each["name"] == adoption.name), None)
    return {name: str(found.get(name) or "") for name in names} if found else None


def updates_in(plan: Plan) -> list[Update]:
    """What new versions would change in the plan, and which of its models are retired."""
    return list(_updates(list(held_in(rows_adopted(plan)))))


def _updates(held: list[Held]) -> Iterator[Update]:
    versions: defaultdict[str, list[Exemplar]] = defaultdict(list)
    for each in versions_among({one.adoption.model for one in held}):
        versions[str(each.model_uid)].append(each)
    for one in held:
        known = versions[one.adoption.model]
        adopted = next((each for each in known if each.version == one.adoption.version), None)
        newest = next((each for each in known if each.state in (PUBLISHED, RETIRED)), None)
        if adopted is None or newest is None:
            continue
        fields = tuple(updates(one.adoption.kind, adopted.body, one.mine, newest.body))
        if newest.state == RETIRED:
            yield Update(one, adopted, newest, ())
        elif fields:
            yield Update(one, adopted, newest, fields)


def update_in(plan: Plan, row_uid: UUID, model_uid: UUID) -> Update:
    """One of them, to be decided on. Raises NotFound."""
    for each in updates_in(plan):
        held = each.held
        if held.row.uid == row_uid and held.adoption.model == str(model_uid) and each.fields:
            return each
    raise NotFound


def adopted_models(plan: Plan) -> set[str]:
    """The uids of the models that the plan began with."""
    return {held.adoption.model for held in held_in(rows_adopted(plan))}


def rows_by_model(plan: Plan) -> dict[str, Row]:
    """The row that each model became, by the uid of the model."""
    return {held.adoption.model: held.row for held in held_in(rows_adopted(plan))}


def origins_of(row: Row) -> list[tuple[Adoption, str]]:
    """What a row began with: each adoption, and the title of the model."""
    held = adoptions_of(row.adopted)
    found = versions_among({each.model for each in held})
    titles = {(str(each.model_uid), each.version): each.title for each in found}
    return [(each, titles.get((each.model, each.version), "")) for each in held]


def mark_of_all(found: Iterable[Update]) -> str:
    """Tells these updates from any others: by the models and their newest versions."""
    said = sorted(f"{each.newest.model_uid}:{each.newest.version}" for each in found)
    return hashlib.sha256(" ".join(dict.fromkeys(said)).encode()).hexdigest()[:16]
