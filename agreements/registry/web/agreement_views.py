"""Agreements at the centre: the list, one agreement in chapters, terms and signatures."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.confirmation import confirmed
from access.rules import require
from access.web import ActingRequest, acting
from agreements.registry import permissions, queries, services
from agreements.registry.before_species import why_fixed
from agreements.registry.chapters import chapters_of
from agreements.registry.holds import HOLDABLE
from agreements.registry.road import DOCUMENT_WORDS, SIDE_WORDS
from agreements.registry.rules import AGREEMENT_FLOW, AgreementState, Side
from agreements.registry.services.signatures import permission_for
from agreements.registry.species import Species
from agreements.registry.web.agreement_forms import (
    AgreementFilter,
    SignatureForm,
    SpeciesForm,
    TermsForm,
)
from agreements.registry.web.forms import ReasonForm
from agreements.registry.web.trail import trail_of
from agreements.registry.web.typed import typed
from agreements.registry.web.verbs import verb
from foundation.refusals import NotAllowed, NotFound
from ui.grid import Column, Grid

PAGE = 20
COLUMNS = (
    Column("Número", "numero", by=("year", "number")),
    Column("Organização", "organizacao", by=("organisation__name",)),
    Column("Processo SEI", "processo", by=("sei_number",)),
    Column("Vigência", "vigencia", by=("end_date",)),
    Column("Situação", "situacao", by=("state",)),
)
DOCUMENTS = {word: document for document, word in DOCUMENT_WORDS.items()}
SIDES = {word: side for side, word in SIDE_WORDS.items()}


@require_safe
@acting
def agreement_list(request: ActingRequest) -> HttpResponse:
    """Every agreement, with filters."""
    filters = AgreementFilter(request.GET)
    chosen = filters.cleaned_data if filters.is_valid() else {}
    found = queries.agreements(
        request.actor,
        state=chosen.get("situacao", ""),
        species=chosen.get("especie", ""),
        search=chosen.get("busca", ""),
    )
    context = {"grid": Grid(found, COLUMNS, request.GET, per_page=PAGE), "filters": filters}
    return render(request, "registry/agreement_list.html", context)


@require_safe
@acting
def agreement_page(request: ActingRequest, uid: UUID) -> HttpResponse:
    """One agreement: its road, what to do next, and a part for each chapter."""
    found = queries.agreement_by_uid(request.actor, uid)
    chapters = chapters_of(request.actor, found)
    is_draft = found.state == AgreementState.DRAFT
    may_change = is_draft and request.actor.may(permissions.CHANGE_TERMS)
    context = {
        "found": found,
        "chapters": chapters,
        "holds": queries.holds_of(found),
        "may_hold": found.state in HOLDABLE and request.actor.may(permissions.HOLD_STEP),
        "next_steps": [each.next_step for each in chapters if each.next_step],
        "may_change": may_change,
        "may_change_species": may_change and not why_fixed(found),
        "trail": trail_of(found),
    }
    return render(request, "registry/agreement.html", context)


@acting
def terms(request: ActingRequest, uid: UUID) -> HttpResponse:
    """DCI changes the terms of a draft."""
    found = queries.agreement_by_uid(request.actor, uid)
    require(request.actor, permissions.CHANGE_TERMS)
    if found.state != AgreementState.DRAFT:
        raise NotAllowed("As condições só mudam enquanto o acordo está em minuta.")
    form = TermsForm(*typed(request), initial=TermsForm.initial_of(found))
    return verb(
        request,
        found,
        form,
        lambda: services.change_terms(
            actor=request.actor,
            uid=uid,
            revision=form.cleaned_data["revision"],
            terms=form.terms(),
            at=timezone.now(),
        ),
        title="Condições do acordo",
        submit="Salvar",
        done="Condições alteradas. Gere novas minutas.",
    )


@acting
def species(request: ActingRequest, uid: UUID) -> HttpResponse:
    """DCI chooses the other kind of instrument, while nobody accepted a text."""
    found = queries.agreement_by_uid(request.actor, uid)
    require(request.actor, permissions.CHANGE_TERMS)
    if found.state != AgreementState.DRAFT:
        raise NotAllowed("O instrumento só muda enquanto o acordo está em minuta.")
    if why := why_fixed(found):
        raise NotAllowed(why)
    form = SpeciesForm(
        *typed(request),
        initial={"species": next(each for each in Species if each != found.species)},
    )
    return verb(
        request,
        found,
        form,
        lambda: services.change_species(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        ),
        title="Mudar o instrumento",
        submit="Mudar",
        done="Instrumento mudado. Gere novas minutas.",
    )


@acting
@confirmed
def sign(request: ActingRequest, uid: UUID, document: str, side: str) -> HttpResponse:
    """Record the signature of one side on one text."""
    found = queries.agreement_by_uid(request.actor, uid)
    if document not in DOCUMENTS or side not in SIDES:
        raise NotFound
    which, who = DOCUMENTS[document], SIDES[side]
    require(request.actor, permission_for(who))
    AGREEMENT_FLOW.after("sign", AgreementState(found.state))
    if (which, who) not in queries.missing_of(found):
        raise NotAllowed("Esta assinatura já está registrada.")
    initial: dict[str, object] = {"text_hash": found.text_hash(which)}
    if who == Side.PARTNER:
        initial |= SignatureForm.initial_of(found)
    form = SignatureForm(*typed(request), initial=initial)
    return verb(
        request,
        found,
        form,
        lambda: services.record_signature(
            actor=request.actor,
            uid=uid,
            document=which,
            side=who,
            text_hash=form.cleaned_data["text_hash"],
            seal=form.seal(),
            file=form.cleaned_data["file"],
            at=timezone.now(),
        ),
        title=f"Registrar assinatura: {which.label} – {who.label}",
        submit="Registrar",
        done=f"Assinatura registrada: {which.label} – {who.label}.",
        text_hash=found.text_hash(which),
    )


@acting
def return_to_draft(request: ActingRequest, uid: UUID) -> HttpResponse:
    """DCI's director takes back texts that nobody signed."""
    found = queries.agreement_by_uid(request.actor, uid)
    require(request.actor, permissions.SEND_FOR_SIGNATURE)
    AGREEMENT_FLOW.after("return_to_draft", AgreementState(found.state))
    form = ReasonForm(*typed(request))
    return verb(
        request,
        found,
        form,
        lambda: services.return_to_draft(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        ),
        title="Devolver à minuta",
        submit="Devolver",
        done="Os textos voltaram à minuta.",
    )
