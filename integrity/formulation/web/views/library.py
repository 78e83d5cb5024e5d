"""The library of models beside a plan: browse, read, adopt, decide on new versions."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from access.web import ActingRequest, acting
from foundation.differences import Piece, differences, lines_of
from foundation.refusals import Invalid
from foundation.words import counted
from integrity.formulation import permissions
from integrity.formulation.models import Plan
from integrity.formulation.queries import adoption, plans
from integrity.formulation.services.adoption import adopt_models
from integrity.formulation.services.adoption_updates import decide_update
from integrity.formulation.web.forms.library import AdoptForm, BrowseForm, DecideForm
from integrity.formulation.web.views.content import drafted
from integrity.library import queries as library
from integrity.library.models import Exemplar
from integrity.library.rules.fields import Kind, told
from integrity.library.rules.flow import Audience
from ui.grid import Column, Grid
from ui.refusals import show_faults
from ui.sent import sent_by
from ui.verbs import carried_out

COLUMNS = (Column("Adotar"), Column("Modelo", "modelo", ("title",)), Column("Serve para"))
WHERE = {Kind.RISK: "formulation:risks"}
WORDS = ("modelo adotado", "modelos adotados")


@require_http_methods(["GET", "POST"])
@acting
def browse(request: ActingRequest, uid: UUID) -> HttpResponse:
    """What the library offers, to be ticked and adopted; whoever does not draft only reads."""
    plan = asked_plan(request, uid)
    offered = library.offered(request.actor)
    of_kind = {kind: offered.filter(kind=kind).order_by("title") for kind in Kind.values}
    search = BrowseForm(request.GET, axes=of_kind[Kind.AXIS], risks=of_kind[Kind.RISK])
    wanted = search.wanted()
    found = library.matching(offered, wanted).order_by("title", "pk")
    grid = Grid(found, COLUMNS, request.GET, per_page=50)
    models = list(grid)
    form = AdoptForm(sent_by(request), plan=plan, kind=wanted.kind, models=models)
    if form.is_valid() and adopted(request, plan, form):
        return redirect(WHERE.get(Kind(wanted.kind), "formulation:content"), uid)
    shown = {
        "plan": plan,
        "search": search,
        "grid": grid,
        "form": form,
        "rows": rows_of(plan, form, library.titles_of(offered)),
        "may_draft": permissions.may_draft(plan, request.actor),
        "updates": len(adoption.updates_in(plan)),
        "here": request.get_full_path(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "formulation/library.html", shown, status=status)


def asked_plan(request: ActingRequest, uid: UUID) -> Plan:
    """The plan: to be read by everybody of the organ, written by who drafts it."""
    if request.method == "POST":
        return drafted(request, uid)
    return plans.plan_by_uid(request.actor, uid)


def adopted(request: ActingRequest, plan: Plan, form: AdoptForm) -> bool:
    """Adopt what was ticked; what is refused is told above the list."""
    try:
        made = adopt_models(
            actor=request.actor,
            plan_uid=plan.uid,
            model_uids=[each.model_uid for each in form.chosen()],
            wishes=form.wishes(),
            at=timezone.now(),
            today=timezone.localdate(),
        )
    except Invalid as refusal:
        show_faults(form, refusal)
        return False
    said = counted(len(form.chosen()), *WORDS)
    more = len(made) - len(form.chosen())
    along = f" Vieram junto {counted(more, 'item', 'itens')}: eixos ou riscos." if more > 0 else ""
    messages.success(request, f"{said}.{along} Agora adapte ao seu órgão.")
    return True


def rows_of(plan: Plan, form: AdoptForm, titles: dict[str, str]) -> list[dict[str, object]]:
    """The models of the page, each with its box, unless the plan began with it already."""
    held = adoption.rows_by_model(plan)
    return [
        {
            "model": each,
            "tick": form.tick_of(each),
            "row": None if each.kind == Kind.INDICATOR else held.get(str(each.model_uid)),
            "text": summary_of(each),
            "axis": titles.get(str(each.body.get("axis", "")), ""),
        }
        for each in form.models
    ]


def summary_of(model: Exemplar) -> str:
    """What a model is good for, in a line."""
    names = ("objective", "description", "consequence", "formula")
    return next((str(model.body[name]) for name in names if model.body.get(name)), "")


@require_http_methods(["GET", "POST"])
@acting
def model(request: ActingRequest, uid: UUID, model_uid: UUID) -> HttpResponse:
    """One model in full, and the button that adopts it."""
    plan = asked_plan(request, uid)
    found = library.offered_one(request.actor, model_uid)
    sent = sent_by(request)
    if sent is not None:
        sent = sent.copy()
        sent[f"m-{model_uid}"] = "on"
    form = AdoptForm(sent, plan=plan, kind=found.kind, models=[found])
    if form.is_valid() and adopted(request, plan, form):
        return redirect(WHERE.get(Kind(found.kind), "formulation:content"), uid)
    offered = library.offered(request.actor)
    shown = {
        "plan": plan,
        "found": found,
        "said": told(found.kind, found.body, library.titles_of(offered)),
        "audience": [Audience(each).label for each in found.audience],
        "form": form,
        "row": None
        if found.kind == Kind.INDICATOR
        else adoption.rows_by_model(plan).get(str(model_uid)),
        "may_draft": permissions.may_draft(plan, request.actor),
    }
    status = 422 if form.is_bound else 200
    return render(request, "formulation/library_model.html", shown, status=status)


@require_safe
@acting
def updates(request: ActingRequest, uid: UUID) -> HttpResponse:
    """New versions of what the plan adopted, and models that are no longer offered."""
    plan = plans.plan_by_uid(request.actor, uid)
    found = adoption.updates_in(plan)
    shown = {
        "plan": plan,
        "updates": [each for each in found if not each.is_retired],
        "retired": [each for each in found if each.is_retired],
        "may_draft": permissions.may_draft(plan, request.actor),
    }
    return render(request, "formulation/library_updates.html", shown)


@require_http_methods(["GET", "POST"])
@acting
def update(request: ActingRequest, uid: UUID, row_uid: UUID, model_uid: UUID) -> HttpResponse:
    """Three texts side by side, field by field: adopted, the plan's, new; then the choice."""
    plan = drafted(request, uid)
    found = adoption.update_in(plan, row_uid, model_uid)
    form = DecideForm(sent_by(request), found=found)

    def act() -> object:
        return decide_update(
            actor=request.actor,
            plan_uid=uid,
            row_uid=row_uid,
            model_uid=model_uid,
            taken=form.taken(),
            mark=form.cleaned_data["mark"],
            at=timezone.now(),
        )

    if carried_out(request, form, act, done="Decisão gravada. O resto do texto não mudou."):
        return redirect("formulation:library_updates", uid)
    shown = {"plan": plan, "found": found, "form": form, "rows": compared(form)}
    status = 422 if form.is_bound else 200
    return render(request, "formulation/library_update.html", shown, status=status)


def compared(form: DecideForm) -> list[dict[str, object]]:
    """Each change: what the library changed, what the plan would read, and the choice."""
    return [
        {
            "change": each,
            "choice": field,
            "of_library": told_apart(each.shown[0], each.shown[2]),
            "of_plan": told_apart(each.shown[1], each.shown[2]),
        }
        for each, field in form.rows()
    ]


def told_apart(old: str, new: str) -> list[list[Piece]]:
    """Two texts word by word, a list for each line."""
    return list(lines_of(differences(old, new)))
