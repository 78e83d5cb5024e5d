"""Where the negotiation stands, what changed hands and was said, and the files that came back."""

from agreements.negotiation.models.received import ReceivedText
from agreements.negotiation.models.talks import (
    Acceptance,
    ClauseComment,
    Exchange,
    Negotiation,
    Proposal,
)

__all__ = [
    "Acceptance",
    "ClauseComment",
    "Exchange",
    "Negotiation",
    "Proposal",
    "ReceivedText",
]
