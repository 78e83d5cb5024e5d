"""Where the texts of an agreement are, and what both sides said and accepted of them."""

from uuid import UUID

from django.db.models import QuerySet

from access.rules import Actor, require
from agreements.consent.queries import acceptances_of as room_acceptances
from agreements.consent.queries import is_accepted
from agreements.negotiation.models import (
    Acceptance,
    ClauseComment,
    Exchange,
    Negotiation,
    Proposal,
    ReceivedText,
)
from agreements.negotiation.permissions import NEGOTIATE
from agreements.negotiation.rules import NegotiationState, ProposalState
from agreements.registry.models import Agreement
from agreements.registry.rules import Side, SignedDocument
from agreements.registry.species import is_negotiable
from agreements.work_plans.clauses import UNNUMBERED, fields_of, written_clauses
from agreements.work_plans.models import Clause, Draft
from agreements.work_plans.permissions import READ_DRAFTS
from agreements.work_plans.queries import drafts_of
from foundation.refusals import NotAllowed, NotFound

NEVER_SENT = "As minutas deste acordo ainda não foram enviadas ao partícipe."


def negotiation_of(agreement: Agreement) -> Negotiation | None:
    """How the negotiation stands, once it began."""
    return Negotiation.objects.filter(agreement=agreement).first()


def negotiation_for_update(agreement: Agreement) -> Negotiation:
    """The same, locked. Raises NotAllowed before the first sending."""
    found = Negotiation.objects.select_for_update().filter(agreement=agreement).first()
    if found is None:
        raise NotAllowed(NEVER_SENT)
    return found


def exchanges_of(agreement: Agreement) -> QuerySet[Exchange]:
    """Each handing over, newest first."""
    found = Exchange.objects.filter(agreement=agreement)
    return found.select_related("agreement_draft", "work_plan_draft")


def last_sent(agreement: Agreement) -> Exchange | None:
    """What the centre sent last: the texts that the partner has before it."""
    return exchanges_of(agreement).filter(side=Side.CGE).first()


def hashes_of(exchange: Exchange) -> dict[str, str]:
    """The two texts of an exchange, by their hashes."""
    return {
        SignedDocument.AGREEMENT.value: exchange.agreement_draft.text_hash,
        SignedDocument.WORK_PLAN.value: exchange.work_plan_draft.text_hash,
    }


def acceptances_of(agreement: Agreement) -> QuerySet[Acceptance]:
    """Who accepted which texts, newest first."""
    return Acceptance.objects.filter(agreement=agreement)


def accepted_by(exchange: Exchange) -> set[str]:
    """The sides that accepted the very texts of an exchange."""
    hashes = hashes_of(exchange)
    found = Acceptance.objects.filter(
        agreement=exchange.agreement_id,
        version=exchange.agreement_draft.version,
        agreement_hash=hashes[SignedDocument.AGREEMENT],
        work_plan_hash=hashes[SignedDocument.WORK_PLAN],
    )
    sides = set(found.values_list("side", flat=True))
    if all(is_accepted(each) for each in pair_of(exchange)):
        sides.add(Side.PARTNER.value)
    return sides


def pair_of(exchange: Exchange) -> tuple[Draft, Draft]:
    """Both texts of an exchange."""
    return exchange.agreement_draft, exchange.work_plan_draft


def comments_of(agreement: Agreement) -> QuerySet[ClauseComment]:
    """What was said of clauses, oldest first."""
    return ClauseComment.objects.filter(agreement=agreement)


def proposals_of(agreement: Agreement, *states: ProposalState) -> QuerySet[Proposal]:
    """What the partner would have read otherwise; in some states, or in all but the withdrawn."""
    found = Proposal.objects.filter(agreement=agreement)
    if states:
        return found.filter(state__in=states)
    return found.exclude(state=ProposalState.WITHDRAWN)


def proposal_for_centre(actor: Actor, uid: UUID) -> Proposal:
    """A proposal that was sent. Raises Denied or NotFound."""
    require(actor, NEGOTIATE)
    found = Proposal.objects.select_related("agreement__organisation", "agreement__head")
    one = found.filter(uid=uid).exclude(state=ProposalState.OPEN).first()
    if one is None:
        raise NotFound
    return one


def proposal_for_update(pk: int) -> Proposal:
    """A proposal, locked."""
    return Proposal.objects.select_for_update().get(pk=pk)


def own_proposal(agreement: Agreement, key: str) -> Proposal | None:
    """What the partner has in preparation for one clause, locked."""
    found = Proposal.objects.select_for_update().filter(agreement=agreement, key=key)
    return found.filter(state=ProposalState.OPEN).first()


def negotiable(draft: Draft) -> set[str]:
    """The clauses of a draft to which the partner may propose another text: none with fields."""
    editable = Clause.objects.filter(is_editable=True)
    return without_fields(draft, editable)


def worded_freely(draft: Draft) -> set[str]:
    """The clauses of a draft that hold no datum of the agreement: any text may be put there."""
    if not is_negotiable(draft.species):
        return set()
    return without_fields(draft, Clause.objects.exclude(key__in=UNNUMBERED))


def without_fields(draft: Draft, clauses: QuerySet[Clause]) -> set[str]:
    """Of some clauses, those that a draft has in that version, written without fields."""
    written = written_clauses(draft.text)
    found = set()
    for clause in clauses.filter(species=draft.species, key__in=written):
        paragraphs = draft.wordings.get(clause.key, clause.paragraphs)
        if clause.version == written[clause.key]["version"] and not fields_of(paragraphs):
            found.add(clause.key)
    return found


def draft_of(actor: Actor, agreement: Agreement, document: str, version: int) -> Draft:
    """One version of one text, for the centre. Raises Denied or NotFound."""
    require(actor, READ_DRAFTS)
    found = drafts_of(agreement).filter(document=document, version=version).first()
    if found is None:
        raise NotFound
    return found


def received_of(agreement: Agreement) -> QuerySet[ReceivedText]:
    """The versions that came as files, newest first."""
    found = ReceivedText.objects.filter(agreement=agreement)
    return found.select_related("file", "draft")


def is_with_partner(agreement: Agreement) -> bool:
    """Whether the partner has the texts in hand now."""
    found = negotiation_of(agreement)
    return found is not None and found.state == NegotiationState.SENT


def was_ever_accepted(agreement: Agreement) -> bool:
    """Whether either side accepted any version of a text."""
    rooms = room_acceptances(agreement).exists()
    return rooms or acceptances_of(agreement).exists()
