"""Who makes the open data: the clock alone."""

from access.rules import Profile, capability

PUBLISH_OPEN_DATA = capability("openness.publish", Profile.SYSTEM)
