"""An organisation writes the reports that are its own; the portal reads the accepted."""

from foundation.grants import Grant

OWN_ROWS = "organisation_id = public.organisation_of(current_user)"

GRANTS = {
    "improvements_annualreport": Grant(tenant="SELECT, UPDATE", rows=OWN_ROWS),
    "improvements_improvement": Grant(
        portal="SELECT",
        portal_rows="accepted_at IS NOT NULL",
        tenant="SELECT, INSERT, UPDATE",
        rows=OWN_ROWS,
    ),
}
