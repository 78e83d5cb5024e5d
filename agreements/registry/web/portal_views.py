"""The public pages: ask for an agreement, and follow what was asked."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from access.rules import requester
from agreements.registry import queries, road, services
from agreements.registry.models import Request
from agreements.registry.rules import OPEN_REQUEST, REQUEST_FLOW, UNDER_EXAMINATION, RequestState
from agreements.registry.web.examination_forms import AnswerForm, WithdrawalForm
from agreements.registry.web.forms import RequestForm
from agreements.registry.web.typed import typed
from foundation.limits import Limit, all_allow, caller, give_back
from foundation.refusals import Invalid
from ui.refusals import show_faults
from ui.verbs import carried_out

TRIES = Limit("request-tries", most=300, seconds=3600)
OF_CALLER = Limit("request", most=20, seconds=3600)
ANSWERS = Limit("request-answers", most=60, seconds=3600)
OF_EVERYBODY = Limit("requests", most=300, seconds=3600)
TOO_OFTEN = (
    "O formulário foi enviado vezes demais na última hora. Nada se perdeu: espere uma hora e"
    " envie de novo, ou escreva para o e-mail da CGE-MG."
)


def submit(request: HttpRequest) -> HttpResponse:
    """The request form; when it is accepted, straight to the page that follows it.

    A form with a mistake uses up none of the requests that may be made, only tries.
    """
    form = RequestForm(*typed(request))
    if form.is_bound and not TRIES.allows(caller()):
        return too_often(request, form)
    if form.is_valid():
        counts = ((OF_CALLER, caller()), (OF_EVERYBODY, ""))
        if not all_allow(*counts):
            return too_often(request, form)
        actor = requester(form.cleaned_data["focal_name"])
        try:
            made = services.submit_request(actor=actor, at=timezone.now(), **form.values())
        except Invalid as refusal:
            give_back(*counts)
            show_faults(form, refusal)
        else:
            return redirect("registry_portal:track", services.tracking_token(made.uid))
    status = 422 if form.is_bound else 200
    return render(request, "registry/portal/submit.html", {"form": form}, status=status)


def too_often(request: HttpRequest, form: RequestForm) -> HttpResponse:
    """The form as it was typed, with its files, to be sent again later."""
    form.add_error(None, TOO_OFTEN)
    answer = render(request, "registry/portal/submit.html", {"form": form}, status=429)
    answer["Retry-After"] = str(OF_CALLER.seconds)
    return answer


@require_safe
@never_cache
def track(request: HttpRequest, token: str) -> HttpResponse:
    """Where a request stands, for whoever has its link."""
    found = queries.request_by_token(token)
    agreement = getattr(found, "agreement", None)
    context = {
        "found": found,
        "agreement": agreement,
        "steps": road.steps_of(found) + road.agreement_steps_of(agreement),
        "expected": road.expected_of(found, agreement),
        "token": token,
        "diligence": queries.open_diligence_of(found),
        "meeting": queries.meeting_set(found) if found.state in UNDER_EXAMINATION else None,
        "may_withdraw": found.state in OPEN_REQUEST,
    }
    return render(request, "registry/portal/track.html", context)


@never_cache
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Who holds the link answers what CGE-MG asked."""
    found = begin(token, "answer")
    form = AnswerForm(*typed(request))

    def act() -> None:
        services.answer_diligence(
            actor=requester(form.cleaned_data["name"]),
            token=token,
            text=form.cleaned_data["text"],
            file=form.cleaned_data["file"],
            at=timezone.now(),
        )

    diligence = queries.open_diligence_of(found)
    done = "Resposta enviada: a CGE-MG volta a analisar o pedido."
    page = {"title": "Responder à diligência", "submit": "Enviar resposta", "diligence": diligence}
    return link_page(request, found, token, form, act, done=done, **page)


@never_cache
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Who holds the link gives the request up."""
    found = begin(token, "withdraw")
    form = WithdrawalForm(*typed(request))

    def act() -> None:
        services.withdraw_request(
            actor=requester(form.cleaned_data["name"]),
            token=token,
            reason=form.cleaned_data["reason"],
            at=timezone.now(),
        )

    page = {"title": "Desistir do pedido", "submit": "Desistir"}
    return link_page(request, found, token, form, act, done="Desistência registrada.", **page)


def begin(token: str, verb: str) -> Request:
    """The request behind a link, in a state in which the verb is possible."""
    found = queries.request_by_token(token)
    REQUEST_FLOW.after(verb, RequestState(found.state))
    return found


def link_page(
    request: HttpRequest,
    found: Request,
    token: str,
    form: Form,
    act: Callable[[], None],
    *,
    done: str,
    **page: object,
) -> HttpResponse:
    """One form behind the link of a request, so many times an hour."""
    context = {"found": found, "token": token, "form": form, **page}
    status = 422 if form.is_bound else 200
    if form.is_bound and not ANSWERS.allows(caller()):
        form.add_error(None, TOO_OFTEN)
        status = 429
    elif carried_out(request, form, act, done=done):
        return redirect("registry_portal:track", token)
    return render(request, "registry/portal/answer.html", context, status=status)
