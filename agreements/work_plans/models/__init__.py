"""The tables of plans, evidence, clauses, drafts and opinions."""

from agreements.work_plans.models.evidences import StageEvidence
from agreements.work_plans.models.opinions import LegalOpinion
from agreements.work_plans.models.plans import Goal, Stage, WorkPlan
from agreements.work_plans.models.texts import Clause, ClauseWording, Draft

__all__ = [
    "Clause",
    "ClauseWording",
    "Draft",
    "Goal",
    "LegalOpinion",
    "Stage",
    "StageEvidence",
    "WorkPlan",
]
