"""A place for an organisation without an agreement made here, by a reasoned act."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from access.rules import Actor, require
from agreements.registry import permissions, queries
from agreements.registry.events import OpenedByAct
from agreements.registry.services.requests import applicant_faults, organisation_of, refuse
from agreements.registry.values import Applicant, Person
from events.services import emit
from tenants.models import Birth, Organisation
from tenants.origins.models import OriginAct
from tenants.origins.rules import Origin, origin_faults
from tenants.queries import birth_of
from tenants.rules import Nature
from tenants.services import request_birth

BORN = "{organisation} já tem o seu espaço neste serviço."
BY_AGREEMENT = "{organisation} tem acordo em andamento ({agreement}): o espaço nasce por ele."


@transaction.atomic
def open_by_act(
    *,
    actor: Actor,
    applicant: Applicant,
    origin: Origin,
    act: str,
    act_date: date,
    reason: str,
    administrator: Person,
    at: datetime,
) -> Birth:
    """Bring an organisation in as a body of the State, or by an agreement from before.

    Raises Denied, or Invalid for an organisation that has its place or an agreement on its way.
    """
    require(actor, permissions.OPEN_BY_ACT)
    refuse(applicant_faults(applicant))
    is_municipality = Nature(applicant.nature).is_municipality
    refuse(
        origin_faults(
            origin=origin,
            nature=applicant.nature,
            state="" if is_municipality else applicant.state,
            act=act,
            act_date=act_date,
            reason=reason,
            today=timezone.localdate(at),
        )
    )
    organisation = organisation_of(applicant)
    refuse(already_faults(organisation, "municipality" if is_municipality else "name"))
    OriginAct.objects.create(
        organisation=organisation,
        origin=origin,
        act=act.strip(),
        act_date=act_date,
        reason=reason.strip(),
        decided_at=at,
        decided_by_name=actor.name,
    )
    changes = {"origem": ["", origin.label], "ato": ["", f"{act.strip()}, {act_date:%d/%m/%Y}"]}
    emit(OpenedByAct.of(actor, organisation, at=at, changes=changes, reason=reason.strip()))
    return request_birth(
        actor=actor,
        organisation=organisation,
        agreement_uid=None,
        administrator_name=administrator.name,
        administrator_email=administrator.email,
        at=at,
    )


def already_faults(organisation: Organisation, field: str) -> dict[str, list[str]]:
    """Why an organisation needs no act."""
    if birth_of(organisation) is not None:
        return {field: [BORN.format(organisation=organisation)]}
    if agreement := queries.live_agreement_of(organisation):
        told = BY_AGREEMENT.format(organisation=organisation, agreement=agreement.title)
        return {field: [told]}
    return {}
