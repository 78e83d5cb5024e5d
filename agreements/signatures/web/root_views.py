"""The roots of trust: the list for everybody at the centre, the verbs for who administers it."""

from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.confirmation import confirmed
from access.rules import require
from access.web import ActingRequest, acting
from agreements.signatures import permissions, queries, services
from agreements.signatures.named import shown
from agreements.signatures.web.forms import RootForm, WithdrawForm
from foundation.refusals import NotFound
from ui.verbs import carried_out

LEAD = (
    "Assinatura em PDF só é aceita quando o certificado de quem assinou vem de uma destas raízes."
    " A lista de raízes é mantida por quem confere a impressão digital. Certificados revogados"
    " são conhecidos pelas listas das autoridades, buscadas só nos endereços confirmados."
)


@require_safe
@acting
def roots(request: ActingRequest) -> HttpResponse:
    """Every root, trusted or withdrawn."""
    context = {
        "roots": shown(queries.roots(request.actor), timezone.now()),
        "policy": queries.policy(),
        "lead": LEAD,
        "may": request.actor.may(permissions.KEEP_ROOTS),
    }
    return render(request, "signatures/roots.html", context)


@acting
@confirmed
def trust(request: ActingRequest) -> HttpResponse:
    """Take a root in."""
    require(request.actor, permissions.KEEP_ROOTS)
    form = RootForm(request.POST if request.method == "POST" else None)
    if carried_out(
        request,
        form,
        lambda: services.trust_root(actor=request.actor, at=timezone.now(), **form.cleaned_data),
        done="Raiz de confiança incluída.",
    ):
        return redirect("signatures:roots")
    return page(request, form, "Incluir raiz de confiança", "Incluir")


@acting
@confirmed
def withdraw(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Trust a root no longer."""
    require(request.actor, permissions.KEEP_ROOTS)
    root = queries.trusted().filter(uid=uid).first()
    if root is None:
        raise NotFound
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if carried_out(
        request,
        form,
        lambda: services.withdraw_root(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        ),
        done="Raiz retirada. O que já foi registrado continua valendo.",
    ):
        return redirect("signatures:roots")
    return page(request, form, f"Retirar raiz: {root}", "Retirar")


def page(request: ActingRequest, form: Form, title: str, submit: str) -> HttpResponse:
    """The page of a verb on a root."""
    context = {"form": form, "title": title, "submit": submit}
    status = 422 if form.is_bound else 200
    return render(request, "signatures/root_verb.html", context, status=status)
