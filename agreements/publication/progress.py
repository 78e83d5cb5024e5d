"""What publication and delivery mean for the work plan: stages get dates, or are done."""

from django.utils import timezone

from agreements.publication import events, queries
from agreements.publication.models import Delivery, Production
from agreements.publication.rules import Vehicle
from agreements.registry.models import Agreement
from agreements.work_plans import services as plans
from agreements.work_plans.rules import StageEvent, StageFact
from events.registry import on

FACTS = {Vehicle.STATE: StageFact.STATE_GAZETTE, Vehicle.PARTNER: StageFact.PARTNER_GAZETTE}


@on(events.PublicationRegistered)
def complete_publication(event: events.PublicationRegistered) -> None:
    """What stands in a gazette is published."""
    agreement = Agreement.objects.get(uid=event.subject_uid)
    for vehicle, fact in FACTS.items():
        if found := queries.publication_of(agreement, vehicle):
            plans.complete_stages(
                uid=agreement.uid, fact=fact, day=found.published_date, at=event.at
            )


@on(events.TermsAccepted)
def complete_terms(event: events.TermsAccepted) -> None:
    """The technical area accepted the terms of use."""
    complete(event, StageFact.TERMS)


@on(events.CodeDelivered)
def date_from_delivery(event: events.CodeDelivered) -> None:
    """Stages counted from the first delivery get their dates; a later one moves none."""
    agreement = complete(event, StageFact.DELIVERY)
    first = queries.first_delivered_at(agreement)
    if first is not None:
        known = {StageEvent.DELIVERY: timezone.localdate(first)}
        plans.date_stages(uid=agreement.uid, known=known, at=event.at)


@on(events.ReceiptConfirmed)
def complete_receipt(event: events.ReceiptConfirmed) -> None:
    """The partner checked what it received."""
    complete(event, StageFact.RECEIPT)


@on(events.ProductionConfirmed)
def complete_production(event: events.ProductionConfirmed) -> None:
    """The partner uses the system."""
    found = Production.objects.select_related("agreement").get(uid=event.subject_uid)
    plans.complete_stages(
        uid=found.agreement.uid, fact=StageFact.PRODUCTION, day=found.start_date, at=event.at
    )


def complete(
    event: events.TermsAccepted | events.CodeDelivered | events.ReceiptConfirmed, fact: StageFact
) -> Agreement:
    """Complete what waits for an answer to a delivery, on its day; gives the agreement."""
    agreement = Delivery.objects.select_related("agreement").get(uid=event.subject_uid).agreement
    plans.complete_stages(
        uid=agreement.uid, fact=fact, day=timezone.localdate(event.at), at=event.at
    )
    return agreement
