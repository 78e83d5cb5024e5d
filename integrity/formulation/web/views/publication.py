"""The last step: the checklist, the act, the file, the two acknowledgements."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from access.rules import require
from access.web import ActingRequest, acting
from foundation.refusals import Conflict, Invalid
from integrity.formulation import permissions
from integrity.formulation.queries import plans
from integrity.formulation.rules.gates import gates, is_ready
from integrity.formulation.services.drafting import check_open
from integrity.formulation.services.publication import publish_plan
from integrity.formulation.web.forms.plans import SEND, PublicationForm
from integrity.formulation.web.views.plans import PLACES
from ui.refusals import show_faults

CHANGED = "O plano mudou enquanto você preenchia. Confira o conteúdo e confirme de novo."


@require_http_methods(["GET", "POST"])
@acting
def publication(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Publish the plan, or see what is missing."""
    require(request.actor, permissions.PUBLISH_PLAN)
    plan = plans.plan_by_uid(request.actor, uid)
    sent, status = request.method == "POST", 200
    if not sent:
        check_open(plan)
    form = (
        PublicationForm(request.POST, request.FILES)
        if sent
        else PublicationForm(initial={"version": plan.version})
    )
    if sent:
        status = 422
        if form.is_valid():
            try:
                return carry_out(request, uid, form)
            except Invalid as refusal:
                show_faults(form, refusal)
            except Conflict:
                form.data = form.data.copy()
                form.data["version"] = str(plan.version)
                form.add_error(None, CHANGED)
                status = 409
    checks = gates(plans.facts_of(plan))
    shown = {
        "plan": plan,
        "form": form,
        "ready": is_ready(checks),
        "checks": [
            {
                "title": gate.title,
                "state": "done" if gate.is_met else "failed",
                "note": gate.missing,
                "href": "" if gate.is_met else reverse(PLACES[gate.place], args=[plan.uid]),
            }
            for gate in checks
        ],
    }
    return render(request, "formulation/publication.html", shown, status=status)


def carry_out(request: ActingRequest, uid: UUID, form: PublicationForm) -> HttpResponse:
    """Publish, with what the form says."""
    given = form.cleaned_data
    publish_plan(
        actor=request.actor,
        uid=uid,
        version=given["version"],
        terms=form.terms(),
        upload=given["file"] if given["source"] == SEND else None,
        at=timezone.now(),
        today=timezone.localdate(),
    )
    messages.success(request, "Plano publicado. A elaboração está encerrada.")
    return redirect("formulation:plan", uid)
