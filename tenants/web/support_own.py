"""Support sessions at the host of an organisation: for its people, and for who comes in."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.web import ActingRequest, acting
from audit.queries import entries_of
from foundation.refusals import NotFound
from notifications.links import on_host
from tenants import permissions
from tenants.support import queries, services
from tenants.support.middleware import CARRIED
from tenants.support.models import SupportSession
from tenants.web.support_forms import RaiseForm
from ui.verbs import carried_out

PAGE = 30


@require_safe
@acting
def session_list(request: ActingRequest) -> HttpResponse:
    """Who of CGE-MG was here, newest first."""
    found = queries.own_sessions(request.actor)
    page = Paginator(found, PAGE).get_page(request.GET.get("pagina"))
    return render(request, "tenants/support_list.html", {"page_obj": page, "is_centre": False})


def page_of(request: ActingRequest, session: SupportSession, form: RaiseForm) -> dict[str, Any]:
    """What the page of a session shows in the organisation."""
    lasts = session.lasts_at(timezone.now())
    may = request.actor.may(permissions.ALLOW_SUPPORT) and request.actor.visit is None
    return {
        "session": session,
        "lasts": lasts,
        "form": form,
        "may_raise": lasts and may and session.raised_at is None,
        "may_end": session.is_open and may,
        "requests": queries.requests_here(session),
        "entries": entries_of(session).exclude(verb=queries.DETAIL),
    }


@require_safe
@acting
def session(request: ActingRequest, uid: UUID) -> HttpResponse:
    """One session, with every page that was asked for in it."""
    found = queries.own_session_by_uid(request.actor, uid)
    return render(request, "tenants/support_session.html", page_of(request, found, RaiseForm()))


@require_POST
@acting
def raise_session(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Let it write, this once."""
    services.must_decide(request.actor)
    found = queries.own_session_by_uid(request.actor, uid)
    form = RaiseForm(request.POST)

    def act() -> None:
        at = timezone.now()
        services.raise_session(actor=request.actor, uid=uid, at=at, **form.cleaned_data)

    if carried_out(request, form, act, done="Alterações permitidas neste atendimento."):
        return redirect("support:session", uid)
    page = page_of(request, found, form)
    return render(request, "tenants/support_session.html", page, status=422)


@require_POST
@acting
def end_session(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Out, now."""
    services.end_by_organisation(actor=request.actor, uid=uid, at=timezone.now())
    messages.success(request, "Atendimento encerrado.")
    return redirect("support:session", uid)


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows where the pass leads; POST uses it up and begins the session in this browser."""
    now = timezone.now()
    if request.method != "POST":
        found = services.session_of_pass(token, at=now)
        return render(request, "tenants/support_enter.html", {"session": found})
    found, browser = services.enter(token=token, at=now)
    request.session.flush()
    request.session[CARRIED] = [str(found.uid), browser]
    request.session.set_expiry(max(1, int((found.expires_at - now).total_seconds())))
    return redirect("/")


@require_http_methods(["GET", "HEAD", "POST"])
@acting
def leave(request: ActingRequest) -> HttpResponse:
    """GET asks once more; after POST the middleware ends the session of this browser."""
    if request.actor.visit is None:
        raise NotFound
    back = on_host(settings.CENTRE_HOST, f"/atendimentos/{request.actor.visit.uid}/")
    context = {"visit": request.actor.visit, "back": back, "is_over": request.method == "POST"}
    return render(request, "tenants/support_leave.html", context)
