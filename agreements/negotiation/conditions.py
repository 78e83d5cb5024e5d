"""What the negotiation asks of drafts: made anew, sent to be signed, shown to the partner."""

from django.db.models import Q

from agreements.negotiation import queries
from agreements.negotiation.rules import (
    ACCEPTED_ONCE,
    ANSWER_FIRST,
    HELD,
    NegotiationState,
    ProposalState,
    agreement_faults,
)
from agreements.registry.before_species import fixes
from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState
from agreements.work_plans.conditions import condition, holds, shows
from agreements.work_plans.services.opinions import latest_hashes


@holds
def in_other_hands(agreement: Agreement) -> str:
    """No new version while the partner reads the last one, nor after both accepted it."""
    found = queries.negotiation_of(agreement)
    return HELD.get(NegotiationState(found.state), "") if found else ""


@condition
def accepted_by_both(agreement: Agreement) -> list[str]:
    """What was sent to the partner is signed only as both accepted it (G07)."""
    found, sent = queries.negotiation_of(agreement), queries.last_sent(agreement)
    if found is None or sent is None:
        return []
    return agreement_faults(
        state=found.state,
        hashes=latest_hashes(agreement),
        sent=queries.hashes_of(sent),
        accepted=queries.accepted_by(sent),
    )


@fixes
def accepted_or_talked_about(agreement: Agreement) -> str:
    """The instrument stands once a side accepted a text, and while the partner speaks of one."""
    if queries.was_ever_accepted(agreement):
        return ACCEPTED_ONCE
    if reason := in_other_hands(agreement):
        return reason
    waiting = queries.proposals_of(agreement, ProposalState.OPEN, ProposalState.SENT)
    return ANSWER_FIRST if waiting.exists() else ""


@shows
def sent_to_partner(agreement: Agreement) -> Q:
    """What changed hands, and the texts that are to be signed; row policies say the same."""
    exchanges = queries.exchanges_of(agreement).order_by()
    shown = Q(pk__in=exchanges.values("agreement_draft"))
    shown |= Q(pk__in=exchanges.values("work_plan_draft"))
    if agreement.state != AgreementState.DRAFT:
        shown |= Q(text_hash__in=[agreement.agreement_hash, agreement.work_plan_hash])
    return shown
