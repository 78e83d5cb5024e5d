"""An improvement with the colour of its state."""

from agreements.improvements.exchange import ImprovementState
from agreements.improvements.models import Improvement
from agreements.registry.rules import Side
from foundation.tenancy import PUBLIC, current_schema

TONES = {
    ImprovementState.DRAFT: "neutral",
    ImprovementState.IN_REVIEW: "info",
    ImprovementState.NEEDS_WORK: "warning",
    ImprovementState.ACCEPTED: "success",
    ImprovementState.REFUSED: "danger",
    ImprovementState.RELEASED: "success",
    ImprovementState.WITHDRAWN: "neutral",
}


def toned(improvement: Improvement) -> Improvement:
    """The same, with `tone`, and `has_page` where a page of its own tells more."""
    is_of_partner = improvement.report.side == Side.PARTNER
    is_sent = improvement.submitted_at is not None
    at_centre = current_schema() == PUBLIC
    improvement.tone = tone_of(improvement)  # type: ignore[attr-defined]
    improvement.has_page = (  # type: ignore[attr-defined]
        (is_sent or not is_of_partner) if at_centre else is_of_partner
    )
    return improvement


def tone_of(improvement: Improvement) -> str:
    """The colour of its state."""
    return TONES[ImprovementState(improvement.state)]
