"""The verbs on people: accounts, profiles held and derived, absences, duties kept apart."""

from people.services.absence import set_absence
from people.services.accounts import (
    deactivate_person,
    edit_oneself,
    edit_person,
    reactivate_person,
    reset_second_factor,
)
from people.services.derived import (
    derive_profile,
    edit_derived_profile,
    retire_derived_profile,
)
from people.services.door import set_up_provider, switch_off_provider
from people.services.duties import keep_apart, set_duty
from people.services.erasure import ask_erasure, confirm_erasure, withdraw_erasure
from people.services.keys import MadeKey, make_key, revoke_key
from people.services.own_copy import ask_own_copy, make_own_copy, take_own_copy
from people.services.profiles import Granted, Terms, end_assignment, invite_person
from people.services.tasks_done import end_task

__all__ = [
    "Granted",
    "MadeKey",
    "Terms",
    "ask_erasure",
    "ask_own_copy",
    "confirm_erasure",
    "deactivate_person",
    "derive_profile",
    "edit_derived_profile",
    "edit_oneself",
    "edit_person",
    "end_assignment",
    "end_task",
    "invite_person",
    "keep_apart",
    "make_key",
    "make_own_copy",
    "reactivate_person",
    "reset_second_factor",
    "retire_derived_profile",
    "revoke_key",
    "set_absence",
    "set_duty",
    "set_up_provider",
    "switch_off_provider",
    "take_own_copy",
    "withdraw_erasure",
]
