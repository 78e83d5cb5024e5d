"""Budget and staff, year by year, of an organ and of the government as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from access.models import Organ
from access.rules import Actor, require
from events.services import emit
from foundation.refusals import Denied, Invalid
from integrity.formulation import permissions
from integrity.formulation.events import FiguresSaved
from integrity.formulation.models import YearlyFigure
from integrity.formulation.queries import organs

WHOLE_ONLY = "Só quem administra a organização inteira registra os números do governo."


@dataclass(frozen=True, slots=True)
class FigureDraft:
    """The figures of one year."""

    year: int
    budget: Decimal
    staff: int

    def __str__(self) -> str:
        return f"orçamento {self.budget:.2f}, pessoal {self.staff}".replace(".", ",")


@transaction.atomic
def save_government_figures(*, actor: Actor, figures: Sequence[FigureDraft], at: datetime) -> None:
    """The years of the government; those left out are taken out. Raises Denied or Invalid."""
    require(actor, permissions.MANAGE_STRUCTURE)
    if actor.organ_id is not None:
        raise Denied(WHOLE_ONLY)
    for row, change in write_figures(None, figures):
        emit(FiguresSaved.of(actor, row, at=at, changes={str(row.year): change}))


def write_figures(
    organ: Organ | None, drafts: Sequence[FigureDraft]
) -> list[tuple[YearlyFigure, list[str]]]:
    """Make the stored years what was typed; each changed year with what it was and is."""
    _check(drafts)
    kept = {row.year: row for row in organs.figures_for_update(organ)}
    changed = []
    for draft in drafts:
        row = kept.pop(draft.year, None)
        before = str(FigureDraft(row.year, row.budget, row.staff)) if row else ""
        if before == str(draft):
            continue
        row = row or YearlyFigure(organ=organ, year=draft.year)
        row.budget, row.staff = draft.budget, draft.staff
        row.save()
        changed.append((row, [before, str(draft)]))
    for row in kept.values():
        changed.append((row, [str(FigureDraft(row.year, row.budget, row.staff)), ""]))
        YearlyFigure.objects.filter(pk=row.pk).delete()
    return changed


def _check(drafts: Sequence[FigureDraft]) -> None:
    years = [draft.year for draft in drafts]
    twice = sorted({str(year) for year in years if years.count(year) > 1})
    if twice:
        raise Invalid({"figures": [f"O ano {year} aparece mais de uma vez." for year in twice]})
    if any(draft.budget < 1 or draft.staff < 0 for draft in drafts):
        raise Invalid({"figures": ["O orçamento é de pelo menos R$ 1,00 e o pessoal, de zero."]})
