"""Who may do what with rooms."""

from access.rules import Profile, capability

INVITE_GUEST = capability("room.invite_guest", Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)
ASK_REQUIREMENT = capability("room.ask_requirement", Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)
ANSWER_PARTNER = capability("room.answer_partner", Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)
WORK_IN_ROOM = capability("room.work", Profile.PARTNER)
HAND_OVER = capability("room.hand_over", Profile.SYSTEM)
