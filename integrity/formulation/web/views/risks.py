"""Integrity risks of a plan: the register with its matrix, one risk, and what is done to it."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.web import ActingRequest, acting
from audit.queries import entries_of
from foundation.refusals import Conflict
from integrity.formulation import permissions
from integrity.formulation.models import IntegrityRisk, Plan
from integrity.formulation.queries import plans, risks
from integrity.formulation.services import risks as services
from integrity.formulation.web.forms.risks import (
    ArchiveRiskForm,
    RiskForm,
    stored,
)
from integrity.formulation.web.risk_table import COLUMNS, filtered, filters, matrix
from integrity.formulation.web.views.conflict import two_texts
from integrity.formulation.web.views.content import drafted
from ui.grid import Grid
from ui.sent import sent_by
from ui.verbs import carried_out

MOST_ENTRIES = 30


@require_safe
@acting
def risk_list(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The register: figures, the matrix, and the risks that the filters leave."""
    plan = plans.plan_by_uid(request.actor, uid)
    current = risks.scale_in_force()
    living = list(risks.living_risks_of(plan))
    form = filters(request, plan)
    grid = Grid(filtered(plan, form), COLUMNS, request.GET)
    shown = {
        "plan": plan,
        "form": form,
        "grid": grid,
        "rows": [(risk, current.scale.tone_named(risk.level)) for risk in grid],
        "total": len(living),
        "grave": sum(each.is_grave for each in living),
        "waiting": sum(not each.level for each in living),
        "coverage": risks.coverage_of(plan),
        "map": matrix(current.scale, living),
        "may_draft": permissions.may_draft(plan, request.actor),
        "may_scale": may_scale(request),
    }
    return render(request, "formulation/risks.html", shown, status=200 if form.is_valid() else 422)


def may_scale(request: ActingRequest) -> bool:
    """Whether the page offers to change the scale."""
    return request.actor.organ_id is None and request.actor.may(permissions.MANAGE_RISK_SCALE)


@require_safe
@acting
def risk_page(request: ActingRequest, uid: UUID, risk_uid: UUID) -> HttpResponse:
    """One risk: what it says, its assessments, its actions, its history."""
    plan = plans.plan_by_uid(request.actor, uid)
    return shown_risk(request, plan, risks.risk_in(plan, risk_uid), ArchiveRiskForm())


def shown_risk(
    request: ActingRequest, plan: Plan, risk: IntegrityRisk, form: ArchiveRiskForm
) -> HttpResponse:
    """The page, with the form of archiving as it was sent."""
    current = risks.scale_in_force()
    given = risk.assessment
    shown = {
        "plan": plan,
        "risk": risk,
        "assessment": given,
        "earlier": [
            {**each, "day": date.fromisoformat(each["day"])} for each in risk.assessments[-2::-1]
        ],
        "is_by_earlier_scale": given is not None and given["scale"] != current.version,
        "tone": current.scale.tone_named(risk.level),
        "residual_tone": current.scale.tone_named(risk.residual),
        "actions": risk.actions.order_by("number_key"),
        "form": form,
        "may_draft": permissions.may_draft(plan, request.actor),
        "entries": entries_of(risk)[:MOST_ENTRIES],
    }
    status = 422 if form.is_bound else 200
    return render(request, "formulation/risk.html", shown, status=status)


@require_http_methods(["GET", "POST"])
@acting
def add_risk(request: ActingRequest, uid: UUID) -> HttpResponse:
    """A further risk."""
    plan = drafted(request, uid)
    form = RiskForm(sent_by(request), plan=plan, scale=risks.scale_in_force().scale)

    def act() -> object:
        now, today = timezone.now(), timezone.localdate()
        return services.add_risk(
            actor=request.actor, plan_uid=uid, draft=form.draft(), at=now, today=today
        )

    if carried_out(request, form, act, done="Risco registrado."):
        return redirect("formulation:risks", uid)
    return risk_form(request, plan, form, "Novo risco")


@require_http_methods(["GET", "POST"])
@acting
def edit_risk(request: ActingRequest, uid: UUID, risk_uid: UUID) -> HttpResponse:
    """Correct a risk; when somebody else did so in between, both texts are shown."""
    plan = drafted(request, uid)
    risk = risks.risk_in(plan, risk_uid)
    current = risks.scale_in_force()
    form = RiskForm(
        sent_by(request),
        plan=plan,
        scale=current.scale,
        risk=risk,
        initial=stored(risk, current.version),
    )

    def act() -> object:
        return services.edit_risk(
            actor=request.actor,
            plan_uid=uid,
            uid=risk_uid,
            version=form.cleaned_data["version"] or 0,
            draft=form.draft(),
            at=timezone.now(),
            today=timezone.localdate(),
        )

    try:
        if carried_out(request, form, act, done="Risco gravado."):
            return redirect("formulation:risk", uid, risk_uid)
    except Conflict as clash:
        return conflict(request, plan, risk, clash)
    return risk_form(request, plan, form, f"Editar o risco {risk.label}", risk)


def risk_form(
    request: ActingRequest,
    plan: Plan,
    form: RiskForm,
    title: str,
    risk: IntegrityRisk | None = None,
) -> HttpResponse:
    """The form of a risk, with what an earlier scale said of it."""
    given = risk.assessment if risk else None
    kept = given if given and given["scale"] != risks.scale_in_force().version else None
    shown = {"plan": plan, "form": form, "title": title, "kept": kept}
    return render(
        request, "formulation/risk_form.html", shown, status=422 if form.is_bound else 200
    )


def conflict(
    request: ActingRequest, plan: Plan, risk: IntegrityRisk, clash: Conflict
) -> HttpResponse:
    """What is stored and what was typed, field by field; saving again is a decision."""
    sent = request.POST.copy()
    sent["version"] = str(risk.version)
    scale = risks.scale_in_force().scale
    return two_texts(
        request,
        plan,
        RiskForm(sent, plan=plan, scale=scale, risk=risk),
        clash,
        what=f"Risco {risk.label}",
        back=reverse("formulation:edit_risk", args=[plan.uid, risk.uid]),
        page=reverse("formulation:risk", args=[plan.uid, risk.uid]),
    )


@require_POST
@acting
def reassess_risk(request: ActingRequest, uid: UUID, risk_uid: UUID) -> HttpResponse:
    """The level that the scale in force gives."""
    services.reassess_risk(
        actor=request.actor,
        plan_uid=uid,
        uid=risk_uid,
        at=timezone.now(),
        today=timezone.localdate(),
    )
    messages.success(request, "Risco reavaliado pela escala em vigor.")
    return redirect("formulation:risk", uid, risk_uid)


@require_POST
@acting
def archive_risk(request: ActingRequest, uid: UUID, risk_uid: UUID) -> HttpResponse:
    """Put a risk aside, saying why."""
    plan = drafted(request, uid)
    form = ArchiveRiskForm(request.POST)

    def act() -> object:
        return services.archive_risk(
            actor=request.actor,
            plan_uid=uid,
            uid=risk_uid,
            reason=form.cleaned_data["reason"],
            at=timezone.now(),
        )

    if carried_out(request, form, act, done="Risco arquivado. Ele continua no histórico."):
        return redirect("formulation:risks", uid)
    return shown_risk(request, plan, risks.risk_in(plan, risk_uid), form)


@require_POST
@acting
def restore_risk(request: ActingRequest, uid: UUID, risk_uid: UUID) -> HttpResponse:
    """A risk put aside counts again."""
    services.restore_risk(actor=request.actor, plan_uid=uid, uid=risk_uid, at=timezone.now())
    messages.success(request, "O risco voltou ao plano.")
    return redirect("formulation:risk", uid, risk_uid)
