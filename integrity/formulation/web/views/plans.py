"""The plans within reach, and one plan as a road."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from access.rules import Actor, require
from access.web import ActingRequest, acting
from audit.queries import entries_of
from documents.rules import DOCX, ODS, XLSX
from documents.web.answers import made_answer
from integrity.formulation import permissions
from integrity.formulation.models import Plan
from integrity.formulation.queries import (
    adhesion,
    approvals,
    joint,
    plans,
    public_plans,
    replacing,
    revisions,
    structure,
)
from integrity.formulation.queries.adoption import updates_in
from integrity.formulation.queries.commission import ends_on
from integrity.formulation.rules.commission import term_warning
from integrity.formulation.rules.flows import PlanState
from integrity.formulation.rules.gates import gates
from integrity.formulation.services.exports import plan_open_document, plan_workbook
from integrity.formulation.services.plans import start_plan
from integrity.formulation.services.programme_draft import programme_draft
from integrity.formulation.web.forms.plans import StartPlanForm
from integrity.formulation.web.road import next_step, road
from ui.sent import sent_by

WAITING = (PlanState.SUBMITTED, PlanState.APPROVED)


@require_safe
@acting
def plan_list(request: ActingRequest) -> HttpResponse:
    """The plans of the organs within reach; opening it begins nothing (P38, P39)."""
    found = list(plans.current_plans(request.actor))
    taken = {each.organ_id for plan in found for each in plan.parts.all()}
    free = structure.organs(request.actor).exclude(pk__in=taken).exists()
    shown = {
        "may_set_policy": request.actor.may(permissions.SET_APPROVAL_POLICY),
        "plans": found,
        "may_start": free and request.actor.may(permissions.DRAFT_PLAN),
        "may_reopen": request.actor.may(permissions.REOPEN_PLAN),
        "earlier": plans.earlier_plans(request.actor).count(),
        "pending": {each.plan_id for each in revisions.waiting(request.actor)},
    }
    return render(request, "formulation/plans.html", shown)


@require_http_methods(["GET", "POST"])
@acting
def start(request: ActingRequest) -> HttpResponse:
    """Begin a plan, by one's own decision."""
    require(request.actor, permissions.DRAFT_PLAN)
    form = StartPlanForm(sent_by(request), organs=structure.organs(request.actor))
    if form.is_valid():
        plan = start_plan(
            actor=request.actor,
            organ_uid=form.cleaned_data["organ"].uid,
            title=form.cleaned_data["title"],
            at=timezone.now(),
        )
        messages.success(request, "Plano iniciado. Comece pela comissão.")
        return redirect("formulation:plan", plan.uid)
    status = 422 if form.is_bound else 200
    return render(request, "formulation/start.html", {"form": form}, status=status)


@require_safe
@acting
def plan_page(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Where the plan is on its road, and what to do now."""
    plan = plans.plan_by_uid(request.actor, uid)
    facts = plans.facts_of(plan)
    checks = gates(facts, approvals.policy().loose_gates)
    sent = approvals.current_of(plan) if plan.state in WAITING else None
    commission = getattr(plan, "commission", None)
    end = ends_on(commission) if commission else None
    return render(
        request,
        "formulation/plan.html",
        {
            "plan": plan,
            "commission": commission,
            "term_end": end,
            "term_warning": term_warning(end, timezone.localdate()) if plan.is_open else "",
            "publication": getattr(plan, "publication", None),
            "adhesions": adhesion.in_force_in(plan) if plan.is_open else (),
            "unadhered": facts.unadhered if plan.is_open else (),
            "facts": facts,
            "risks": plan.risks.filter(archived_at=None).count(),
            "waiting": len(facts.without_unit),
            "steps": road(plan, checks, request.actor),
            "next": next_step(plan, checks, sent, request.actor),
            "submissions": plan.submissions.defer("snapshot"),
            "may_draft": permissions.may_draft(plan, request.actor),
            "updates": updates_in(plan) if plan.is_open else (),
            "may_export": request.actor.may(permissions.EXPORT_PLAN),
            "entries": entries_of(plan)[:20],
            "requests": plan.revision_requests.all(),
            "born_of": getattr(plan, "born_of", None),
            "in_force": replacing.in_force_instead(plan),
            "may_request": may_request(plan, request.actor),
            **of_public_page(plan, request.actor),
            **of_organs(plan, request.actor),
        },
    )


def of_public_page(plan: Plan, actor: Actor) -> dict[str, object]:
    """Whether everybody reads the plan, and whether this person decides on that."""
    page = public_plans.page_of(plan)
    may = permissions.may_in(plan, actor, permissions.SHOW_PLAN)
    is_in_force = plan.state == PlanState.PUBLISHED
    return {
        "public_page": page,
        "may_manage_page": may,
        "may_show": may and page is None and is_in_force,
    }


def of_organs(plan: Plan, actor: Actor) -> dict[str, object]:
    """The organs of a joint plan; who drafts where there are several may make it one."""
    drafts = permissions.may_draft(plan, actor)
    return {
        "partners": joint.partners_of(plan) if plan.partners else (),
        "may_join": drafts and not plan.partners and joint.free_organs(plan).exists(),
    }


def may_request(plan: Plan, actor: Actor) -> bool:
    """Whether the page offers to ask for a revision: not while one is pending or in draft."""
    may = permissions.may_in(plan, actor, permissions.REQUEST_REVISION)
    return may and not revisions.hindrance_of(plan)


@require_safe
@acting
def programme_document(request: ActingRequest, uid: UUID) -> HttpResponseBase:
    """The draft of the programme, with everything that is filled in so far."""
    plan = plans.plan_by_uid(request.actor, uid)
    content = programme_draft(actor=request.actor, plan=plan, at=timezone.now())
    return made_answer(content, f"{slugify(plan.title) or 'programa'}.docx", DOCX)


@require_safe
@acting
def workbook(request: ActingRequest, uid: UUID) -> HttpResponseBase:
    """The plan as a workbook of three sheets."""
    plan = plans.plan_by_uid(request.actor, uid)
    content = plan_workbook(actor=request.actor, plan=plan)
    return made_answer(content, f"{slugify(plan.title) or 'plano'}.xlsx", XLSX)


@require_safe
@acting
def open_document(request: ActingRequest, uid: UUID) -> HttpResponseBase:
    """The same in the open format."""
    plan = plans.plan_by_uid(request.actor, uid)
    content = plan_open_document(actor=request.actor, plan=plan)
    return made_answer(content, f"{slugify(plan.title) or 'plano'}.ods", ODS)
