"""The partner says, at its own host, that it did a stage of the work plan."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from access.rules import require
from access.web import ActingRequest, acting
from agreements.registry.queries import agreement_by_uid
from agreements.registry.web.typed import typed
from agreements.work_plans import permissions, queries, services
from agreements.work_plans.services.evidences import check_reportable
from agreements.work_plans.web.forms import StageProofForm
from ui.verbs import carried_out

DONE = "Etapa informada como concluída: a CGE-MG vê a evidência."


@acting
def report_stage(request: ActingRequest, uid: UUID, stage_uid: UUID) -> HttpResponse:
    """Since when, and what shows it."""
    found = agreement_by_uid(request.actor, uid)
    stage = queries.stage_of(found, stage_uid)
    require(request.actor, permissions.REPORT_STAGE)
    check_reportable(found, stage)
    form = StageProofForm(*typed(request))

    def act() -> None:
        services.report_stage(
            actor=request.actor,
            uid=uid,
            stage_uid=stage_uid,
            proof=form.proof(),
            file=form.cleaned_data["file"],
            at=timezone.now(),
        )

    if carried_out(request, form, act, done=DONE):
        return redirect("registry:agreement", uid)
    context = {"found": found, "stage": stage, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "work_plans/report.html", context, status=status)
