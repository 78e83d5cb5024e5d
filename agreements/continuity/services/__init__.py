"""The verbs on an agreement in force."""

from agreements.continuity.services.amendments import (
    abandon_amendment,
    publish_amendment,
    request_amendment,
    sign_amendment,
)
from agreements.continuity.services.apostilles import record_apostille
from agreements.continuity.services.askings import (
    ask_extension,
    refuse_extension,
    take_extension,
    withdraw_extension,
)
from agreements.continuity.services.endings import announce_end, end_due, retract_end

__all__ = [
    "abandon_amendment",
    "announce_end",
    "ask_extension",
    "end_due",
    "publish_amendment",
    "record_apostille",
    "refuse_extension",
    "request_amendment",
    "retract_end",
    "sign_amendment",
    "take_extension",
    "withdraw_extension",
]
