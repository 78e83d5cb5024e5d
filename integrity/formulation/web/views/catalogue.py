"""The catalogues: all of them, the entries of one, and one entry."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from access.queries import organs_of
from access.web import ActingRequest, acting
from audit.queries import entries_of
from integrity.formulation.models import CatalogueEntry
from integrity.formulation.queries import catalogue as queries
from integrity.formulation.services import catalogue as services
from integrity.formulation.web.forms.catalogue import EditEntryForm, EntryForm
from ui.sent import sent_by
from ui.verbs import carried_out


@require_safe
@acting
def catalogues(request: ActingRequest) -> HttpResponse:
    """Every catalogue."""
    shown = {"shelves": queries.counted_shelves(request.actor)}
    return render(request, "formulation/catalogues.html", shown)


@require_http_methods(["GET", "POST"])
@acting
def catalogue(request: ActingRequest, slug: str) -> HttpResponse:
    """The entries of one, and the form of a further one."""
    shelf = queries.shelf_by_slug(request.actor, slug)
    own = request.actor.organ_id
    form = EntryForm(sent_by(request), organs=organs_of(request.actor), only_one=own is not None)

    def act() -> None:
        services.add_entry(actor=request.actor, shelf=shelf, at=timezone.now(), **form.cleaned_data)

    if form.is_bound and carried_out(request, form, act, done="Item incluído."):
        return redirect("formulation:catalogue", slug)
    words = [
        (word, own is None or word.organ_id == own)
        for word in queries.entries(request.actor, shelf)
    ]
    shown = {"shelf": shelf, "form": form, "words": words}
    status = 422 if form.is_bound else 200
    return render(request, "formulation/catalogue.html", shown, status=status)


@require_http_methods(["GET", "POST"])
@acting
def edit_entry(request: ActingRequest, slug: str, uid: UUID) -> HttpResponse:
    """Correct an entry, or archive it."""
    shelf = queries.shelf_by_slug(request.actor, slug)
    word = queries.entry_by_uid(request.actor, shelf, uid)
    initial: dict[str, object] = {"name": word.name, "is_active": word.is_active}
    if isinstance(word, CatalogueEntry):
        initial["position"] = word.position
    form = EditEntryForm(sent_by(request), initial=initial, is_ordered=shelf.is_ordered)

    def act() -> None:
        services.edit_entry(
            actor=request.actor, shelf=shelf, uid=uid, at=timezone.now(), **form.cleaned_data
        )

    if form.is_bound and carried_out(request, form, act, done="Gravado."):
        return redirect("formulation:catalogue", slug)
    shown = {"shelf": shelf, "word": word, "form": form, "trail": entries_of(word)[:30]}
    status = 422 if form.is_bound else 200
    return render(request, "formulation/catalogue_entry.html", shown, status=status)
