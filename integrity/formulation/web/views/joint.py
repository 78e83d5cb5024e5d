"""The organs of a plan: who takes part, who is asked, and what each one answers."""

from collections.abc import Callable
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from access.confirmation import confirmed
from access.rules import require
from access.web import ActingRequest, acting
from integrity.formulation import permissions
from integrity.formulation.models import Plan
from integrity.formulation.queries import joint, plans
from integrity.formulation.services import joint as services
from integrity.formulation.services.drafting import check_open
from integrity.formulation.web.forms.joint import AnswerForm, AskOrganForm
from ui.sent import sent_by
from ui.verbs import carried_out

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@acting
def plan_organs(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The organs with their answers; who drafts the plan asks another one here."""
    if request.method == "POST":
        require(request.actor, permissions.DRAFT_PLAN)
    plan = plans.plan_by_uid(request.actor, uid)
    may_draft = permissions.may_draft(plan, request.actor)
    if request.method == "POST":
        permissions.must_lead(request.actor, plan)
        check_open(plan)
    free = joint.free_organs(plan)
    form = AskOrganForm(sent_by(request), organs=free)

    def act() -> object:
        organ_uid = form.cleaned_data["organ"].uid
        return services.ask_organ(
            actor=request.actor, plan_uid=uid, organ_uid=organ_uid, at=timezone.now()
        )

    if carried_out(
        request, form, act, done="Órgão convidado. A alta administração dele é avisada."
    ):
        return redirect("formulation:plan_organs", uid)
    answers = plan.is_open and request.actor.may(permissions.ANSWER_JOINT_PLAN)
    shown = {
        "plan": plan,
        "parts": joint.parts_of(plan),
        "asked": joint.answered_by(request.actor, plan) if answers else (),
        "may_draft": may_draft,
        "may_ask": may_draft and free.exists(),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "formulation/plan_organs.html", shown, status=status)


@require_http_methods(METHODS)
@acting
def remove_organ(request: ActingRequest, uid: UUID, organ_uid: UUID) -> HttpResponse:
    """Take an organ out of the plan, once confirmed."""
    require(request.actor, permissions.DRAFT_PLAN)
    plan = plans.plan_by_uid(request.actor, uid)
    permissions.must_lead(request.actor, plan)
    check_open(plan)
    organ = joint.part_of(plan, organ_uid).organ
    form = Form(sent_by(request))

    def act() -> None:
        services.remove_organ(
            actor=request.actor, plan_uid=uid, organ_uid=organ_uid, at=timezone.now()
        )

    page = {
        "title": f"Retirar {organ} do plano",
        "consequence": f"{organ} deixa de ver o plano e de participar dele. O órgão é avisado.",
        "submit": "Retirar",
        "kind": "danger",
    }
    return verb(request, plan, form, act, page, "Órgão retirado do plano.")


@require_http_methods(METHODS)
@acting
@confirmed
def answer_joint_plan(request: ActingRequest, uid: UUID, organ_uid: UUID) -> HttpResponse:
    """The head of an organ says whether it takes part."""
    require(request.actor, permissions.ANSWER_JOINT_PLAN)
    plan = plans.plan_by_uid(request.actor, uid)
    check_open(plan)
    part = joint.reached_part(request.actor, plan, organ_uid)
    form = AnswerForm(sent_by(request))

    def act() -> object:
        return services.answer_joint_plan(
            actor=request.actor,
            plan_uid=uid,
            organ_uid=organ_uid,
            at=timezone.now(),
            **form.cleaned_data,
        )

    page = {
        "title": f"{part.organ} no plano conjunto",
        "consequence": f"{plan.organ} coordena o plano. Com o acordo, ele passa a ser o plano de"
        f" {part.organ} quando for publicado, no lugar do que estiver em vigor.",
        "submit": "Gravar a resposta",
        "kind": "primary",
    }
    return verb(request, plan, form, act, page, "Resposta registrada. Quem coordena é avisado.")


def verb(
    request: ActingRequest,
    plan: Plan,
    form: Form,
    act: Callable[[], object],
    page: dict[str, str],
    done: str,
) -> HttpResponse:
    """One form, one service call, back to the organs of the plan."""
    if carried_out(request, form, act, done=done):
        return redirect("formulation:plan_organs", plan.uid)
    shown = {"plan": plan, "form": form, **page}
    status = 422 if form.is_bound else 200
    return render(request, "formulation/joint_verb.html", shown, status=status)
