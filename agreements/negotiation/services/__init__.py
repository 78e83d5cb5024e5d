"""The verbs of the negotiation, of both sides."""

from agreements.negotiation.services.acceptances import accept, settle
from agreements.negotiation.services.exchanges import (
    recall,
    reopen,
    return_drafts,
    send_to_partner,
)
from agreements.negotiation.services.words import (
    answer_proposal,
    comment,
    propose,
    withdraw_proposal,
)

__all__ = [
    "accept",
    "answer_proposal",
    "comment",
    "propose",
    "recall",
    "reopen",
    "return_drafts",
    "send_to_partner",
    "settle",
    "withdraw_proposal",
]
