"""Who may do what in the library of models."""

from access.rules import CENTRE_PROFILES, ORGANISATION_PROFILES, Profile, capability

SEE_LIBRARY = capability(
    "library.see", *CENTRE_PROFILES, *ORGANISATION_PROFILES, title="Ver a biblioteca de modelos"
)
CURATE_LIBRARY = capability("library.curate", Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)
PUBLISH_MODEL = capability("library.publish", Profile.DCI_DIRECTOR)
