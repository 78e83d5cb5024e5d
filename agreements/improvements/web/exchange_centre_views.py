"""Improvements at the centre: the list, and what DTIC decides about each."""

from collections.abc import Callable
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.confirmation import confirmed
from access.rules import require
from access.web import ActingRequest, acting
from agreements.improvements import permissions, queries, services
from agreements.improvements.exchange import EXCHANGE_FLOW, ImprovementState
from agreements.improvements.models import Improvement
from agreements.improvements.web.exchange_views import page_of
from agreements.improvements.web.forms import (
    ExchangeFilter,
    MissingForm,
    NoteForm,
    RefusalForm,
    VersionForm,
)
from agreements.improvements.web.tones import tone_of
from ui.grid import Column, Grid
from ui.verbs import carried_out

COLUMNS = (
    Column("Melhoria", "melhoria", ("title",)),
    Column("Quem fez", "quem", ("credit",)),
    Column("Módulo", "modulo", ("module",)),
    Column("Tipo", "tipo", ("kind",)),
    Column("Situação", "situacao", ("state",)),
    Column("Enviada em", "enviada", ("submitted_at",)),
    Column("Adotada por", "adotada", ("adopters",), is_number=True),
)


@require_safe
@acting
def improvement_list(request: ActingRequest) -> HttpResponse:
    """Everything that was sent, what waits for DTIC first."""
    states = [each for each in ImprovementState if each != ImprovementState.DRAFT]
    form = ExchangeFilter(request.GET, states=states)
    found = queries.sought(queries.improvements(request.actor), form.wanted())
    grid = Grid(found.order_by("-submitted_at", "-pk"), COLUMNS, request.GET)
    context = {
        "form": form,
        "grid": grid,
        "rows": [{"each": each, "tone": tone_of(each)} for each in grid],
        "waiting": queries.waiting_for_review(request.actor).count(),
        "is_filtered": any(form.wanted().values()),
    }
    return render(request, "improvements/exchange/centre_list.html", context)


@require_POST
@acting
def accept(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take it."""
    form = NoteForm(request.POST)

    def act() -> None:
        services.accept_improvement(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        )

    return decided(request, uid, "accept", form, act, done="Melhoria aceita.", name="note_form")


@require_POST
@acting
def ask(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Give it back."""
    form = MissingForm(request.POST)

    def act() -> None:
        services.ask_for_work(actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data)

    done = "Ajustes pedidos: a organização está sendo avisada."
    return decided(request, uid, "ask", form, act, done=done, name="missing_form")


@require_POST
@acting
@confirmed
def refuse(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Leave it out for good."""
    form = RefusalForm(request.POST)

    def act() -> None:
        services.refuse_improvement(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        )

    done = "Melhoria não aceita: a organização está sendo avisada."
    return decided(request, uid, "refuse", form, act, done=done, name="refusal_form")


@require_POST
@acting
def place(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Say in which version it comes."""
    form = VersionForm(request.POST, releases=queries.releases_to_name())

    def act() -> None:
        services.place_in_release(
            actor=request.actor,
            uid=uid,
            release_uid=form.cleaned_data["release"],
            at=timezone.now(),
        )

    done = "Versão registrada: a melhoria é lançada junto com ela."
    return decided(request, uid, "release", form, act, done=done, name="version_form")


def decided(
    request: ActingRequest,
    uid: UUID,
    verb: str,
    form: Form,
    act: Callable[[], None],
    *,
    done: str,
    name: str,
) -> HttpResponse:
    """A verb on the page of the improvement itself: what is missing is said there (422)."""
    found = permitted(request, uid, verb)
    if carried_out(request, form, act, done=done):
        return redirect("exchange:improvement", uid)
    context = page_of(request, found, **{name: form})
    return render(request, "improvements/exchange/improvement.html", context, status=422)


def permitted(request: ActingRequest, uid: UUID, verb: str) -> Improvement:
    """The improvement, for who may do that now. Raises Denied, NotFound or NotAllowed."""
    require(request.actor, permissions.REVIEW_IMPROVEMENT)
    found = queries.improvement_by_uid(request.actor, uid)
    EXCHANGE_FLOW.after(verb, ImprovementState(found.state))
    return found
