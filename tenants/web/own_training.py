"""A place of training tells of itself, and begins anew at a button of its administration."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.rules import require
from access.web import ActingRequest, acting
from audit.queries import entries_of
from foundation.tenancy import PUBLIC, current_schema, inside
from tenants import permissions, queries, training
from tenants.models import Tenant
from tenants.web.actions import RESET
from tenants.web.forms import ReasonForm


def this_place() -> Tenant:
    """The place of training at this host. Raises NotFound at every other."""
    schema = current_schema()
    with inside(PUBLIC):
        return queries.training_in(schema)


def page_of(request: ActingRequest, place: Tenant, form: ReasonForm) -> dict[str, Any]:
    """What the page shows."""
    may = request.actor.may(permissions.RESET_TRAINING)
    return {
        "place": place,
        "offer": RESET,
        "form": form,
        "may_reset": may and place.seeded_at is not None,
        "entries": entries_of(place.organisation),
    }


@require_safe
@acting
def page(request: ActingRequest) -> HttpResponse:
    """What a place of training is, and since when its data stand."""
    require(request.actor, permissions.SEE_TRAINING)
    place = this_place()
    form = ReasonForm(schema=place.schema_name)
    return render(request, "tenants/training.html", page_of(request, place, form))


@require_POST
@acting
def reset(request: ActingRequest) -> HttpResponse:
    """Begin anew."""
    place = this_place()
    require(request.actor, permissions.RESET_TRAINING)
    form = ReasonForm(request.POST, schema=place.schema_name)
    if form.is_valid():
        training.reset(
            actor=request.actor,
            schema=place.schema_name,
            at=timezone.now(),
            **form.cleaned_data,
        )
        messages.success(request, RESET.done)
        return redirect("training:page")
    return render(request, "tenants/training.html", page_of(request, place, form), status=422)
