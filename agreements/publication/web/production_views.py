"""CGE-MG confirms that a partner uses the system, or asks for what is missing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from access.rules import require
from access.web import ActingRequest, acting
from agreements.publication import permissions, queries, services
from agreements.publication.models import Production
from agreements.publication.production import PRODUCTION_FLOW, ProductionState
from agreements.publication.web.forms import ReturnForm
from agreements.registry.web.verbs import verb
from foundation.refusals import NotFound


@require_POST
@acting
def confirm_production(request: ActingRequest, uid: UUID, production_uid: UUID) -> HttpResponse:
    """It is in use."""
    to_judge(request, uid, production_uid, "confirm")
    services.confirm_production(actor=request.actor, uid=production_uid, at=timezone.now())
    messages.success(request, "Entrada em produção confirmada.")
    return redirect("registry:agreement", uid)


@acting
def return_production(request: ActingRequest, uid: UUID, production_uid: UUID) -> HttpResponse:
    """Something is missing."""
    found = to_judge(request, uid, production_uid, "return")
    form = ReturnForm(request.POST or None)
    return verb(
        request,
        found.agreement,
        form,
        lambda: services.return_production(
            actor=request.actor, uid=production_uid, at=timezone.now(), **form.cleaned_data
        ),
        title="Devolver a declaração de produção",
        submit="Devolver",
        done="Declaração devolvida ao partícipe.",
    )


def to_judge(request: ActingRequest, uid: UUID, production_uid: UUID, verb: str) -> Production:
    """The declaration of that agreement. Raises NotFound, Denied or NotAllowed."""
    found = queries.production_by_uid(request.actor, production_uid)
    require(request.actor, permissions.CONFIRM_PRODUCTION)
    if found.agreement.uid != uid:
        raise NotFound
    PRODUCTION_FLOW.after(verb, ProductionState(found.state))
    return found
