"""Requests and agreements, as far as the actor may see them."""

from uuid import UUID

from django.db.models import Q, QuerySet

from access.rules import Actor, require
from agreements.registry import permissions
from agreements.registry.events import RequestReceived
from agreements.registry.models import (
    Agreement,
    Request,
    Signature,
)
from agreements.registry.rules import (
    LIVE_AGREEMENT,
    OPEN_REQUEST,
    Side,
    SignedDocument,
    missing_signatures,
)
from audit.queries import has_done
from foundation.refusals import NotFound
from tenants.models import Organisation


def requests(actor: Actor, *, state: str = "", search: str = "") -> QuerySet[Request]:
    """The requests, newest first; by state, and by protocol, organisation or process. Denied."""
    require(actor, permissions.SEE_REQUESTS)
    found = Request.objects.select_related("organisation", "agreement")
    if state:
        found = found.filter(state=state)
    if search:
        found = found.filter(
            Q(protocol__icontains=search)
            | Q(organisation__name__icontains=search)
            | Q(organisation__acronym__iexact=search)
            | Q(sei_number__icontains=search)
        )
    return found


def request_by_uid(actor: Actor, uid: UUID) -> Request:
    """One request. Raises Denied or NotFound."""
    require(actor, permissions.SEE_REQUESTS)
    found = (
        Request.objects.select_related(
            "organisation", "head", "focal", "technical", "letter", "agreement"
        )
        .filter(uid=uid)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def is_registrar(actor: Actor, request: Request) -> bool:
    """Whether the actor registered the request, from an e-mail."""
    return has_done(actor.user_uid, verbs={RequestReceived.name}, on=[request])


def request_for_update(uid: UUID) -> Request:
    """One request, locked. Raises NotFound."""
    found = (
        Request.objects.select_for_update(of=("self",))
        .select_related("organisation", "head")
        .filter(uid=uid)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def open_request_of(organisation: Organisation) -> Request | None:
    """The request of an organisation that nobody has decided yet."""
    found = Request.objects.filter(organisation=organisation, state__in=OPEN_REQUEST)
    return found.only("protocol").first()


def live_agreement_of(organisation: Organisation) -> Agreement | None:
    """The agreement of an organisation that has not ended."""
    return Agreement.objects.filter(organisation=organisation, state__in=LIVE_AGREEMENT).first()


def request_with_message(message_id: str) -> Request | None:
    """The request made from an e-mail, by the Message-ID of the e-mail."""
    return Request.objects.filter(message_id=message_id).first()


def agreements(
    actor: Actor, *, state: str = "", species: str = "", search: str = ""
) -> QuerySet[Agreement]:
    """The agreements, newest first: all at the centre, its own for an organisation. Denied."""
    require(actor, permissions.SEE_AGREEMENTS)
    found = Agreement.objects.select_related("organisation")
    if state:
        found = found.filter(state=state)
    if species:
        found = found.filter(species=species)
    if search:
        wanted = Q(organisation__name__icontains=search) | Q(sei_number__icontains=search)
        number = search.split("/")[0].strip()
        if number.isdigit():
            wanted |= Q(number=int(number[:9]))
        found = found.filter(wanted)
    return found


def agreement_by_uid(actor: Actor, uid: UUID) -> Agreement:
    """One agreement. Raises Denied or NotFound."""
    require(actor, permissions.SEE_AGREEMENTS)
    found = Agreement.objects.select_related("organisation", "head").filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def own_agreement(actor: Actor) -> Agreement | None:
    """At an organisation: its agreement that has not ended, else the newest. Raises Denied."""
    found = agreements(actor).select_related("organisation", "head")
    return found.filter(state__in=LIVE_AGREEMENT).first() or found.first()


def agreement_for_update(uid: UUID) -> Agreement:
    """One agreement, locked. Raises NotFound."""
    found = (
        Agreement.objects.select_for_update(of=("self",))
        .select_related("organisation", "head")
        .filter(uid=uid)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def signatures_of(agreement: Agreement) -> QuerySet[Signature]:
    """The signatures recorded so far."""
    return Signature.objects.filter(agreement=agreement).select_related("file", "agreement")


def missing_of(agreement: Agreement) -> list[tuple[SignedDocument, Side]]:
    """What is still to be signed, and by whom."""
    return missing_signatures(signatures_of(agreement).values_list("document", "side"))
