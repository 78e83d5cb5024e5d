"""What the portal and the organisations may do with requests, agreements and signatures."""

from foundation.grants import Grant

OWN = "organisation_id = public.organisation_of(current_user)"
FOLLOWED = (  # what the tracking page tells, and what finds an open request; nothing of a person
    "id, uid, protocol, organisation_id, state, token_hash, received_at, forwarded_at, decided_at,"
    " decision_reason, sei_number"
)

GRANTS = {
    "registry_representative": Grant(portal="SELECT (id), INSERT", tenant="SELECT", rows=OWN),
    "registry_contact": Grant(portal="SELECT (id), INSERT", tenant="SELECT", rows=OWN),
    "registry_request": Grant(portal=f"SELECT ({FOLLOWED}), INSERT"),
    "registry_meeting": Grant(),
    "registry_agreement": Grant(portal="SELECT", tenant="SELECT", rows=OWN),
    "registry_signature": Grant(tenant="SELECT", rows=OWN),
}
