"""Clauses in force, the plan of an agreement, and its drafts."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from access.rules import Actor, require
from agreements.registry.models import Agreement
from agreements.registry.permissions import SEE_AGREEMENTS
from agreements.registry.rules import Side, SignedDocument
from agreements.registry.species import Species, is_negotiable
from agreements.work_plans.clauses import written_clauses
from agreements.work_plans.evidence_queries import with_files
from agreements.work_plans.models import (
    Clause,
    ClauseWording,
    Draft,
    Goal,
    LegalOpinion,
    Stage,
    StageEvidence,
    WorkPlan,
)
from agreements.work_plans.permissions import SEE_CLAUSES
from foundation.prepared import Prepared
from foundation.refusals import NotFound


def clauses_in_force(day: date, species: str = Species.ACT) -> list[Clause]:
    """The newest version of each clause in force on a day, in the order of the text."""
    return [each for each in newest_on(day, species) if not each.is_retired]


def newest_on(day: date, species: str = Species.ACT) -> list[Clause]:
    """The same with those that were taken out of the model by then."""
    newest: dict[str, Clause] = {}
    found = Clause.objects.filter(species=species, valid_from__lte=day)
    for clause in found.order_by("key", "version"):
        newest[clause.key] = clause
    return sorted(newest.values(), key=lambda each: each.order)


def clauses_of(draft: Draft, day: date) -> list[Clause]:
    """The versions of the model that a draft froze; for what it left out, those in force."""
    frozen = {key: each["version"] for key, each in written_clauses(draft.text).items()}
    in_force = {each.key: each for each in clauses_in_force(day, draft.species)}
    named = Q(pk__in=[])
    for key, version in frozen.items():
        named |= Q(key=key, version=version)
    found = {each.key: each for each in Clause.objects.filter(named, species=draft.species)}
    for key in draft.wordings:
        if key not in found and key in in_force:
            found[key] = in_force[key]
    return sorted(found.values(), key=lambda each: each.order)


def newer_clauses(draft: Draft, day: date) -> list[Clause]:
    """What the model has on a day that a draft has not: clauses, versions, and retirements."""
    frozen = {each.key: each.version for each in clauses_of(draft, day)}
    return [
        each
        for each in newest_on(day, draft.species)
        if frozen.get(each.key) != each.version and (each.key in frozen or not each.is_retired)
    ]


def catalogue(actor: Actor, species: str) -> list[Clause]:
    """The newest version of each clause, in force or not yet. Raises Denied."""
    require(actor, SEE_CLAUSES)
    newest: dict[str, Clause] = {}
    for clause in Clause.objects.filter(species=species).order_by("key", "version"):
        newest[clause.key] = clause
    return sorted(newest.values(), key=lambda each: each.order)


def versions_of(actor: Actor, species: str, key: str) -> list[Clause]:
    """Every version of one clause, newest first. Raises Denied or NotFound."""
    require(actor, SEE_CLAUSES)
    found = list(Clause.objects.filter(species=species, key=key).order_by("-version"))
    if not found:
        raise NotFound
    return found


def newest_clause_for_update(species: str, key: str) -> Clause:
    """The newest version of a clause, locked: whoever comes second waits. Raises NotFound."""
    found = Clause.objects.select_for_update().filter(species=species, key=key)
    versions = list(found.order_by("version"))
    if not versions:
        raise NotFound
    return Clause.objects.filter(species=species, key=key).latest("version")


def wordings_of(agreement: Agreement) -> dict[str, ClauseWording]:
    """How clauses read in this agreement, where the centre worded them anew and may."""
    if not is_negotiable(agreement.species):
        return {}
    return {each.key: each for each in ClauseWording.objects.filter(agreement=agreement)}


def newest_of_centre(agreement: Agreement) -> Draft | None:
    """The newest version of the agreement that the centre wrote."""
    return latest_on_paper(agreement, SignedDocument.AGREEMENT)


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


def versions(agreement: int, document: str) -> QuerySet[Draft]:
    """Every version of one text of an agreement, newest first."""
    found = Draft.objects.filter(agreement_id=agreement, document=document)
    return found.select_related("docx", "pdf").order_by("-version")


LATEST = Prepared(lambda **of: versions(**of)[:1], agreement=int, document=str)
LATEST_ON_PAPER = Prepared(
    lambda **of: versions(**of).filter(side=Side.CGE)[:1], agreement=int, document=str
)


def latest_draft(agreement: Agreement, document: SignedDocument) -> Draft | None:
    """The newest version of one text."""
    return next(iter(LATEST(agreement=agreement.pk, document=str(document))), None)


def latest_on_paper(agreement: Agreement, document: SignedDocument) -> Draft | None:
    """The newest version of one text that has its files."""
    return next(iter(LATEST_ON_PAPER(agreement=agreement.pk, document=str(document))), None)


def opinions_of(agreement: Agreement) -> QuerySet[LegalOpinion]:
    """What the legal unit said, newest first."""
    return LegalOpinion.objects.filter(agreement=agreement).select_related("file")


def opinion_for_update(agreement: Agreement) -> LegalOpinion | None:
    """The newest, locked."""
    return LegalOpinion.objects.select_for_update().filter(agreement=agreement).first()


def stages_of(plan: WorkPlan) -> QuerySet[Stage]:
    """The stages of a plan."""
    return Stage.objects.filter(goal__plan=plan)


def stage_of(agreement: Agreement, uid: UUID) -> Stage:
    """One stage of an agreement's plan. Raises NotFound."""
    found = Stage.objects.select_related("goal").filter(goal__plan__agreement=agreement, uid=uid)
    stage = found.first()
    if stage is None:
        raise NotFound
    return stage


def evidence_of(stage: Stage) -> StageEvidence | None:
    """What stands of a stage that somebody called done."""
    return StageEvidence.objects.filter(stage=stage, withdrawn_at=None).first()


def evidences_of(plan: WorkPlan) -> dict[int, list[StageEvidence]]:
    """What was told of each stage of a plan, by the key of the stage, the oldest first."""
    found: dict[int, list[StageEvidence]] = {}
    for each in with_files(StageEvidence.objects.filter(stage__goal__plan=plan)):
        found.setdefault(each.stage_id, []).append(each)
    return found


def evidence_by_uid(uid: UUID) -> StageEvidence:
    """What an event is about."""
    found = StageEvidence.objects.select_related("stage__goal__plan", "agreement__organisation")
    return found.get(uid=uid)


def movable_stages(agreement: Agreement) -> list[Stage]:
    """The stages of an agreement that have a last day and are not done, in their order."""
    found = Stage.objects.filter(
        goal__plan__agreement=agreement, done_date=None, end_date__isnull=False
    )
    return list(found.select_related("goal").order_by("goal__order", "order"))
