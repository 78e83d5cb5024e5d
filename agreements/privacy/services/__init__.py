"""The verbs on the data of people without an account: what they ask, and what CGE-MG answers."""

from agreements.privacy.services.answering import (
    erase_subject,
    forget_addresses,
    record_wish,
    refuse_erasure,
)
from agreements.privacy.services.asking import Spent, ask_way, send_way, take_copy, wish_erasure

__all__ = [
    "Spent",
    "ask_way",
    "erase_subject",
    "forget_addresses",
    "record_wish",
    "refuse_erasure",
    "send_way",
    "take_copy",
    "wish_erasure",
]
