"""What a step that goes on again brings with it: the birth that waited, and time for links."""

from django.utils import timezone

from access.rules import SYSTEM
from agreements.publication import services
from agreements.registry.events import StepReleased
from agreements.registry.holds import HoldStep, days_stood
from agreements.registry.models import Agreement, Hold
from agreements.registry.rules import AgreementState
from events.registry import on
from foundation.tenancy import PUBLIC, inside


@on(StepReleased)
def go_on(event: StepReleased) -> None:
    """The birth of the place, when it is what waited; for the delivery, the days that were lost."""
    with inside(PUBLIC):
        hold = Hold.objects.get(uid=event.subject_uid)
        agreement = Agreement.objects.select_related("organisation", "request__focal").get(
            pk=hold.agreement_id
        )
        if hold.step == HoldStep.BIRTH and agreement.state == AgreementState.PUBLISHED:
            services.bring_in(actor=SYSTEM, agreement=agreement, at=event.at)
        if hold.step == HoldStep.DELIVERY:
            held = timezone.localdate(hold.held_at)
            days = days_stood(held, timezone.localdate(event.at), held)
            if days:
                services.give_time_back(actor=SYSTEM, agreement=agreement, days=days, at=event.at)
