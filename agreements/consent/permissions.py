"""Who accepts a text: guests of the room, whose role in it is asked as well."""

from access.rules import Profile, capability

ACCEPT_TEXT = capability("consent.accept_text", Profile.PARTNER)
