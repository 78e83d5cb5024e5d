"""Who carries an action out: the people involved, and the units."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from access.web import ActingRequest, acting
from foundation.refusals import NotFound
from integrity.execution import queries, services
from integrity.execution.web.page import INVALID, attempt, show
from integrity.execution.web.team_forms import EndInvolvementForm, InvolveForm, UnitsForm
from integrity.execution.web.views import own
from ui.verbs import carried_out


@require_POST
@acting
def involve(request: ActingRequest, uid: UUID) -> HttpResponse:
    """One more person carries the action out (P84)."""
    action = own(request, uid)
    form = InvolveForm(action, queries.execution_of(action), request.POST)
    return attempt(request, action, form, services.involve_person, "Pessoa envolvida na ação.")


@require_POST
@acting
def end_involvement(request: ActingRequest, uid: UUID, person: UUID) -> HttpResponse:
    """A person no longer carries the action out (P151)."""
    action = own(request, uid)
    form = EndInvolvementForm(person, request.POST)

    def act() -> None:
        services.end_involvement(
            actor=request.actor,
            uid=uid,
            person_uid=person,
            at=timezone.now(),
            **form.cleaned_data,
        )

    if carried_out(request, form, act, done="Pessoa retirada da ação."):
        return redirect("execution:action", uid=uid)
    return show(request, action, ending=form, status=INVALID)


@require_POST
@acting
def change_units(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Another unit carries the action out, or others support it (P83)."""
    action = own(request, uid)
    form = UnitsForm(action, queries.execution_of(action), request.POST)
    answer = attempt(request, action, form, services.change_units, "Unidades salvas.")
    if answer.status_code != 302:
        return answer
    try:
        queries.action_by_uid(request.actor, uid)
    except NotFound:
        messages.info(request, "A ação passou a outra unidade e saiu da sua lista.")
        return redirect("execution:list")
    return answer
