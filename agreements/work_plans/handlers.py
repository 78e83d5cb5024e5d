"""What follows for the work plan when the agreement comes into force."""

from agreements.registry.events import AgreementPublished
from agreements.work_plans import services
from agreements.work_plans.rules import StageEvent
from events.registry import on


@on(AgreementPublished)
def date_plan(event: AgreementPublished) -> None:
    """Stages counted from signature, gazette, anniversary or end get their dates."""
    services.date_stages(
        uid=event.subject_uid, known={StageEvent.GAZETTE: event.gazette_date}, at=event.at
    )
