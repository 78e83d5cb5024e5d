"""What the plan says: axes, sub-axes and actions in one list, each with its form."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.rules import require
from access.web import ActingRequest, acting
from foundation.refusals import Conflict, Invalid
from integrity.formulation import permissions
from integrity.formulation.models import Axis, Plan, SubAxis
from integrity.formulation.queries import methods, plans
from integrity.formulation.services import axes
from integrity.formulation.services.drafting import check_open
from integrity.formulation.web.forms.plans import EditSectionForm, SectionForm
from integrity.formulation.web.views.conflict import two_texts
from ui.refusals import show_faults
from ui.sent import sent_by


@require_safe
@acting
def content(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The whole content, seen by everybody of the organisation."""
    plan = plans.plan_by_uid(request.actor, uid)
    shown = {
        "plan": plan,
        "sections": plans.grouped(plan),
        "offered": methods.standing().method.axes,
        "may_draft": permissions.may_draft(plan, request.actor),
    }
    return render(request, "formulation/content.html", shown)


def drafted(request: ActingRequest, uid: UUID) -> Plan:
    """The plan, for somebody who may write it while it is open."""
    require(request.actor, permissions.DRAFT_PLAN)
    plan = plans.plan_by_uid(request.actor, uid)
    permissions.must_lead(request.actor, plan)
    check_open(plan)
    return plan


def section(
    request: ActingRequest,
    plan: Plan,
    title: str,
    save: Callable[..., object],
    initial: dict[str, Any] | None = None,
) -> HttpResponse:
    """The form of an axis or a sub-axis."""
    kind = EditSectionForm if initial else SectionForm
    form = kind(sent_by(request), initial=initial)
    if form.is_valid():
        try:
            save(actor=request.actor, plan_uid=plan.uid, at=timezone.now(), **form.cleaned_data)
        except Invalid as refusal:
            show_faults(form, refusal)
        except Conflict as clash:
            assert initial is not None
            return clashed(request, plan, title, initial["mark"], clash)
        else:
            messages.success(request, "Gravado.")
            return redirect("formulation:content", plan.uid)
    shown = {"plan": plan, "form": form, "title": title}
    return render(request, "formulation/section.html", shown, status=422 if form.is_bound else 200)


def said(row: Axis | SubAxis) -> dict[str, str]:
    """An axis or a sub-axis as its form shows it."""
    return {"title": row.title, "description": row.description, "mark": axes.mark_of(row)}


def clashed(
    request: ActingRequest, plan: Plan, title: str, mark: str, clash: Conflict
) -> HttpResponse:
    """What is stored beside what was typed; saving again is a decision."""
    sent = request.POST.copy()
    sent["mark"] = mark
    return two_texts(
        request,
        plan,
        EditSectionForm(sent),
        clash,
        what=title,
        back=request.path,
        page=reverse("formulation:content", args=[plan.uid]),
    )


@require_http_methods(["GET", "POST"])
@acting
def add_axis(request: ActingRequest, uid: UUID) -> HttpResponse:
    """A new axis."""
    return section(request, drafted(request, uid), "Novo eixo", axes.add_axis)


@require_http_methods(["GET", "POST"])
@acting
def edit_axis(request: ActingRequest, uid: UUID, axis_uid: UUID) -> HttpResponse:
    """Correct an axis."""
    plan = drafted(request, uid)
    axis = plans.axis_in(plan, axis_uid)

    def save(**given: Any) -> object:
        return axes.edit_axis(uid=axis_uid, **given)

    initial = said(axis)
    return section(request, plan, "Editar eixo", save, initial)


@require_http_methods(["GET", "POST"])
@acting
def add_sub_axis(request: ActingRequest, uid: UUID, axis_uid: UUID) -> HttpResponse:
    """A new sub-axis of an axis."""
    plan = drafted(request, uid)
    axis = plans.axis_in(plan, axis_uid)

    def save(**given: Any) -> object:
        return axes.add_sub_axis(axis_uid=axis_uid, **given)

    return section(request, plan, f"Novo subeixo em “{axis}”", save)


@require_http_methods(["GET", "POST"])
@acting
def edit_sub_axis(request: ActingRequest, uid: UUID, sub_axis_uid: UUID) -> HttpResponse:
    """Correct a sub-axis."""
    plan = drafted(request, uid)
    found = plans.sub_axis_in(plan, sub_axis_uid)

    def save(**given: Any) -> object:
        return axes.edit_sub_axis(uid=sub_axis_uid, **given)

    initial = said(found)
    return section(request, plan, "Editar subeixo", save, initial)


@require_POST
@acting
def move_axis(request: ActingRequest, uid: UUID, axis_uid: UUID) -> HttpResponse:
    """One place up, or down."""
    return moved(request, uid, axes.move_axis, axis_uid)


@require_POST
@acting
def move_sub_axis(request: ActingRequest, uid: UUID, sub_axis_uid: UUID) -> HttpResponse:
    """The same inside its axis."""
    return moved(request, uid, axes.move_sub_axis, sub_axis_uid)


def moved(
    request: ActingRequest, uid: UUID, move: Callable[..., object], row_uid: UUID
) -> HttpResponse:
    """Back to the page in its new order."""
    up = request.POST.get("para") != "baixo"
    move(actor=request.actor, plan_uid=uid, uid=row_uid, up=up, at=timezone.now())
    messages.success(request, "Ordem alterada.")
    return redirect("formulation:content", uid)


@require_http_methods(["GET", "POST"])
@acting
def remove_axis(request: ActingRequest, uid: UUID, axis_uid: UUID) -> HttpResponse:
    """Ask with the counts; take out when confirmed."""
    plan = drafted(request, uid)
    axis = plans.axis_in(plan, axis_uid)
    if request.method == "POST":
        axes.remove_axis(actor=request.actor, plan_uid=uid, uid=axis_uid, at=timezone.now())
        messages.success(request, f"Eixo “{axis}” excluído.")
        return redirect("formulation:content", uid)
    shown = {
        "plan": plan,
        "title": f"Excluir o eixo “{axis}”?",
        "consequence": f"Com ele saem do plano: {axes.contents(axis)}.",
        "action": reverse("formulation:remove_axis", args=[uid, axis_uid]),
    }
    return render(request, "formulation/remove.html", shown)


@require_POST
@acting
def remove_sub_axis(request: ActingRequest, uid: UUID, sub_axis_uid: UUID) -> HttpResponse:
    """Take a sub-axis out; its actions stay under the axis."""
    axes.remove_sub_axis(actor=request.actor, plan_uid=uid, uid=sub_axis_uid, at=timezone.now())
    messages.success(request, "Subeixo excluído. As ações dele ficaram no eixo.")
    return redirect("formulation:content", uid)
