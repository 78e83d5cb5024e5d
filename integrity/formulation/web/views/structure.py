"""The tree of organs and units, and the forms of a unit."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from access.rules import require
from access.web import ActingRequest, acting
from foundation.refusals import Invalid
from integrity.formulation import permissions
from integrity.formulation.queries import structure as queries
from integrity.formulation.services import structure as services
from integrity.formulation.web.forms.structure import EditUnitForm, UnitForm
from ui.refusals import show_faults
from ui.sent import sent_by


@require_safe
@acting
def structure(request: ActingRequest) -> HttpResponse:
    """The tree of organs and units."""
    may_manage = request.actor.may(permissions.MANAGE_STRUCTURE)
    may_import = may_manage and request.actor.organ_id is None
    shown = {
        "tree": queries.tree(request.actor),
        "may_manage": may_manage,
        "may_import": may_import,
    }
    return render(request, "formulation/structure.html", shown)


def form_page(request: ActingRequest, form: UnitForm, title: str) -> HttpResponse:
    """The form of a unit."""
    shown = {"form": form, "title": title}
    return render(
        request, "formulation/structure_form.html", shown, status=422 if form.is_bound else 200
    )


def done(request: ActingRequest) -> HttpResponse:
    """Back to the tree."""
    messages.success(request, "Gravado.")
    return redirect("formulation:structure")


@require_http_methods(["GET", "POST"])
@acting
def add_unit(request: ActingRequest, organ_uid: UUID) -> HttpResponse:
    """A unit of an organ."""
    require(request.actor, permissions.MANAGE_STRUCTURE)
    organ = queries.organ_by_uid(request.actor, organ_uid)
    parents = queries.units(request.actor).filter(organ=organ, is_active=True)
    form = UnitForm(sent_by(request), parents=parents)
    if form.is_valid():
        try:
            services.add_unit(
                actor=request.actor, organ_uid=organ_uid, at=timezone.now(), **form.cleaned_data
            )
        except Invalid as refusal:
            show_faults(form, refusal)
        else:
            return done(request)
    return form_page(request, form, f"Nova unidade de {organ}")


@require_http_methods(["GET", "POST"])
@acting
def edit_unit(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Correct, move or close a unit."""
    require(request.actor, permissions.MANAGE_STRUCTURE)
    unit = queries.unit_by_uid(request.actor, uid)
    parents = queries.units(request.actor).filter(organ=unit.organ, is_active=True)
    initial = {
        "name": unit.name,
        "acronym": unit.acronym,
        "parent": unit.parent.uid if unit.parent else None,
        "is_active": unit.is_active,
    }
    form = EditUnitForm(sent_by(request), initial=initial, parents=parents.exclude(pk=unit.pk))
    if form.is_valid():
        try:
            services.edit_unit(actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data)
        except Invalid as refusal:
            show_faults(form, refusal)
        else:
            return done(request)
    return form_page(request, form, f"Editar a unidade {unit}")
