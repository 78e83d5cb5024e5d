"""The general view, an action with its recommendation, and the reports issued."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.confirmation import confirmed
from access.duties import Pair
from access.rules import require
from access.web import ActingRequest, acting
from foundation.refusals import Invalid
from integrity.evaluation import permissions, queries, services
from integrity.execution.queries import plans_in_force, took_part
from integrity.execution.web.moved import follows_the_plan
from integrity.execution.web.page import facts
from integrity.execution.web.table import COLUMNS
from integrity.formulation.models import Action
from integrity.monitoring import queries as monitoring
from integrity.monitoring.web import board
from integrity.monitoring.web.forms import FilterForm, RecommendForm
from integrity.monitoring.web.views import revising
from ui.grid import Grid
from ui.refusals import show_faults

PER_PAGE = 10


@require_safe
@acting
def overview(request: ActingRequest) -> HttpResponse:
    """The same numbers as monitoring, and every action under its own filters (P118, P119)."""
    actor = request.actor
    require(actor, permissions.VIEW)
    today = timezone.localdate()
    form = FilterForm(request.GET)
    rows = monitoring.filtered(actor, form.filters, today=today) if form.is_valid() else []
    grid = Grid(rows, COLUMNS, request.GET, per_page=PER_PAGE)
    context = {
        **board.figures(monitoring.overview(actor, today=today)),
        "plans": plans_in_force(actor).select_related("publication"),
        "form": form,
        "grid": grid,
        "rows": list(grid),
        **revising(request),
    }
    status = 200 if form.is_valid() else Invalid.status
    return render(request, "evaluation/overview.html", context, status=status)


def _show(
    request: ActingRequest, action: Action, form: RecommendForm, status: int = 200
) -> HttpResponse:
    context = {
        **facts(action),
        "risks": monitoring.risk_history(action),
        "recommendations": monitoring.recommendations_on(action).select_related("author"),
        "form": form,
        "user_id": request.actor.user_id,
    }
    return render(request, "evaluation/action.html", context, status=status)


@require_safe
@acting
@follows_the_plan
def action_page(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Everything about one action, risk and recommendations of the commission included."""
    action = queries.action_by_uid(request.actor, uid)
    return _show(request, action, _asking(request, action, RecommendForm()))


def _asking(request: ActingRequest, action: Action, form: RecommendForm) -> RecommendForm:
    joins = took_part(request.actor.user_id, action)
    return form.ask(Pair.EXECUTE_EVALUATE, joins=joins)


@require_POST
@acting
def recommend(request: ActingRequest, uid: UUID) -> HttpResponse:
    """A recommendation of internal control (P120)."""
    require(request.actor, permissions.RECOMMEND)
    action = queries.action_by_uid(request.actor, uid)
    form = _asking(request, action, RecommendForm(request.POST))
    if form.is_valid():
        try:
            services.recommend(actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data)
        except Invalid as refusal:
            show_faults(form, refusal)
        else:
            messages.success(request, "Recomendação enviada a quem executa a ação e à comissão.")
            return redirect("evaluation:action", uid=uid)
    return _show(request, action, form, Invalid.status)


@require_safe
@acting
def report_list(request: ActingRequest) -> HttpResponse:
    """The reports issued, newest first."""
    page = Paginator(queries.reports_of(request.actor), PER_PAGE).get_page(
        request.GET.get("pagina")
    )
    context = {
        "page_obj": page,
        "plans": queries.reported(request.actor, plans_in_force(request.actor)),
        "earlier": queries.reported(request.actor, queries.earlier_plans(request.actor)),
    }
    return render(request, "evaluation/reports.html", context)


@require_safe
@acting
def report_page(request: ActingRequest, uid: UUID) -> HttpResponse:
    """One report: what it froze, its digests and its file."""
    report = queries.report_by_uid(request.actor, uid)
    return render(request, "evaluation/report.html", {"report": report})


@require_POST
@acting
@confirmed
def issue_report(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Issue a report on a plan in force (P132), or on one that was (P138)."""
    report = services.issue_report(
        actor=request.actor, plan_uid=uid, at=timezone.now(), today=timezone.localdate()
    )
    messages.success(request, f"{report} emitido.")
    return redirect("evaluation:report", uid=report.uid)
