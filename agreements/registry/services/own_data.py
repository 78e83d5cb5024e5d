"""An organisation proposes a change of its own data; CGE-MG accepts or refuses it."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from access.rules import Actor, require
from agreements.registry import permissions, queries
from agreements.registry.events import ChangeAccepted, ChangeProposed, ChangeRefused
from agreements.registry.models import ChangeProposal, Contact
from agreements.registry.own_data import (
    EVERY_LABEL,
    OF_ORGANISATION,
    PROPOSAL_FLOW,
    Changes,
    ProposalState,
    changes_between,
    proposal_faults,
    role_changed,
)
from agreements.registry.queries import agreement_for_update
from agreements.registry.rules import AgreementState, ContactRole, mandate_faults
from agreements.registry.services.in_force import replace_head
from agreements.registry.values import Head
from events.services import emit
from foundation.refusals import Invalid, NotAllowed
from tenants.models import Organisation

WAITING = "Já há uma proposta à espera da CGE-MG."
HEAD_LATER = "O acordo já saiu da minuta: quem dirige a organização muda por apostila."
CNPJ_TAKEN = "Outra organização de mesmo nome já tem este CNPJ."


@transaction.atomic
def propose_change(
    *, actor: Actor, wanted: Mapping[str, str], reason: str, at: datetime
) -> ChangeProposal:
    """At its own host an organisation says how its data are to be.

    Raises Denied, NotAllowed (one waits already), or Invalid when nothing changed.
    """
    require(actor, permissions.PROPOSE_CHANGE)
    organisation = queries.own_organisation(actor)
    return propose_for(actor, organisation, wanted, reason, at)


def propose_for(
    actor: Actor, organisation: Organisation, wanted: Mapping[str, str], reason: str, at: datetime
) -> ChangeProposal:
    """Keep what an organisation wants, for whoever may say it. Raises NotAllowed or Invalid."""
    if queries.open_proposal_of(organisation) is not None:
        raise NotAllowed(WAITING)
    present = queries.present_data(organisation)
    changes = changes_between(present, wanted)
    faults = proposal_faults(present, changes) or head_faults(present, changes, at)
    if faults:
        raise Invalid(faults)
    proposal = ChangeProposal(
        organisation=organisation,
        changes=changes,
        reason=reason.strip(),
        proposed_at=at,
        proposed_by_name=actor.name,
    )
    try:
        with transaction.atomic():
            proposal.save(force_insert=True)
    except IntegrityError:  # somebody else proposed meanwhile: an organisation locks nothing here
        raise NotAllowed(WAITING) from None
    emit(ChangeProposed.of(actor, proposal, at=at, changes=told(proposal)))
    return proposal


@transaction.atomic
def accept_change(*, actor: Actor, uid: UUID, at: datetime) -> ChangeProposal:
    """CGE-MG takes the data over. Raises Denied, NotFound, NotAllowed, Invalid."""
    proposal = judge(actor, uid, "accept")
    organisation = Organisation.objects.select_for_update().get(pk=proposal.organisation_id)
    take_over(organisation, proposal)
    if role_changed(proposal.changes, "head"):
        change_head(actor, organisation, proposal, at)
    proposal.decided_at = at
    proposal.save(update_fields=["state", "decided_at"])
    emit(ChangeAccepted.of(actor, proposal, at=at, changes=told(proposal)))
    return proposal


@transaction.atomic
def refuse_change(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> ChangeProposal:
    """CGE-MG leaves the data as they are, saying why. Denied, NotFound, NotAllowed, Invalid."""
    proposal = judge(actor, uid, "refuse")
    if not reason.strip():
        raise Invalid({"reason": ["Explique por que a proposta é recusada."]})
    proposal.decided_at, proposal.refusal_reason = at, reason.strip()
    proposal.save(update_fields=["state", "decided_at", "refusal_reason"])
    changes = told(proposal)
    emit(ChangeRefused.of(actor, proposal, at=at, changes=changes, reason=reason.strip()))
    return proposal


def judge(actor: Actor, uid: UUID, verb: str) -> ChangeProposal:
    """A proposal, locked, in the state that the verb leads to. Denied, NotFound, NotAllowed."""
    require(actor, permissions.JUDGE_CHANGE)
    proposal = queries.proposal_for_update(actor, uid)
    proposal.state = PROPOSAL_FLOW.after(verb, ProposalState(proposal.state))
    return proposal


def take_over(organisation: Organisation, proposal: ChangeProposal) -> None:
    """The proposed data become the organisation's; a changed contact is a new row."""
    wanted = {name: pair[1] for name, pair in proposal.changes.items()}
    own = [name for name in OF_ORGANISATION if name in wanted]
    for name in own:
        setattr(organisation, name, wanted[name])
    try:
        with transaction.atomic():
            organisation.save(update_fields=own)
    except IntegrityError:
        raise Invalid(CNPJ_TAKEN) from None
    data = queries.present_data(organisation) | wanted
    for role in ContactRole:
        if not role_changed(proposal.changes, role.value):
            continue
        fields = {name: data[f"{role}_{name}"] for name in ("name", "email", "phone", "post")}
        Contact.objects.create(organisation=organisation, role=role, **fields)


def change_head(
    actor: Actor, organisation: Organisation, proposal: ChangeProposal, at: datetime
) -> None:
    """Somebody else heads the partner; the drafts are to be generated anew. Raises Invalid."""
    agreement = queries.live_agreement_of(organisation)
    if agreement is None or agreement.state != AgreementState.DRAFT:
        raise Invalid({"": [HEAD_LATER]})
    present = queries.present_data(organisation)
    if faults := head_faults(present, proposal.changes, at):
        raise Invalid({"": [each for found in faults.values() for each in found]})
    locked = agreement_for_update(agreement.uid)
    replace_head(actor=actor, agreement=locked, head=head_in(present, proposal.changes), at=at)


def head_faults(present: Mapping[str, str], changes: Changes, at: datetime) -> dict[str, list[str]]:
    """Why somebody cannot head the partner from the mandate that is told, by field."""
    if not role_changed(changes, "head"):
        return {}
    head = head_in(present, changes)
    found = mandate_faults(head.mandate_start, head.mandate_end, timezone.localdate(at))
    return {f"head_{name}": said for name, said in found.items()}


def head_in(present: Mapping[str, str], changes: Changes) -> Head:
    """Who is to head the partner: what changes, beside what stays."""
    data = dict(present) | {name: pair[1] for name, pair in changes.items()}
    start, end = data["head_mandate_start"], data.get("head_mandate_end", "")
    return Head(
        name=data["head_name"],
        post=data["head_post"],
        act=data["head_act"],
        mandate_start=date.fromisoformat(start),
        mandate_end=date.fromisoformat(end) if end else None,
    )


def told(proposal: ChangeProposal) -> dict[str, list[str]]:
    """Which data, for the journal; what stands in them is personal and stays in the row."""
    names = ", ".join(EVERY_LABEL[name] for name in proposal.changes)
    return {"dados": ["", names]}
