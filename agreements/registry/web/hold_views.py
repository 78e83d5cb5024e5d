"""CGE-MG makes a step of an agreement wait, and lets it go on."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils import timezone

from access.rules import require
from access.web import ActingRequest, acting
from agreements.registry import permissions, queries, services
from agreements.registry.holds import HOLDABLE, NOT_HELD, TOO_EARLY, HoldStep
from agreements.registry.web.typed import typed
from agreements.registry.web.verbs import verb
from foundation.refusals import NotAllowed

AREA = forms.Textarea(attrs={"rows": 4})
READ = "O partícipe lê este texto na página do acordo. Não escreva dados pessoais."


class HoldForm(forms.Form):
    """Which step waits, and why."""

    step = forms.TypedChoiceField(
        label="Etapa", choices=HoldStep.choices, coerce=HoldStep, empty_value=None
    )
    reason = forms.CharField(label="Motivo", max_length=2000, widget=AREA, help_text=READ)


class ReleaseForm(forms.Form):
    """Why it goes on."""

    reason = forms.CharField(
        label="Motivo da retomada", max_length=2000, widget=AREA, help_text=READ
    )


@acting
def hold(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Make a step wait."""
    found = queries.agreement_by_uid(request.actor, uid)
    require(request.actor, permissions.HOLD_STEP)
    if found.state not in HOLDABLE:
        raise NotAllowed(TOO_EARLY)
    form = HoldForm(*typed(request))
    return verb(
        request,
        found,
        form,
        lambda: services.hold_step(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        ),
        title="Suspender uma etapa",
        submit="Suspender",
        done="Etapa suspensa: o partícipe foi avisado e os prazos dela estão parados.",
        text="Enquanto durar a suspensão ninguém conclui a etapa e os prazos dela não correm. As"
        " etapas do plano de trabalho com data fixada não mudam: as duas partes a assinaram, e"
        " outra data se combina por termo aditivo ou apostila.",
    )


@acting
def release(request: ActingRequest, uid: UUID, hold_uid: UUID) -> HttpResponse:
    """Let it go on."""
    found = queries.agreement_by_uid(request.actor, uid)
    held = queries.hold_by_uid(found, hold_uid)
    require(request.actor, permissions.HOLD_STEP)
    if held.released_at is not None:
        raise NotAllowed(NOT_HELD)
    form = ReleaseForm(*typed(request))
    return verb(
        request,
        found,
        form,
        lambda: services.release_step(
            actor=request.actor, uid=hold_uid, at=timezone.now(), **form.cleaned_data
        ),
        title="Retomar a etapa",
        submit="Retomar",
        done="Etapa retomada: o partícipe foi avisado.",
        text=f"{held.get_step_display()}, suspensa: {held.reason}",
    )
