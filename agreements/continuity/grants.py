"""An organisation reads what happened to its own agreement; the portal reads the extract."""

from foundation.grants import Grant

OF_OWN_AGREEMENT = (
    "EXISTS (SELECT 1 FROM public.registry_agreement a WHERE a.id = agreement_id"
    " AND a.organisation_id = public.organisation_of(current_user))"
)

GRANTS = {
    "continuity_amendment": Grant(tenant="SELECT", rows=OF_OWN_AGREEMENT),
    "continuity_apostille": Grant(tenant="SELECT", rows=OF_OWN_AGREEMENT),
    "continuity_ending": Grant(tenant="SELECT", rows=OF_OWN_AGREEMENT),
}
