"""Requests at the centre: the queue, one request, and the verbs of Cabinet and DCI."""

from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.confirmation import confirmed
from access.duties import Pair
from access.rules import Capability, require
from access.web import ActingRequest, acting
from agreements.registry import permissions, queries, road, services
from agreements.registry.models import Request
from agreements.registry.request_steps import request_step
from agreements.registry.rules import REQUEST_FLOW, RequestState
from agreements.registry.web.forms import (
    AdmissionForm,
    EmailRequestForm,
    ForwardForm,
    RefusalForm,
    RequestFilter,
)
from agreements.registry.web.trail import trail_of
from agreements.registry.web.typed import typed
from foundation.refusals import Invalid
from people.web.profile_forms import AcceptingForm
from ui.grid import Column, Grid
from ui.refusals import show_faults
from ui.verbs import carried_out

Deciding = TypeVar("Deciding", bound=AcceptingForm)

PAGE = 20
COLUMNS = (
    Column("Protocolo", "protocolo", by=("protocol",)),
    Column("Organização", "organizacao", by=("organisation__name",)),
    Column("Recebido em", "recebido", by=("received_at",)),
    Column("Canal", "canal", by=("channel",)),
    Column("Situação", "situacao", by=("state",)),
)


@require_safe
@acting
def request_list(request: ActingRequest) -> HttpResponse:
    """The queue, with filters."""
    filters = RequestFilter(request.GET)
    chosen = filters.cleaned_data if filters.is_valid() else {}
    found = queries.requests(
        request.actor, state=chosen.get("situacao", ""), search=chosen.get("busca", "")
    )
    context = {
        "grid": Grid(found, COLUMNS, request.GET, per_page=PAGE),
        "filters": filters,
        "may_register": request.actor.may(permissions.REGISTER_REQUEST),
    }
    return render(request, "registry/request_list.html", context)


@require_safe
@acting
def request_page(request: ActingRequest, uid: UUID) -> HttpResponse:
    """One request: what was asked, where it stands, what to do next."""
    found = queries.request_by_uid(request.actor, uid)
    agreement = getattr(found, "agreement", None)
    context = {
        "found": found,
        "agreement": agreement,
        "steps": road.steps_of(found),
        "next_step": request_step(request.actor, found),
        "meetings": queries.meetings_of(found),
        "diligences": queries.diligences_of(found),
        "clock": queries.triage_clock(found),
        "trail": trail_of(found),
    }
    return render(request, "registry/request.html", context)


@acting
def register(request: ActingRequest) -> HttpResponse:
    """The Cabinet registers a request that came by e-mail."""
    require(request.actor, permissions.REGISTER_REQUEST)
    form = EmailRequestForm(*typed(request))
    if form.is_valid():
        try:
            made = services.submit_request(actor=request.actor, at=timezone.now(), **form.values())
        except Invalid as refusal:
            show_faults(form, refusal)
        else:
            messages.success(request, f"Pedido registrado com o protocolo {made.protocol}.")
            return redirect("registry:request", made.uid)
    status = 422 if form.is_bound else 200
    return render(request, "registry/register.html", {"form": form}, status=status)


@acting
def forward(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The Cabinet forwards a request to DCI."""
    found = begin(request, uid, "forward", permissions.FORWARD_REQUEST)
    form = ForwardForm(*typed(request))
    if form.is_valid():
        try:
            moved = services.forward_to_dci(
                actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
            )
        except Invalid as refusal:
            show_faults(form, refusal)
        else:
            messages.success(request, "Pedido encaminhado à DCI.")
            if moved.sei_warning:
                messages.warning(request, moved.sei_warning)
            return redirect("registry:request", uid)
    return verb_page(request, found, form, "Encaminhar à DCI", "Encaminhar")


@acting
@confirmed
def admit(request: ActingRequest, uid: UUID) -> HttpResponse:
    """DCI's director admits a request."""
    found = begin(request, uid, "admit", permissions.DECIDE_REQUEST)
    form = asking(request, found, AdmissionForm(*typed(request)))
    if form.is_valid():
        try:
            agreement = services.admit_request(
                actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
            )
        except Invalid as refusal:
            show_faults(form, refusal)
        else:
            messages.success(request, f"Pedido admitido: {agreement.title} aberto em minuta.")
            return redirect("registry:agreement", agreement.uid)
    return verb_page(request, found, form, "Admitir o pedido", "Admitir", is_admission=True)


@acting
def refuse(request: ActingRequest, uid: UUID) -> HttpResponse:
    """DCI's director refuses a request."""
    found = begin(request, uid, "refuse", permissions.DECIDE_REQUEST)
    form = asking(request, found, RefusalForm(*typed(request)))

    def act() -> None:
        services.refuse_request(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        )

    if carried_out(request, form, act, done="Pedido indeferido."):
        return redirect("registry:request", uid)
    return verb_page(request, found, form, "Indeferir o pedido", "Indeferir")


def begin(request: ActingRequest, uid: UUID, verb: str, wanted: Capability) -> Request:
    """The request that a verb is for: refused before the form is shown, not only after it."""
    found = queries.request_by_uid(request.actor, uid)
    require(request.actor, wanted)
    REQUEST_FLOW.after(verb, RequestState(found.state))
    return found


def asking(request: ActingRequest, found: Request, form: Deciding) -> Deciding:
    """With the reason that whoever registered the request must give to decide on it."""
    return form.ask(Pair.REGISTER_DECIDE, joins=queries.is_registrar(request.actor, found))


def verb_page(
    request: ActingRequest, found: Request, form: Form, title: str, label: str, **more: bool
) -> HttpResponse:
    """The page of a verb: one form, beside what it is about."""
    context = {"found": found, "form": form, "title": title, "submit": label, **more}
    status = 422 if form.is_bound else 200
    return render(request, "registry/request_verb.html", context, status=status)
