"""Tables of formulation, in the schema of the organisation."""

from integrity.formulation.models.adhesion import Adhesion
from integrity.formulation.models.approval import ApprovalPolicy, Submission
from integrity.formulation.models.catalogue import CatalogueEntry, Word, YearlyFigure
from integrity.formulation.models.commission import Commission, CommissionAct, CommissionMember
from integrity.formulation.models.content import Action, Axis, SubAxis
from integrity.formulation.models.imports import ImportRun, ImportState
from integrity.formulation.models.method import MethodVersion
from integrity.formulation.models.plan import Plan
from integrity.formulation.models.plan_organ import PlanOrgan
from integrity.formulation.models.programme import Programme, TypedDraft
from integrity.formulation.models.public_plan import PublicPlan
from integrity.formulation.models.publication import PlanPublication
from integrity.formulation.models.revision import RevisionRequest
from integrity.formulation.models.risk import IntegrityRisk, RiskScale
from integrity.formulation.models.validation import ValidationComment, ValidationInvitation

__all__ = [
    "Action",
    "Adhesion",
    "ApprovalPolicy",
    "Axis",
    "CatalogueEntry",
    "Commission",
    "CommissionAct",
    "CommissionMember",
    "ImportRun",
    "ImportState",
    "IntegrityRisk",
    "MethodVersion",
    "Plan",
    "PlanOrgan",
    "PlanPublication",
    "Programme",
    "PublicPlan",
    "RevisionRequest",
    "RiskScale",
    "SubAxis",
    "Submission",
    "TypedDraft",
    "ValidationComment",
    "ValidationInvitation",
    "Word",
    "YearlyFigure",
]
