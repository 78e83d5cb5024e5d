"""What the negotiation asks before drafts are made anew or sent to be signed."""

from agreements.negotiation import queries
from agreements.negotiation.rules import HELD, NegotiationState, agreement_faults
from agreements.registry.models import Agreement
from agreements.work_plans.conditions import condition, holds
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
