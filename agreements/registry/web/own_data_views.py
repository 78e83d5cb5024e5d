"""Own data: proposed at the organisation's host, decided at the centre, with what changes."""

from uuid import UUID

from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.rules import require
from access.web import ActingRequest, acting
from agreements.registry import permissions, queries, services
from agreements.registry.models import ChangeProposal
from agreements.registry.own_data import EVERY_LABEL, LABELS, PROPOSAL_FLOW, ProposalState
from agreements.registry.services.own_data import WAITING
from agreements.registry.web.forms import ReasonForm
from agreements.registry.web.own_data_forms import OwnDataForm
from agreements.registry.web.trail import trail_of
from agreements.registry.web.typed import typed
from foundation.refusals import NotAllowed
from ui.verbs import carried_out

PAGE = 30


@require_safe
@acting
def own_data(request: ActingRequest) -> HttpResponse:
    """The data of the organisation, and what it proposed."""
    organisation = queries.own_organisation(request.actor)
    present = queries.present_data(organisation)
    told = [(each, rows_of(each, present)) for each in queries.proposals_of(organisation)[:PAGE]]
    context = {
        "organisation": organisation,
        "present": [(label, present[name]) for name, label in LABELS.items()],
        "proposals": told,
        "is_waiting": queries.open_proposal_of(organisation) is not None,
    }
    return render(request, "registry/own_data.html", context)


@acting
def propose(request: ActingRequest) -> HttpResponse:
    """The form, with the data as they are."""
    organisation = queries.own_organisation(request.actor)
    if queries.open_proposal_of(organisation) is not None:
        raise NotAllowed(WAITING)
    form = OwnDataForm(*typed(request), initial=queries.present_data(organisation))

    def act() -> None:
        services.propose_change(
            actor=request.actor,
            wanted=form.wanted(),
            reason=form.cleaned_data["reason"],
            at=timezone.now(),
        )

    if carried_out(request, form, act, done="Proposta enviada: a CGE-MG vai conferir."):
        return redirect("registry:own_data")
    status = 422 if form.is_bound else 200
    return render(request, "registry/propose.html", {"form": form}, status=status)


@require_safe
@acting
def proposal_list(request: ActingRequest) -> HttpResponse:
    """What organisations proposed; what waits comes first."""
    page = Paginator(queries.proposals(request.actor), PAGE).get_page(request.GET.get("pagina"))
    return render(request, "registry/proposals.html", {"page_obj": page})


@require_safe
@acting
def proposal(request: ActingRequest, uid: UUID) -> HttpResponse:
    """One proposal: what is, and what is to be."""
    found = queries.proposal_by_uid(request.actor, uid)
    is_open = found.state == ProposalState.OPEN
    context = {
        "found": found,
        "rows": rows_of(found, queries.present_data(found.organisation)),
        "is_open": is_open,
        "may_judge": is_open and request.actor.may(permissions.JUDGE_CHANGE),
        "trail": trail_of(found),
    }
    return render(request, "registry/proposal.html", context)


@acting
def accept(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The data are taken over, once the person has seen what changes."""
    found = begin(request, uid, "accept")
    form = Form(request.POST if request.method == "POST" else None)

    def act() -> None:
        services.accept_change(actor=request.actor, uid=uid, at=timezone.now())

    if carried_out(request, form, act, done="Dados alterados."):
        return redirect("registry:proposal", uid)
    return verb_page(request, found, form, "Aceitar a alteração", "Aceitar")


@acting
def refuse(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The data stay as they are."""
    found = begin(request, uid, "refuse")
    form = ReasonForm(*typed(request))

    def act() -> None:
        services.refuse_change(actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data)

    if carried_out(request, form, act, done="Proposta recusada."):
        return redirect("registry:proposal", uid)
    return verb_page(request, found, form, "Recusar a alteração", "Recusar")


def begin(request: ActingRequest, uid: UUID, verb: str) -> ChangeProposal:
    """The proposal that a verb is for: refused before the form is shown."""
    found = queries.proposal_by_uid(request.actor, uid)
    require(request.actor, permissions.JUDGE_CHANGE)
    PROPOSAL_FLOW.after(verb, ProposalState(found.state))
    return found


def rows_of(found: ChangeProposal, present: dict[str, str]) -> list[dict[str, str]]:
    """Each datum before and after; and today's, when it is neither."""
    return [
        {
            "label": EVERY_LABEL[name],
            "before": old,
            "after": new,
            "now": present.get(name, "") if present.get(name, "") not in (old, new) else "",
        }
        for name, (old, new) in found.changes.items()
    ]


def verb_page(
    request: ActingRequest, found: ChangeProposal, form: Form, title: str, label: str
) -> HttpResponse:
    """One form, below what changes."""
    context = {
        "found": found,
        "form": form,
        "title": title,
        "submit": label,
        "rows": rows_of(found, queries.present_data(found.organisation)),
    }
    status = 422 if form.is_bound else 200
    return render(request, "registry/proposal_verb.html", context, status=status)
