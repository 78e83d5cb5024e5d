"""What the portal and the organisations may do with requests, agreements and signatures."""

from foundation.grants import Grant

OWN = "organisation_id = public.organisation_of(current_user)"
OF_OWN_AGREEMENT = (  # for what belongs to an agreement, in the rooms above
    "agreement_id IN (SELECT id FROM public.registry_agreement"
    " WHERE organisation_id = public.organisation_of(current_user))"
)
FOLLOWED = (  # what the tracking page tells, and what finds an open request; nothing of a person
    "id, uid, protocol, organisation_id, state, token_hash, received_at, forwarded_at, decided_at,"
    " decision_reason, sei_number"
)

HOLDS = "id, uid, agreement_id, organisation_id, step, reason, held_at, released_at"

GRANTS = {
    "registry_representative": Grant(portal="SELECT (id), INSERT", tenant="SELECT", rows=OWN),
    "registry_contact": Grant(portal="SELECT (id), INSERT", tenant="SELECT", rows=OWN),
    "registry_request": Grant(
        portal=f"SELECT ({FOLLOWED}), INSERT, UPDATE (state, decided_at, decision_reason)"
    ),
    "registry_meeting": Grant(
        portal="SELECT (id, request_id, scheduled_at, place, mode, held_date, created_at)"
    ),
    "registry_changeproposal": Grant(tenant="SELECT, INSERT", rows=OWN),
    "registry_deadline": Grant(),
    "registry_incomingmail": Grant(),
    "registry_mailattachment": Grant(),
    "registry_diligence": Grant(
        portal="SELECT (id, uid, request_id, text, asked_at, due_date, archive_date, answered_at,"
        " closed_at), UPDATE (answer, answered_at, answered_by_name, file_id, closed_at)"
    ),
    "registry_agreement": Grant(portal="SELECT", tenant="SELECT", rows=OWN),
    "registry_hold": Grant(portal=f"SELECT ({HOLDS})", tenant=f"SELECT ({HOLDS})", rows=OWN),
    "registry_legacyagreement": Grant(),
    "registry_signature": Grant(tenant="SELECT", rows=OWN),
}
