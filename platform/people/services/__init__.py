"""The verbs on people: grant and end a profile, change data, deactivate and bring back."""

from people.services.accounts import (
    deactivate_person,
    edit_oneself,
    edit_person,
    reactivate_person,
    reset_second_factor,
)
from people.services.door import set_up_provider, switch_off_provider
from people.services.erasure import ask_erasure, confirm_erasure, withdraw_erasure
from people.services.profiles import Granted, end_assignment, invite_person

__all__ = [
    "Granted",
    "ask_erasure",
    "confirm_erasure",
    "deactivate_person",
    "edit_oneself",
    "edit_person",
    "end_assignment",
    "invite_person",
    "reactivate_person",
    "reset_second_factor",
    "set_up_provider",
    "switch_off_provider",
    "withdraw_erasure",
]
