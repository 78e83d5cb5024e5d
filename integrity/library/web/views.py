"""The library at the centre: its models, their versions, and the verbs on them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from access.confirmation import confirmed
from access.rules import require
from access.web import ActingRequest, acting
from audit.queries import entries_of_all
from foundation.refusals import Conflict, NotFound
from integrity.library import permissions, queries
from integrity.library.models import Exemplar
from integrity.library.queries import Wanted
from integrity.library.rules.fields import Kind, told
from integrity.library.rules.flow import DRAFT, PUBLISHED, Audience
from integrity.library.services import exemplars as services
from integrity.library.web.forms import DraftsForm, ExemplarForm, RetireForm, SearchForm
from integrity.library.web.shown import changed_fields, named_models, with_adoptions
from tenants.facts.adoptions import adoptions_by_model, adoptions_of
from ui.grid import Column, Grid
from ui.sent import sent_by
from ui.verbs import carried_out

COLUMNS = (
    Column("Modelo", "modelo", ("title",)),
    Column("Tipo", "tipo", ("kind", "title")),
    Column("Versão", is_number=True),
    Column("Situação", "situacao", ("state", "title")),
    Column("Organizações que adotaram", is_number=True),
)
CHANGED = "Outra pessoa gravou este rascunho enquanto você editava. Confira e grave de novo."


@require_safe
@acting
def library(request: ActingRequest) -> HttpResponse:
    """Every model in its newest version."""
    found = queries.newest(request.actor)
    search = SearchForm(request.GET)
    asked = search.cleaned_data if search.is_valid() else {}
    wanted = Wanted(
        kind=asked.get("tipo", ""),
        text=asked.get("texto", ""),
        state=asked.get("situacao", ""),
        audience=asked.get("para", ""),
    )
    grid = Grid(queries.matching(found, wanted), COLUMNS, request.GET, per_page=50)
    shown = {
        "search": search,
        "grid": grid,
        "rows": with_adoptions(grid, adoptions_by_model(request.actor)),
        "kinds": Kind.choices,
        "drafts": found.filter(state=DRAFT).count(),
        "may_publish": request.actor.may(permissions.PUBLISH_MODEL),
    }
    return render(request, "library/library.html", shown)


@require_safe
@acting
def model(request: ActingRequest, model_uid: UUID) -> HttpResponse:
    """One model: what it says, its versions, what changed, who adopted it."""
    versions = queries.versions_of(request.actor, model_uid)
    newest = versions[0]
    titles = queries.titles_of(Exemplar.objects.all())
    shown = {
        "found": newest,
        "said": told(newest.kind, newest.body, titles),
        "audience": [Audience(each).label for each in newest.audience],
        "versions": versions,
        "changes": changed_fields(versions, titles),
        "adoptions": adoptions_of(request.actor, model_uid),
        "is_draft": newest.state == DRAFT,
        "is_open": newest.state in (DRAFT, PUBLISHED),
        "may_publish": request.actor.may(permissions.PUBLISH_MODEL),
        "entries": entries_of_all(versions),
    }
    return render(request, "library/model.html", shown)


@require_http_methods(["GET", "POST"])
@acting
def new_model(request: ActingRequest, kind: str) -> HttpResponse:
    """The draft of a further model."""
    require(request.actor, permissions.CURATE_LIBRARY)
    if kind not in Kind.values:
        raise NotFound
    form = ExemplarForm(sent_by(request), kind=kind, named=named_models())
    return written(request, form, None, f"Novo modelo: {Kind(kind).label.lower()}")


@require_http_methods(["GET", "POST"])
@acting
def edit_model(request: ActingRequest, model_uid: UUID) -> HttpResponse:
    """Correct the draft, or write the next version of what is published."""
    last = queries.versions_of(request.actor, model_uid)[0]
    initial = ExemplarForm.initial_of(last)
    form = ExemplarForm(sent_by(request), kind=last.kind, named=named_models(), initial=initial)
    number = last.version if last.state == DRAFT else last.version + 1
    return written(request, form, last, f"Versão {number}: {last.title}")


def written(
    request: ActingRequest, form: ExemplarForm, last: Exemplar | None, title: str
) -> HttpResponse:
    """Write the draft, or show the form."""
    made: list[Exemplar] = []
    clash: Conflict | None = None

    def act() -> None:
        made.append(
            services.write_model(
                actor=request.actor,
                kind=form.kind,
                text=form.text(),
                model_uid=last.model_uid if last else None,
                revision=form.cleaned_data["revision"] or 0,
                at=timezone.now(),
            )
        )

    try:
        if carried_out(request, form, act, done="Rascunho gravado. Falta publicar."):
            return redirect("library:model", made[0].model_uid)
    except Conflict as refusal:
        clash = refusal
        data = request.POST.copy()
        newest = queries.versions_of(request.actor, last.model_uid)[0] if last else None
        data["revision"] = str(newest.revision if newest and newest.state == DRAFT else 0)
        form = ExemplarForm(data, kind=form.kind, named=named_models())
    shown = {"form": form, "found": last, "title": title, "clash": clash, "warning": CHANGED}
    status = 409 if clash else 422 if form.is_bound else 200
    return render(request, "library/model_form.html", shown, status=status)


@require_http_methods(["GET", "POST"])
@acting
def publish(request: ActingRequest) -> HttpResponse:
    """Publish drafts, one or many; each can be unticked."""
    require(request.actor, permissions.PUBLISH_MODEL)
    drafts = list(queries.newest(request.actor).filter(state=DRAFT))
    form = DraftsForm(sent_by(request), drafts=drafts, only=request.GET.get("modelo", ""))

    def act() -> object:
        uids = [UUID(each) for each in form.cleaned_data["models"]]
        return services.publish_models(actor=request.actor, model_uids=uids, at=timezone.now())

    if carried_out(request, form, act, done="Modelos publicados: as organizações já os veem."):
        return redirect("library:library")
    status = 422 if form.is_bound else 200
    return render(request, "library/publish.html", {"form": form, "drafts": drafts}, status=status)


@require_http_methods(["GET", "POST"])
@acting
@confirmed
def retire(request: ActingRequest, model_uid: UUID) -> HttpResponse:
    """Offer a model no longer."""
    require(request.actor, permissions.PUBLISH_MODEL)
    found = queries.versions_of(request.actor, model_uid)[0]
    form = RetireForm(sent_by(request))

    def act() -> object:
        return services.retire_model(
            actor=request.actor,
            model_uid=model_uid,
            reason=form.cleaned_data["reason"],
            at=timezone.now(),
        )

    if carried_out(request, form, act, done="Modelo retirado da biblioteca."):
        return redirect("library:model", model_uid)
    status = 422 if form.is_bound else 200
    return render(request, "library/retire.html", {"form": form, "found": found}, status=status)
