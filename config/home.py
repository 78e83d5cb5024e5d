"""The first page of the centre and of an organisation: where this person may go (P22)."""

from django.http import HttpResponse
from django.shortcuts import render

from access.web import ActingRequest, acting
from config.navigation import entries
from notifications.models import Notice


@acting
def home(request: ActingRequest) -> HttpResponse:
    """Cards of the areas that the active profile opens, and how many notices wait."""
    cards = [
        {"title": each.label, "url": each.url(request), "says": each.says, "icon": each.icon}
        for each in entries(request.host_kind, request.actor)
        if each.on_home
    ]
    waiting = Notice.objects.filter(user_id=request.actor.user_id, read_at=None)[:5]
    return render(request, "home.html", {"cards": cards, "waiting": waiting})
