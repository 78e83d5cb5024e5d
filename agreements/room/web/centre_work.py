"""At the centre: ask the partner for something, judge what was sent, say something."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from access.rules import require
from access.web import ActingRequest, acting
from agreements.registry.web.forms import ReasonForm
from agreements.registry.web.typed import typed
from agreements.room import permissions, queries, services
from agreements.room.rules import RequirementState
from agreements.room.services.guests import refuse_closed
from agreements.room.web.centre_views import verb
from agreements.room.web.forms import RemarkForm, RequirementForm
from foundation.refusals import NotAllowed

NOTHING_SENT = "Nada foi enviado ainda para conferir."


@acting
def ask(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Ask for a document or a registration."""
    found = queries.agreement_at_centre(request.actor, uid)
    require(request.actor, permissions.ASK_REQUIREMENT)
    refuse_closed(found)
    form = RequirementForm(*typed(request))

    def act() -> None:
        services.ask_requirement(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        )

    done = "Pedido feito: as pessoas da sala foram avisadas por e-mail."
    return verb(request, found, form, act, done=done, title="Pedir ao partícipe", submit="Pedir")


@acting
def remark(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Say something to the partner."""
    found = queries.agreement_at_centre(request.actor, uid)
    require(request.actor, permissions.ANSWER_PARTNER)
    refuse_closed(found)
    form = RemarkForm(*typed(request))

    def act() -> None:
        services.remark_to_partner(
            actor=request.actor, uid=uid, text=form.cleaned_data["text"], at=timezone.now()
        )

    done = "Comentário enviado: as pessoas da sala foram avisadas por e-mail."
    return verb(request, found, form, act, done=done, title="Comentar", submit="Enviar")


@require_POST
@acting
def accept(request: ActingRequest, uid: UUID) -> HttpResponse:
    """What was sent will do."""
    asked = services.accept_requirement(actor=request.actor, uid=uid, at=timezone.now())
    messages.success(request, f"Conferido: {asked}.")
    return redirect("room_centre:room", asked.agreement.uid)


@acting
def give_back(request: ActingRequest, uid: UUID) -> HttpResponse:
    """It will not do, or is asked for again."""
    asked = queries.requirement_by_uid(request.actor, uid)
    if asked.state == RequirementState.OPEN:
        raise NotAllowed(NOTHING_SENT)
    form = ReasonForm(*typed(request))

    def act() -> None:
        services.return_requirement(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        )

    done = "Devolvido: as pessoas da sala foram avisadas por e-mail."
    page = {"title": f"Devolver: {asked}", "submit": "Devolver"}
    return verb(request, asked.agreement, form, act, done=done, **page)
