"""Organisations at the centre: the list, one organisation, its birth, the verbs of its life."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.confirmation import confirmed
from access.rules import require
from access.web import ActingRequest, acting
from audit.queries import entries_of
from foundation.refusals import Invalid, NotAllowed, NotFound
from tenants import copies, permissions, queries
from tenants.addresses.names import HostState
from tenants.addresses.queries import hosts_of
from tenants.models import Organisation, Tenant
from tenants.origins.queries import act_of, origin_of
from tenants.permissions import RENAME_HOST
from tenants.rules import TENANT_FLOW, TenantState
from tenants.web.actions import actions, blank_form, offer_of
from tenants.web.figures import panel_of
from tenants.web.forms import ReasonForm
from tenants.web.progress import host_of, progress_of
from ui.refusals import show_faults

PAGE = 30
TONES = {
    TenantState.PREPARING: "info",
    TenantState.ACTIVE: "success",
    TenantState.SUSPENDED: "warning",
    TenantState.READ_ONLY: "warning",
    TenantState.CLOSED: "neutral",
    TenantState.ARCHIVED: "neutral",
    TenantState.DROPPED: "danger",
}
HOST_TONES = {
    HostState.REQUESTED: "warning",
    HostState.VERIFIED: "success",
    HostState.WITHDRAWN: "neutral",
}


@require_safe
@acting
def organisation_list(request: ActingRequest) -> HttpResponse:
    """Every organisation with a place here, or on its way to one."""
    page = Paginator(queries.organisations(request.actor), PAGE).get_page(request.GET.get("pagina"))
    rows = [row_of(each) for each in page.object_list]
    context = {
        "page_obj": page,
        "rows": rows,
        "late": copies.unproven(request.actor, at=timezone.now()).count(),
        "most_days": copies.MOST_DAYS,
        "may_open_training": request.actor.may(permissions.OPEN_TRAINING),
    }
    return render(request, "tenants/organisations.html", context)


def row_of(organisation: Organisation) -> dict[str, Any]:
    """One line of the list."""
    tenant = tenant_of(organisation)
    life = TenantState(tenant.life) if tenant else TenantState.PREPARING
    return {
        "organisation": organisation,
        "host": host_of(organisation),
        "life": life.label,
        "tone": TONES[life],
        "born_at": tenant.born_at if tenant else None,
    }


def tenant_of(organisation: Organisation) -> Tenant | None:
    """The place of an organisation, once it has one."""
    return getattr(organisation, "tenant", None)


def page_of(
    request: ActingRequest, organisation: Organisation, **bound: forms.Form
) -> dict[str, Any]:
    """What the page of an organisation shows; `bound`: a form that came back, by its verb."""
    tenant = tenant_of(organisation)
    act = act_of(organisation)
    return {
        **row_of(organisation),
        "act": act,
        "origin": origin_of(organisation, act),
        "tenant": tenant,
        "progress": progress_of(organisation),
        "actions": actions(request.actor, tenant, **bound),
        "hosts": list(hosts(request, tenant, bound)) if tenant else [],
        "proven": queries.last_proven_backup(tenant) if tenant else None,
        "departure": queries.departure_of(tenant) if tenant else None,
        "panel": panel_of(request.actor, organisation) if tenant else None,
        "entries": entries_of(organisation),
        "may_support": tenant is not None
        and tenant.life == TenantState.ACTIVE
        and request.actor.may(permissions.SUPPORT),
    }


def hosts(
    request: ActingRequest, tenant: Tenant, bound: dict[str, forms.Form]
) -> Iterator[dict[str, Any]]:
    """The hosts of an organisation, each with the form by which the centre takes it away."""
    may = request.actor.may(RENAME_HOST)
    for host in hosts_of(tenant.schema_name):
        goes = may and host.is_own and host.state != HostState.WITHDRAWN
        blank = ReasonForm(schema=tenant.schema_name, auto_id=f"id_{host.uid}_%s")
        yield {
            "host": host,
            "tone": HOST_TONES[HostState(host.state)],
            "form": bound.get(f"withdraw-{host.uid}", blank) if goes else None,
        }


@require_safe
@acting
def organisation(request: ActingRequest, uid: UUID) -> HttpResponse:
    """One organisation: where it answers, how its birth went, what happened since."""
    found = queries.organisation_by_uid(request.actor, uid)
    return render(request, "tenants/organisation.html", page_of(request, found))


@require_safe
@acting
def birth(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The birth alone: what a page that waits asks for every two seconds."""
    found = queries.organisation_by_uid(request.actor, uid)
    context = {"organisation": found, "progress": progress_of(found)}
    return render(request, "tenants/birth_page.html", context)


@require_POST
@acting
@confirmed
def change_life(request: ActingRequest, uid: UUID, verb: str) -> HttpResponse:
    """One verb of the life of an organisation, with the reason."""
    found = queries.organisation_by_uid(request.actor, uid)
    offer = offer_of(verb)
    require(request.actor, offer.capability)
    tenant = tenant_of(found)
    if tenant is None:
        raise NotAllowed("A organização ainda não está no ar.")
    if verb == "reset_training" and not found.is_training:
        raise NotFound
    if verb in TENANT_FLOW.steps:
        TENANT_FLOW.after(verb, TenantState(tenant.life))
    form = blank_form(verb, tenant, request.POST)
    if form.is_valid():
        try:
            offer.service(
                actor=request.actor,
                schema=tenant.schema_name,
                at=timezone.now(),
                **form.cleaned_data,
            )
        except Invalid as refusal:
            show_faults(form, refusal)
        else:
            messages.success(request, offer.done)
            return redirect("organisations:organisation", uid)
    page = page_of(request, found, **{verb: form})
    return render(request, "tenants/organisation.html", page, status=422)
