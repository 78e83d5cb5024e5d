"""Support sessions at the centre: opened, entered, ended, and listed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.rules import require
from access.web import ActingRequest, acting
from audit.queries import entries_of
from notifications.links import on_host
from tenants import permissions
from tenants import queries as registry
from tenants.support import queries, services
from tenants.support.models import SupportSession
from tenants.support.rules import PASS_LASTS
from tenants.web.support_forms import OpenSupportForm
from ui.verbs import carried_out

PAGE = 30


@require_safe
@acting
def session_list(request: ActingRequest) -> HttpResponse:
    """Every session in every organisation, newest first."""
    found = queries.sessions(request.actor)
    page = Paginator(found, PAGE).get_page(request.GET.get("pagina"))
    return render(request, "tenants/support_list.html", {"page_obj": page, "is_centre": True})


@require_http_methods(["GET", "HEAD", "POST"])
@acting
def open_session(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Say why; the organisation is told as soon as the form is accepted."""
    organisation = registry.organisation_by_uid(request.actor, uid)
    require(request.actor, permissions.SUPPORT)
    form = OpenSupportForm(request.POST if request.method == "POST" else None)
    made: list[SupportSession] = []

    def act() -> None:
        given = form.cleaned_data
        at = timezone.now()
        made.append(
            services.open_session(actor=request.actor, organisation_uid=uid, at=at, **given)
        )

    if carried_out(request, form, act, done="Atendimento aberto; a organização foi avisada."):
        return redirect("support:session", made[0].uid)
    context = {"form": form, "organisation": organisation}
    status = 422 if form.is_bound else 200
    return render(request, "tenants/support_open.html", context, status=status)


def page_of(request: ActingRequest, session: SupportSession) -> dict[str, Any]:
    """What the page of a session shows at the centre."""
    lasts = session.lasts_at(timezone.now())
    may = request.actor.may(permissions.SUPPORT)
    return {
        "session": session,
        "organisation": session.tenant.organisation,
        "lasts": lasts,
        "may_enter": lasts and may and session.supporter_id == request.actor.user_id,
        "may_end": session.is_open and may,
        "requests": queries.requests_here(session),
        "entries": entries_of(session).exclude(verb=queries.DETAIL),
    }


@require_safe
@acting
def session(request: ActingRequest, uid: UUID) -> HttpResponse:
    """One session, with every page that was asked for in it."""
    found = queries.session_by_uid(request.actor, uid)
    return render(request, "tenants/support_session.html", page_of(request, found))


@require_POST
@acting
def issue_pass(request: ActingRequest, uid: UUID) -> HttpResponse:
    """A link to the host of the organisation: a form may not lead to another host by itself."""
    found, token = services.issue_pass(actor=request.actor, uid=uid, at=timezone.now())
    path = reverse("support:enter", "config.urls.organisation", [token])
    host = registry.host_of_schema(found.tenant.schema_name)
    context = {
        "session": found,
        "organisation": found.tenant.organisation,
        "address": on_host(host, path),
        "seconds": int(PASS_LASTS.total_seconds()),
    }
    answer = render(request, "tenants/support_pass.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@acting
def end_session(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Out, now."""
    services.end_at_centre(actor=request.actor, uid=uid, at=timezone.now())
    messages.success(request, "Atendimento encerrado.")
    return redirect("support:session", uid)
