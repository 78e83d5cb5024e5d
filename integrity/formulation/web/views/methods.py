"""The method of the organisation: presets, its parts, and its axes for a new plan."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from access.rules import require
from access.web import ActingRequest, acting
from audit.queries import entries_of
from foundation.refusals import Conflict, Denied, Invalid
from integrity.formulation import permissions
from integrity.formulation.queries import methods
from integrity.formulation.rules.methods import PRESETS, Method
from integrity.formulation.services.methods import (
    WHOLE_ONLY,
    add_axes_of_method,
    write_method,
)
from integrity.formulation.web.forms.methods import MethodForm, PresetForm
from ui.refusals import show_faults
from ui.sent import sent_by

CLASH = "Outra pessoa gravou o método enquanto você editava. Veja o que mudou e grave de novo."


def whole(request: ActingRequest) -> None:
    """Raises Denied unless the person keeps the method of the whole organisation."""
    require(request.actor, permissions.MANAGE_METHOD)
    if request.actor.organ_id is not None:
        raise Denied(WHOLE_ONLY)


@require_http_methods(["GET", "POST"])
@acting
def method(request: ActingRequest) -> HttpResponse:
    """The parts of the method, to be read and changed."""
    whole(request)
    found = methods.standing()
    initial = MethodForm.initial_of(found.method, found.version)
    form = MethodForm(sent_by(request), initial=initial)
    if form.is_bound and form.is_valid():
        return written(request, form.method(found.method.preset), form)
    return shown(request, form)


@require_POST
@acting
def use_preset(request: ActingRequest) -> HttpResponse:
    """Start from a preset: it takes the place of the whole method."""
    whole(request)
    form = PresetForm(request.POST)
    if form.is_valid():
        return written(request, PRESETS[form.cleaned_data["preset"]].method, form)
    return shown(request, None, form)


def written(request: ActingRequest, wanted: Method, form: MethodForm | PresetForm) -> HttpResponse:
    """Write it, or show what somebody else wrote in between beside what was typed."""
    version = form.cleaned_data["version"]
    try:
        write_method(actor=request.actor, method=wanted, version=version, at=timezone.now())
    except Conflict as clash:
        found = methods.standing()
        again = MethodForm(initial=MethodForm.initial_of(wanted, found.version))
        return shown(request, again, clash=clash)
    except Invalid as refusal:
        show_faults(form, refusal)
        return shown(request, form if isinstance(form, MethodForm) else None)
    messages.success(request, "Método gravado.")
    return redirect("formulation:method")


def shown(
    request: ActingRequest,
    form: MethodForm | None,
    preset: PresetForm | None = None,
    clash: Conflict | None = None,
) -> HttpResponse:
    """The page, with 409 after a clash and 422 after a fault."""
    found = methods.standing()
    start = {"preset": found.method.preset, "version": found.version}
    form = form or MethodForm(initial=MethodForm.initial_of(found.method, found.version))
    preset = preset or PresetForm(initial=start)
    context = {
        "form": form,
        "presets": preset,
        "differences": clash.differences if clash else None,
        "clash": CLASH if clash else "",
        "chosen": found.version > 0,
        "entries": entries_of(found.row) if found.row else (),
    }
    status = 409 if clash else 422 if form.is_bound or preset.is_bound else 200
    return render(request, "formulation/method.html", context, status=status)


@require_POST
@acting
def add_axes(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Begin a plan with the axes of the method."""
    add_axes_of_method(actor=request.actor, plan_uid=uid, at=timezone.now())
    messages.success(request, "Eixos acrescentados. Mude o que quiser.")
    return redirect("formulation:content", uid)
