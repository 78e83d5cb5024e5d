"""The lines of every open table, and the editions made of them."""

from agreements.openness.queries.around import given_back, happened, plan_of
from agreements.openness.queries.editions import (
    editions,
    issue_of,
    newest_edition,
    newest_edition_for_update,
)
from agreements.openness.queries.figures import (
    Town,
    by_nature,
    by_situation,
    by_species,
    by_state,
    by_year,
    counted_towns,
    mean_days,
    towns_of_minas,
)
from agreements.openness.queries.lines import LINES
from agreements.openness.queries.open_rows import (
    around,
    line_of_agreement,
    line_of_improvement,
    open_agreement,
    open_agreements,
    open_improvements,
)
from agreements.openness.queries.published_lines import by_version, narrowed, published_lines

__all__ = [
    "LINES",
    "Town",
    "around",
    "by_nature",
    "by_situation",
    "by_species",
    "by_state",
    "by_version",
    "by_year",
    "counted_towns",
    "editions",
    "given_back",
    "happened",
    "issue_of",
    "line_of_agreement",
    "line_of_improvement",
    "mean_days",
    "narrowed",
    "newest_edition",
    "newest_edition_for_update",
    "open_agreement",
    "open_agreements",
    "open_improvements",
    "plan_of",
    "published_lines",
    "towns_of_minas",
]
