"""The partner asks for more time at its own host, and takes that back while it waits."""

from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from access.rules import require
from access.web import ActingRequest, acting
from agreements.continuity import permissions, queries, services
from agreements.continuity.services.askings import check_askable
from agreements.continuity.web.forms import ExtensionForm
from agreements.registry.models import Agreement
from agreements.registry.web.typed import typed
from foundation.refusals import NotAllowed
from ui.verbs import carried_out


@acting
def ask(request: ActingRequest, uid: UUID) -> HttpResponse:
    """How much longer, and why."""
    found = permitted(request, uid)
    check_askable(found, timezone.now())
    form = ExtensionForm(*typed(request))

    def act() -> None:
        services.ask_extension(
            actor=request.actor,
            uid=uid,
            wanted=form.wanted(timezone.localdate()),
            at=timezone.now(),
        )

    if carried_out(request, form, act, done="Pedido enviado: a CGE-MG vai responder."):
        return redirect("registry:agreement", uid)
    status = 422 if form.is_bound else 200
    context = {"found": found, "form": form, "term": queries.term_of(found)}
    return render(request, "continuity/ask.html", context, status=status)


@acting
def withdraw(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The request is taken back, once the person has read what that means."""
    found = permitted(request, uid)
    asking = queries.open_asking_of(found)
    if asking is None:
        raise NotAllowed("Nenhum pedido de termo aditivo espera a CGE-MG.")
    form = Form(request.POST if request.method == "POST" else None)

    def act() -> None:
        services.withdraw_extension(actor=request.actor, uid=uid, at=timezone.now())

    if carried_out(request, form, act, done="Pedido retirado."):
        return redirect("registry:agreement", uid)
    context = {"found": found, "form": form, "asking": asking}
    return render(request, "continuity/withdraw.html", context)


def permitted(request: ActingRequest, uid: UUID) -> Agreement:
    """The agreement of one's own, for whoever may ask. Raises Denied or NotFound."""
    found = queries.agreement_by_uid(request.actor, uid)
    require(request.actor, permissions.ASK_EXTENSION)
    return found
