"""The head of the organ reads the diagnosis and says so (P159)."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from access.rules import require
from access.web import ActingRequest, acting
from integrity.formulation import permissions
from integrity.formulation.queries import plans
from integrity.formulation.queries.programme import programme_of
from integrity.formulation.services.drafting import check_open
from integrity.formulation.services.noting import check_written, note_diagnosis
from integrity.formulation.web.forms.programme import NoteForm
from ui.sent import sent_by
from ui.verbs import carried_out


@require_http_methods(["GET", "POST"])
@acting
def note(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Agree, or say what should change."""
    require(request.actor, permissions.NOTE_DIAGNOSIS)
    plan = plans.plan_by_uid(request.actor, uid)
    permissions.must_lead(request.actor, plan)
    check_open(plan)
    kept = check_written(programme_of(plan))
    form = NoteForm(sent_by(request), initial={"suggestions": kept.suggestions})

    def act() -> None:
        note_diagnosis(
            actor=request.actor,
            plan_uid=uid,
            is_agreed=form.cleaned_data["is_agreed"],
            suggestions=form.cleaned_data["suggestions"],
            at=timezone.now(),
        )

    if form.is_bound and carried_out(request, form, act, done="Ciência registrada."):
        return redirect("formulation:programme", uid)
    status = 422 if form.is_bound else 200
    return render(request, "formulation/note.html", {"plan": plan, "form": form}, status=status)
