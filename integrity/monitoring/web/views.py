"""The dashboard, the list of actions behind its numbers, and the page of one action."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.duties import Pair
from access.rules import require
from access.web import ActingRequest, acting
from foundation.refusals import Invalid
from integrity.execution.queries import plans_in_force, took_part
from integrity.execution.web.moved import follows_the_plan
from integrity.execution.web.page import facts
from integrity.execution.web.table import COLUMNS
from integrity.formulation.models import Action
from integrity.formulation.permissions import DECIDE_REVISION, REQUEST_REVISION, VIEW_PLAN
from integrity.formulation.queries.revisions import standings
from integrity.monitoring import permissions, queries, services
from integrity.monitoring.web import board, forms
from people.web.profile_forms import AcceptingForm
from ui.grid import Grid
from ui.refusals import show_faults

PER_PAGE = 10


@require_safe
@acting
def dashboard(request: ActingRequest) -> HttpResponse:
    """Counts, shares, lights and attention points, each leading to its list (P95 to P101)."""
    found = queries.overview(request.actor, today=timezone.localdate())
    plans = plans_in_force(request.actor).select_related("publication")
    context = {**board.figures(found), "plans": plans, **revising(request)}
    return render(request, "monitoring/dashboard.html", context)


def revising(request: ActingRequest) -> dict[str, Any]:
    """How the next plan of each organ stands, with what the person may do about it (P113, P127).

    Nothing for who may not see plans.
    """
    if not request.actor.may(VIEW_PLAN):
        return {}
    return {
        "standings": standings(request.actor),
        "may_request_revision": request.actor.may(REQUEST_REVISION),
        "may_decide_revision": request.actor.may(DECIDE_REVISION),
    }


@require_safe
@acting
def action_list(request: ActingRequest) -> HttpResponse:
    """The actions that match the filters of the address; never more than the person's own."""
    require(request.actor, permissions.VIEW)
    form = forms.FilterForm(request.GET)
    rows = []
    if form.is_valid():
        rows = queries.filtered(request.actor, form.filters, today=timezone.localdate())
    grid = Grid(rows, COLUMNS, request.GET, per_page=PER_PAGE)
    context = {"form": form, "grid": grid, "rows": list(grid)}
    return render(request, "monitoring/list.html", context, status=200 if form.is_valid() else 422)


def show(
    request: ActingRequest, action: Action, *, status: int = 200, **bound: Form
) -> HttpResponse:
    """The page of an action, with the form that was refused in place of the fresh one."""
    actor = request.actor
    joins = took_part(actor.user_id, action)
    made = {
        "risk_form": forms.RiskForm(auto_id="risco_%s"),
        "recommend_form": forms.RecommendForm(auto_id="recomendar_%s"),
    }
    for form in made.values():
        form.ask(Pair.EXECUTE_EVALUATE, joins=joins)
    context = {
        **facts(action),
        "risks": queries.risk_history(action),
        "recommendations": queries.recommendations_on(action).select_related("author"),
        "risk_form": made["risk_form"] if actor.may(permissions.ASSESS_RISK) else None,
        "recommend_form": made["recommend_form"] if actor.may(permissions.RECOMMEND) else None,
        "user_id": actor.user_id,
        **bound,
    }
    return render(request, "monitoring/action.html", context, status=status)


@require_safe
@acting
@follows_the_plan
def action_page(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Everything about one action (P103)."""
    return show(request, queries.action_by_uid(request.actor, uid))


@require_POST
@acting
def assess(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The risk that the action is not carried out (P104)."""
    require(request.actor, permissions.ASSESS_RISK)
    form = forms.RiskForm(request.POST, auto_id="risco_%s")
    return _attempt(request, uid, form, services.assess_risk, "risk_form", "Risco registrado.")


@require_POST
@acting
def recommend(request: ActingRequest, uid: UUID) -> HttpResponse:
    """A recommendation of the commission (P105)."""
    require(request.actor, permissions.RECOMMEND)
    form = forms.RecommendForm(request.POST, auto_id="recomendar_%s")
    done = "Recomendação enviada a quem executa a ação."
    return _attempt(request, uid, form, services.recommend, "recommend_form", done)


def _attempt(
    request: ActingRequest, uid: UUID, form: AcceptingForm, verb: Any, name: str, done: str
) -> HttpResponse:
    action = queries.action_by_uid(request.actor, uid)
    form.ask(Pair.EXECUTE_EVALUATE, joins=took_part(request.actor.user_id, action))
    if form.is_valid():
        try:
            verb(actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data)
        except Invalid as refusal:
            show_faults(form, refusal)
        else:
            messages.success(request, done)
            return redirect("monitoring:action", uid=uid)
    return show(request, action, status=Invalid.status, **{name: form})
