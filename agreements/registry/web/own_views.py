"""An organisation's page of its own agreement: its milestones, conditions and work plan."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.web import ActingRequest, acting
from agreements.registry import queries
from agreements.registry.chapters import own_chapters_of
from agreements.registry.models import Agreement


@require_safe
@acting
def current(request: ActingRequest) -> HttpResponse:
    """The agreement that is in force, else the newest; or that there is none."""
    found = queries.own_agreement(request.actor)
    if found is None:
        return render(request, "registry/no_agreement.html")
    return page_of(request, found)


@require_safe
@acting
def agreement(request: ActingRequest, uid: UUID) -> HttpResponse:
    """One agreement of the organisation, an earlier one too."""
    return page_of(request, queries.agreement_by_uid(request.actor, uid))


def page_of(request: ActingRequest, found: Agreement) -> HttpResponse:
    """The page, told in the chapters that the organisation reads."""
    chapters = own_chapters_of(request.actor, found)
    context = {
        "found": found,
        "chapters": chapters,
        "holds": queries.holds_of(found),
        "next_steps": [each.next_step for each in chapters if each.next_step],
        "others": queries.agreements(request.actor).exclude(pk=found.pk),
    }
    return render(request, "registry/own_agreement.html", context)
