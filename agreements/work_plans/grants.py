"""Organisations read their own work plan, no draft, and tell of their stages.

The portal reads published plans.
"""

from foundation.grants import Grant

OWN = "organisation_id = public.organisation_of(current_user)"

PUBLISHED = "agreement_id IN (SELECT agreement_id FROM public.publication_extract)"
SHOWN_STAGE = 'id, goal_id, "order", description, responsible, start_date, end_date, done_date'

GRANTS = {
    "work_plans_clause": Grant(),
    "work_plans_clausewording": Grant(),
    "work_plans_workplan": Grant(
        portal="SELECT (id, agreement_id)", portal_rows=PUBLISHED, tenant="SELECT", rows=OWN
    ),
    "work_plans_goal": Grant(
        portal='SELECT (id, plan_id, "order", description)',
        portal_rows="plan_id IN (SELECT id FROM public.work_plans_workplan)",
        tenant="SELECT",
        rows=OWN,
    ),
    "work_plans_stage": Grant(
        portal=f"SELECT ({SHOWN_STAGE})",
        portal_rows="goal_id IN (SELECT id FROM public.work_plans_goal)",
        tenant="SELECT",
        rows=OWN,
    ),
    "work_plans_stageevidence": Grant(tenant="SELECT, INSERT", rows=OWN),
    "work_plans_legalopinion": Grant(),
    "work_plans_draft": Grant(),
}
