"""Published plans for everybody, without sign-in, as far as each organ chose to show its own."""

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.response import HttpResponseNotModified
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe

from documents.web.answers import file_answer
from foundation.refusals import NotFound
from integrity.formulation.models import PublicPlan
from integrity.formulation.queries import public_plans
from integrity.formulation.queries.public_plans import Progress
from integrity.formulation.rules.public_plan import matching
from integrity.formulation.services.adhesion_text import adhesions_said
from integrity.formulation.services.booklet import planned_pairs
from integrity.formulation.web.forms.public_plan import SearchForm

PER_PAGE = 20


@require_safe
def public_plan_list(request: HttpRequest) -> HttpResponse:
    """Every plan that is shown, those in force first."""
    page = Paginator(public_plans.shown().defer("content"), PER_PAGE)
    shown = {"page_obj": page.get_page(request.GET.get("pagina"))}
    return render(request, "formulation/public_plans.html", shown)


@require_safe
def public_plan(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """One plan: its actions searched, filtered, twenty a page, each as far as it has come."""
    found = public_plans.shown_plan(uid)
    progress = public_plans.progress_of(found)
    tag = tag_of(request, found, progress)
    unchanged = None if request.COOKIES else get_conditional_response(request, etag=tag)
    if isinstance(unchanged, HttpResponseNotModified):
        return fresh(request, unchanged, tag)
    return fresh(request, page_of(request, found, progress), tag)


@require_safe
def public_plan_file(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """The PDF that goes along. Raises NotFound where none does."""
    found = public_plans.shown_plan(uid)
    if found.file is None:
        raise NotFound
    return file_answer(found.file, request)


def page_of(
    request: HttpRequest, found: PublicPlan, progress: Mapping[str, Progress]
) -> HttpResponse:
    """The page itself."""
    content = found.content
    titles = [axis["title"] for axis in content["axes"]]
    form = SearchForm(request.GET, axes=titles, has_progress=bool(progress))
    form.is_valid()
    wanted = {name: str(form.cleaned_data.get(name, "")) for name in ("busca", "eixo", "situacao")}
    axis = titles[int(wanted["eixo"]) - 1] if wanted["eixo"] else ""
    actions = [
        each
        for each in matching(content["actions"], text=wanted["busca"], axis=axis)
        if not wanted["situacao"] or progress[each["uid"]].status == wanted["situacao"]
    ]
    page = Paginator(actions, PER_PAGE).get_page(request.GET.get("pagina"))
    shown = {
        "found": found,
        "plan": found.publication.plan,
        "content": content,
        "adhesions": adhesions_said(content),
        "form": form,
        "page_obj": page,
        "rows": [row_of(each, progress.get(each["uid"])) for each in page],
        "axes": axes_of(content),
        "tally": tally_of(content, progress),
        "is_filtered": any(wanted.values()),
        "is_in_force": found.publication.plan.state == "published",
        "has_progress": bool(progress),
        "parts": (content["programme"] or {}).get("parts", []),
    }
    return render(request, "formulation/public_plan.html", shown)


def row_of(action: dict[str, Any], progress: Progress | None) -> dict[str, Any]:
    """One action: what it is, what was planned, how far it has come."""
    said = [pair for pair in planned_pairs(action.get("planned", {})) if pair[1]]
    return {"action": action, "said": said, "progress": progress}


def axes_of(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Each axis with its number in the filter, and how many actions it holds."""
    return [
        {
            **axis,
            "number": number,
            "count": sum(each["axis"] == axis["title"] for each in content["actions"]),
        }
        for number, axis in enumerate(content["axes"], 1)
    ]


def tally_of(
    content: dict[str, Any], progress: Mapping[str, Progress]
) -> list[tuple[str, str, int]]:
    """How many actions there are in each situation that occurs: its value, its name, the count."""
    counted: dict[str, int] = {}
    labels: dict[str, str] = {}
    for each in content["actions"]:
        if held := progress.get(each["uid"]):
            counted[held.status.value] = counted.get(held.status.value, 0) + 1
            labels[held.status.value] = str(held.status.label)
    return [(value, labels[value], number) for value, number in counted.items()]


def tag_of(request: HttpRequest, found: PublicPlan, progress: Mapping[str, Progress]) -> str:
    """The same as long as the page, the plan's state and what is known of its actions are."""
    said = [f"{uid}{each.status.value}{each.course}" for uid, each in sorted(progress.items())]
    told = (str(found.uid), found.publication.plan.state, request.get_full_path(), *said)
    return f'"{hashlib.sha256(chr(10).join(told).encode()).hexdigest()[:32]}"'


def fresh(request: HttpRequest, answer: HttpResponse, tag: str) -> HttpResponse:
    """Kept for a minute by whoever reads it without a cookie; the page of others is their own."""
    patch_vary_headers(answer, ["Cookie"])
    if request.COOKIES:
        answer["Cache-Control"] = "private, no-cache"
        return answer
    answer["ETag"] = tag
    answer["Cache-Control"] = f"public, max-age={public_plans.FRESH}"
    return answer
