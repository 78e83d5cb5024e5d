"""A model of the library in a plan: where a text came from, and what a new version would change.

Pure. An adoption names the model, the version and the hash of what was adopted; the text is the
plan's own from then on. Three texts meet when a new version comes: the one adopted, the plan's,
and the new one. Only who writes the plan decides, field by field; the plan's text stays otherwise.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from integrity.library.rules.fields import FIELDS, Body, Kind, in_words

# what of a model becomes text of the plan; its axis, indicators and risks are rows of their own
TAKEN: Mapping[str, tuple[str, ...]] = {
    Kind.AXIS: ("title", "description"),
    Kind.ACTION: (
        "title",
        "description",
        "objective",
        "expected_benefit",
        "kind",
        "check_in",
        "expected_evidence",
        "product",
    ),
    Kind.RISK: ("cause", "event", "consequence", "objective"),
    Kind.INDICATOR: ("name", "formula", "unit", "polarity", "source"),
}
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Adoption:
    """With which version of which model a row began; `name` tells an action's indicators apart."""

    kind: str
    model: str
    version: int
    sha256: str
    name: str = ""

    def as_json(self) -> dict[str, Any]:
        """The adoption in JSON's own types."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class FieldUpdate:
    """One field that a new version says otherwise: adopted, in the plan today, and new."""

    name: str
    label: str
    adopted: str
    mine: str
    new: str
    shown: tuple[str, str, str]

    @property
    def is_own(self) -> bool:
        """Whether somebody wrote it anew after adopting; then keeping it is proposed."""
        return self.mine != self.adopted


def adoptions_of(body: Sequence[Mapping[str, Any]]) -> tuple[Adoption, ...]:
    """Adoptions from what is kept of them."""
    return tuple(Adoption(**each) for each in body)


def taken_from(kind: str, body: Body) -> dict[str, str]:
    """The texts of a model that a plan takes over."""
    return {name: str(body.get(name) or "") for name in TAKEN[kind]}


def updates(kind: str, adopted: Body, mine: Values, new: Body) -> list[FieldUpdate]:
    """The fields that the new version changed, unless the plan says the same already."""
    before, after = taken_from(kind, adopted), taken_from(kind, new)
    fields = {each.name: each for each in FIELDS[kind]}
    found = []
    for name in TAKEN[kind]:
        old, own, now = before[name], mine.get(name, ""), after[name]
        if old != now and own != now:
            field = fields[name]
            words = in_words(field, old, {}), in_words(field, own, {}), in_words(field, now, {})
            found.append(FieldUpdate(name, field.label, old, own, now, words))
    return found


def merged(mine: Values, found: Iterable[FieldUpdate], taken: Collection[str]) -> dict[str, str]:
    """The plan's text with the fields taken over; everything else stays as it is."""
    return {**mine, **{each.name: each.new for each in found if each.name in taken}}


def moved_on(
    adoptions: Sequence[Adoption], to: Adoption, *, name: str = ""
) -> tuple[Adoption, ...]:
    """The same adoptions, that of `to`'s model in the version that was decided on."""
    return tuple(
        replace(to, name=name or each.name)
        if (each.kind, each.model) == (to.kind, to.model)
        else each
        for each in adoptions
    )


def seen_mark(mine: Values, version: int) -> str:
    """Tells whether the text and the new version are still those that a page showed."""
    said = json.dumps([dict(mine), version], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:16]
