"""The system in use: declared by the partner, confirmed or returned by CGE-MG, or seen here."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from access.rules import Actor, require
from agreements.publication import events, permissions, queries
from agreements.publication.models import Production
from agreements.publication.production import (
    PRODUCTION_FLOW,
    SEEN,
    ProductionState,
    Source,
    production_faults,
)
from agreements.publication.services.deliveries import NOT_IN_FORCE
from agreements.registry.holds import HoldStep
from agreements.registry.models import Agreement
from agreements.registry.queries import (
    agreement_by_uid,
    agreement_for_update,
    hold_of,
    refuse_held,
)
from agreements.registry.rules import AgreementState
from events.services import emit
from foundation.refusals import Invalid, NotAllowed

NOT_DELIVERED = "A entrada em produção só se declara depois da entrega do código."
WAITING = "Já há uma declaração à espera da CGE-MG."
NO_REASON = "Explique o que falta para confirmar."


@transaction.atomic
def declare_production(
    *,
    actor: Actor,
    uid: UUID,
    version: str,
    url: str,
    start_date: date,
    evidence: str,
    at: datetime,
) -> Production:
    """A partner with a copy of its own says that it uses the system (G13).

    Raises Denied, NotFound, NotAllowed (not in force, not delivered, one waits), or Invalid.
    """
    require(actor, permissions.DECLARE_PRODUCTION)
    agreement = agreement_by_uid(actor, uid)
    delivered_date = check_declarable(agreement, at)
    version = version.strip()
    faults = production_faults(
        version=version,
        url=url.strip(),
        start_date=start_date,
        evidence=evidence,
        delivered_date=delivered_date,
        today=timezone.localdate(at),
    )
    if faults:
        raise Invalid(faults)
    production = Production(
        agreement=agreement,
        organisation=agreement.organisation,
        agreement_label=agreement.title,
        source=Source.PARTNER,
        version=version,
        url=url.strip(),
        start_date=start_date,
        evidence=evidence.strip(),
        declared_at=at,
        declared_by_name=actor.name,
    )
    try:
        with transaction.atomic():
            production.save(force_insert=True)
    except IntegrityError:  # somebody else declared meanwhile: an organisation locks nothing here
        raise NotAllowed(WAITING) from None
    changes = {
        "versão instalada": ["", version],
        "endereço do sistema": ["", production.url],
        "em produção desde": ["", f"{start_date:%d/%m/%Y}"],
    }
    emit(events.ProductionDeclared.of(actor, production, at=at, changes=changes))
    return production


def check_declarable(agreement: Agreement, at: datetime) -> date:
    """The day of the first delivery. Raises NotAllowed unless production may be declared now."""
    if agreement.state != AgreementState.PUBLISHED or agreement.end_date is None:
        raise NotAllowed(NOT_IN_FORCE)
    refuse_held(agreement, HoldStep.PRODUCTION)
    if timezone.localdate(at) > agreement.end_date:
        raise NotAllowed(NOT_IN_FORCE)
    delivered_at = queries.first_delivered_at(agreement)
    if delivered_at is None:
        raise NotAllowed(NOT_DELIVERED)
    if queries.productions_of(agreement).filter(state=ProductionState.DECLARED).exists():
        raise NotAllowed(WAITING)
    return timezone.localdate(delivered_at)


@transaction.atomic
def confirm_production(*, actor: Actor, uid: UUID, at: datetime) -> Production:
    """CGE-MG looked at the evidence and agrees. Raises Denied, NotFound, NotAllowed."""
    production = judge(actor, uid, "confirm")
    production.judged_at = at
    production.save(update_fields=["state", "judged_at"])
    emit(events.ProductionConfirmed.of(actor, production, at=at, changes=change(production)))
    return production


@transaction.atomic
def return_production(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> Production:
    """CGE-MG asks for what is missing. Raises Denied, NotFound, NotAllowed, Invalid."""
    production = judge(actor, uid, "return")
    if not reason.strip():
        raise Invalid({"reason": [NO_REASON]})
    production.judged_at, production.return_reason = at, reason.strip()
    production.save(update_fields=["state", "judged_at", "return_reason"])
    changes = change(production)
    emit(
        events.ProductionReturned.of(
            actor, production, at=at, changes=changes, reason=reason.strip()
        )
    )
    return production


@transaction.atomic
def note_seen(*, actor: Actor, uid: UUID, start_date: date, at: datetime) -> Production | None:
    """The organisation works in its place here; noted once. None when something is known already.

    Raises Denied or NotFound.
    """
    require(actor, permissions.NOTE_PRODUCTION)
    agreement = agreement_for_update(uid)
    known = queries.productions_of(agreement).exclude(state=ProductionState.RETURNED)
    is_held = hold_of(agreement, HoldStep.PRODUCTION) is not None
    if agreement.state != AgreementState.PUBLISHED or is_held or known.exists():
        return None
    production = Production.objects.create(
        agreement=agreement,
        organisation=agreement.organisation,
        agreement_label=agreement.title,
        source=Source.SERVICE,
        state=ProductionState.CONFIRMED,
        start_date=start_date,
        evidence=SEEN,
        declared_at=at,
        declared_by_name=actor.name,
        judged_at=at,
    )
    changes = {"em produção desde": ["", f"{start_date:%d/%m/%Y}"]}
    emit(events.ProductionConfirmed.of(actor, production, at=at, changes=changes))
    return production


def judge(actor: Actor, uid: UUID, verb: str) -> Production:
    """A declaration, locked, in the state that the verb leads to. Denied, NotFound, NotAllowed."""
    require(actor, permissions.CONFIRM_PRODUCTION)
    production = queries.production_for_update(actor, uid)
    refuse_held(production.agreement, HoldStep.PRODUCTION)
    production.state = PRODUCTION_FLOW.after(verb, ProductionState(production.state))
    return production


def change(production: Production) -> dict[str, list[str]]:
    """The change of state, as the journal tells it."""
    after = ProductionState(production.state)
    return {"situação": [ProductionState.DECLARED.label, after.label]}
