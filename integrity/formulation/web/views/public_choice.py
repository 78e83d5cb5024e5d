"""The organ chooses what of its published plan everybody reads, checks it, or takes it back."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from access.confirmation import confirmed
from access.rules import require
from access.web import ActingRequest, acting
from documents.rules import PDF
from documents.web.answers import made_answer
from foundation.refusals import Invalid, NotFound
from integrity.formulation import permissions
from integrity.formulation.models import Plan, PublicPlan
from integrity.formulation.queries import plans, public_plans
from integrity.formulation.rules.public_plan import Paper, Part
from integrity.formulation.services import public_plans as services
from integrity.formulation.web.forms.public_plan import USUAL, CheckForm, ChoiceForm, HideForm
from ui.refusals import show_faults
from ui.sent import sent_by
from ui.verbs import carried_out

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@acting
def choose(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The first step: which parts, which PDF; while it is shown, how to take it back."""
    require(request.actor, permissions.SHOW_PLAN)
    plan = plans.plan_by_uid(request.actor, uid)
    permissions.must_lead(request.actor, plan)
    page = public_plans.page_of(plan)
    if page is None:
        public_plans.showable(plan)
    form = ChoiceForm(initial={"shows": USUAL, "paper": Paper.MADE})
    shown = {"plan": plan, "form": form, "shown": page, "parts": parts_in_words(page)}
    return render(request, "formulation/public_choice.html", shown)


@require_http_methods(METHODS)
@acting
@confirmed
def check(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The second step: what was found in the chosen parts; then everybody reads them."""
    require(request.actor, permissions.SHOW_PLAN)
    plan = plans.plan_by_uid(request.actor, uid)
    permissions.must_lead(request.actor, plan)
    publication = public_plans.showable(plan)
    sent = request.POST if request.method == "POST" else request.GET
    chosen = ChoiceForm(sent)
    if not chosen.is_valid():
        return chosen_again(request, plan, chosen)
    choice = chosen.choice()
    try:
        sheet = services.sheet_for(publication, choice)
    except Invalid as refusal:
        show_faults(chosen, refusal)
        return chosen_again(request, plan, chosen)
    form = CheckForm(sent_by(request), initial=chosen.cleaned_data)
    form.lay(sheet)

    def act() -> object:
        return services.show_plan(
            actor=request.actor,
            uid=uid,
            choice=choice,
            decision=form.decision(),
            at=timezone.now(),
        )

    if carried_out(request, form, act, done="O plano está na página pública."):
        return redirect("formulation:plan", uid)
    shown = {
        "plan": plan,
        "form": form,
        "sheet": sheet,
        "parts": [Part(each).label for each in sorted(choice.shows)],
        "preview": preview_query(choice) if choice.paper != Paper.NONE else "",
        "is_made": choice.paper == Paper.MADE,
        "publication": publication,
    }
    status = 422 if form.is_bound else 200
    return render(request, "formulation/public_check.html", shown, status=status)


def chosen_again(request: ActingRequest, plan: Plan, form: ChoiceForm) -> HttpResponse:
    """The first step with what is wrong in it."""
    shown = {"plan": plan, "form": form}
    return render(request, "formulation/public_choice.html", shown, status=422)


def preview_query(choice: services.Choice) -> str:
    """The choice as the end of an address."""
    query = QueryDict(mutable=True)
    query.setlist("shows", sorted(choice.shows))
    query["paper"] = choice.paper
    return query.urlencode()


@require_safe
@never_cache
@acting
def preview(request: ActingRequest, uid: UUID) -> HttpResponseBase:
    """The PDF with everything masked, to be read before one decides."""
    require(request.actor, permissions.SHOW_PLAN)
    plan = plans.plan_by_uid(request.actor, uid)
    permissions.must_lead(request.actor, plan)
    publication = public_plans.showable(plan)
    form = ChoiceForm(request.GET)
    if not form.is_valid() or form.choice().paper == Paper.NONE:
        raise NotFound
    content = services.preview_of(publication, form.choice(), timezone.now())
    return made_answer(content, "previa-da-pagina-publica.pdf", PDF)


@require_http_methods(METHODS)
@acting
@confirmed
def hide(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take the plan from the public page."""
    require(request.actor, permissions.SHOW_PLAN)
    plan = plans.plan_by_uid(request.actor, uid)
    permissions.must_lead(request.actor, plan)
    page = public_plans.page_of(plan)
    if page is None:
        raise NotFound
    form = HideForm(sent_by(request))

    def act() -> object:
        return services.hide_plan(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        )

    if carried_out(request, form, act, done="O plano saiu da página pública."):
        return redirect("formulation:plan", uid)
    status = 422 if form.is_bound else 200
    shown = {"plan": plan, "form": form}
    return render(request, "formulation/public_hide.html", shown, status=status)


def parts_in_words(page: PublicPlan | None) -> list[str]:
    """What a page shows besides axes and actions."""
    return [str(Part(each).label) for each in sorted(page.shows)] if page else []
