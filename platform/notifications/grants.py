"""Notices and messages of the centre: for the centre alone."""

from foundation.grants import Grant

GRANTS = {
    "notifications_notice": Grant(),
    "notifications_email": Grant(),
    "notifications_preference": Grant(),
    "notifications_mailrule": Grant(),
}
