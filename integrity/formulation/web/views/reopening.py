"""The plans in force, newest publication first, and the verb that reopens one of them."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from access.rules import require
from access.web import ActingRequest, acting
from foundation.refusals import NotAllowed
from integrity.formulation import permissions
from integrity.formulation.queries import plans, revisions
from integrity.formulation.services.reopening import reopen_plan
from integrity.formulation.web.forms.revisions import ReopenForm
from ui.sent import sent_by
from ui.verbs import carried_out

PER_PAGE = 10


@require_safe
@acting
def plans_to_reopen(request: ActingRequest) -> HttpResponse:
    """Ten published plans a page, the last published first; what hinders stands for the link."""
    require(request.actor, permissions.REOPEN_PLAN)
    found = plans.plans_in_force(request.actor).select_related("organ", "publication")
    newest = found.order_by("-publication__published_at", "-pk")
    page = Paginator(newest, PER_PAGE).get_page(request.GET.get("pagina"))
    hindrances = {each.plan.pk: each.hindrance for each in revisions.standings(request.actor)}
    rows = [{"plan": each, "hindrance": hindrances.get(each.pk, "")} for each in page.object_list]
    return render(request, "formulation/plans_to_reopen.html", {"page_obj": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@acting
def reopen(request: ActingRequest, uid: UUID) -> HttpResponse:
    """What follows is said, a reason is asked; refused before the form while it cannot be."""
    require(request.actor, permissions.REOPEN_PLAN)
    plan = plans.plan_by_uid(request.actor, uid)
    permissions.must_lead(request.actor, plan)
    if hindrance := revisions.hindrance_of(plan):
        raise NotAllowed(hindrance)
    form = ReopenForm(sent_by(request))

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return reopen_plan(actor=request.actor, uid=uid, reason=reason, at=timezone.now())

    if carried_out(request, form, act, done="Plano reaberto. A nova versão está em elaboração."):
        return redirect("formulation:plan", uid)
    shown = {"plan": plan, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "formulation/reopen.html", shown, status=status)
