"""The legal opinion on the texts, and the remarks that were met."""

from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from access.rules import require
from access.web import ActingRequest, acting
from agreements.registry.models import Agreement
from agreements.registry.queries import agreement_by_uid
from agreements.registry.rules import AgreementState
from agreements.registry.web.typed import typed
from agreements.work_plans import permissions, queries, services
from agreements.work_plans.opinions import OpinionResult
from agreements.work_plans.services.opinions import NO_DRAFTS, NO_REMARKS, latest_hashes
from agreements.work_plans.services.plans import FROZEN
from agreements.work_plans.web.opinion_forms import OpinionForm, RemarksForm
from foundation.refusals import NotAllowed
from ui.verbs import carried_out


@acting
def opinion(request: ActingRequest, uid: UUID) -> HttpResponse:
    """One opinion on the newest drafts."""
    found = begin(request, uid)
    if not latest_hashes(found):
        raise NotAllowed(NO_DRAFTS)
    form = OpinionForm(*typed(request), actor=request.actor)

    def act() -> None:
        services.record_opinion(
            actor=request.actor,
            uid=uid,
            opinion=form.opinion(),
            file=form.cleaned_data["file"],
            at=timezone.now(),
        )

    if carried_out(request, form, act, done="Parecer jurídico registrado."):
        return redirect("registry:agreement", uid)
    return verb_page(request, found, form, "Registrar parecer jurídico")


@acting
def meet_remarks(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The remarks of the newest opinion were met."""
    found = begin(request, uid)
    newest = queries.opinions_of(found).first()
    if newest is None or newest.result != OpinionResult.WITH_REMARKS:
        raise NotAllowed(NO_REMARKS)
    form = RemarksForm(*typed(request))

    def act() -> None:
        services.meet_remarks(actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data)

    if carried_out(request, form, act, done="Atendimento das ressalvas registrado."):
        return redirect("registry:agreement", uid)
    return verb_page(request, found, form, "Ressalvas do parecer jurídico", newest.remarks)


def begin(request: ActingRequest, uid: UUID) -> Agreement:
    """An agreement in draft, for who says something of the opinion."""
    found = agreement_by_uid(request.actor, uid)
    require(request.actor, permissions.DECLARE_OPINION)
    if found.state != AgreementState.DRAFT:
        raise NotAllowed(FROZEN)
    return found


def verb_page(
    request: ActingRequest, found: Agreement, form: Form, title: str, text: str = ""
) -> HttpResponse:
    """The page of a verb: one form, beside what it is about."""
    context = {"found": found, "form": form, "title": title, "submit": "Registrar", "text": text}
    status = 422 if form.is_bound else 200
    return render(request, "registry/agreement_verb.html", context, status=status)
