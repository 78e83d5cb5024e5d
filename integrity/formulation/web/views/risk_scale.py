"""The scale by which the organisation measures its integrity risks."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from access.rules import require
from access.web import ActingRequest, acting
from foundation.refusals import Conflict, Denied
from integrity.formulation import permissions
from integrity.formulation.queries.risks import ScaleInForce, scale_in_force
from integrity.formulation.rules.risk_scales import PRESETS
from integrity.formulation.services.risk_scales import WHOLE_ONLY, write_risk_scale
from integrity.formulation.web.forms.risk_scale import PresetForm, RiskScaleForm, written
from ui.sent import sent_by
from ui.verbs import carried_out

DONE = "Escala gravada. Vale para as avaliações daqui em diante."
CHANGED = "Outra pessoa gravou a escala enquanto você editava. Confira o que está gravado agora."


def kept_by(request: ActingRequest) -> ScaleInForce:
    """The scale in force, for who may change it. Raises Denied."""
    require(request.actor, permissions.MANAGE_RISK_SCALE)
    if request.actor.organ_id is not None:
        raise Denied(WHOLE_ONLY)
    return scale_in_force()


@require_http_methods(["GET", "POST"])
@acting
def risk_scale(request: ActingRequest) -> HttpResponse:
    """Words and matrix, to be read and changed."""
    current = kept_by(request)
    initial = written(current.scale, current.version)
    form = RiskScaleForm(sent_by(request), current=current.scale, initial=initial)

    def act() -> object:
        return write_risk_scale(
            actor=request.actor,
            scale=form.scale(),
            version=form.cleaned_data["version"],
            at=timezone.now(),
        )

    return page(request, current, form, PresetForm(initial={"version": current.version}), act)


@require_POST
@acting
def use_preset(request: ActingRequest) -> HttpResponse:
    """One of the ready scales takes the place of the present one."""
    current = kept_by(request)
    form = PresetForm(request.POST)

    def act() -> object:
        return write_risk_scale(
            actor=request.actor,
            scale=PRESETS[form.cleaned_data["preset"]],
            version=form.cleaned_data["version"],
            at=timezone.now(),
        )

    initial = written(current.scale, current.version)
    return page(request, current, RiskScaleForm(current=current.scale, initial=initial), form, act)


def page(
    request: ActingRequest,
    current: ScaleInForce,
    form: RiskScaleForm,
    presets: PresetForm,
    act: Callable[[], object],
) -> HttpResponse:
    """Carry out what was sent, or show the page with what stands in the way."""
    sent = form if form.is_bound else presets
    clash = ""
    try:
        if sent.is_bound and carried_out(request, sent, act, done=DONE):
            return redirect("formulation:risk_scale")
    except Conflict:
        clash = CHANGED
    shown = {
        "form": form,
        "presets": presets,
        "current": current,
        "columns": "|".join(["Impacto", *current.scale.probabilities]),
        "clash": clash,
    }
    status = 409 if clash else 422 if sent.is_bound else 200
    return render(request, "formulation/risk_scale.html", shown, status=status)
