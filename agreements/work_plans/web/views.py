"""The work plan, its stages, the drafts, and the sending."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.rules import require
from access.web import ActingRequest, acting
from agreements.registry.models import Agreement
from agreements.registry.permissions import SEND_FOR_SIGNATURE
from agreements.registry.queries import agreement_by_uid
from agreements.registry.rules import AGREEMENT_FLOW, AgreementState
from agreements.registry.web.typed import typed
from agreements.work_plans import permissions, queries, services
from agreements.work_plans.road import progress_of
from agreements.work_plans.services.evidences import IN_FORCE
from agreements.work_plans.texts import goal_text
from agreements.work_plans.web.forms import StageForm
from foundation.refusals import Invalid, NotAllowed, NotFound
from ui.refusals import show_faults


@require_safe
@acting
def plan_page(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The work plan: goals and stages."""
    agreement = agreement_by_uid(request.actor, uid)
    plan = queries.plan_of(agreement)
    if plan is None:
        raise NotFound("O plano de trabalho deste acordo ainda não foi iniciado.")
    progress = iter(progress_of(plan))
    goals = [
        {"goal": goal, "rows": list(zip(goal_text(goal)["stages"], progress, strict=False))}
        for goal in plan.goals.all()
    ]
    may_change = agreement.state == AgreementState.DRAFT and request.actor.may(
        permissions.PREPARE_TEXTS
    )
    context = {
        "agreement": agreement,
        "plan": plan,
        "goals": goals,
        "may_change": may_change,
        "may_complete": agreement.state in IN_FORCE
        and request.actor.may(permissions.COMPLETE_STAGE),
        "is_under_way": agreement.start_date is not None,
    }
    return render(request, "work_plans/plan.html", context)


@require_POST
@acting
def generate(request: ActingRequest, uid: UUID) -> HttpResponse:
    """New versions of both texts."""
    agreement = agreement_by_uid(request.actor, uid)
    drafts = services.generate_drafts(actor=request.actor, uid=uid, at=timezone.now())
    messages.success(request, f"Minutas geradas: versão {drafts[0].version}.")
    return redirect("registry:agreement", agreement.uid)


@require_POST
@acting
def renew(request: ActingRequest, uid: UUID) -> HttpResponse:
    """New versions of both texts, of the clauses that are in force today."""
    agreement = agreement_by_uid(request.actor, uid)
    drafts = services.generate_drafts(actor=request.actor, uid=uid, at=timezone.now(), renewed=True)
    said = f"Minutas geradas com as cláusulas de hoje: versão {drafts[0].version}."
    messages.success(request, said)
    return redirect("registry:agreement", agreement.uid)


@acting
def send(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Send the newest drafts to be signed; says what is missing."""
    agreement = agreement_by_uid(request.actor, uid)
    require(request.actor, SEND_FOR_SIGNATURE)
    AGREEMENT_FLOW.after("send_for_signature", AgreementState(agreement.state))
    faults: list[str] = []
    if request.method == "POST":
        try:
            services.send_for_signature(actor=request.actor, uid=uid, at=timezone.now())
        except Invalid as refusal:
            faults = [text for found in refusal.errors.values() for text in found]
        else:
            messages.success(request, "Textos enviados para assinatura.")
            return redirect("registry:agreement", uid)
    context = {"agreement": agreement, "faults": faults, "drafts": queries.drafts_of(agreement)}
    return render(request, "work_plans/send.html", context, status=422 if faults else 200)


@acting
def change_stage(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Change one stage."""
    stage = queries.stage_by_uid(request.actor, uid)
    agreement = begin(request, stage.goal.plan.agreement)
    form = StageForm(*typed(request), initial=StageForm.initial_of(stage))
    if form.is_valid():
        try:
            services.change_stage(
                actor=request.actor, uid=uid, terms=form.terms(), at=timezone.now()
            )
        except Invalid as refusal:
            show_faults(form, refusal)
        else:
            messages.success(request, "Etapa alterada. Gere novas minutas.")
            return redirect("work_plans:plan", agreement.uid)
    return stage_page(request, agreement, form, "Alterar etapa")


@acting
def add_stage(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Add a stage to a goal."""
    goal = queries.goal_by_uid(request.actor, uid)
    agreement = begin(request, goal.plan.agreement)
    form = StageForm(*typed(request))
    if form.is_valid():
        try:
            services.add_stage(
                actor=request.actor, goal_uid=uid, terms=form.terms(), at=timezone.now()
            )
        except Invalid as refusal:
            show_faults(form, refusal)
        else:
            messages.success(request, "Etapa incluída. Gere novas minutas.")
            return redirect("work_plans:plan", agreement.uid)
    return stage_page(request, agreement, form, f"Incluir etapa na meta {goal}")


@require_POST
@acting
def remove_stage(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take a stage out."""
    agreement = services.remove_stage(actor=request.actor, uid=uid, at=timezone.now())
    messages.success(request, "Etapa retirada. Gere novas minutas.")
    return redirect("work_plans:plan", agreement.uid)


def begin(request: ActingRequest, agreement: Agreement) -> Agreement:
    """Refused before the form is shown, not only after it."""
    require(request.actor, permissions.PREPARE_TEXTS)
    if agreement.state != AgreementState.DRAFT:
        raise NotAllowed("O plano de trabalho só muda enquanto o acordo está em minuta.")
    return agreement


def stage_page(
    request: ActingRequest, agreement: Agreement, form: Form, title: str
) -> HttpResponse:
    """The page of one stage."""
    context = {"agreement": agreement, "form": form, "title": title}
    status = 422 if form.is_bound else 200
    return render(request, "work_plans/stage.html", context, status=status)
