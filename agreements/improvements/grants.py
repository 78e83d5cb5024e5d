"""An organisation writes the reports that are its own; the portal reads the accepted."""

from foundation.grants import Grant

OWN_ROWS = "organisation_id = public.organisation_of(current_user)"
# by column: who may change a whole table may also lock it against everybody
WRITTEN = (
    "summary, difficulties, organs_using, plans_published, people_using, revision, state, sent_at,"
    " sent_by_name"
)

GRANTS = {
    "improvements_annualreport": Grant(  # for the portal: of which agreement an improvement is
        portal="SELECT (id, agreement_id)", tenant=f"SELECT, UPDATE ({WRITTEN})", rows=OWN_ROWS
    ),
    "improvements_improvement": Grant(
        portal="SELECT",
        portal_rows="accepted_at IS NOT NULL",
        tenant="SELECT, INSERT, UPDATE (withdrawn_at)",
        rows=OWN_ROWS,
    ),
}
