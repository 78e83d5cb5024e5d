"""The lines of every open table, and the editions made of them."""

from agreements.openness.queries.editions import (
    editions,
    issue_of,
    newest_edition,
    newest_edition_for_update,
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

__all__ = [
    "LINES",
    "around",
    "editions",
    "issue_of",
    "line_of_agreement",
    "line_of_improvement",
    "newest_edition",
    "newest_edition_for_update",
    "open_agreement",
    "open_agreements",
    "open_improvements",
]
