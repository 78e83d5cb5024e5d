"""An organisation writes its own reports and improvements, and reads what others gave back."""

from agreements.improvements.exchange import PUBLIC_SQL
from foundation.grants import Grant

OWN_ROWS = "organisation_id = public.organisation_of(current_user)"
# by column: who may change a whole table may also lock it against everybody
WRITTEN = (
    "summary, difficulties, organs_using, plans_published, people_using, revision, state, sent_at,"
    " sent_by_name"
)
TOLD = (
    "title, reason, module, kind, link, licence, state, patch_uid, patch_name, patch_size,"
    " patch_sha256, submitted_at, withdrawn_at"
)

GRANTS = {
    "improvements_annualreport": Grant(  # for the portal: of which agreement an improvement is
        portal="SELECT (id, agreement_id)", tenant=f"SELECT, UPDATE ({WRITTEN})", rows=OWN_ROWS
    ),
    "improvements_improvement": Grant(
        portal="SELECT",
        portal_rows=PUBLIC_SQL,
        tenant=f"SELECT, INSERT, UPDATE ({TOLD})",
        rows=OWN_ROWS,
        read_by_all=PUBLIC_SQL,
    ),
    "improvements_review": Grant(tenant="SELECT, INSERT", rows=OWN_ROWS),
    "improvements_adoption": Grant(
        portal="SELECT (id, improvement_id, name, adopted_at, undone_at)",
        portal_rows="undone_at IS NULL",
        tenant="SELECT, INSERT, UPDATE (undone_at)",
        rows=OWN_ROWS,
        read_by_all="undone_at IS NULL",
    ),
}
