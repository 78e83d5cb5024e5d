"""The directory of people: who may be named in a plan, with an account or without."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from access.rules import require
from access.web import ActingRequest, acting
from integrity.formulation import permissions
from integrity.formulation.queries import structure as queries
from integrity.formulation.services.directory import register_person
from integrity.formulation.web.forms.directory import DirectoryForm, SearchPersonForm
from ui.sent import sent_by
from ui.verbs import carried_out

PER_PAGE = 50


@require_safe
@acting
def directory(request: ActingRequest) -> HttpResponse:
    """Everybody within reach."""
    require(request.actor, permissions.MANAGE_STRUCTURE)
    form = SearchPersonForm(request.GET)
    text = form.cleaned_data["texto"] if form.is_valid() else ""
    found = queries.directory(request.actor, text)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    shown = {"form": form, "page_obj": page, "is_filtered": bool(text)}
    return render(request, "formulation/directory.html", shown)


@require_http_methods(["GET", "POST"])
@acting
def person(request: ActingRequest, uid: UUID | None = None) -> HttpResponse:
    """Somebody new, or somebody to be corrected."""
    require(request.actor, permissions.MANAGE_STRUCTURE)
    initial: dict[str, object] = {}
    if uid is not None:
        found = queries.person_by_uid(request.actor, uid)
        unit = found.unit.uid if found.unit else None
        initial = {"name": found.name, "registration_number": found.registration_number}
        initial["unit"] = unit
    units = queries.units(request.actor).filter(is_active=True)
    form = DirectoryForm(sent_by(request), initial=initial, units=units)

    def act() -> object:
        return register_person(actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data)

    if carried_out(request, form, act, done="Cadastro gravado."):
        return redirect("formulation:directory")
    shown = {"form": form, "title": "Corrigir o cadastro" if uid else "Nova pessoa no cadastro"}
    status = 422 if form.is_bound else 200
    return render(request, "formulation/directory_form.html", shown, status=status)
