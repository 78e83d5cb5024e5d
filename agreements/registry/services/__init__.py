"""The verbs on requests, agreements and signatures."""

from agreements.registry.services.agreements import (
    change_species,
    change_terms,
    mark_published,
    return_to_draft,
    send_for_signature,
)
from agreements.registry.services.deadlines import change_deadline
from agreements.registry.services.diligences import (
    answer_diligence,
    ask_diligence,
    remind_or_archive,
    withdraw_request,
)
from agreements.registry.services.holds import hold_step, release_step
from agreements.registry.services.in_force import extend_term, mark_ended, replace_head
from agreements.registry.services.legacy import import_legacy, try_legacy
from agreements.registry.services.mail import discard_mail, read_message, register_mail
from agreements.registry.services.meetings import record_meeting, schedule_meeting
from agreements.registry.services.origins import open_by_act
from agreements.registry.services.own_data import accept_change, propose_change, refuse_change
from agreements.registry.services.requests import submit_request
from agreements.registry.services.signatures import enter_signature, record_signature
from agreements.registry.services.tracking import tracking_token
from agreements.registry.services.triage import (
    admit_request,
    forward_to_dci,
    refuse_request,
)

__all__ = [
    "accept_change",
    "admit_request",
    "answer_diligence",
    "ask_diligence",
    "change_deadline",
    "change_species",
    "change_terms",
    "discard_mail",
    "enter_signature",
    "extend_term",
    "forward_to_dci",
    "hold_step",
    "import_legacy",
    "mark_ended",
    "mark_published",
    "open_by_act",
    "propose_change",
    "read_message",
    "record_meeting",
    "record_signature",
    "refuse_change",
    "refuse_request",
    "register_mail",
    "release_step",
    "remind_or_archive",
    "replace_head",
    "return_to_draft",
    "schedule_meeting",
    "send_for_signature",
    "submit_request",
    "tracking_token",
    "try_legacy",
    "withdraw_request",
]
