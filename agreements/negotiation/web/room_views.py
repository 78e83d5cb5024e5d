"""The partner reads what CGE-MG sent, comments, proposes another text, and hands the texts back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agreements.consent.queries import is_accepted
from agreements.negotiation import queries, services
from agreements.negotiation.models import Exchange
from agreements.negotiation.rules import (
    NOT_YOURS,
    PLAN_KEY,
    PLAN_TITLE,
    ProposalState,
)
from agreements.negotiation.texts import clauses_to_read, sections_of
from agreements.negotiation.web.forms import CommentForm, NoteForm, ProposalForm
from agreements.negotiation.web.views import proposed
from agreements.registry.rules import Side
from agreements.registry.species import is_negotiable
from agreements.registry.web.typed import typed
from agreements.room.web.standing import RoomRequest, in_room
from agreements.work_plans.clauses import changed_clauses, written_clauses
from foundation.refusals import NotAllowed, NotFound
from ui.verbs import carried_out


@require_safe
@in_room
def page(request: RoomRequest) -> HttpResponse:
    """The version in hand, clause by clause, and what the partner has prepared of it."""
    found, sent = request.agreement, sent_here(request)
    draft = sent.agreement_draft
    prepared = queries.proposals_of(found, ProposalState.OPEN)
    context: dict[str, Any] = {
        "sent": sent,
        "negotiation": queries.negotiation_of(found),
        "clauses": clauses_to_read(found, draft),
        "negotiable": queries.negotiable(draft) if in_hand(request) else set(),
        "may_word": is_negotiable(draft.species),
        "prepared": prepared,
        "exchanges": queries.exchanges_of(found),
        "acceptances": queries.acceptances_of(found),
        "received": queries.received_of(found),
        "is_compared": sent_before(request, sent) is not None,
        "waiting": [each for each in queries.pair_of(sent) if not is_accepted(each)]
        if in_hand(request) and not prepared
        else [],
    }
    return shown(request, "page", **context)


@in_room
def clause(request: RoomRequest, key: str) -> HttpResponse:
    """One clause as it was sent, what the partner would have read, and what both sides said."""
    found, sent = request.agreement, sent_here(request)
    written = readable(sent)
    if key not in written:
        raise NotFound
    form = CommentForm(*typed(request))

    def act() -> None:
        services.comment(
            actor=request.actor,
            agreement=found,
            key=key,
            text=form.cleaned_data["text"],
            at=timezone.now(),
        )

    if carried_out(
        request, form, act, done="Comentário registrado. A CGE-MG o lê na mesma página."
    ):
        return redirect("texts:clause", key)
    proposals = list(queries.proposals_of(found).filter(key=key))
    context: dict[str, Any] = {
        "key": key,
        "clause": written[key],
        "plan": sections_of(sent.work_plan_draft) if key == PLAN_KEY else None,
        "version": sent.agreement_draft.version,
        "proposals": [(each, proposed(each)) for each in proposals],
        "has_open": any(each.state == ProposalState.OPEN for each in proposals),
        "comments": queries.comments_of(found).filter(key=key),
        "may_propose": in_hand(request) and key in queries.negotiable(sent.agreement_draft),
        "form": form if in_hand(request) else None,
    }
    return shown(request, "clause", form_is_bound=form.is_bound, **context)


@in_room
def propose(request: RoomRequest, key: str) -> HttpResponse:
    """How the partner would have the clause read."""
    found, sent = request.agreement, sent_here(request)
    draft = sent.agreement_draft
    if key not in written_clauses(draft.text):
        raise NotFound
    refuse_out_of_hand(request)
    if key not in queries.negotiable(draft):
        raise NotAllowed(NOT_YOURS)
    present = queries.proposals_of(found, ProposalState.OPEN).filter(key=key).first()
    items = present.paragraphs if present else written_clauses(draft.text)[key]["items"]
    initial = {"text": "\n".join(items), "revision": present.revision if present else 0}
    form = ProposalForm(*typed(request), initial=initial)

    def act() -> None:
        services.propose(
            actor=request.actor,
            agreement=found,
            key=key,
            paragraphs=form.cleaned_data["text"].splitlines(),
            revision=form.cleaned_data["revision"],
            at=timezone.now(),
        )

    done = "Proposta guardada. Ela vai à CGE-MG quando vocês devolverem as minutas."
    title = f"Propor outro texto: {written_clauses(draft.text)[key]['title']}"
    return verb(request, form, act, done=done, title=title, submit="Guardar proposta")


@require_POST
@in_room
def withdraw(request: RoomRequest, key: str) -> HttpResponse:
    """Give up what is in preparation for a clause."""
    services.withdraw_proposal(
        actor=request.actor, agreement=request.agreement, key=key, at=timezone.now()
    )
    messages.success(request, "Proposta retirada.")
    return redirect("texts:page")


@in_room
def give_back(request: RoomRequest) -> HttpResponse:
    """Hand the texts back with what should change."""
    sent_here(request)
    refuse_out_of_hand(request)
    form = NoteForm(*typed(request))
    prepared = queries.proposals_of(request.agreement, ProposalState.OPEN)

    def act() -> None:
        services.return_drafts(
            actor=request.actor,
            agreement=request.agreement,
            note=form.cleaned_data["note"],
            at=timezone.now(),
        )

    return verb(
        request,
        form,
        act,
        done="Minutas devolvidas. A CGE-MG foi avisada.",
        title="Devolver as minutas com ajustes",
        submit="Devolver",
        prepared=[(each, proposed(each)) for each in prepared],
    )


@require_safe
@in_room
def compare(request: RoomRequest) -> HttpResponse:
    """What changed since the version that was sent before."""
    sent = sent_here(request)
    before = sent_before(request, sent)
    if before is None:
        raise NotFound
    pairs = (
        (before.agreement_draft, sent.agreement_draft),
        (before.work_plan_draft, sent.work_plan_draft),
    )
    changes = [
        (new.document_name, changed_clauses(sections_of(old), sections_of(new)))
        for old, new in pairs
    ]
    return shown(request, "compare", before=before, sent=sent, changes=changes)


def sent_here(request: RoomRequest) -> Exchange:
    """What CGE-MG sent last. Raises NotFound before it sent anything."""
    sent = queries.last_sent(request.agreement)
    if sent is None:
        raise NotFound("A CGE-MG ainda não enviou as minutas.")
    return sent


def sent_before(request: RoomRequest, sent: Exchange) -> Exchange | None:
    """What it sent the time before, if the texts were others."""
    earlier = queries.exchanges_of(request.agreement).filter(side=Side.CGE, at__lt=sent.at)
    return earlier.exclude(agreement_draft=sent.agreement_draft_id).first()


def in_hand(request: RoomRequest) -> bool:
    """Whether the partner may do something with the texts now."""
    return not request.closed and queries.is_with_partner(request.agreement)


def refuse_out_of_hand(request: RoomRequest) -> None:
    """Raise NotAllowed unless the partner has the texts in hand."""
    if not in_hand(request):
        raise NotAllowed("As minutas estão com a CGE-MG: aguardem a próxima versão.")


def readable(sent: Exchange) -> dict[str, dict[str, Any]]:
    """Every clause by its key, and the work plan."""
    plan = {"title": PLAN_TITLE, "items": []}
    return {**written_clauses(sent.agreement_draft.text), PLAN_KEY: plan}


def verb(
    request: RoomRequest, form: Form, act: Callable[[], object], *, done: str, **page: Any
) -> HttpResponse:
    """Back to the texts when it is done, or the form again with its faults (422)."""
    if carried_out(request, form, act, done=done):
        return redirect("texts:page")
    return shown(request, "verb", form_is_bound=form.is_bound, form=form, **page)


def shown(
    request: RoomRequest, name: str, *, form_is_bound: bool = False, **context: Any
) -> HttpResponse:
    """A page of the texts, with whose room it is."""
    page = {"found": request.agreement, "in_hand": in_hand(request), **context}
    status = 422 if form_is_bound else 200
    return render(request, f"negotiation/room/{name}.html", page, status=status)
