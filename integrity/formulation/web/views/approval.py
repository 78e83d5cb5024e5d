"""Send a plan, read what was sent, give the opinion, approve, return, take it back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from access.confirmation import confirmed
from access.duties import Pair
from access.rules import Capability, require
from access.web import ActingRequest, acting
from foundation.refusals import Conflict
from integrity.formulation import permissions
from integrity.formulation.models import Plan, Submission
from integrity.formulation.queries import approvals, plans
from integrity.formulation.rules.flows import PLAN_FLOW, SUBMISSION_FLOW, SubmissionState
from integrity.formulation.rules.flows import PlanState as State
from integrity.formulation.rules.gates import Gate, is_ready
from integrity.formulation.rules.programme import Section
from integrity.formulation.services import approval as services
from integrity.formulation.services.adhesion_text import adhesions_said
from integrity.formulation.web.forms import approval as forms
from integrity.formulation.web.road import way_to
from integrity.formulation.web.views.earlier import sections
from people.web.profile_forms import AcceptingForm
from ui.sent import sent_by
from ui.verbs import carried_out

METHODS = ["GET", "HEAD", "POST"]
CHANGED = "O plano mudou desde que você abriu esta página. Confira e envie de novo."


@require_http_methods(METHODS)
@acting
def submit(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The checklist and, once nothing that binds is missing, the button that sends the plan."""
    require(request.actor, permissions.SUBMIT_PLAN)
    plan = plans.plan_by_uid(request.actor, uid)
    permissions.must_lead(request.actor, plan)
    if plan.state != State.NOT_STARTED:
        PLAN_FLOW.after("submit", State(plan.state))
    form = forms.SubmitForm(sent_by(request), initial={"version": plan.version})

    def act() -> object:
        return services.submit_plan(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        )

    try:
        if carried_out(request, form, act, done="Plano enviado. Quem analisa já foi avisado."):
            return redirect("formulation:plan", uid)
    except Conflict:
        messages.warning(request, CHANGED)
        return redirect("formulation:submit", uid)
    checks = approvals.checklist(plan)
    shown = {
        "plan": plan,
        "form": form,
        "ready": is_ready(checks),
        "checks": lines(plan, checks),
        "policy": approvals.policy(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "formulation/submit.html", shown, status=status)


def lines(plan: Plan, checks: list[Gate]) -> list[dict[str, str]]:
    """The checklist as a page shows it, each line that is missing with the way to it.

    What opens only after another line has no address yet, and says what comes first.
    """
    return [
        {
            "title": gate.title,
            "state": "done" if gate.is_met else "failed" if gate.binds else "pending",
            "note": note_of(gate, first),
            "href": "" if gate.is_met or first else way_to(gate, plan),
        }
        for gate, first in zip(checks, before(checks), strict=True)
    ]


def note_of(gate: Gate, first: str) -> str:
    """What is missing, what to do before that, and whether it holds the plan up."""
    said = [gate.missing, f"Esta parte abre depois desta: “{first}”." if first else ""]
    said += [] if gate.binds or gate.is_met else ["Só avisa."]
    return " ".join(part for part in said if part)


def before(checks: list[Gate]) -> list[str]:
    """For each line that is missing, the part of the programme that must be filled in before."""
    found, waiting = [], ""
    for gate in checks:
        is_part = gate.key.value in Section.values
        found.append(waiting if is_part and not gate.is_met else "")
        if is_part and not gate.is_met and not waiting:
            waiting = str(Section(gate.key.value).label)
    return found


@require_safe
@acting
def submission(request: ActingRequest, uid: UUID) -> HttpResponse:
    """What was sent, as it was sent, and what this person may do about it."""
    found = approvals.submission_by_uid(request.actor, uid)
    snapshot = found.snapshot
    shown = {
        "found": found,
        "snapshot": snapshot,
        "adhesions": adhesions_said(snapshot),
        "axes": sections(snapshot),
        "verbs": verbs_for(request, found),
        "publishes": found.state == SubmissionState.APPROVED
        and found.plan.state == State.APPROVED
        and permissions.may_in(found.plan, request.actor, permissions.PUBLISH_PLAN),
    }
    return render(request, "formulation/submission.html", shown)


VERBS = {
    "opine": ("give_opinion", permissions.GIVE_OPINION, "Dar parecer"),
    "approve": ("approve_plan", permissions.APPROVE_PLAN, "Aprovar"),
    "return": ("return_plan", permissions.APPROVE_PLAN, "Devolver"),
    "recall": ("recall_plan", permissions.SUBMIT_PLAN, "Retomar a elaboração"),
}


def verbs_for(request: ActingRequest, found: Submission) -> list[dict[str, str]]:
    """The verbs that the person may carry out now, the first of them the likely one."""
    if found.plan.state not in (State.SUBMITTED, State.APPROVED):
        return []
    return [
        {"href": reverse(f"formulation:{route}", args=[found.uid]), "label": label}
        for name, (route, capability, label) in VERBS.items()
        if SUBMISSION_FLOW.allows(name, SubmissionState(found.state))
        and permissions.may_in(found.plan, request.actor, capability)
    ]


@require_http_methods(METHODS)
@acting
def give_opinion(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Internal control says what it thinks of the plan."""
    found = at(request, uid, permissions.GIVE_OPINION, "opine")
    form = asking(request, found, forms.OpinionForm(sent_by(request)), Pair.DRAFT_OPINE)
    page = {"title": "Parecer sobre o plano", "submit": "Dar o parecer"}
    return verb(request, found, form, services.give_opinion, page, "Parecer registrado.")


@require_http_methods(METHODS)
@acting
@confirmed
def approve_plan(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The head approves."""
    found = at(request, uid, permissions.APPROVE_PLAN, "approve")
    form = forms.ApproveForm(sent_by(request), is_adverse=found.is_adverse)
    page = {
        "title": "Aprovar o plano",
        "consequence": "O plano fica como foi enviado e pode ser publicado. O que se publica é "
        "exatamente o que se aprova aqui.",
        "submit": "Aprovar o plano",
    }
    done = "Plano aprovado. Falta publicar."
    asked = asking(request, found, form, Pair.DRAFT_APPROVE)
    return verb(request, found, asked, services.approve_plan, page, done)


@require_http_methods(METHODS)
@acting
def return_plan(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The head returns the plan, saying why."""
    found = at(request, uid, permissions.APPROVE_PLAN, "return")
    page = {
        "title": "Devolver o plano",
        "consequence": "A elaboração volta a ficar aberta. Depois de corrigido, o plano é "
        "enviado e analisado de novo.",
        "submit": "Devolver",
        "kind": "danger",
    }
    form = forms.ReturnForm(sent_by(request))
    return verb(request, found, form, services.return_plan, page, "Plano devolvido.")


@require_http_methods(METHODS)
@acting
def recall_plan(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The commission takes its plan back."""
    found = at(request, uid, permissions.SUBMIT_PLAN, "recall")
    page = {
        "title": "Retomar a elaboração",
        "consequence": "O plano volta à elaboração e precisa ser enviado e analisado de novo.",
        "submit": "Retomar",
        "kind": "danger",
    }
    form = forms.RecallForm(sent_by(request))
    done = "A elaboração está aberta de novo."
    return verb(request, found, form, services.recall_plan, page, done)


def at(request: ActingRequest, uid: UUID, capability: Capability, name: str) -> Submission:
    """What a verb is for: refused before the form is shown, not after it."""
    require(request.actor, capability)
    found = approvals.submission_by_uid(request.actor, uid)
    permissions.must_lead(request.actor, found.plan)
    services.must_be_current(found)
    SUBMISSION_FLOW.after(name, SubmissionState(found.state))
    return found


def asking(
    request: ActingRequest, found: Submission, form: AcceptingForm, pair: Pair
) -> AcceptingForm:
    """With the reason that an author who judges the plan must give."""
    return form.ask(pair, joins=plans.is_author(request.actor, found.plan))


def verb(
    request: ActingRequest,
    found: Submission,
    form: Form,
    service: Callable[..., object],
    page: dict[str, Any],
    done: str,
) -> HttpResponse:
    """One form, one service call, back to what was sent."""

    def act() -> object:
        return service(actor=request.actor, uid=found.uid, at=timezone.now(), **form.cleaned_data)

    if carried_out(request, form, act, done=done):
        return redirect("formulation:submission", found.uid)
    shown = {"found": found, "form": form, **page}
    status = 422 if form.is_bound else 200
    return render(request, "formulation/decide_submission.html", shown, status=status)
