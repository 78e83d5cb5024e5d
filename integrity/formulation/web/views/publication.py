"""The last step: the act, the file, the two acknowledgements."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from access.confirmation import confirmed
from access.duties import Pair
from access.rules import require
from access.web import ActingRequest, acting
from foundation.refusals import Conflict, Invalid
from integrity.formulation import permissions
from integrity.formulation.models import Plan
from integrity.formulation.queries import approvals, plans, replacing
from integrity.formulation.queries.joint import in_force_of
from integrity.formulation.rules.flows import PLAN_FLOW, PlanState
from integrity.formulation.services.act_types import with_new_type
from integrity.formulation.services.publication import BESIDE, publish_plan
from integrity.formulation.web.forms.plans import SEND, PublicationForm
from ui.refusals import show_faults

CHANGED = "O plano mudou enquanto você preenchia. Confira o conteúdo e confirme de novo."


@require_http_methods(["GET", "POST"])
@acting
@confirmed
def publication(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Publish the plan as it was approved."""
    require(request.actor, permissions.PUBLISH_PLAN)
    plan = plans.plan_by_uid(request.actor, uid)
    permissions.must_lead(request.actor, plan)
    PLAN_FLOW.after("publish", PlanState(plan.state))
    if request.method != "POST":
        form = PublicationForm(initial={"version": plan.version}, plan=plan)
        return page(request, plan, asking(request, plan, form), 200)
    form = asking(request, plan, PublicationForm(request.POST, request.FILES, plan=plan))
    if form.is_valid():
        try:
            with_new_type(
                actor=request.actor,
                organ=plan.organ,
                name=form.type_to_add,
                act=lambda: carry_out(request, uid, form),
                at=timezone.now(),
            )
        except Invalid as refusal:
            show_faults(form, refusal)
        except Conflict:
            return page(request, plan, read_again(request, plan), 409)
        else:
            messages.success(request, "Plano publicado. A elaboração está encerrada.")
            return redirect("formulation:plan", uid)
    return page(request, plan, form, 422)


def asking(request: ActingRequest, plan: Plan, form: PublicationForm) -> PublicationForm:
    """With the reason that an author who publishes must give."""
    return form.ask(Pair.DRAFT_PUBLISH, joins=plans.is_author(request.actor, plan))


def read_again(request: ActingRequest, plan: Plan) -> PublicationForm:
    """What was typed, now about the plan as it is."""
    sent = request.POST.copy()
    sent["version"] = str(plan.version)
    form = asking(request, plan, PublicationForm(sent, request.FILES, plan=plan))
    form.add_error(None, CHANGED)
    return form


def page(request: ActingRequest, plan: Plan, form: PublicationForm, status: int) -> HttpResponse:
    """What is published, what it takes the place of, and the form."""
    shown = {
        "plan": plan,
        "form": form,
        "approved": approvals.current_of(plan),
        "replaced": in_force_of(plan),
        "left_behind": replacing.left_behind(plan),
    }
    return render(request, "formulation/publication.html", shown, status=status)


def carry_out(request: ActingRequest, uid: UUID, form: PublicationForm) -> None:
    """Publish, with what the form says."""
    given = form.cleaned_data
    publish_plan(
        actor=request.actor,
        uid=uid,
        version=given["version"],
        terms=form.terms(),
        upload=given["file"] if given["source"] == SEND else None,
        beside={name: given[name] for name in BESIDE},
        accepted_reason=given.get("accepted_reason", ""),
        at=timezone.now(),
        today=timezone.localdate(),
    )
