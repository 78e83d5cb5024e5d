"""The verbs on yearly reports and on the improvements they tell of."""

from agreements.improvements.services.adoptions import adopt_improvement, undo_adoption
from agreements.improvements.services.improvements import (
    add_improvement,
    answer_review,
    submit_improvement,
    withdraw_improvement,
)
from agreements.improvements.services.reports import (
    FIELDS,
    accept_report,
    give_time_back,
    judged_report,
    open_reports,
    report_to_edit,
    return_report,
    save_report,
    send_report,
    writing_side,
)
from agreements.improvements.services.reviews import (
    accept_improvement,
    ask_for_work,
    place_in_release,
    refuse_improvement,
    release_improvement,
    take_patch,
)

__all__ = [
    "FIELDS",
    "accept_improvement",
    "accept_report",
    "add_improvement",
    "adopt_improvement",
    "answer_review",
    "ask_for_work",
    "give_time_back",
    "judged_report",
    "open_reports",
    "place_in_release",
    "refuse_improvement",
    "release_improvement",
    "report_to_edit",
    "return_report",
    "save_report",
    "send_report",
    "submit_improvement",
    "take_patch",
    "undo_adoption",
    "withdraw_improvement",
    "writing_side",
]
