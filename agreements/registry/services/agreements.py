"""The agreement itself: its terms while in draft, the way to signature and into force."""

from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from access.rules import Actor, require
from agreements.registry import permissions, queries
from agreements.registry.before_species import why_fixed
from agreements.registry.events import (
    AgreementPublished,
    AgreementReturnedToDraft,
    AgreementSentForSignature,
    SpeciesChanged,
    TermsChanged,
)
from agreements.registry.models import Agreement
from agreements.registry.rules import AGREEMENT_FLOW, AgreementState, start_of_term, terms_faults
from agreements.registry.species import NO_SPECIES_REASON, SAME_SPECIES, Species
from agreements.registry.values import Terms
from events.services import emit
from foundation.periods import EndConvention, TermUnit, add_term
from foundation.refusals import Conflict, Invalid, NotAllowed


@transaction.atomic
def change_terms(
    *, actor: Actor, uid: UUID, revision: int, terms: Terms, at: datetime
) -> Agreement:
    """Change what is still being agreed. Raises Denied, NotFound, NotAllowed, Conflict, Invalid."""
    require(actor, permissions.CHANGE_TERMS)
    agreement = queries.agreement_for_update(uid)
    if agreement.state != AgreementState.DRAFT:
        raise NotAllowed("As condições só mudam enquanto o acordo está em minuta.")
    wanted = asdict(terms)
    differences = {
        label_of(name): (getattr(agreement, name), value)
        for name, value in wanted.items()
        if getattr(agreement, name) != value
    }
    if agreement.revision != revision:
        raise Conflict(differences)
    if faults := terms_faults(terms):
        raise Invalid(faults)
    for name, value in wanted.items():
        setattr(agreement, name, value)
    agreement.revision += 1
    agreement.save(update_fields=[*wanted, "revision", "updated_at"])
    changes = {label: list(pair) for label, pair in differences.items()}
    emit(TermsChanged.of(actor, agreement, at=at, changes=changes))
    return agreement


@transaction.atomic
def change_species(
    *, actor: Actor, uid: UUID, species: str, reason: str, at: datetime
) -> Agreement:
    """Another kind of instrument, under the same number; the texts are generated anew.

    Raises Denied, NotFound, NotAllowed (not in draft, or accepted by a side), or Invalid.
    """
    require(actor, permissions.CHANGE_TERMS)
    agreement = queries.agreement_for_update(uid)
    if agreement.state != AgreementState.DRAFT:
        raise NotAllowed("O instrumento só muda enquanto o acordo está em minuta.")
    if why := why_fixed(agreement):
        raise NotAllowed(why)
    faults = {
        "species": [SAME_SPECIES] if species == agreement.species else [],
        "reason": [] if reason.strip() else [NO_SPECIES_REASON],
    }
    if told := {name: found for name, found in faults.items() if found}:
        raise Invalid(told)
    before, agreement.species = agreement.title, Species(species).value
    agreement.revision += 1
    agreement.save(update_fields=["species", "revision", "updated_at"])
    changes = {"instrumento": [before, agreement.title]}
    emit(SpeciesChanged.of(actor, agreement, at=at, changes=changes, reason=reason.strip()))
    return agreement


@transaction.atomic
def send_for_signature(
    *, actor: Actor, uid: UUID, agreement_hash: str, work_plan_hash: str, at: datetime
) -> Agreement:
    """Freeze both texts, named by their hashes, and await the signatures.

    The caller vouches for the texts. Raises Denied, NotFound, NotAllowed, or Invalid when the head
    or the term is not fit to be signed (G06).
    """
    require(actor, permissions.SEND_FOR_SIGNATURE)
    agreement = queries.agreement_for_update(uid)
    before, after = move(agreement, "send_for_signature")
    if not (agreement_hash and work_plan_hash):
        raise Invalid("Gere as minutas do acordo e do plano de trabalho antes de enviar.")
    if not agreement.head.act.strip():
        raise Invalid("Falta o ato de investidura de quem dirige a organização.")
    agreement.agreement_hash = agreement_hash
    agreement.work_plan_hash = work_plan_hash
    agreement.save(update_fields=["state", "agreement_hash", "work_plan_hash", "updated_at"])
    changes = {
        "situação": [before.label, after.label],
        "SHA-256 do acordo": ["", agreement_hash],
        "SHA-256 do plano de trabalho": ["", work_plan_hash],
    }
    emit(AgreementSentForSignature.of(actor, agreement, at=at, changes=changes))
    return agreement


@transaction.atomic
def return_to_draft(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> Agreement:
    """Take back texts that nobody signed yet. Raises Denied, NotFound, NotAllowed, Invalid."""
    require(actor, permissions.SEND_FOR_SIGNATURE)
    agreement = queries.agreement_for_update(uid)
    before, after = move(agreement, "return_to_draft")
    if not reason.strip():
        raise Invalid({"reason": ["Explique por que os textos voltam à minuta."]})
    agreement.agreement_hash = agreement.work_plan_hash = ""
    agreement.save(update_fields=["state", "agreement_hash", "work_plan_hash", "updated_at"])
    changes = {"situação": [before.label, after.label]}
    emit(
        AgreementReturnedToDraft.of(actor, agreement, at=at, changes=changes, reason=reason.strip())
    )
    return agreement


@transaction.atomic
def mark_published(
    *, actor: Actor, agreement: Agreement, gazette_date: date, at: datetime
) -> Agreement:
    """The extract is in the state gazette: the agreement is in force and its term has dates.

    Raises Denied, NotFound, NotAllowed before all have signed, or Invalid (field `gazette_date`)
    for a day before the last signature.
    """
    require(actor, permissions.PUBLISH_AGREEMENT)
    found = queries.agreement_for_update(agreement.uid)
    before, after = move(found, "publish")
    if found.signed_date is None or gazette_date < found.signed_date:
        raise Invalid({"gazette_date": ["A publicação não pode ser anterior à última assinatura."]})
    found.start_date = start_of_term(
        found.start_basis,
        signed_date=found.signed_date,
        gazette_date=gazette_date,
        fixed_date=found.fixed_start_date,
    )
    found.end_date = add_term(
        found.start_date,
        found.term_length,
        TermUnit(found.term_unit),
        EndConvention(found.end_convention),
    )
    found.save(update_fields=["state", "start_date", "end_date", "updated_at"])
    changes = {
        "situação": [before.label, after.label],
        "vigência": ["", f"{found.start_date:%d/%m/%Y} a {found.end_date:%d/%m/%Y}"],
    }
    emit(AgreementPublished.of(actor, found, at=at, changes=changes, gazette_date=gazette_date))
    return found


def label_of(name: str) -> str:
    """What a person calls a field of an agreement."""
    return str(getattr(Agreement._meta.get_field(name), "verbose_name", name))


def move(agreement: Agreement, verb: str) -> tuple[AgreementState, AgreementState]:
    """Put the agreement in the state that the verb leads to; gives both states."""
    before = AgreementState(agreement.state)
    after = AGREEMENT_FLOW.after(verb, before)
    agreement.state = after
    return before, after
