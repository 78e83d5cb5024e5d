"""Improvements at an organisation: sent to DTIC, answered, and those of others adopted."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.web import ActingRequest, acting
from agreements.improvements import queries, services
from agreements.improvements.exchange import EXCHANGE_FLOW, ImprovementState
from agreements.improvements.services.improvements import own_improvement
from agreements.improvements.web.exchange_views import page_of
from agreements.improvements.web.forms import AnswerForm, ExchangeFilter
from agreements.improvements.web.tones import tone_of
from agreements.registry.web.typed import typed
from ui.grid import Column, Grid
from ui.verbs import carried_out

COLUMNS = (
    Column("Melhoria", "melhoria", ("title",)),
    Column("Quem fez", "quem", ("credit",)),
    Column("Módulo", "modulo", ("module",)),
    Column("Tipo", "tipo", ("kind",)),
    Column("Versão", "versao", ("version",)),
    Column("Adotada por", "adotada", ("adopters",), is_number=True),
    Column("Aqui"),
)


@require_safe
@acting
def improvement_list(request: ActingRequest) -> HttpResponse:
    """What this organisation made, and what others gave back."""
    states = (ImprovementState.ACCEPTED, ImprovementState.RELEASED)
    form = ExchangeFilter(request.GET, states=states)
    found = queries.sought(queries.of_the_network(request.actor), form.wanted())
    own = queries.improvements(request.actor).exclude(state=ImprovementState.WITHDRAWN)
    context = {
        "form": form,
        "own": [{"each": each, "tone": tone_of(each)} for each in own.order_by("-created_at")],
        "grid": Grid(found, COLUMNS, request.GET),
        "is_filtered": any(form.wanted().values()),
    }
    return render(request, "improvements/exchange/own_list.html", context)


@require_POST
@acting
def submit(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Send one to DTIC now, without waiting for the report."""
    found = queries.improvement_by_uid(request.actor, uid)
    form = Form(request.POST)
    done = "Melhoria enviada: a DTIC da CGE-MG vai analisar."
    if carried_out(
        request,
        form,
        lambda: services.submit_improvement(actor=request.actor, uid=uid, at=timezone.now()),
        done=done,
    ):
        return redirect("exchange:improvement", uid)
    context = page_of(request, found, submit_form=form)
    return render(request, "improvements/exchange/improvement.html", context, status=422)


@acting
def answer(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Mend what DTIC missed."""
    with transaction.atomic():
        found = own_improvement(request.actor, uid)
    EXCHANGE_FLOW.after("answer", ImprovementState(found.state))
    form = AnswerForm(*typed(request), initial=AnswerForm.initial_of(found))

    def act() -> None:
        services.answer_review(
            actor=request.actor,
            uid=uid,
            values=form.told(),
            answer=form.cleaned_data["answer"],
            patch=form.cleaned_data["patch"],
            at=timezone.now(),
        )

    if carried_out(request, form, act, done="Resposta enviada: a DTIC vai olhar de novo."):
        return redirect("exchange:improvement", uid)
    talk = list(queries.reviews_of(found))
    context = {"form": form, "each": found, "said_last": talk[-1] if talk else None}
    status = 422 if form.is_bound else 200
    return render(request, "improvements/exchange/answer.html", context, status=status)


@require_POST
@acting
def adopt(request: ActingRequest, uid: UUID) -> HttpResponse:
    """This organisation uses it too."""
    services.adopt_improvement(actor=request.actor, uid=uid, at=timezone.now())
    messages.success(request, "Marcada como adotada pela sua organização.")
    return redirect("exchange:improvement", uid)


@require_POST
@acting
def undo(request: ActingRequest, uid: UUID) -> HttpResponse:
    """No longer, or it was a mistake."""
    services.undo_adoption(actor=request.actor, uid=uid, at=timezone.now())
    messages.success(request, "Adoção desfeita.")
    return redirect("exchange:improvement", uid)
