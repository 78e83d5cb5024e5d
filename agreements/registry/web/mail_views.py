"""The Cabinet sends a saved e-mail, checks what was understood, and registers the request."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from access.rules import require
from access.web import ActingRequest, acting
from agreements.registry import permissions, queries, services
from agreements.registry.services.mail import check_open
from agreements.registry.web.forms import ReasonForm
from agreements.registry.web.mail_forms import MailForm, MailRequestForm
from agreements.registry.web.typed import typed
from foundation.refusals import Invalid
from ui.refusals import show_faults
from ui.verbs import carried_out


@acting
def read(request: ActingRequest) -> HttpResponse:
    """One saved e-mail is read; those that were read and are no request yet are listed."""
    require(request.actor, permissions.REGISTER_REQUEST)
    form = MailForm(*typed(request))
    if form.is_valid():
        try:
            mail = services.read_message(
                actor=request.actor, upload=form.cleaned_data["file"], at=timezone.now()
            )
        except Invalid as refusal:
            show_faults(form, refusal)
        else:
            return redirect("registry:mail", mail.uid)
    context = {"form": form, "waiting": queries.waiting_mails(request.actor)}
    status = 422 if form.is_bound else 200
    return render(request, "registry/mails.html", context, status=status)


@acting
def mail(request: ActingRequest, uid: UUID) -> HttpResponse:
    """What was understood is filled in, the rest is asked; then it is a request."""
    found = queries.mail_by_uid(request.actor, uid)
    check_open(found)
    attachments = list(queries.attachments_of(found))
    form = MailRequestForm(*typed(request), mail=found, attachments=attachments)
    if form.is_valid():
        try:
            made = services.register_mail(
                actor=request.actor, uid=uid, at=timezone.now(), **form.values()
            )
        except Invalid as refusal:
            show_faults(form, refusal)
        else:
            messages.success(request, f"Pedido registrado com o protocolo {made.protocol}.")
            return redirect("registry:request", made.uid)
    context = {"found": found, "attachments": attachments, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "registry/mail.html", context, status=status)


@acting
def discard(request: ActingRequest, uid: UUID) -> HttpResponse:
    """What is no request is put away, with the reason."""
    found = queries.mail_by_uid(request.actor, uid)
    check_open(found)
    form = ReasonForm(*typed(request))

    def act() -> None:
        services.discard_mail(actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data)

    if carried_out(request, form, act, done="Mensagem descartada."):
        return redirect("registry:mails")
    status = 422 if form.is_bound else 200
    context = {"found": found, "form": form}
    return render(request, "registry/discard_mail.html", context, status=status)
