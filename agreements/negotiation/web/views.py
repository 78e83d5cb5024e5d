"""The negotiation of an agreement, one clause of it, and what changed between two versions."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.rules import require
from access.web import ActingRequest, acting
from agreements.negotiation import permissions, queries, services
from agreements.negotiation.chapters import text_of
from agreements.negotiation.models import Negotiation
from agreements.negotiation.rules import (
    PLAN_KEY,
    PLAN_TITLE,
    NegotiationState,
    ProposalState,
    missing_acceptances,
)
from agreements.negotiation.texts import clause_before, clauses_to_read, sections_of
from agreements.negotiation.web.forms import CommentForm, CompareForm
from agreements.registry.models import Agreement
from agreements.registry.queries import agreement_by_uid
from agreements.registry.rules import AgreementState, Side, SignedDocument
from agreements.registry.species import is_negotiable
from agreements.registry.web.typed import typed
from agreements.work_plans.clauses import change_of, changed_clauses, written_clauses
from agreements.work_plans.models import Draft
from agreements.work_plans.permissions import PREPARE_TEXTS, READ_DRAFTS
from agreements.work_plans.queries import drafts_of, latest_draft
from foundation.refusals import NotFound
from ui.verbs import carried_out


@require_safe
@acting
def page(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Where the texts are, what waits for an answer, each clause, and every exchange."""
    found, draft = begun(request, uid)
    sent = queries.last_sent(found)
    negotiation = queries.negotiation_of(found)
    context = {
        "found": found,
        "negotiation": negotiation,
        "state": negotiation.get_state_display() if negotiation else "Ainda não enviada",
        "sent": sent,
        "missing": missing_acceptances(queries.accepted_by(sent)) if sent else [],
        "waiting": queries.proposals_of(found, ProposalState.SENT),
        "clauses": clauses_to_read(found, draft),
        "draft": draft,
        "exchanges": queries.exchanges_of(found),
        "acceptances": queries.acceptances_of(found),
        "received": queries.received_of(found),
        "versions": drafts_of(found).filter(document=SignedDocument.AGREEMENT),
        "next": text_of(state_of(negotiation), found, sent)
        if found.state == AgreementState.DRAFT
        else "",
        **allowed(request, found, negotiation),
    }
    context |= after_answers(request, draft, context)
    return render(request, "negotiation/page.html", context)


@acting
def clause(request: ActingRequest, uid: UUID, key: str) -> HttpResponse:
    """One clause of the newest version: its text, what is proposed, what was said of it."""
    found, draft = begun(request, uid)
    written = {**written_clauses(draft.text), PLAN_KEY: {"title": PLAN_TITLE, "items": []}}
    if key not in written:
        raise NotFound
    may_comment = request.actor.may(permissions.COMMENT)
    if request.method == "POST":
        require(request.actor, permissions.COMMENT)
    form = CommentForm(*typed(request))

    def act() -> None:
        services.comment(
            actor=request.actor,
            agreement=found,
            key=key,
            text=form.cleaned_data["text"],
            at=timezone.now(),
        )

    if carried_out(request, form, act, done="Comentário registrado."):
        return redirect("negotiation:clause", uid, key)
    context = {
        "found": found,
        "draft": draft,
        "key": key,
        "clause": written[key],
        "outside": outside_model(draft, key, written),
        "proposals": [
            (each, proposed(each))
            for each in queries.proposals_of(found).filter(key=key)
            if each.state != ProposalState.OPEN
        ],
        "comments": queries.comments_of(found).filter(key=key),
        "form": form if may_comment else None,
        "may_word": key != PLAN_KEY
        and request.actor.may(PREPARE_TEXTS)
        and found.state == AgreementState.DRAFT
        and is_negotiable(found.species),
        "may_answer": request.actor.may(permissions.NEGOTIATE),
    }
    return render(request, "negotiation/clause.html", context, status=422 if form.is_bound else 200)


@require_safe
@acting
def compare(request: ActingRequest, uid: UUID) -> HttpResponse:
    """What changed between two versions of one of the texts."""
    found, draft = begun(request, uid)
    numbers = drafts_of(found).values_list("version", flat=True).order_by("version").distinct()
    versions = list(numbers)
    form = CompareForm(
        request.GET or None,
        names=[(each.value, found.document_name(each)) for each in SignedDocument],
        versions=versions,
        initial={"de": max(1, draft.version - 1), "para": draft.version},
    )
    changes, names = None, None
    if form.is_valid():
        asked = form.cleaned_data
        pair = [
            queries.draft_of(request.actor, found, asked["documento"], asked[name])
            for name in ("de", "para")
        ]
        changes, names = changed_clauses(*(sections_of(each) for each in pair)), pair
    context = {"found": found, "form": form, "changes": changes, "pair": names}
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "negotiation/compare.html", context, status=status)


def begun(request: ActingRequest, uid: UUID) -> tuple[Agreement, Draft]:
    """An agreement with drafts and the newest of its text. Raises Denied or NotFound."""
    found = agreement_by_uid(request.actor, uid)
    require(request.actor, READ_DRAFTS)
    draft = latest_draft(found, SignedDocument.AGREEMENT)
    if draft is None:
        raise NotFound("As minutas deste acordo ainda não foram geradas.")
    return found, draft


def allowed(
    request: ActingRequest, found: Agreement, negotiation: Negotiation | None
) -> dict[str, Any]:
    """The verbs that the page offers."""
    state = state_of(negotiation)
    may = found.state == AgreementState.DRAFT and request.actor.may(permissions.NEGOTIATE)
    is_sent = state == NegotiationState.SENT
    sent = queries.last_sent(found)
    missing = missing_acceptances(queries.accepted_by(sent)) if sent else []
    director = request.actor.may(permissions.ACCEPT_FOR_CENTRE)
    return {
        "may_send": may and state in (NegotiationState.PREPARING, NegotiationState.ADJUSTING),
        "may_bring": may
        and is_negotiable(found.species)
        and state in (NegotiationState.PREPARING, NegotiationState.ADJUSTING),
        "may_word": is_negotiable(found.species),
        "may_recall": may and is_sent,
        "may_reopen": may and state == NegotiationState.AGREED,
        "may_accept": may and is_sent and director and Side.CGE in missing,
        "may_record": may and is_sent and Side.PARTNER in missing,
        "may_answer": may,
    }


def state_of(negotiation: Negotiation | None) -> NegotiationState:
    """Where the texts are; before the first sending nothing says so."""
    return NegotiationState(negotiation.state) if negotiation else NegotiationState.PREPARING


def after_answers(request: ActingRequest, draft: Draft, context: dict[str, Any]) -> dict[str, Any]:
    """Texts are sent when every proposal is answered and the newest version is the centre's."""
    is_ready = not context["waiting"].exists()
    is_own = draft.side == Side.CGE
    may_write = context["may_send"] and request.actor.may(PREPARE_TEXTS)
    return {
        "may_send": context["may_send"] and is_ready and is_own,
        "may_generate": may_write and is_ready and not is_own,
    }


def outside_model(draft: Draft, key: str, written: dict[str, Any]) -> object:
    """How a clause differs from the model; None where it does not."""
    if key not in draft.wordings:
        return None
    return change_of(key, clause_before(draft, key), written[key])


def proposed(each: Any) -> object:
    """What a proposal changes."""
    before = {"title": each.title, "items": each.before}
    return change_of(each.key, before, {"title": each.title, "items": each.paragraphs})
