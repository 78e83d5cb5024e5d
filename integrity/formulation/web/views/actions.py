"""One action of the plan: read it, write it, take it out of the draft."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from access.web import ActingRequest, acting
from audit.queries import entries_of
from foundation.refusals import Conflict, Invalid
from integrity.formulation import permissions
from integrity.formulation.models import Action, Plan
from integrity.formulation.queries import plans, proposals
from integrity.formulation.queries.adoption import origins_of
from integrity.formulation.queries.catalogue import TYPES
from integrity.formulation.rules.catalogue import lines_of
from integrity.formulation.services import actions
from integrity.formulation.services.catalogue import add_own_entries
from integrity.formulation.shelves import shelf_called
from integrity.formulation.web.forms.actions import (
    ActionForm,
    Indicators,
    indicators_form,
    stored,
    treated,
    typed,
    typed_rows,
)
from integrity.formulation.web.views.conflict import two_texts
from integrity.formulation.web.views.content import drafted
from ui.refusals import show_faults
from ui.sent import sent_by

MORE_ROWS, ADD = "mais", "acrescentar"
ADDED = "Itens acrescentados e marcados. Confira e grave o formulário."
NO_ROWS = {"indicadores-TOTAL_FORMS": "0", "indicadores-INITIAL_FORMS": "0"}


@require_safe
@acting
def action_page(request: ActingRequest, uid: UUID, action_uid: UUID) -> HttpResponse:
    """An action as the plan says it."""
    plan = plans.plan_by_uid(request.actor, uid)
    action = plans.action_in(plan, action_uid)
    shown = {
        "plan": plan,
        "action": action,
        "risks": action.risks.filter(archived_at=None).order_by("number"),
        "may_draft": permissions.may_draft(plan, request.actor),
        "origins": origins_of(action),
        "entries": entries_of(action)[:20],
    }
    return render(request, "formulation/action.html", shown)


@require_http_methods(["GET", "POST"])
@acting
def add_action(request: ActingRequest, uid: UUID) -> HttpResponse:
    """A new action; the next free number is proposed."""
    plan = drafted(request, uid)
    wanted = asked_axis(request)
    axis = plan.axes.filter(uid=wanted).first() if wanted else None
    initial = {"number": plans.next_number(plan), "axis": axis, **proposals.proposed_now()}
    if asks_for_more(request):
        return with_more(request, plan, "Nova ação")
    form = ActionForm(sent_by(request), plan=plan, initial=initial)
    rows = indicators_form(sent_rows(request))
    if form.is_valid() and rows.is_valid():
        draft = form.draft(rows.drafts())
        try:
            actions.add_action(actor=request.actor, plan_uid=uid, draft=draft, at=timezone.now())
        except Invalid as refusal:
            show_faults(form, refusal)
        else:
            messages.success(request, "Ação incluída.")
            return redirect("formulation:content", uid)
    return page(request, plan, form, rows, "Nova ação")


@require_http_methods(["GET", "POST"])
@acting
def edit_action(request: ActingRequest, uid: UUID, action_uid: UUID) -> HttpResponse:
    """Correct an action; when somebody else did so in between, both texts are shown."""
    plan = drafted(request, uid)
    action = plans.action_in(plan, action_uid)
    if asks_for_more(request):
        return with_more(request, plan, f"Editar a ação {action.number}")
    form = ActionForm(sent_by(request), plan=plan, initial=stored(action) | treated(action))
    rows = indicators_form(sent_rows(request), action.indicators)
    if form.is_valid() and rows.is_valid():
        try:
            actions.edit_action(
                actor=request.actor,
                plan_uid=uid,
                uid=action_uid,
                version=form.cleaned_data["version"] or 0,
                draft=form.draft(rows.drafts()),
                at=timezone.now(),
            )
        except Invalid as refusal:
            show_faults(form, refusal)
        except Conflict as clash:
            return conflict(request, plan, action, rows, clash)
        else:
            messages.success(request, "Ação gravada.")
            return redirect("formulation:content", uid)
    return page(request, plan, form, rows, f"Editar a ação {action.number}")


def conflict(
    request: ActingRequest, plan: Plan, action: Action, rows: Indicators, clash: Conflict
) -> HttpResponse:
    """What is stored and what was typed, field by field; saving again is a decision."""
    sent = request.POST.copy()
    sent["version"] = str(action.version)
    return two_texts(
        request,
        plan,
        ActionForm(sent, plan=plan),
        clash,
        rows=rows,
        what=f"Ação {action.number}",
        back=reverse("formulation:edit_action", args=[plan.uid, action.uid]),
        page=reverse("formulation:action", args=[plan.uid, action.uid]),
    )


@require_http_methods(["GET", "POST"])
@acting
def remove_action(request: ActingRequest, uid: UUID, action_uid: UUID) -> HttpResponse:
    """Ask; take out when confirmed."""
    plan = drafted(request, uid)
    action = plans.action_in(plan, action_uid)
    if request.method == "POST":
        actions.remove_action(actor=request.actor, plan_uid=uid, uid=action_uid, at=timezone.now())
        messages.success(request, f"Ação {action.number} excluída.")
        return redirect("formulation:content", uid)
    shown = {
        "plan": plan,
        "title": f"Excluir a ação {action.number}?",
        "consequence": f"“{action.title}” sai do plano em elaboração.",
        "action": reverse("formulation:remove_action", args=[uid, action_uid]),
    }
    return render(request, "formulation/remove.html", shown)


def sent_rows(request: ActingRequest) -> Any:
    """What the rows of indicators are bound to; a form sent without any has none."""
    sent = sent_by(request)
    return sent if sent is None or "indicadores-TOTAL_FORMS" in sent else NO_ROWS


def page(
    request: ActingRequest, plan: Plan, form: ActionForm, rows: Indicators, title: str
) -> HttpResponse:
    """The form of an action."""
    shown = {"plan": plan, "form": form, "rows": rows, "title": title}
    return render(
        request, "formulation/action_form.html", shown, status=422 if form.is_bound else 200
    )


def asks_for_more(request: ActingRequest) -> bool:
    """Whether what was sent asks for further types or one more indicator, and saves nothing."""
    asked = {MORE_ROWS, ADD} & set(request.POST) or lines_of(request.POST.get("others", ""))
    return request.method == "POST" and bool(asked)


def with_more(request: ActingRequest, plan: Plan, title: str) -> HttpResponse:
    """The same form as typed: with one more row, or with new types ticked (P36)."""
    names = lines_of(request.POST.get("others", ""))
    shelf, made = shelf_called(TYPES), []
    if names and shelf is not None:
        try:
            made = add_own_entries(
                actor=request.actor, shelf=shelf, organ=plan.organ, names=names, at=timezone.now()
            )
        except Invalid as refusal:
            form = ActionForm(request.POST, plan=plan)
            show_faults(form, refusal)
            return page(request, plan, form, indicators_form(sent_rows(request)), title)
        messages.success(request, ADDED)
    form = ActionForm(plan=plan)
    said = typed(form, request.POST)
    said["types"] += [word.name for word in made if word.name not in said["types"]]
    form.initial = {**said, "others": ""}
    return page(request, plan, form, indicators_form(None, typed_rows(request.POST)), title)


def asked_axis(request: ActingRequest) -> UUID | None:
    """The axis under which the person asked for a new action, if any."""
    try:
        return UUID(request.GET.get("eixo", ""))
    except ValueError:
        return None
