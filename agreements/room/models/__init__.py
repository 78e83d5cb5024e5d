"""Guests of rooms, what was asked of them, what was said and what was done there."""

from agreements.room.models.guests import Guest, GuestSession
from agreements.room.models.work import Deed, Remark, Requirement

__all__ = ["Deed", "Guest", "GuestSession", "Remark", "Requirement"]
