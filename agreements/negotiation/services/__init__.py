"""The verbs of the negotiation, of both sides."""

from agreements.negotiation.services.acceptances import accept, settle
from agreements.negotiation.services.exchanges import (
    recall,
    reopen,
    return_drafts,
    send_to_partner,
)
from agreements.negotiation.services.files import (
    attach_version,
    propose_from_file,
    take_in_file,
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
    "attach_version",
    "comment",
    "propose",
    "propose_from_file",
    "recall",
    "reopen",
    "return_drafts",
    "send_to_partner",
    "settle",
    "take_in_file",
    "withdraw_proposal",
]
