"""Who follows the actions of a plan, who recommends on them and who answers."""

from access.rules import Profile, capability

VIEW = capability(
    "monitoring.view",
    Profile.MONITORING,
    Profile.OBSERVER,
    Profile.HEAD,
    Profile.INTERNAL_CONTROL,
)
ASSESS_RISK = capability("monitoring.assess_risk", Profile.MONITORING)
RECOMMEND = capability("monitoring.recommend", Profile.MONITORING)
ANSWER = capability("monitoring.answer", Profile.EXECUTOR)
AUTHOR = capability("monitoring.author", Profile.MONITORING, Profile.INTERNAL_CONTROL)

# under which profile a recommendation of each source is written and rewritten
SOURCES = {Profile.MONITORING: ("commission",), Profile.INTERNAL_CONTROL: ("internal_control",)}
