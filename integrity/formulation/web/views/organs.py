"""Organs in a list with filters, one of them with its years, and the years of the government."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.models import Organ
from access.rules import require
from access.web import ActingRequest, acting
from audit.queries import entries_of
from foundation.refusals import Denied, NotAllowed
from integrity.formulation import permissions
from integrity.formulation.queries import organs as queries
from integrity.formulation.services import figures as figure_services
from integrity.formulation.services import organs as services
from integrity.formulation.web.forms.organs import (
    BaseFigures,
    GovernmentForm,
    OrganFilterForm,
    OrganForm,
    figures_form,
)
from ui.grid import Column, Grid
from ui.sent import sent_by
from ui.verbs import carried_out

COLUMNS = (
    Column("Órgão", "nome", by=("name",)),
    Column("Sigla", "sigla", by=("acronym",)),
    Column("Tipo"),
    Column("Situação", "situacao", by=("is_active",)),
)
YEARS_PER_PAGE = 3
MOST_ENTRIES = 30


def whole(request: ActingRequest, sentence: str) -> None:
    """Raise Denied unless the person keeps the structure of the whole organisation."""
    require(request.actor, permissions.MANAGE_STRUCTURE)
    if request.actor.organ_id is not None:
        raise Denied(sentence)


@require_safe
@acting
def organ_list(request: ActingRequest) -> HttpResponse:
    """Every organ that the person keeps, the archived ones too."""
    found = queries.every_organ(request.actor)
    form = OrganFilterForm(request.GET, types=queries.types_for(None))
    wanted = form.cleaned_data if form.is_valid() else {}
    kind = wanted.get("tipo")
    found = queries.matching(
        found,
        text=wanted.get("texto", ""),
        type_uid=kind.uid if kind else None,
        state=wanted.get("situacao", ""),
    )
    grid = Grid(found, COLUMNS, request.GET)
    names = queries.type_names()
    shown = {
        "form": form,
        "grid": grid,
        "rows": [(organ, names.get(organ.type_uid, "")) for organ in grid],
        "may_add": request.actor.organ_id is None,
    }
    return render(request, "formulation/organs.html", shown, status=200 if form.is_valid() else 422)


@require_safe
@acting
def organ_page(request: ActingRequest, uid: UUID) -> HttpResponse:
    """One organ: its facts, three of its years beside the government's, and its history."""
    organ = queries.organ_by_uid(request.actor, uid)
    years = Paginator(queries.figures_of(organ), YEARS_PER_PAGE).get_page(request.GET.get("pagina"))
    shown = {
        "organ": organ,
        "type": queries.type_names().get(organ.type_uid, "") if organ.type_uid else "",
        "page_obj": years,
        "years": queries.beside_government(list(years)),
        "may_archive": request.actor.organ_id is None,
        "trail": entries_of(organ)[:MOST_ENTRIES],
    }
    return render(request, "formulation/organ.html", shown)


@require_http_methods(["GET", "POST"])
@acting
def add_organ(request: ActingRequest) -> HttpResponse:
    """A further organ."""
    whole(request, services.WHOLE_ONLY)
    form = OrganForm(sent_by(request), types=queries.types_for(None))
    return organ_form(request, form, None, "Novo órgão")


@require_http_methods(["GET", "POST"])
@acting
def edit_organ(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Correct an organ and its years."""
    organ = queries.organ_by_uid(request.actor, uid)
    if not organ.is_active:
        raise NotAllowed("O órgão está arquivado: reabra-o antes de alterar.")
    initial = {"name": organ.name, "acronym": organ.acronym, "organ_type": organ.type_uid}
    form = OrganForm(sent_by(request), initial=initial, types=queries.types_for(organ))
    return organ_form(request, form, organ, "Editar órgão")


def organ_form(
    request: ActingRequest, form: OrganForm, organ: Organ | None, title: str
) -> HttpResponse:
    """The form of an organ with its years: one button saves both."""
    stored = queries.figures_of(organ) if organ else None
    years = figures_form(stored, sent_by(request))

    def act() -> None:
        given: dict[str, Any] = {**form.cleaned_data, "figures": years.drafts()}
        if organ is None:
            services.add_organ(actor=request.actor, at=timezone.now(), **given)
        else:
            services.edit_organ(actor=request.actor, uid=organ.uid, at=timezone.now(), **given)

    if form.is_bound and years.is_valid() and carried_out(request, form, act, done="Gravado."):
        return redirect("formulation:organ", organ.uid) if organ else redirect("formulation:organs")
    return years_page(request, form, years, title)


@require_http_methods(["GET", "POST"])
@acting
def government(request: ActingRequest) -> HttpResponse:
    """The years of the government as a whole."""
    whole(request, figure_services.WHOLE_ONLY)
    form = GovernmentForm(sent_by(request))
    years = figures_form(queries.figures_of(None), sent_by(request))

    def act() -> None:
        figure_services.save_government_figures(
            actor=request.actor, figures=years.drafts(), at=timezone.now()
        )

    if form.is_bound and years.is_valid() and carried_out(request, form, act, done="Gravado."):
        return redirect("formulation:government")
    return years_page(request, form, years, "Números do governo")


def years_page(
    request: ActingRequest, form: OrganForm | GovernmentForm, years: BaseFigures, title: str
) -> HttpResponse:
    """A form with years."""
    shown = {"form": form, "years": years, "title": title}
    status = 422 if form.is_bound else 200
    return render(request, "formulation/organ_form.html", shown, status=status)


@require_POST
@acting
def archive_organ(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Out of use."""
    services.archive_organ(actor=request.actor, uid=uid, at=timezone.now())
    messages.success(request, "Órgão arquivado.")
    return redirect("formulation:organ", uid)


@require_POST
@acting
def restore_organ(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Back into use."""
    services.restore_organ(actor=request.actor, uid=uid, at=timezone.now())
    messages.success(request, "Órgão reaberto.")
    return redirect("formulation:organ", uid)
