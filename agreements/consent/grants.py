"""Guests of a room add their own acceptance of a draft that they may read."""

from agreements.room.grants import OWN, WRITTEN
from foundation.grants import Grant, RoomGrant

GRANTS = {"consent_acceptance": Grant()}
ROOMS = {
    "consent_acceptance": RoomGrant(
        "SELECT, INSERT", OWN, f"{WRITTEN} AND guest_id = (SELECT public.room_guest())"
    ),
}
