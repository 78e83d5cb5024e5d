"""Ask for a revision of the plan in force; read the request, decide on it, take it back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from access.duties import Pair, is_same
from access.rules import Capability, require
from access.web import ActingRequest, acting
from foundation.refusals import NotAllowed
from integrity.formulation import permissions
from integrity.formulation.models import RevisionRequest
from integrity.formulation.queries import plans, revisions
from integrity.formulation.rules.flows import REVISION_FLOW, RevisionKind, RevisionState
from integrity.formulation.rules.revisions import LEFT_OUT
from integrity.formulation.services import revisions as services
from integrity.formulation.web.forms import revisions as forms
from people.web.profile_forms import AcceptingForm
from ui.sent import sent_by
from ui.verbs import carried_out

METHODS = ["GET", "HEAD", "POST"]
KEPT = "O plano em vigor continua valendo até a publicação do novo."


@require_http_methods(METHODS)
@acting
def request_revision(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The commission asks; refused before the form is shown while one is pending (N17)."""
    require(request.actor, permissions.REQUEST_REVISION)
    plan = plans.plan_by_uid(request.actor, uid)
    permissions.must_lead(request.actor, plan)
    if hindrance := revisions.hindrance_of(plan):
        raise NotAllowed(hindrance)
    form = forms.RequestRevisionForm(sent_by(request))

    def act() -> object:
        return services.request_revision(
            actor=request.actor, plan_uid=uid, at=timezone.now(), **form.written()
        )

    if carried_out(request, form, act, done="Pedido enviado ao controle interno."):
        return redirect("formulation:plan", uid)
    shown = {"plan": plan, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "formulation/request_revision.html", shown, status=status)


@require_safe
@acting
def revision(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The request, for everybody of the organisation, with what this person may do about it."""
    found = revisions.request_by_uid(request.actor, uid)
    is_pending = found.state == RevisionState.PENDING
    shown = {
        "found": found,
        "may_decide": is_pending
        and permissions.may_in(found.plan, request.actor, permissions.DECIDE_REVISION),
        "may_withdraw": is_pending
        and permissions.may_in(found.plan, request.actor, permissions.REQUEST_REVISION),
    }
    return render(request, "formulation/revision.html", shown)


@require_http_methods(METHODS)
@acting
def approve_revision(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Internal control lets the plan be revised (P128, P129)."""
    found = at(request, uid, permissions.DECIDE_REVISION, "approve")
    form = forms.ApproveRevisionForm(sent_by(request), of=found)
    page = {
        "title": f"Autorizar {RevisionKind(found.kind).label.lower()}",
        "consequence": f"{LEFT_OUT[RevisionKind(found.kind)]} {KEPT}",
        "submit": "Autorizar",
    }
    done = "Pedido autorizado. O novo plano está em elaboração."
    return verb(request, found, asking(request, found, form), services.approve_revision, page, done)


@require_http_methods(METHODS)
@acting
def reject_revision(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Internal control refuses, with a reason (P130)."""
    found = at(request, uid, permissions.DECIDE_REVISION, "reject")
    form = asking(request, found, forms.RejectRevisionForm(sent_by(request)))
    page = {"title": "Recusar o pedido", "submit": "Recusar", "kind": "danger"}
    return verb(request, found, form, services.reject_revision, page, "Pedido recusado.")


@require_http_methods(METHODS)
@acting
def withdraw_revision(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The commission takes the request back."""
    found = at(request, uid, permissions.REQUEST_REVISION, "withdraw")
    form = forms.WithdrawRevisionForm(sent_by(request))
    page = {"title": "Retirar o pedido", "submit": "Retirar", "kind": "danger"}
    return verb(request, found, form, services.withdraw_revision, page, "Pedido retirado.")


def at(request: ActingRequest, uid: UUID, capability: Capability, name: str) -> RevisionRequest:
    """The request that a verb is for: refused before the form is shown, not after it."""
    require(request.actor, capability)
    found = revisions.request_by_uid(request.actor, uid)
    permissions.must_lead(request.actor, found.plan)
    REVISION_FLOW.after(name, RevisionState(found.state))
    return found


def asking(request: ActingRequest, found: RevisionRequest, form: AcceptingForm) -> AcceptingForm:
    """With the reason that who asked must give to decide."""
    joins = is_same(found.requested_by_id, request.actor.user_id)
    return form.ask(Pair.REQUEST_DECIDE, joins=joins)


def verb(
    request: ActingRequest,
    found: RevisionRequest,
    form: Form,
    service: Callable[..., object],
    page: dict[str, Any],
    done: str,
) -> HttpResponse:
    """One form, one service call, back to the request."""

    def act() -> object:
        given = form.decided() if hasattr(form, "decided") else form.cleaned_data
        return service(actor=request.actor, uid=found.uid, at=timezone.now(), **given)

    if carried_out(request, form, act, done=done):
        return redirect("formulation:revision", found.uid)
    shown = {"found": found, "form": form, **page}
    status = 422 if form.is_bound else 200
    return render(request, "formulation/decide_revision.html", shown, status=status)
