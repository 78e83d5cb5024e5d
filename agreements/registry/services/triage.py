"""From the Cabinet to DCI, and DCI's decision."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from access.duties import Pair
from access.rules import Actor, require
from agreements.registry import permissions, queries
from agreements.registry.events import (
    AgreementOpened,
    RequestAdmitted,
    RequestForwarded,
    RequestRefused,
)
from agreements.registry.models import Agreement, Request
from agreements.registry.rules import (
    DEFAULT_LEGAL_BASES,
    DEFAULT_OBJECT,
    REQUEST_FLOW,
    RequestState,
)
from agreements.registry.species import Species
from events.services import emit
from foundation.identifiers import process_number_warning
from foundation.refusals import Invalid, NotAllowed
from people.services import keep_apart
from tenants.models import Organisation

NUMBER_LOCK = "SELECT pg_advisory_xact_lock(hashtext('agreements.registry.number'))"


@transaction.atomic
def forward_to_dci(*, actor: Actor, uid: UUID, sei_number: str, at: datetime) -> Request:
    """Send a request to DCI under its SEI process; a doubtful number is kept with a warning.

    Raises Denied, NotFound, NotAllowed, or Invalid without a number.
    """
    require(actor, permissions.FORWARD_REQUEST)
    request = queries.request_for_update(uid)
    before, after = move(request, "forward")
    number = sei_number.strip()
    if not number:
        raise Invalid({"sei_number": ["Informe o número do processo SEI."]})
    request.sei_number = number
    request.sei_warning = process_number_warning(number) or ""
    request.forwarded_at = at
    request.save(update_fields=["state", "sei_number", "sei_warning", "forwarded_at"])
    changes = {"situação": [before.label, after.label], "processo SEI": ["", number]}
    emit(RequestForwarded.of(actor, request, at=at, changes=changes))
    return request


@transaction.atomic
def admit_request(
    *, actor: Actor, uid: UUID, at: datetime, species: str = Species.ACT, accepted_reason: str = ""
) -> Agreement:
    """Admit a request: the agreement is opened in draft, of a kind, with its number.

    Raises Denied (also to who registered it), NotFound, NotAllowed, Invalid.
    """
    require(actor, permissions.DECIDE_REQUEST)
    request = queries.request_for_update(uid)
    before, after = move(request, "admit")
    keep_from_own_request(actor, request, accepted_reason, at)
    if live := queries.live_agreement_of(request.organisation):
        raise NotAllowed(f"{request.organisation} já tem acordo com a CGE-MG ({live.title}).")
    request.decided_at = at
    request.save(update_fields=["state", "decided_at"])
    changes = {"situação": [before.label, after.label]} | take_over(request)
    emit(RequestAdmitted.of(actor, request, at=at, changes=changes))
    agreement = open_agreement(request, Species(species), at)
    emit(AgreementOpened.of(actor, agreement, at=at, changes={"número": ["", agreement.title]}))
    return agreement


@transaction.atomic
def refuse_request(
    *, actor: Actor, uid: UUID, reason: str, at: datetime, accepted_reason: str = ""
) -> Request:
    """Refuse a request, saying why. Denied, NotFound, NotAllowed; Invalid without a reason."""
    require(actor, permissions.DECIDE_REQUEST)
    request = queries.request_for_update(uid)
    before, after = move(request, "refuse")
    if not reason.strip():
        raise Invalid({"reason": ["Explique o motivo do indeferimento."]})
    keep_from_own_request(actor, request, accepted_reason, at)
    request.decided_at, request.decision_reason = at, reason.strip()
    request.save(update_fields=["state", "decided_at", "decision_reason"])
    changes = {"situação": [before.label, after.label]}
    emit(RequestRefused.of(actor, request, at=at, changes=changes, reason=reason.strip()))
    return request


def keep_from_own_request(actor: Actor, request: Request, reason: str, at: datetime) -> None:
    """Who registered a request does not decide on it, unless CGE-MG only warns."""
    keep_apart(
        actor=actor,
        pair=Pair.REGISTER_DECIDE,
        joins=queries.is_registrar(actor, request),
        reason=reason,
        subject=request,
        at=at,
    )


def move(request: Request, verb: str) -> tuple[RequestState, RequestState]:
    """Put the request in the state that the verb leads to; gives both states."""
    before = RequestState(request.state)
    after = REQUEST_FLOW.after(verb, before)
    request.state = after
    return before, after


def take_over(request: Request) -> dict[str, list[str]]:
    """The CNPJ and the e-mail of the admitted request become the organisation's own.

    Until then they are the word of whoever filled in the form.
    """
    organisation = Organisation.objects.select_for_update().get(pk=request.organisation_id)
    changes = {}
    for label, name in (("CNPJ", "cnpj"), ("e-mail institucional", "email")):
        old, new = getattr(organisation, name), getattr(request, name)
        if old != new:
            changes[label] = [old, new]
            setattr(organisation, name, new)
    organisation.save(update_fields=["cnpj", "email"])
    return changes


def open_agreement(request: Request, species: Species, at: datetime) -> Agreement:
    """The agreement of an admitted request, under the next number of the year."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBER_LOCK)  # two at once would take the same number
    year = timezone.localtime(at).year
    last = Agreement.objects.filter(year=year).aggregate(last=Max("number"))["last"] or 0
    return Agreement.objects.create(
        species=species,
        number=last + 1,
        year=year,
        organisation=request.organisation,
        request=request,
        head=request.head,
        object=DEFAULT_OBJECT,
        legal_bases=list(DEFAULT_LEGAL_BASES),
        sei_number=request.sei_number,
    )
