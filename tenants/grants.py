"""What other rooms than the centre may do with the tables of this app (row security included)."""

from foundation.grants import Grant
from tenants.facts.rules import TITLES

OWN_ROW = "id = public.organisation_of(current_user)"
OWN_FACTS = "organisation_id = public.organisation_of(current_user)"
OWN_COPIES = "tenant_id = public.tenant_of(current_user)"
COPY_COLUMNS = (
    "id, tenant_id, purpose, size, rows, taken_at, proven_at, removed_at, fault, left_out, unjudged"
)
# by column: who may change a whole table may also lock it against everybody
COUNTED = ", ".join([*TITLES, "counted_at", "asked_at"])

OWN_DOCUMENTS = "organisation_id = public.organisation_of(current_user)"
STANDING = "standing, standing_at, reason, replaced_by_id"
OWN_SUPPORT = "tenant_id = public.tenant_of(current_user)"
SHOWN_OF_SUPPORT = "id, tenant_id, category, opened_at, ended_at"

PUBLIC_OF_ACT = "id, organisation_id, origin, act, act_date, reason"

GRANTS = {
    "tenants_organisation": Grant(portal="SELECT, INSERT", tenant="SELECT", rows=OWN_ROW),
    "tenants_tenant": Grant(portal="SELECT"),
    "tenants_domain": Grant(portal="SELECT"),
    "tenants_birth": Grant(),
    "tenants_backup": Grant(tenant=f"SELECT ({COPY_COLUMNS})", rows=OWN_COPIES),
    "tenants_departure": Grant(),
    "tenants_move": Grant(),
    "tenants_upgradescript": Grant(),
    "tenants_upgraderun": Grant(),
    "tenants_facts": Grant(
        portal="SELECT (organisation_id, plans_shown)",
        tenant=f"SELECT, INSERT, UPDATE ({COUNTED})",
        rows=OWN_FACTS,
    ),
    "tenants_originact": Grant(portal=f"SELECT ({PUBLIC_OF_ACT})"),
    "tenants_recount": Grant(),
    "tenants_drift": Grant(),
    "tenants_stuckdelivery": Grant(),
    "tenants_verifiabledocument": Grant(
        portal="SELECT", tenant=f"SELECT, INSERT, UPDATE ({STANDING})", rows=OWN_DOCUMENTS
    ),
    "tenants_erasure": Grant(append_only=True),
    "tenants_supportsession": Grant(
        portal=f"SELECT ({SHOWN_OF_SUPPORT})", tenant="SELECT", rows=OWN_SUPPORT
    ),
    "tenants_journalroot": Grant(portal="SELECT", tenant="SELECT", everyone=True),
}
