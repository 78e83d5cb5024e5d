"""Links that work without signing in: a person's calendar, and the end of a kind of e-mail."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from foundation.refusals import NotFound
from foundation.stamps import BadStamp, unstamp
from identity.models import User
from notifications import ical, queries, services
from notifications.calendars import entries_of
from notifications.kinds import kind_called
from notifications.messages import UNSUBSCRIBE

LINK_SERVES = timedelta(days=400)


@require_safe
def calendar(request: HttpRequest, person: UUID, token: str) -> HttpResponse:
    """The days that concern a person, for a calendar; nobody is told why a link does not open."""
    user = User.objects.filter(uid=person, is_active=True).first()
    if user is None:
        raise NotFound
    row = queries.preference_of(user)
    if not row.has_calendar or not constant_time_compare(token, queries.calendar_token(row)):
        raise NotFound
    entries = entries_of(user, today=timezone.localdate())
    text = ical.calendar("SisPMPI em Rede", entries, domain=settings.BASE_DOMAIN)
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Disposition"] = 'inline; filename="agenda.ics"'
    return answer


@csrf_exempt  # a mail program sends it by itself (RFC 8058): it has no cookie, the link is signed
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """One button, or one request of a mail program, ends e-mail of a kind."""
    try:
        said: Any = unstamp(token, salt=UNSUBSCRIBE, max_age=LINK_SERVES)
    except BadStamp:
        raise NotFound from None
    user = User.objects.filter(uid=said["user"], is_active=True).first()
    if user is None:
        raise NotFound
    kind = kind_called(said["kind"])
    if request.method == "POST":
        now = timezone.now()
        services.unsubscribe(user=user, key=kind.key, at=now, today=timezone.localdate(now))
    context = {"kind": kind, "is_done": request.method == "POST"}
    return render(request, "notifications/unsubscribe.html", context)
