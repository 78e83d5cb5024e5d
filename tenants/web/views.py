"""Organisations at the centre: the list, one organisation, its birth, its suspension."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.rules import require
from access.web import ActingRequest, acting
from audit.queries import entries_of
from foundation.refusals import NotAllowed
from tenants import permissions, queries, services
from tenants.models import Organisation, Tenant
from tenants.rules import TENANT_FLOW, TenantState
from tenants.web.forms import ReasonForm
from tenants.web.progress import progress_of

PAGE = 30
TONES = {
    TenantState.PREPARING: "info",
    TenantState.ACTIVE: "success",
    TenantState.SUSPENDED: "warning",
}
VERBS = {
    "suspend": (services.suspend, "Organização suspensa."),
    "resume": (services.resume, "Organização reativada."),
}


@require_safe
@acting
def organisation_list(request: ActingRequest) -> HttpResponse:
    """Every organisation with a place here, or on its way to one."""
    page = Paginator(queries.organisations(request.actor), PAGE).get_page(request.GET.get("pagina"))
    rows = [row_of(each) for each in page.object_list]
    return render(request, "tenants/organisations.html", {"page_obj": page, "rows": rows})


def row_of(organisation: Organisation) -> dict[str, Any]:
    """One line of the list."""
    tenant = tenant_of(organisation)
    progress = progress_of(organisation)
    life = TenantState(tenant.life) if tenant else TenantState.PREPARING
    return {
        "organisation": organisation,
        "host": progress.host if progress else "",
        "life": life.label,
        "tone": TONES[life],
        "born_at": tenant.born_at if tenant else None,
    }


def tenant_of(organisation: Organisation) -> Tenant | None:
    """The place of an organisation, once it has one."""
    return getattr(organisation, "tenant", None)


def page_of(request: ActingRequest, organisation: Organisation, **more: Any) -> dict[str, Any]:
    """What the page of an organisation shows."""
    tenant = tenant_of(organisation)
    may = request.actor.may(permissions.SUSPEND_TENANT)
    verbs = TENANT_FLOW.verbs(TenantState(tenant.life)) if tenant and may else iter(())
    return {
        **row_of(organisation),
        "tenant": tenant,
        "progress": progress_of(organisation),
        "verb": next((verb for verb in verbs if verb in VERBS), ""),
        "form": ReasonForm(),
        "entries": entries_of(organisation),
        **more,
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
def change_life(request: ActingRequest, uid: UUID, verb: str) -> HttpResponse:
    """Suspend or resume, with the reason."""
    found = queries.organisation_by_uid(request.actor, uid)
    require(request.actor, permissions.SUSPEND_TENANT)
    tenant = tenant_of(found)
    if tenant is None:
        raise NotAllowed("A organização ainda não está no ar.")
    TENANT_FLOW.after(verb, TenantState(tenant.life))
    form = ReasonForm(request.POST)
    if not form.is_valid():
        context = page_of(request, found, form=form)
        return render(request, "tenants/organisation.html", context, status=422)
    service, done = VERBS[verb]
    service(
        actor=request.actor,
        schema=tenant.schema_name,
        reason=form.cleaned_data["reason"],
        at=timezone.now(),
    )
    messages.success(request, done)
    return redirect("organisations:organisation", uid)
