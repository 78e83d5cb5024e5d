"""Who holds which profile: invite a person, end a profile."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.rules import Profile, require
from access.web import ActingRequest, acting
from foundation.refusals import Invalid
from integrity.formulation import permissions
from integrity.formulation.queries import structure as queries
from integrity.formulation.services.people import end_assignment, invite_person
from integrity.formulation.web.forms.structure import InviteForm
from integrity.formulation.web.sent import sent_by
from ui.refusals import show_faults


@require_safe
@acting
def people(request: ActingRequest) -> HttpResponse:
    """The profiles held today."""
    allowed = permissions.grantable_by(request.actor.profile)
    held = [
        {"held": each, "may_end": each.profile in allowed}
        for each in queries.assignments(request.actor, today=timezone.localdate())
    ]
    return render(request, "formulation/people.html", {"assignments": held})


@require_http_methods(["GET", "POST"])
@acting
def invite(request: ActingRequest) -> HttpResponse:
    """Give a person a profile."""
    require(request.actor, permissions.MANAGE_PEOPLE)
    form = InviteForm(sent_by(request), actor=request.actor)
    if form.is_valid():
        given = form.cleaned_data
        try:
            held = invite_person(
                actor=request.actor,
                at=timezone.now(),
                today=timezone.localdate(),
                **{**given, "profile": Profile(given["profile"])},
            )
        except Invalid as refusal:
            show_faults(form, refusal)
        else:
            messages.success(request, f"Perfil concedido. Escrevemos para {held.user.email}.")
            return redirect("formulation:people")
    return render(
        request, "formulation/invite.html", {"form": form}, status=422 if form.is_bound else 200
    )


@require_POST
@acting
def end(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The person no longer holds the profile."""
    held = end_assignment(
        actor=request.actor, uid=uid, at=timezone.now(), today=timezone.localdate()
    )
    messages.success(request, f"{held.user.name} não tem mais o perfil “{held}”.")
    return redirect("formulation:people")
