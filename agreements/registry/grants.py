"""What the portal and the organisations may do with requests, agreements and signatures."""

from foundation.grants import Grant

OWN = "organisation_id = public.organisation_of(current_user)"

GRANTS = {
    "registry_representative": Grant(portal="SELECT, INSERT", tenant="SELECT", rows=OWN),
    "registry_contact": Grant(portal="SELECT, INSERT", tenant="SELECT", rows=OWN),
    "registry_request": Grant(portal="SELECT, INSERT"),
    "registry_meeting": Grant(),
    "registry_agreement": Grant(portal="SELECT", tenant="SELECT", rows=OWN),
    "registry_signature": Grant(portal="SELECT", tenant="SELECT", rows=OWN),
}
