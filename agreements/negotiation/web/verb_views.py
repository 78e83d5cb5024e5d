"""One page for each verb of the centre on the texts that are negotiated."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from access.confirmation import confirmed
from access.rules import Capability, require
from access.web import ActingRequest, acting
from agreements.negotiation import permissions, queries, services
from agreements.negotiation.models import Exchange
from agreements.negotiation.rules import (
    NEGOTIATION_FLOW,
    PROPOSAL_FLOW,
    NegotiationState,
    ProposalState,
)
from agreements.negotiation.web.forms import (
    AcceptForm,
    AnswerForm,
    NoteForm,
    RecordedAcceptForm,
    WordingForm,
)
from agreements.negotiation.web.views import begun, proposed
from agreements.registry.models import Agreement
from agreements.registry.rules import Side, SignedDocument
from agreements.registry.web.forms import ReasonForm
from agreements.registry.web.typed import typed
from agreements.work_plans.permissions import PREPARE_TEXTS
from agreements.work_plans.queries import wordings_of
from agreements.work_plans.services import word_clause
from agreements.work_plans.services.clauses import clause_of
from agreements.work_plans.services.plans import must_be_draft
from foundation.refusals import NotAllowed
from ui.verbs import carried_out


@acting
def send(request: ActingRequest, uid: UUID) -> HttpResponse:
    """DCI puts the newest drafts before the partner."""
    found = standing(request, uid, permissions.NEGOTIATE, "send")
    form = NoteForm(*typed(request))
    return verb(
        request,
        found,
        form,
        lambda: services.send_to_partner(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        ),
        title="Enviar minutas ao partícipe",
        submit="Enviar",
        done="Minutas enviadas ao partícipe.",
        text="O partícipe lê esta versão, comenta, propõe outro texto onde pode, e aceita."
        " Enquanto ela está com ele, nenhuma outra minuta é gerada.",
    )


@acting
def recall(request: ActingRequest, uid: UUID) -> HttpResponse:
    """DCI takes the texts back."""
    found = standing(request, uid, permissions.NEGOTIATE, "recall")
    form = ReasonForm(*typed(request))
    return verb(
        request,
        found,
        form,
        lambda: services.recall(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        ),
        title="Tomar as minutas de volta",
        submit="Tomar de volta",
        done="As minutas voltaram à CGE-MG.",
    )


@acting
def reopen(request: ActingRequest, uid: UUID) -> HttpResponse:
    """DCI adjusts texts that both sides had accepted."""
    found = standing(request, uid, permissions.NEGOTIATE, "reopen")
    form = ReasonForm(*typed(request))
    return verb(
        request,
        found,
        form,
        lambda: services.reopen(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        ),
        title="Reabrir o ajuste das minutas",
        submit="Reabrir",
        done="Ajuste reaberto: a próxima versão precisa de novo aceite das duas partes.",
    )


@acting
@confirmed
def accept(request: ActingRequest, uid: UUID) -> HttpResponse:
    """DCI's director accepts what was sent."""
    found = standing(request, uid, permissions.ACCEPT_FOR_CENTRE, "agree")
    return accept_page(request, found, AcceptForm, Side.CGE, title="Aceitar os textos pela CGE-MG")


@acting
@confirmed
def accept_for_partner(request: ActingRequest, uid: UUID) -> HttpResponse:
    """DCI records that the partner accepted by another way."""
    found = standing(request, uid, permissions.NEGOTIATE, "agree")
    return accept_page(
        request,
        found,
        RecordedAcceptForm,
        Side.PARTNER,
        title="Registrar o aceite do partícipe",
    )


@acting
def answer(request: ActingRequest, uid: UUID) -> HttpResponse:
    """DCI takes a proposal or says why not."""
    proposal = queries.proposal_for_centre(request.actor, uid)
    found = must_be_draft(proposal.agreement)
    PROPOSAL_FLOW.after("take", ProposalState(proposal.state))
    form = AnswerForm(*typed(request))
    return verb(
        request,
        found,
        form,
        lambda: services.answer_proposal(
            actor=request.actor,
            uid=uid,
            is_taken=form.is_taken,
            answer=form.cleaned_data["answer"],
            at=timezone.now(),
        ),
        title=f"Responder à proposta: {proposal.title}",
        submit="Responder",
        done="Proposta respondida. Gere a nova minuta quando responder a todas.",
        change=proposed(proposal),
    )


@acting
def word(request: ActingRequest, uid: UUID, key: str) -> HttpResponse:
    """DCI words a clause anew in this agreement."""
    found, _ = begun(request, uid)
    require(request.actor, PREPARE_TEXTS)
    must_be_draft(found)
    clause = clause_of(found, key, timezone.now())
    wording = wordings_of(found).get(key)
    initial = {
        "text": "\n".join(wording.paragraphs if wording else clause.paragraphs),
        "revision": wording.revision if wording else 0,
    }
    form = WordingForm(*typed(request), initial=initial)
    return verb(
        request,
        found,
        form,
        lambda: word_clause(
            actor=request.actor,
            uid=uid,
            key=key,
            paragraphs=form.cleaned_data["text"].splitlines(),
            revision=form.cleaned_data["revision"],
            at=timezone.now(),
        ),
        title=f"Redigir: {clause.title}",
        submit="Salvar",
        done="Cláusula redigida. Gere a nova minuta.",
        text="A redação vale só para este acordo. O texto que difere do modelo fica marcado, e o"
        " parecer referencial não o cobre.",
    )


def standing(request: ActingRequest, uid: UUID, wanted: Capability, name: str) -> Agreement:
    """An agreement in draft, when the verb fits how its texts stand."""
    found, _ = begun(request, uid)
    require(request.actor, wanted)
    must_be_draft(found)
    negotiation = queries.negotiation_of(found)
    state = negotiation.state if negotiation else NegotiationState.PREPARING
    NEGOTIATION_FLOW.after(name, NegotiationState(state))
    return found


def accept_page(
    request: ActingRequest, found: Agreement, kind: type[AcceptForm], side: Side, title: str
) -> HttpResponse:
    """The form that names the texts, and the verb."""
    sent = sent_of(found)
    hashes = queries.hashes_of(sent)
    initial = {f"{name}_hash": value for name, value in hashes.items()}
    form = kind(*typed(request), initial=initial)
    return verb(
        request,
        found,
        form,
        lambda: services.accept(
            actor=request.actor, agreement=found, side=side, at=timezone.now(), **form.cleaned_data
        ),
        title=title,
        submit="Aceitar" if side == Side.CGE else "Registrar aceite",
        done="Aceite registrado.",
        text=f"Versão {sent.agreement_draft.version}. O aceite vale só para estes textos.",
        hashes=[(each.label, hashes[each.value]) for each in SignedDocument],
    )


def sent_of(found: Agreement) -> Exchange:
    """What the partner has before it. Raises NotAllowed."""
    sent = queries.last_sent(found)
    if sent is None:
        raise NotAllowed(queries.NEVER_SENT)
    return sent


def verb(
    request: ActingRequest,
    found: Agreement,
    form: Form,
    carry_out: Callable[[], object],
    *,
    done: str,
    **page: Any,
) -> HttpResponse:
    """Back to the negotiation when it is done, or the form again with its faults (422)."""
    if carried_out(request, form, carry_out, done=done):
        return redirect("negotiation:page", found.uid)
    context = {"found": found, "form": form, **page}
    status = 422 if form.is_bound else 200
    return render(request, "negotiation/verb.html", context, status=status)
