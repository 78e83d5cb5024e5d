"""The list of actions, the page of one, and a view for each of its forms."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.rules import require
from access.web import ActingRequest, acting
from foundation.refusals import Invalid
from integrity.execution import permissions, queries, services
from integrity.execution.shelves import ACTION_TYPES, LIMITING_FACTORS
from integrity.execution.web import forms
from integrity.execution.web.moved import follows_the_plan
from integrity.execution.web.page import INVALID, attempt, show, typed
from integrity.execution.web.table import COLUMNS
from integrity.execution.web.words import with_others
from integrity.formulation.models import Action
from ui.grid import Grid
from ui.refusals import show_faults

PER_PAGE = 10


@require_safe
@acting
def action_list(request: ActingRequest) -> HttpResponse:
    """The actions of the person's units in the plan in force (P73, P74)."""
    require(request.actor, permissions.EXECUTE)
    form = forms.FilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.matching(
        queries.actions_of(request.actor),
        text=wanted.get("texto", ""),
        status=wanted.get("situacao", ""),
    )
    grid = Grid(found, COLUMNS, request.GET, per_page=PER_PAGE)
    today, policy = timezone.localdate(), queries.policy_in_force()
    context = {
        "form": form,
        "plans": queries.plans_in_force(request.actor).select_related("publication"),
        "grid": grid,
        "rows": [queries.row_of(action, today=today, policy=policy) for action in grid],
        "is_filtered": any(wanted.values()),
    }
    return render(request, "execution/list.html", context, status=200 if form.is_valid() else 422)


def own(request: ActingRequest, uid: UUID) -> Action:
    """An action that the person executes. Raises Denied or NotFound."""
    require(request.actor, permissions.EXECUTE)
    return queries.action_by_uid(request.actor, uid)


@require_safe
@acting
@follows_the_plan
def action_page(request: ActingRequest, uid: UUID) -> HttpResponse:
    """One action with its sections."""
    return show(request, own(request, uid))


@require_POST
@acting
def classify(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Class, types and planned days."""
    action = own(request, uid)
    form = forms.ClassifyForm(action, queries.execution_of(action), request.POST)
    again = with_others(request, action, form, field="types", shelf=ACTION_TYPES)
    return again or attempt(request, action, form, services.classify_action, "Classificação salva.")


@require_POST
@acting
def assign(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Who answers for the action."""
    action = own(request, uid)
    form = forms.ResponsibleForm(action, queries.execution_of(action), request.POST)
    return attempt(request, action, form, services.assign_responsible, "Responsável definido.")


@require_POST
@acting
def record(request: ActingRequest, uid: UUID) -> HttpResponse:
    """One more record of progress."""
    action = own(request, uid)
    form = forms.ProgressForm(action, queries.execution_of(action), request.POST)
    again = with_others(request, action, form, field="limiting_factors", shelf=LIMITING_FACTORS)
    if again is not None:
        return again
    if not form.is_valid():
        return show(request, action, form, status=INVALID)
    return attempt(
        request,
        action,
        form,
        services.record_progress,
        "Andamento registrado.",
        version=form.cleaned_data["version"],
        report=form.report,
        limiting_factors=form.cleaned_data["limiting_factors"],
        today=timezone.localdate(),
    )


@require_POST
@acting
def discontinue(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The action will not be carried out."""
    action = own(request, uid)
    form = forms.DiscontinueForm(action, queries.execution_of(action), request.POST)
    if not form.is_valid():
        return show(request, action, form, status=INVALID)
    return attempt(
        request,
        action,
        form,
        services.discontinue_action,
        "Ação descontinuada.",
        today=timezone.localdate(),
        **typed(form),
    )


@require_POST
@acting
def add_evidence(request: ActingRequest, uid: UUID) -> HttpResponse:
    """A file or a link that proves what was done."""
    action = own(request, uid)
    form = forms.EvidenceForm(action, queries.execution_of(action), request.POST, request.FILES)
    return attempt(request, action, form, services.add_evidence, "Evidência incluída.")


@require_POST
@acting
def remove_evidence(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take a piece of evidence away, saying why."""
    require(request.actor, permissions.EXECUTE)
    evidence = queries.evidence_by_uid(request.actor, uid)
    form = forms.RemoveEvidenceForm(uid, request.POST)
    if form.is_valid():
        try:
            services.remove_evidence(
                actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
            )
        except Invalid as refusal:
            show_faults(form, refusal)
        else:
            messages.success(request, "Evidência retirada.")
            return redirect("execution:action", uid=evidence.execution.action.uid)
    action = queries.action_by_uid(request.actor, evidence.execution.action.uid)
    return show(request, action, removal=form, status=INVALID)
