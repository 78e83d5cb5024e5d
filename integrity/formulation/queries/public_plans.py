"""Published plans on the page that everybody reads, and how far their actions have come."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db.models import QuerySet
from django.urls import reverse

from foundation.refusals import NotAllowed, NotFound
from foundation.tenancy import PUBLIC, TEMPLATE, current_schema
from integrity.formulation.models import Plan, PlanPublication, PublicPlan
from integrity.formulation.registry import Course, courses_of
from integrity.formulation.rules.flows import ActionStatus, PlanState
from integrity.formulation.rules.public_plan import Part
from ui.entrance import Link

FRESH = 60  # seconds for which everybody reads the same situation
NOT_PUBLISHED = "Só um plano publicado vai para a página pública."
REPLACED = "Este plano não está mais em vigor: mostre o que tomou o seu lugar."
ALREADY = "Este plano já está na página pública. Para mudar o que aparece, retire-o antes."


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one action has come, for everybody."""

    status: ActionStatus
    course: Course


def shown() -> QuerySet[PublicPlan]:
    """What is on the page, those in force first, by organ; it is for everybody."""
    held = (
        PublicPlan.objects.filter(withdrawn_at=None)
        .select_related("publication__plan__organ", "file")
        .prefetch_related("publication__plan__parts__organ")
    )
    order = ("publication__plan__state", "publication__plan__organ__name", "-shown_at")
    return held.order_by(*order)


def link_for_all() -> Link | None:
    """The way to the page, where something is on it; offered to who comes to sign in."""
    if current_schema() in (PUBLIC, TEMPLATE):
        return None
    if not PublicPlan.objects.filter(withdrawn_at=None).exists():
        return None
    path = reverse("formulation:public_plans", urlconf="config.urls.organisation")
    return Link("Ler os planos de integridade publicados", path)


def shown_of_organ(organ_id: int) -> QuerySet[PublicPlan]:
    """What is on the page of one organ."""
    return shown().filter(publication__plan__parts__organ=organ_id)


def shown_plan(uid: UUID) -> PublicPlan:
    """What is on the page of one plan, without its content. Raises NotFound."""
    found = shown().defer("content").filter(publication__plan__uid=uid).first()
    if found is None:
        raise NotFound
    return found


def page_of(plan: Plan) -> PublicPlan | None:
    """The page of a plan, if it is shown."""
    found = PublicPlan.objects.filter(publication__plan=plan, withdrawn_at=None)
    return found.defer("content").first()


def page_for_update(plan: Plan) -> PublicPlan:
    """The same, about to be withdrawn; the plan is locked. Raises NotFound."""
    held = PublicPlan.objects.select_for_update(of=("self",)).defer("content")
    found = held.filter(publication__plan=plan, withdrawn_at=None).first()
    if found is None:
        raise NotFound
    return found


def showable(plan: Plan) -> PlanPublication:
    """The publication that may be shown. Raises NotAllowed."""
    publication: PlanPublication | None = getattr(plan, "publication", None)
    if publication is None:
        raise NotAllowed(NOT_PUBLISHED)
    if plan.state != PlanState.PUBLISHED:
        raise NotAllowed(REPLACED)
    if page_of(plan) is not None:
        raise NotAllowed(ALREADY)
    return publication


def progress_of(page: PublicPlan) -> dict[str, Progress]:
    """How far each action has come, by its uid, read once a minute; none where none is shown."""
    plan = page.publication.plan
    if Part.PROGRESS not in page.shows or plan.state != PlanState.PUBLISHED:
        return {}
    key = f"public-plan:{page.uid}"
    found: dict[str, Progress] | None = cache.get(key)
    if found is None:
        found = _progress(plan)
        cache.set(key, found, FRESH)
    return found


def _progress(plan: Plan) -> dict[str, Progress]:
    courses, nothing = courses_of(plan), Course(None, None)
    rows: Any = plan.actions.values_list("uid", "status")
    return {
        str(uid): Progress(ActionStatus(status), courses.get(uid, nothing)) for uid, status in rows
    }
