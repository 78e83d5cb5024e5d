"""Clauses in force, the plan of an agreement, and its drafts."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from access.rules import Actor, require
from agreements.registry.models import Agreement
from agreements.registry.permissions import SEE_AGREEMENTS
from agreements.registry.rules import SignedDocument
from agreements.work_plans.models import Clause, Draft, Goal, LegalOpinion, Stage, WorkPlan
from foundation.refusals import NotFound


def clauses_in_force(day: date) -> list[Clause]:
    """The newest version of each clause in force on a day, in the order of the text."""
    newest: dict[str, Clause] = {}
    for clause in Clause.objects.filter(valid_from__lte=day).order_by("key", "version"):
        newest[clause.key] = clause
    return sorted(newest.values(), key=lambda each: each.order)


def plan_of(agreement: Agreement) -> WorkPlan | None:
    """The work plan of an agreement with goals and stages, once it was started."""
    return WorkPlan.objects.filter(agreement=agreement).prefetch_related("goals__stages").first()


def stage_by_uid(actor: Actor, uid: UUID) -> Stage:
    """One stage of a plan. Raises Denied or NotFound."""
    require(actor, SEE_AGREEMENTS)
    found = (
        Stage.objects.select_related("goal__plan__agreement__organisation").filter(uid=uid).first()
    )
    if found is None:
        raise NotFound
    return found


def goal_by_uid(actor: Actor, uid: UUID) -> Goal:
    """One goal of a plan. Raises Denied or NotFound."""
    require(actor, SEE_AGREEMENTS)
    found = Goal.objects.select_related("plan__agreement__organisation").filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def drafts_of(agreement: Agreement) -> QuerySet[Draft]:
    """Every version of both texts, newest first."""
    return Draft.objects.filter(agreement=agreement).select_related("docx", "pdf")


def latest_draft(agreement: Agreement, document: SignedDocument) -> Draft | None:
    """The newest version of one text."""
    return drafts_of(agreement).filter(document=document).order_by("-version").first()


def opinions_of(agreement: Agreement) -> QuerySet[LegalOpinion]:
    """What the legal unit said, newest first."""
    return LegalOpinion.objects.filter(agreement=agreement).select_related("file")


def opinion_for_update(agreement: Agreement) -> LegalOpinion | None:
    """The newest, locked."""
    return LegalOpinion.objects.select_for_update().filter(agreement=agreement).first()


def stages_of(plan: WorkPlan) -> QuerySet[Stage]:
    """The stages of a plan."""
    return Stage.objects.filter(goal__plan=plan)
