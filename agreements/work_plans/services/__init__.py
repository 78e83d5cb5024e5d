"""The verbs on the work plan and on the drafts of both texts."""

from agreements.work_plans.services.catalogue import add_clause, retire_clause
from agreements.work_plans.services.clauses import publish_clause, word_clause
from agreements.work_plans.services.drafts import generate_drafts, send_for_signature
from agreements.work_plans.services.evidence_files import copy_evidence
from agreements.work_plans.services.evidences import (
    complete_stage,
    reopen_stage,
    report_stage,
    settle_stage,
)
from agreements.work_plans.services.opinions import meet_remarks, record_opinion
from agreements.work_plans.services.plans import (
    add_stage,
    change_stage,
    remove_stage,
    start_plan,
)
from agreements.work_plans.services.progress import complete_stages, date_stages, move_stages

__all__ = [
    "add_clause",
    "add_stage",
    "change_stage",
    "complete_stage",
    "complete_stages",
    "copy_evidence",
    "date_stages",
    "generate_drafts",
    "meet_remarks",
    "move_stages",
    "publish_clause",
    "record_opinion",
    "remove_stage",
    "reopen_stage",
    "report_stage",
    "retire_clause",
    "send_for_signature",
    "settle_stage",
    "start_plan",
    "word_clause",
]
