"""The first page of the centre and of an organisation: where this person may go (P22)."""

from collections.abc import Iterable
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.rules import Actor
from access.web import ActingRequest, acting
from agreements.desk.permissions import SEE_DESK
from agreements.desk.waiting import waiting as waiting_for
from config.navigation import entries
from identity.models import User
from integrity.formulation.web.first_steps import first_steps
from integrity.monitoring.web.alerts import alerts_for
from notifications.models import Notice
from notifications.queries import notices_of

MOST_NOTICES = 3
MOST_TO_DO = 5


@require_safe
@acting
def home(request: ActingRequest) -> HttpResponse:
    """What comes next, what waits, what is new, and the areas that the active profile opens."""
    cards = [
        {"title": each.label, "url": each.url(request), "says": each.says, "icon": each.icon}
        for each in entries(request.host_kind, request.actor)
        if each.on_home
    ]
    waiting: Iterable[Notice] = ()  # a guest has none
    if isinstance(request.user, User):
        waiting = notices_of(request.user).filter(read_at=None)[:MOST_NOTICES]
    shown: dict[str, object] = {"cards": cards, "waiting": waiting}
    if request.host_kind == "organisation":
        today = timezone.localdate()
        shown["beginning"] = beginning = first_steps(request.actor, today=today)
        shown["first"] = first = beginning.next if beginning else None
        alerts = alerts_for(request.actor, today=today)
        # the first step says the same of its own page
        shown["alerts"] = [each for each in alerts if not first or each.href != first["href"]]
    elif request.actor.may(SEE_DESK):
        shown |= to_do(request.actor, today=timezone.localdate())
    return render(request, "home.html", shown)


def to_do(actor: Actor, *, today: date) -> dict[str, object]:
    """What waits for somebody of the centre: the most urgent of it, and how much there is."""
    found = waiting_for(actor, today)
    rows = [{"item": each, "is_late": each.is_late(today)} for each in found[:MOST_TO_DO]]
    return {"to_do": rows, "to_do_total": len(found)}
