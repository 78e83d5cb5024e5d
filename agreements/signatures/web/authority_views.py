"""Authorities under a root, their lists of revoked certificates, and the rule on them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from access.confirmation import confirmed
from access.rules import require
from access.web import ActingRequest, acting
from agreements.signatures import permissions, queries, services
from agreements.signatures.named import address_named
from agreements.signatures.rules import LARGEST_LIST
from agreements.signatures.services.authorities import TOO_LARGE
from agreements.signatures.web.forms import AddressForm, AuthorityForm, ListForm, PolicyForm
from agreements.signatures.web.root_views import page
from foundation.refusals import Invalid, NotFound
from ui.verbs import carried_out


@acting
@confirmed
def add(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Keep the list of one more authority."""
    require(request.actor, permissions.KEEP_ROOTS)
    root = queries.trusted().filter(uid=uid).first()
    if root is None:
        raise NotFound
    form = AuthorityForm(request.POST if request.method == "POST" else None)
    if carried_out(
        request,
        form,
        lambda: services.add_authority(
            actor=request.actor, root_uid=uid, at=timezone.now(), **form.cleaned_data
        ),
        done="Autoridade incluída. A lista chega em até uma hora, ou envie-a à mão.",
    ):
        return redirect("signatures:roots")
    return page(request, form, f"Incluir autoridade: {root}", "Incluir")


@acting
@confirmed
def address(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Confirm where the list is asked for."""
    require(request.actor, permissions.KEEP_ROOTS)
    authority = queries.authority_by_uid(uid)
    first = authority.address or address_named(authority)
    form = AddressForm(
        request.POST if request.method == "POST" else None, initial={"address": first}
    )
    if carried_out(
        request,
        form,
        lambda: services.set_address(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        ),
        done="Endereço confirmado.",
    ):
        return redirect("signatures:roots")
    return page(request, form, f"Endereço da lista: {authority}", "Confirmar endereço")


@acting
def send_list(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Send a list by hand."""
    require(request.actor, permissions.KEEP_ROOTS)
    authority = queries.authority_by_uid(uid)
    sent = request.method == "POST"
    form = ListForm(request.POST, request.FILES) if sent else ListForm()

    def keep() -> None:
        file = form.cleaned_data["file"]
        if file.size > LARGEST_LIST:
            raise Invalid({"file": [TOO_LARGE]})
        services.keep_list(actor=request.actor, uid=uid, content=file.read(), at=timezone.now())

    if carried_out(request, form, keep, done="Lista conferida e guardada."):
        return redirect("signatures:roots")
    return page(request, form, f"Enviar lista: {authority}", "Enviar")


@acting
@confirmed
def policy(request: ActingRequest) -> HttpResponse:
    """Say what becomes of a signature that could not be looked up."""
    require(request.actor, permissions.KEEP_ROOTS)
    now = queries.policy()
    form = PolicyForm(
        request.POST if request.method == "POST" else None,
        initial={"is_binding": bool(now and now.is_binding)},
    )
    if carried_out(
        request,
        form,
        lambda: services.decide_policy(actor=request.actor, at=timezone.now(), **form.cleaned_data),
        done="Regra guardada. Vale para os próximos PDF.",
    ):
        return redirect("signatures:roots")
    return page(request, form, "Regra de revogação", "Guardar regra")
