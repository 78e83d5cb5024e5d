"""Hosts of an organisation's own: its administrators ask and prove, the centre may withdraw."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.confirmation import confirmed
from access.rules import require
from access.web import ActingRequest, acting
from audit.queries import entries_of
from tenants import hosts, permissions
from tenants import queries as registry
from tenants.addresses import queries, services
from tenants.addresses.names import HostState
from tenants.models import Domain
from tenants.rules import normal_host
from tenants.web.forms import HostForm, ReasonForm
from tenants.web.views import HOST_TONES, page_of
from ui.verbs import carried_out


def row_of(host: Domain, choosable: set[int]) -> dict[str, Any]:
    """One host with what may be done about it."""
    state = HostState(host.state)
    return {
        "host": host,
        "tone": HOST_TONES[state],
        "is_requested": state == HostState.REQUESTED,
        "may_be_primary": host.pk in choosable,
        "may_go": host.is_own and state != HostState.WITHDRAWN,
    }


def page(request: ActingRequest, form: Form, status: int = 200) -> HttpResponse:
    """The hosts of the organisation, the form to ask for another, the journal."""
    found = queries.own_hosts(request.actor)
    choosable = queries.choosable(found, came_by=normal_host(request.get_host()))
    context = {
        "rows": [row_of(each, choosable) for each in found],
        "form": form,
        "base_domain": settings.BASE_DOMAIN,
        "entries": entries_of(request.organisation),
    }
    return render(request, "tenants/hosts.html", context, status=status)


@require_safe
@acting
def host_list(request: ActingRequest) -> HttpResponse:
    """Where the organisation answers, and what waits to be proven."""
    return page(request, HostForm())


@require_POST
@acting
def ask(request: ActingRequest) -> HttpResponse:
    """Ask for a host of one's own."""
    require(request.actor, permissions.MANAGE_HOSTS)
    form = HostForm(request.POST)
    done = "Endereço pedido. Publique o registro mostrado abaixo e depois confira."
    if carried_out(
        request,
        form,
        lambda: services.ask_host(
            actor=request.actor, host=form.cleaned_data["host"], at=timezone.now()
        ),
        done=done,
    ):
        return redirect("hosts:list")
    return page(request, form, status=422)


@require_POST
@acting
def check(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Look for the proof now."""
    host = services.check_host(actor=request.actor, uid=uid, at=timezone.now())
    if host.state == HostState.VERIFIED:
        messages.success(request, f"Endereço comprovado: {host.domain} já abre o sistema.")
    else:
        messages.warning(request, host.fault)
    return redirect("hosts:list")


@require_POST
@acting
@confirmed
def make_primary(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Choose the host that links name."""
    came_by = normal_host(request.get_host())
    services.make_primary(actor=request.actor, uid=uid, came_by=came_by, at=timezone.now())
    messages.success(request, "Endereço principal escolhido; os links dos e-mails passam a usá-lo.")
    return redirect("hosts:list")


@require_POST
@acting
@confirmed
def withdraw(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Give a host up."""
    services.withdraw_host(actor=request.actor, uid=uid, at=timezone.now())
    messages.success(request, "Endereço retirado.")
    return redirect("hosts:list")


@require_POST
@acting
@confirmed
def withdraw_at_centre(request: ActingRequest, uid: UUID, host_uid: UUID) -> HttpResponse:
    """The centre takes a host away, with the reason."""
    found = registry.organisation_by_uid(request.actor, uid)
    require(request.actor, permissions.RENAME_HOST)
    form = ReasonForm(request.POST, schema="")
    if carried_out(
        request,
        form,
        lambda: services.withdraw_host(
            actor=request.actor,
            uid=host_uid,
            organisation_uid=found.uid,
            at=timezone.now(),
            **form.cleaned_data,
        ),
        done="Endereço retirado.",
    ):
        return redirect("organisations:organisation", uid)
    context = page_of(request, found, **{f"withdraw-{host_uid}": form})
    return render(request, "tenants/organisation.html", context, status=422)


@require_safe
def is_served(request: HttpRequest) -> HttpResponse:
    """Whether an organisation has proven that a host is its own: asked before a certificate."""
    host = normal_host(request.GET.get("domain", ""))
    tenant = hosts.tenant_of(host) if host else None
    if tenant is None or not tenant.is_at_own_host:
        return HttpResponseNotFound("unknown\n", content_type="text/plain")
    return HttpResponse("served\n", content_type="text/plain")
