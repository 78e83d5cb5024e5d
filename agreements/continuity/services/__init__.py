"""The verbs on an agreement in force."""

from agreements.continuity.services.amendments import (
    abandon_amendment,
    publish_amendment,
    request_amendment,
    sign_amendment,
)
from agreements.continuity.services.answers import accept_withdrawal, note_asked
from agreements.continuity.services.apostilles import record_apostille
from agreements.continuity.services.askings import (
    ask_extension,
    refuse_extension,
    take_extension,
    withdraw_extension,
)
from agreements.continuity.services.endings import announce_end, end_due, retract_end
from agreements.continuity.services.other_askings import (
    ask_note,
    ask_plan_change,
    ask_withdrawal,
)

__all__ = [
    "abandon_amendment",
    "accept_withdrawal",
    "announce_end",
    "ask_extension",
    "ask_note",
    "ask_plan_change",
    "ask_withdrawal",
    "end_due",
    "note_asked",
    "publish_amendment",
    "record_apostille",
    "refuse_extension",
    "request_amendment",
    "retract_end",
    "sign_amendment",
    "take_extension",
    "withdraw_extension",
]
