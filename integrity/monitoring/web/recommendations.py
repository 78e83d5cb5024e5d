"""One recommendation: its author rewrites or withdraws it, the executor answers it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from access.duties import Pair, is_same
from access.rules import require
from access.web import ActingRequest, acting
from foundation.refusals import Conflict, Invalid
from integrity.monitoring import permissions, queries, services
from integrity.monitoring.models import Recommendation
from integrity.monitoring.rules import RECOMMENDATION_FLOW, RecommendationState
from integrity.monitoring.web import forms
from ui.refusals import show_faults


@require_http_methods(["GET", "HEAD", "POST"])
@acting
def rewrite(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The author corrects the text."""
    found = _at(request, uid, permissions.AUTHOR, "rewrite")
    initial = {"text": found.text, "version": found.version}
    form = forms.RewriteForm(request.POST or None, initial=initial)
    page: dict[str, Any] = {"title": "Alterar a recomendação", "submit": "Salvar"}
    try:
        done = _done(request, uid, form, services.rewrite_recommendation)
    except Conflict as refusal:
        fresh = queries.recommendation_by_uid(request.actor, uid)
        data = request.POST.copy()
        data["version"] = str(fresh.version)
        form = forms.RewriteForm(data)
        page |= {"conflict": refusal, "conflict_form": "recomendacao"}
        return _page(request, fresh, form, page, status=refusal.status)
    if done:
        messages.success(request, "Recomendação alterada.")
        return redirect("monitoring:action", uid=found.action.uid)
    return _page(request, found, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@acting
def withdraw(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The author takes it back."""
    found = _at(request, uid, permissions.AUTHOR, "withdraw")
    form = forms.WithdrawForm(request.POST or None)
    if _done(request, uid, form, services.withdraw_recommendation):
        messages.success(request, "Recomendação retirada.")
        return redirect("monitoring:action", uid=found.action.uid)
    page = {"title": "Retirar a recomendação", "submit": "Retirar", "kind": "danger"}
    return _page(request, found, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@acting
def answer(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The executor of the action's unit answers, once (P89, P90).

    The address of one of an earlier plan leads to its action, where the copy is answered.
    """
    if (now := queries.action_that_continues(uid)) is not None:
        return redirect("execution:action", uid=now.uid)
    found = _at(request, uid, permissions.ANSWER, "answer")
    form = forms.AnswerForm(request.POST or None)
    form.ask(Pair.RECOMMEND_ANSWER, joins=is_same(found.author_id, request.actor.user_id))
    if _done(request, uid, form, services.answer_recommendation):
        messages.success(request, "Resposta enviada.")
        return redirect("execution:action", uid=found.action.uid)
    return _page(request, found, form, {"title": "Responder à recomendação", "submit": "Responder"})


def _at(request: ActingRequest, uid: UUID, capability: Any, verb: str) -> Recommendation:
    """The recommendation that a verb is for: refused before the form is shown, not after it."""
    require(request.actor, capability)
    found = queries.recommendation_by_uid(request.actor, uid)
    if capability is permissions.AUTHOR:
        services.check_author(request.actor, found)
    RECOMMENDATION_FLOW.after(verb, RecommendationState(found.state))
    return found


def _done(request: ActingRequest, uid: UUID, form: Form, verb: Any) -> bool:
    """Whether the verb was carried out; what was wrong stands in the form."""
    if not form.is_valid():
        return False
    try:
        verb(actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data)
    except Invalid as refusal:
        show_faults(form, refusal)
        return False
    return True


def _page(
    request: ActingRequest,
    found: Recommendation,
    form: Form,
    page: dict[str, Any],
    status: int = 0,
) -> HttpResponse:
    is_executor = request.actor.may(permissions.ANSWER)
    context = {
        "recommendation": found,
        "form": form,
        "back": "execution:action" if is_executor else "monitoring:action",
        **page,
    }
    shown = status or (Invalid.status if form.is_bound else 200)
    return render(request, "monitoring/recommendation.html", context, status=shown)
