"""Backups shown: to an organisation its own, to the centre who is without a proof."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.web import ActingRequest, acting
from tenants import copies

PAGE = 30


@require_safe
@acting
def own(request: ActingRequest) -> HttpResponse:
    """The last copy, the last proven restoration, what is kept."""
    found = copies.own(request.actor, at=timezone.now())
    return render(request, "tenants/own_copies.html", {"own": found})


@require_safe
@acting
def unproven(request: ActingRequest) -> HttpResponse:
    """Organisations whose last proven restoration is too long ago, or never was."""
    found = copies.unproven(request.actor, at=timezone.now())
    page = Paginator(found, PAGE).get_page(request.GET.get("pagina"))
    context = {"page_obj": page, "most_days": copies.MOST_DAYS}
    return render(request, "tenants/unproven.html", context)
