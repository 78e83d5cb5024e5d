"""What follows for the work plan: of an agreement in force, and of a stage told of."""

from django.urls import reverse
from django.utils import timezone

from access.queries import users_holding
from access.rules import Actor, Profile
from agreements.registry.events import AgreementPublished
from agreements.work_plans import queries, services
from agreements.work_plans.events import StageCompleted, StageJudged, StageReopened, StageReported
from agreements.work_plans.notices import CENTRE, ORGANISATION, STAGE_REOPENED, STAGE_REPORTED
from agreements.work_plans.rules import StageEvent
from events.registry import on
from events.services import emit
from foundation.tenancy import PUBLIC, inside
from notifications.services import notify
from tenants.queries import schema_of


@on(AgreementPublished)
def date_plan(event: AgreementPublished) -> None:
    """Stages counted from signature, gazette, anniversary or end get their dates."""
    services.date_stages(
        uid=event.subject_uid, known={StageEvent.GAZETTE: event.gazette_date}, at=event.at
    )


@on(StageReported)
def complete_reported(event: StageReported) -> None:
    """What the partner told becomes the stage's own date, and DCI may look at the evidence."""
    with inside(PUBLIC):
        if not services.settle_stage(uid=event.subject_uid, at=event.at):
            return
        found = queries.evidence_by_uid(event.subject_uid)
        notify(
            users_holding(*CENTRE, today=timezone.localdate()),
            kind=STAGE_REPORTED,
            key=f"stage-reported:{found.uid}",
            values={
                "organizacao": found.agreement.organisation.name,
                "etapa": f"{found.stage.number} {found.stage}",
            },
            link=reverse(
                "work_plans:plan", args=[found.agreement.uid], urlconf="config.urls.centre"
            ),
        )


@on(StageReported)
def bring_to_centre(event: StageReported) -> None:
    """CGE-MG gets its copy of the file."""
    services.copy_evidence(uid=event.subject_uid, at=event.at)


@on(StageCompleted)
def bring_to_partner(event: StageCompleted) -> None:
    """The organisation gets its own."""
    if event.evidence_uid is not None:
        services.copy_evidence(uid=event.evidence_uid, at=event.at)


@on(StageReopened)
def tell_of_reopening(event: StageReopened) -> None:
    """The organisation reads what is missing, in its notices and its journal."""
    with inside(PUBLIC):
        found = queries.evidence_by_uid(event.subject_uid)
        schema = schema_of(found.organisation_id)
    if schema is None:
        return
    actor = Actor(
        name=event.actor_name, profile=Profile(event.actor_profile), user_uid=event.actor_uid
    )
    page = reverse(
        "registry:agreement", args=[found.agreement.uid], urlconf="config.urls.organisation"
    )
    with inside(schema):
        emit(StageJudged.of(actor, found, at=event.at, changes=event.changes, reason=event.reason))
        notify(
            users_holding(*ORGANISATION, today=timezone.localdate()),
            kind=STAGE_REOPENED,
            key=f"stage-reopened:{found.uid}",
            values={"etapa": f"{found.stage.number} {found.stage}", "motivo": event.reason},
            link=page,
        )
