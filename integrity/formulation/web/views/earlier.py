"""The plans that others took the place of, and any plan as it was published."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.web import ActingRequest, acting
from foundation.refusals import NotFound
from integrity.formulation.queries import plans

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
        "axes": sections(publication.snapshot),
    }
    return render(request, "formulation/published.html", shown)


def sections(snapshot: dict[str, list[dict[str, object]]]) -> list[dict[str, object]]:
    """The axes of a snapshot, each with its actions in their order."""
    return [
        {**axis, "actions": [a for a in snapshot["actions"] if a["axis"] == axis["title"]]}
        for axis in snapshot.get("axes", [])
    ]
