"""An organisation's own data as the registry has them, and what it proposes to change."""

from uuid import UUID

from django.db import connection
from django.db.models import F, QuerySet

from access.rules import Actor, require
from agreements.registry import permissions
from agreements.registry.models import ChangeProposal, Contact
from agreements.registry.own_data import OF_CONTACTS, OF_HEAD, OF_ORGANISATION, ProposalState
from agreements.registry.queries.agreements import live_agreement_of
from agreements.registry.rules import ContactRole
from foundation.refusals import NotFound
from tenants.models import Organisation


def own_organisation(actor: Actor) -> Organisation:
    """The organisation in whose schema the thread works. Raises Denied or NotFound."""
    require(actor, permissions.PROPOSE_CHANGE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.organisation_of(current_user)")
        found = cursor.fetchone()[0]
    if found is None:
        raise NotFound
    return Organisation.objects.get(pk=found)


def contact_of(organisation: Organisation, role: ContactRole) -> Contact | None:
    """Whom to write to in a role now: the newest."""
    found = Contact.objects.filter(organisation=organisation, role=role)
    return found.order_by("-created_at", "-pk").first()


def present_data(organisation: Organisation) -> dict[str, str]:
    """What may be proposed to change, as it is; of who heads it, in the agreement of now."""
    found = {name: str(getattr(organisation, name)) for name in OF_ORGANISATION}
    contacts = {role.value: contact_of(organisation, role) for role in ContactRole}
    for name in OF_CONTACTS:
        role, _, field = name.partition("_")
        contact = contacts[role]
        found[name] = str(getattr(contact, field)) if contact else ""
    agreement = live_agreement_of(organisation)
    for name in OF_HEAD if agreement else ():
        value = getattr(agreement.head, name.removeprefix("head_"))  # type: ignore[union-attr]
        found[name] = str(value) if value else ""
    return found


def proposals(actor: Actor) -> QuerySet[ChangeProposal]:
    """Every proposal, for the centre; those that wait come first. Raises Denied."""
    require(actor, permissions.SEE_REQUESTS)
    found = ChangeProposal.objects.select_related("organisation")
    return found.order_by(F("decided_at").desc(nulls_first=True), "-proposed_at")


def proposal_by_uid(actor: Actor, uid: UUID) -> ChangeProposal:
    """One of them. Raises Denied or NotFound."""
    found = proposals(actor).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def proposal_for_update(actor: Actor, uid: UUID) -> ChangeProposal:
    """The same, locked."""
    seen = proposal_by_uid(actor, uid)
    found = ChangeProposal.objects.select_for_update(of=("self",))
    return found.select_related("organisation").get(pk=seen.pk)


def proposals_of(organisation: Organisation) -> QuerySet[ChangeProposal]:
    """What one organisation proposed, newest first."""
    return ChangeProposal.objects.filter(organisation=organisation)


def open_proposal_of(organisation: Organisation) -> ChangeProposal | None:
    """The one that waits for CGE-MG."""
    return proposals_of(organisation).filter(state=ProposalState.OPEN).first()
