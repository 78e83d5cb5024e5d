"""Organisations read their own work plan and the texts they sign; nobody else but the centre."""

from foundation.grants import Grant

OWN = "organisation_id = public.organisation_of(current_user)"

GRANTS = {
    "work_plans_clause": Grant(),
    "work_plans_clausewording": Grant(),
    "work_plans_workplan": Grant(tenant="SELECT", rows=OWN),
    "work_plans_goal": Grant(tenant="SELECT", rows=OWN),
    "work_plans_stage": Grant(tenant="SELECT", rows=OWN),
    "work_plans_legalopinion": Grant(),
    "work_plans_draft": Grant(tenant="SELECT", rows=OWN),
}
