"""DCI asks for what is missing, sets meetings and keeps their minutes; terms as data."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.rules import require
from access.web import ActingRequest, acting
from agreements.registry import permissions, queries, services
from agreements.registry.models import Request
from agreements.registry.rules import UNDER_EXAMINATION
from agreements.registry.services.meetings import NOT_NOW
from agreements.registry.web.examination_forms import (
    DeadlineForm,
    DiligenceForm,
    MeetingForm,
    ScheduleForm,
)
from agreements.registry.web.request_views import begin, verb_page
from agreements.registry.web.trail import trail_of
from agreements.registry.web.typed import typed
from foundation.refusals import NotAllowed
from ui.verbs import carried_out


@acting
def ask(request: ActingRequest, uid: UUID) -> HttpResponse:
    """A diligence."""
    found = begin(request, uid, "ask", permissions.ASK_DILIGENCE)
    form = DiligenceForm(*typed(request))

    def act() -> None:
        services.ask_diligence(actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data)

    if carried_out(request, form, act, done="Diligência pedida: o prazo da triagem está suspenso."):
        return redirect("registry:request", uid)
    return verb_page(request, found, form, "Pedir diligência", "Pedir")


@acting
def schedule(request: ActingRequest, uid: UUID) -> HttpResponse:
    """A meeting is set, or moved."""
    found = to_meet(request, uid)
    form = ScheduleForm(*typed(request))

    def act() -> None:
        services.schedule_meeting(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        )

    if carried_out(request, form, act, done="Reunião marcada: quem fez o pedido foi avisado."):
        return redirect("registry:request", uid)
    return verb_page(request, found, form, "Marcar reunião", "Marcar")


@acting
def meeting(request: ActingRequest, uid: UUID) -> HttpResponse:
    """A meeting was held."""
    found = to_meet(request, uid)
    form = MeetingForm(*typed(request), initial=MeetingForm.initial_of(queries.meeting_set(found)))

    def act() -> None:
        services.record_meeting(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        )

    if carried_out(request, form, act, done="Reunião registrada."):
        return redirect("registry:request", uid)
    return verb_page(request, found, form, "Registrar reunião", "Registrar")


def to_meet(request: ActingRequest, uid: UUID) -> Request:
    """A request that DCI examines: refused before the form is shown."""
    found = queries.request_by_uid(request.actor, uid)
    require(request.actor, permissions.RECORD_MEETING)
    if found.state not in UNDER_EXAMINATION:
        raise NotAllowed(NOT_NOW)
    return found


@require_safe
@acting
def deadlines(request: ActingRequest) -> HttpResponse:
    """How long each step may take."""
    context = {
        "deadlines": queries.deadlines(request.actor),
        "may_change": request.actor.may(permissions.CHANGE_DEADLINE),
    }
    return render(request, "registry/deadlines.html", context)


@acting
def deadline(request: ActingRequest, uid: UUID) -> HttpResponse:
    """DCI's director changes one of them."""
    found = queries.deadline_by_uid(request.actor, uid)
    require(request.actor, permissions.CHANGE_DEADLINE)
    form = DeadlineForm(*typed(request), initial=DeadlineForm.initial_of(found))

    def act() -> None:
        services.change_deadline(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        )

    if carried_out(request, form, act, done="Prazo alterado. O que já tem dia marcado não muda."):
        return redirect("registry:deadlines")
    status = 422 if form.is_bound else 200
    context = {"found": found, "form": form, "trail": trail_of(found)}
    return render(request, "registry/deadline.html", context, status=status)
