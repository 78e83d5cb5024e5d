"""CGE-MG completes a stage which the system cannot see, or takes a completion back."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from access.rules import require
from access.web import ActingRequest, acting
from agreements.registry.web.forms import ReasonForm
from agreements.registry.web.typed import typed
from agreements.work_plans import permissions, queries, services
from agreements.work_plans.models import Stage
from agreements.work_plans.services.evidences import check_completable, check_reopenable
from agreements.work_plans.web.forms import StageProofForm
from ui.verbs import carried_out


@acting
def complete_stage(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Since when, and what shows it."""
    stage = permitted(request, uid)
    check_completable(stage.goal.plan.agreement, stage)
    form = StageProofForm(*typed(request))

    def act() -> None:
        services.complete_stage(
            actor=request.actor,
            uid=uid,
            proof=form.proof(),
            file=form.cleaned_data["file"],
            at=timezone.now(),
        )

    lead = "Para o que o sistema não enxerga sozinho, de qualquer das partes."
    page = {"title": "Concluir etapa", "submit": "Concluir etapa", "lead": lead}
    return of_stage(request, stage, form, act, page, done="Etapa concluída.")


@acting
def reopen_stage(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The partner reads what is missing."""
    stage = permitted(request, uid)
    found = check_reopenable(stage)
    form = ReasonForm(*typed(request))

    def act() -> None:
        services.reopen_stage(actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data)

    lead = "A etapa volta a ficar a fazer. O que foi informado fica guardado, e o partícipe lê o"
    page = {
        "title": "Reabrir etapa",
        "submit": "Reabrir etapa",
        "lead": f"{lead} motivo.",
        "evidence": found,
    }
    return of_stage(request, stage, form, act, page, done="Etapa reaberta.")


def permitted(request: ActingRequest, uid: UUID) -> Stage:
    """The stage. Raises Denied or NotFound."""
    stage = queries.stage_by_uid(request.actor, uid)
    require(request.actor, permissions.COMPLETE_STAGE)
    return stage


def of_stage(
    request: ActingRequest,
    stage: Stage,
    form: Form,
    act: Callable[[], object],
    page: Mapping[str, object],
    *,
    done: str,
) -> HttpResponse:
    """Back to the plan when it is done, or the form (again) with its faults (422)."""
    agreement = stage.goal.plan.agreement
    if carried_out(request, form, act, done=done):
        return redirect("work_plans:plan", agreement.uid)
    context = {"agreement": agreement, "stage": stage, "form": form, **page}
    status = 422 if form.is_bound else 200
    return render(request, "work_plans/stage_verb.html", context, status=status)
