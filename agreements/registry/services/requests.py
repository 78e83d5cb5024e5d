"""A request arrives: from the portal, or registered by the Cabinet from an e-mail."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

from django.core.files.base import File
from django.db import connection, transaction
from django.utils import timezone

from access.rules import Actor, Profile, require
from agreements.registry import permissions, queries
from agreements.registry.events import RequestReceived
from agreements.registry.models import Contact, Representative, Request
from agreements.registry.rules import Channel, ContactRole, Errors, mandate_faults, protocol_of
from agreements.registry.services.tracking import tracking_token
from agreements.registry.values import Applicant, Head, Message, Person
from documents.rules import LETTER
from documents.services import store
from events.services import emit
from foundation import municipalities
from foundation.refusals import Invalid
from tenants.models import Organisation
from tenants.rules import Nature

LOCK = "SELECT pg_advisory_xact_lock(hashtext('agreements.registry.request'))"
OPEN_ALREADY = (
    "{organisation} já tem um pedido em andamento (protocolo {protocol}). Acompanhe-o pelo link"
    " enviado por e-mail a quem pediu; um novo pedido só pode ser feito depois da decisão."
)
AGREEMENT_ALREADY = (
    "{organisation} já tem acordo com a CGE-MG ({agreement}). Um novo pedido só pode ser feito"
    " depois que ele terminar."
)


@transaction.atomic
def submit_request(
    *,
    actor: Actor,
    applicant: Applicant,
    head: Head,
    focal: Person,
    technical: Person,
    justification: str,
    letter: File[bytes],
    at: datetime,
    message: Message | None = None,
) -> Request:
    """Take a request in under a new protocol; the applicant is told by e-mail after commit.

    Raises Denied, or Invalid when the organisation is unknown, already has an open request or a
    live agreement, the head is not in office, or the e-mail was registered before.
    """
    require(actor, permissions.SUBMIT_REQUEST)
    with connection.cursor() as cursor:
        cursor.execute(LOCK)  # two at once would take the same protocol
    refuse(faults_of(actor, applicant, head, message, at))
    organisation = organisation_of(applicant)
    refuse(open_faults(organisation))
    uid = uuid4()
    request = Request.objects.create(
        uid=uid,
        protocol=next_protocol(timezone.localtime(at).year),
        organisation=organisation,
        channel=Channel.EMAIL if message else Channel.PORTAL,
        cnpj=applicant.cnpj,
        email=applicant.email,
        head=Representative.objects.create(organisation=organisation, **vars_of(head)),
        focal=contact(organisation, ContactRole.FOCAL, focal),
        technical=contact(organisation, ContactRole.TECHNICAL, technical),
        justification=justification,
        letter=store(actor=actor, upload=letter, purpose=LETTER, at=at, field="letter"),
        token_hash=queries.hash_of(tracking_token(uid)),
        received_at=message.received_at if message else at,
        sender=message.sender if message else "",
        message_id=message.message_id if message else "",
        subject=message.subject if message else "",
    )
    emit(RequestReceived.of(actor, request, at=at, changes={"protocolo": ["", request.protocol]}))
    return request


def refuse(faults: Errors) -> None:
    """Raise Invalid when there are faults."""
    if faults:
        raise Invalid(faults)


def faults_of(
    actor: Actor, applicant: Applicant, head: Head, message: Message | None, at: datetime
) -> Errors:
    """Everything that is wrong with what was typed, before anything is looked up or written."""
    today = timezone.localdate(at)
    faults = applicant_faults(applicant) | mandate_faults(
        head.mandate_start, head.mandate_end, today
    )
    if message is not None:
        return faults | message_faults(message, at)
    if actor.profile == Profile.CABINET:
        faults["message_id"] = ["Informe os dados do e-mail pelo qual o pedido chegou."]
    return faults


def applicant_faults(applicant: Applicant) -> Errors:
    """Why this cannot be one of the five publics."""
    nature = Nature(applicant.nature)
    if not nature.is_municipality:
        faults: Errors = {}
        if not applicant.name.strip():
            faults["name"] = ["Informe o nome da organização."]
        if applicant.state not in municipalities.STATES:
            faults["state"] = ["Escolha a UF."]
        return faults
    found = municipalities.by_code(applicant.ibge_code)
    if found is None:
        return {"municipality": ["Escolha um município da lista do IBGE."]}
    if (found.state == "MG") != (nature == Nature.MUNICIPALITY_MG):
        where = "de Minas Gerais" if found.state == "MG" else "de outro estado"
        return {
            "municipality": [f"{found} é município {where}: corrija a natureza ou o município."]
        }
    return {}


def message_faults(message: Message, at: datetime) -> Errors:
    """Why the e-mail cannot be registered; the same e-mail only once."""
    faults: Errors = {}
    if message.received_at > at:
        faults["received_at"] = ["A data de recebimento não pode estar no futuro."]
    if not message.message_id:
        faults["message_id"] = ["Informe o Message-ID do e-mail."]
    elif earlier := queries.request_with_message(message.message_id):
        faults["message_id"] = [f"Este e-mail já foi registrado no pedido {earlier.protocol}."]
    return faults


def organisation_of(applicant: Applicant) -> Organisation:
    """The organisation of the request, known already or new."""
    nature = Nature(applicant.nature)
    if nature.is_municipality:
        place = municipalities.by_code(applicant.ibge_code)
        assert place is not None
        known = {"ibge_code": place.ibge_code}
        new = {"name": place.name, "state": place.state, "cnpj": applicant.cnpj}
    else:
        known = {"cnpj": applicant.cnpj, "name": applicant.name.strip()}
        new = {"state": applicant.state, "acronym": applicant.acronym.strip()}
    found = Organisation.objects.filter(**known).first()
    if found is not None:
        return found
    return Organisation.objects.create(**known, **new, nature=nature, email=applicant.email)


def open_faults(organisation: Organisation) -> Errors:
    """One open request an organisation, and none beside a live agreement (G03)."""
    field = "municipality" if Nature(organisation.nature).is_municipality else "name"
    if request := queries.open_request_of(organisation):
        sentence = OPEN_ALREADY.format(organisation=organisation, protocol=request.protocol)
        return {field: [sentence]}
    if agreement := queries.live_agreement_of(organisation):
        sentence = AGREEMENT_ALREADY.format(organisation=organisation, agreement=agreement.title)
        return {field: [sentence]}
    return {}


def next_protocol(year: int) -> str:
    """The protocol after the last one of the year; the caller holds the lock."""
    taken = Request.objects.filter(protocol__startswith=f"{year}.").order_by("-protocol")
    last = taken.values_list("protocol", flat=True).first()
    return protocol_of(year, int(last.split(".")[1]) + 1 if last else 1)


def contact(organisation: Organisation, role: ContactRole, person: Person) -> Contact:
    """A contact of the organisation, as written in this request."""
    return Contact.objects.create(organisation=organisation, role=role, **vars_of(person))


def vars_of(value: Head | Person) -> dict[str, str | date | None]:
    """The fields of a value, for a row of the same names."""
    return {name: getattr(value, name) for name in value.__dataclass_fields__}
