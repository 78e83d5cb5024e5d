"""The plans that others took the place of, and any plan as it was published."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.web import ActingRequest, acting
from foundation.refusals import NotFound
from integrity.formulation.queries import plans
from integrity.formulation.services.adhesion_text import adhesions_said
from integrity.formulation.services.booklet import planned_pairs

PER_PAGE = 20


@require_safe
@acting
def earlier(request: ActingRequest) -> HttpResponse:
    """Every plan that is no longer in force, with its act and its PDF (P135, P136)."""
    found = plans.earlier_plans(request.actor)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "formulation/earlier.html", {"page_obj": page})


@require_safe
@acting
def published(request: ActingRequest, uid: UUID) -> HttpResponse:
    """What a plan said on the day of its publication, whatever happened to its actions since."""
    plan = plans.plan_by_uid(request.actor, uid)
    publication = getattr(plan, "publication", None)
    if publication is None:
        raise NotFound
    shown = {
        "plan": plan,
        "publication": publication,
        "snapshot": publication.snapshot,
        "adhesions": adhesions_said(publication.snapshot),
        "axes": sections(publication.snapshot),
    }
    return render(request, "formulation/published.html", shown)


def sections(snapshot: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The axes of a snapshot, each with its actions in order and what was planned for them."""
    actions = [
        {**each, "said": planned_pairs(each.get("planned", {}))}
        for each in snapshot.get("actions", [])
    ]
    return [
        {**axis, "actions": [each for each in actions if each["axis"] == axis["title"]]}
        for axis in snapshot.get("axes", [])
    ]
