"""CGE-MG sees what was asked, what is held, what has to stay, and answers."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from access.confirmation import confirmed
from access.rules import require
from access.web import ActingRequest, acting
from agreements.privacy import permissions, queries, services
from agreements.privacy.held import going, held_of, hindrances, staying
from agreements.privacy.models import SubjectRequest
from agreements.privacy.rules import SUBJECT_FLOW, SubjectState, due_day
from agreements.privacy.web.forms import EraseForm, RefuseForm, WishForm
from agreements.registry.web.typed import typed
from audit.queries import entries_of
from ui.verbs import carried_out

PAGE = 30


@require_safe
@acting
def subjects(request: ActingRequest) -> HttpResponse:
    """What waits, and what was answered."""
    found = queries.subjects(request.actor)
    page = {
        "page_obj": Paginator(found, PAGE).get_page(request.GET.get("pagina")),
        "may_answer": request.actor.may(permissions.ANSWER_SUBJECTS),
    }
    return render(request, "privacy/subjects.html", page)


@require_safe
@acting
def subject(request: ActingRequest, uid: UUID) -> HttpResponse:
    """One request, with what would go and what would stay."""
    found = queries.subject_by_uid(request.actor, uid)
    page = {
        **standing(found),
        "entries": entries_of(found),
        "may_answer": request.actor.may(permissions.ANSWER_SUBJECTS)
        and found.state == SubjectState.ASKED,
    }
    return render(request, "privacy/subject.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@acting
def record(request: ActingRequest) -> HttpResponse:
    """Somebody who lost the address asked in writing."""
    require(request.actor, permissions.ANSWER_SUBJECTS)
    form = WishForm(*typed(request))
    made: list[SubjectRequest] = []

    def act() -> None:
        given = form.cleaned_data
        made.append(services.record_wish(actor=request.actor, at=timezone.now(), **given))

    done = "Pedido registrado. Outra pessoa da CGE-MG confere e responde."
    if carried_out(request, form, act, done=done):
        return redirect("privacy:subject", made[0].uid)
    status = 422 if form.is_bound else 200
    return render(request, "privacy/record.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@acting
@confirmed
def erase(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The data go."""
    found = begin(request, uid, "erase")
    form = EraseForm(*typed(request))

    def act() -> None:
        given = form.cleaned_data
        services.erase_subject(actor=request.actor, uid=uid, at=timezone.now(), **given)

    if carried_out(request, form, act, done="Dados eliminados. A pessoa foi avisada por e-mail."):
        return redirect("privacy:subject", uid)
    title = "Eliminar os dados"
    return verb_page(request, found, form, title=title, submit="Eliminar agora", kind="danger")


@require_http_methods(["GET", "HEAD", "POST"])
@acting
def refuse(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The data stay."""
    found = begin(request, uid, "refuse")
    form = RefuseForm(*typed(request))

    def act() -> None:
        given = form.cleaned_data
        services.refuse_erasure(actor=request.actor, uid=uid, at=timezone.now(), **given)

    if carried_out(request, form, act, done="Recusa registrada. A pessoa foi avisada por e-mail."):
        return redirect("privacy:subject", uid)
    return verb_page(request, found, form, title="Recusar a eliminação", submit="Recusar")


def begin(request: ActingRequest, uid: UUID, verb: str) -> SubjectRequest:
    """A request in a state in which the verb is possible."""
    require(request.actor, permissions.ANSWER_SUBJECTS)
    found = queries.subject_by_uid(request.actor, uid)
    SUBJECT_FLOW.after(verb, SubjectState(found.state))
    return found


def standing(found: SubjectRequest) -> dict[str, Any]:
    """What is held of who asked, and until when it is answered."""
    held = held_of(found.address)
    asked = found.erasure_asked_at or found.asked_at
    is_waiting = found.state == SubjectState.ASKED
    return {
        "found": found,
        "due": due_day(timezone.localdate(asked)),
        "going": going(held) if is_waiting else [],
        "staying": staying(held) if is_waiting else found.kept,
        "stops": hindrances(held) if is_waiting else [],
    }


def verb_page(
    request: ActingRequest, found: SubjectRequest, form: Any, **page: Any
) -> HttpResponse:
    """The form below what goes and what stays."""
    context = {**standing(found), "form": form, **page}
    status = 422 if form.is_bound else 200
    return render(request, "privacy/verb.html", context, status=status)
