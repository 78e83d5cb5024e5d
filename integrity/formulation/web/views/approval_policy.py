"""How the plans of this organisation are approved."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from access.rules import require
from access.web import ActingRequest, acting
from integrity.formulation import permissions
from integrity.formulation.queries.approvals import policy
from integrity.formulation.rules.approval import LOOSENABLE
from integrity.formulation.services.approval_policy import set_approval_policy
from integrity.formulation.web.forms.approval import PolicyForm
from ui.sent import sent_by
from ui.verbs import carried_out


@require_http_methods(["GET", "HEAD", "POST"])
@acting
def approval_policy(request: ActingRequest) -> HttpResponse:
    """What binds and who is asked, with the reason of each change."""
    require(request.actor, permissions.SET_APPROVAL_POLICY)
    held = policy()
    initial = {
        "needs_opinion": held.needs_opinion,
        "needs_approval": held.needs_approval,
        "binding": [each.value for each in LOOSENABLE if each not in held.loose_gates],
    }
    form = PolicyForm(sent_by(request), initial=initial)

    def act() -> object:
        return set_approval_policy(
            actor=request.actor,
            policy=form.policy(),
            reason=form.cleaned_data["reason"],
            at=timezone.now(),
        )

    if carried_out(request, form, act, done="Regras gravadas. Valem para os próximos envios."):
        return redirect("formulation:approval_policy")
    status = 422 if form.is_bound else 200
    return render(request, "formulation/approval_policy.html", {"form": form}, status=status)
