"""The catalogues of an organisation: those of one table, and those that later phases keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from integrity.formulation.models import CatalogueEntry, Word
from integrity.formulation.rules.catalogue import Kind


@dataclass(frozen=True, slots=True)
class Shelf:
    """One catalogue: its word in addresses, its title, and where its entries are kept."""

    slug: str
    title: str
    model: type[Word]
    kind: str = ""

    def words(self) -> QuerySet[Any]:
        """Its entries."""
        return self.model._default_manager.filter(**self.own)

    def add(self, **fields: Any) -> Word:
        """A further entry, which takes the last place."""
        if self.is_ordered:
            fields["position"] = self.words().count() + 1
        return self.model._default_manager.create(**self.own, **fields)

    @property
    def own(self) -> dict[str, str]:
        """What tells its entries from those of other catalogues in the same table."""
        return {"kind": self.kind} if self.kind else {}

    @property
    def is_ordered(self) -> bool:
        """Whether the organisation puts its entries in an order; else they go by name."""
        return bool(self.kind)


SLUGS = {
    Kind.INSTRUMENT: "instrumentos",
    Kind.STAKEHOLDER: "partes-interessadas",
    Kind.THEMATIC_AXIS: "eixos-tematicos",
    Kind.ACT_TYPE: "tipos-de-ato",
    Kind.ORGAN_TYPE: "tipos-de-orgao",
}
_shelves: dict[str, Shelf] = {
    slug: Shelf(slug, str(kind.label), CatalogueEntry, kind.value) for kind, slug in SLUGS.items()
}


def keep(shelf: Shelf) -> None:
    """Offer a catalogue; called in the `ready()` of the app that owns its table."""
    _shelves[shelf.slug] = shelf


def shelves() -> list[Shelf]:
    """Every catalogue, by title."""
    return sorted(_shelves.values(), key=lambda shelf: shelf.title)


def shelf_called(slug: str) -> Shelf | None:
    """The catalogue of an address."""
    return _shelves.get(slug)
