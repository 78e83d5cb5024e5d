"""Pages on which a person's data are erased: one asks, another confirms."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from access.confirmation import confirmed
from access.rules import require
from access.web import ActingRequest, acting
from people import permissions, queries, services
from people.web.forms import ReasonForm
from people.web.views import now, page_of
from ui.sent import sent_by
from ui.verbs import carried_out


@require_http_methods(["GET", "POST"])
@acting
def ask(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Why, and what goes and what stays."""
    require(request.actor, permissions.ERASE_PERSON)
    found = queries.person_by_uid(request.actor, uid, today=timezone.localdate())
    form = ReasonForm(sent_by(request))

    def act() -> None:
        services.ask_erasure(actor=request.actor, uid=uid, **form.cleaned_data, **now())

    if carried_out(request, form, act, done="Eliminação pedida. Outra pessoa precisa confirmar."):
        return redirect("people:person", uid)
    return page_of(request, "people/erase.html", form, person=found)


@require_http_methods(["GET", "POST"])
@acting
@confirmed
def confirm(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The second person's word."""
    require(request.actor, permissions.ERASE_PERSON)
    found = queries.person_by_uid(request.actor, uid, today=timezone.localdate())
    form = ReasonForm(sent_by(request))

    def act() -> None:
        services.confirm_erasure(actor=request.actor, uid=uid, **form.cleaned_data, **now())

    if carried_out(request, form, act, done="Dados pessoais eliminados."):
        return redirect("people:person", uid)
    return page_of(request, "people/confirm_erasure.html", form, person=found)


@require_POST
@acting
def withdraw(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The request is taken back."""
    services.withdraw_erasure(actor=request.actor, uid=uid, **now())
    messages.success(request, "Pedido de eliminação retirado.")
    return redirect("people:person", uid)
