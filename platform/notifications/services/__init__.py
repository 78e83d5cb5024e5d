"""The verbs of notices and mail."""

from notifications.services.addresses import (
    allow_address,
    confirm_address,
    exclude_address,
    requeue_email,
)
from notifications.services.bounces import record_bounce
from notifications.services.choices import choose, close_calendar, open_calendar, unsubscribe
from notifications.services.forgetting import (
    addresses_written_to,
    empty_messages,
    forget_addresses,
    forget_person,
)
from notifications.services.reading import read_all, read_notice
from notifications.services.summaries import gather
from notifications.services.telling import notify, write, write_email
from notifications.services.words import change_words, restore_words

__all__ = [
    "addresses_written_to",
    "allow_address",
    "change_words",
    "choose",
    "close_calendar",
    "confirm_address",
    "empty_messages",
    "exclude_address",
    "forget_addresses",
    "forget_person",
    "gather",
    "notify",
    "open_calendar",
    "read_all",
    "read_notice",
    "record_bounce",
    "requeue_email",
    "restore_words",
    "unsubscribe",
    "write",
    "write_email",
]
