"""Choose actions of other plans to copy into the one being written."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from access.web import ActingRequest, acting
from integrity.formulation.queries import plans
from integrity.formulation.services import action_copies as services
from integrity.formulation.web.forms.action_copies import CopyForm, SourceForm
from integrity.formulation.web.views.content import drafted
from ui.sent import sent_by
from ui.verbs import carried_out

PER_PAGE = 50


@require_http_methods(["GET", "POST"])
@acting
def copy_actions(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Actions of other plans within reach, fifty a page, to be ticked and copied."""
    plan = drafted(request, uid)
    search = SourceForm(request.GET, sources=plans.plans_of(request.actor).exclude(pk=plan.pk))
    wanted = search.cleaned_data if search.is_valid() else {}
    found = plans.matching(plans.elsewhere(request.actor, plan), text=wanted.get("texto", ""))
    if wanted.get("plano"):
        found = found.filter(plan=wanted["plano"])
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    here = found.filter(pk__in=[each.pk for each in page])
    form = CopyForm(sent_by(request), plan=plan, offered=here)

    def act() -> object:
        return services.copy_actions(
            actor=request.actor,
            plan_uid=uid,
            uids=[each.uid for each in form.cleaned_data["actions"]],
            axis=form.cleaned_data["axis"],
            at=timezone.now(),
        )

    if carried_out(request, form, act, done="Ações copiadas. Confira datas e unidades."):
        return redirect("formulation:content", uid)
    shown = {
        "plan": plan,
        "search": search,
        "form": form,
        "page_obj": page,
        "here": request.get_full_path(),
        "has_axes": plan.axes.exists(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "formulation/copy_actions.html", shown, status=status)
