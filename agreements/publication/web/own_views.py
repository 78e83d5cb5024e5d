"""The partner declares, at its own host, that its copy of the system is in production."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from access.rules import require
from access.web import ActingRequest, acting
from agreements.publication import permissions, services
from agreements.publication.services.productions import check_declarable
from agreements.publication.web.forms import ProductionForm
from agreements.registry.queries import agreement_by_uid
from ui.verbs import carried_out


@acting
def declare(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Version, address, day and evidence."""
    found = agreement_by_uid(request.actor, uid)
    require(request.actor, permissions.DECLARE_PRODUCTION)
    check_declarable(found, timezone.now())
    form = ProductionForm(request.POST or None)

    def act() -> None:
        services.declare_production(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        )

    if carried_out(request, form, act, done="Declaração enviada: a CGE-MG vai conferir."):
        return redirect("registry:agreement", uid)
    status = 422 if form.is_bound else 200
    context = {"found": found, "form": form}
    return render(request, "publication/declare.html", context, status=status)
