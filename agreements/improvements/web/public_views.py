"""Accepted improvements for everybody, each with the credit of who made it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agreements.improvements import queries
from agreements.improvements.exchange import ImprovementState
from agreements.improvements.web.forms import ExchangeFilter
from agreements.improvements.web.tones import tone_of
from documents.quarantine import refuse_unjudged
from documents.web.answers import file_answer
from ui.grid import Column, Grid

COLUMNS = (
    Column("Melhoria", "melhoria", ("title",)),
    Column("Quem fez", "quem", ("credit",)),
    Column("Módulo", "modulo", ("module",)),
    Column("Tipo", "tipo", ("kind",)),
    Column("Situação", "situacao", ("state",)),
    Column("Adotada por", "adotada", ("adopters",), is_number=True),
)
STATES = (ImprovementState.ACCEPTED, ImprovementState.RELEASED)


@require_safe
def improvements(request: HttpRequest) -> HttpResponse:
    """The counters and the list, newest first."""
    form = ExchangeFilter(request.GET, states=STATES)
    wanted = form.wanted()
    found = queries.sought(queries.counted(queries.public_improvements()), wanted)
    grid = Grid(found, COLUMNS, request.GET)
    context = {
        "form": form,
        "grid": grid,
        "rows": [{"each": each, "tone": tone_of(each)} for each in grid],
        "figures": queries.figures(),
        "is_filtered": any(wanted.values()),
    }
    return render(request, "improvements/portal/improvements.html", context)


@require_safe
def improvement(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One improvement."""
    found = queries.public_improvement(uid)
    context = {"each": found, "tone": tone_of(found), "adopters": queries.adopters_of(found)}
    return render(request, "improvements/portal/improvement.html", context)


@require_safe
def patch(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """Its file, once the scanner has judged it."""
    file = queries.patch_of(queries.public_improvement(uid))
    refuse_unjudged(file)
    return file_answer(file, request)
