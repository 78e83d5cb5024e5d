"""Guests of a room read the drafts of its agreement and add their own acceptance."""

from agreements.room.grants import OWN, WRITTEN
from foundation.grants import Grant, RoomGrant

GRANTS = {"consent_acceptance": Grant()}
ROOMS = {
    "work_plans_draft": RoomGrant("SELECT, INSERT", OWN, f"{WRITTEN} AND side = 'partner'"),
    "consent_acceptance": RoomGrant(
        "SELECT, INSERT", OWN, f"{WRITTEN} AND guest_id = (SELECT public.room_guest())"
    ),
}
