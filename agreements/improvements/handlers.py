"""What follows in the other place: the journal and the notices of whoever receives."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from access.queries import users_holding
from access.rules import SYSTEM, Actor, Profile
from agreements.improvements import events, queries, services
from agreements.improvements.models import AnnualReport
from agreements.improvements.notices import ARRIVED, CENTRE_READERS, JUDGED, PARTNER_READERS
from agreements.registry.events import AgreementPublished, StepReleased
from agreements.registry.holds import HoldStep
from agreements.registry.models import Hold
from agreements.registry.rules import Side
from agreements.work_plans.rules import StageFact
from agreements.work_plans.services import complete_stages
from events.registry import Event, on
from events.services import emit
from foundation.tenancy import PUBLIC, inside
from notifications.services import notify
from tenants.queries import schema_of


def actor_of(event: Event) -> Actor:
    """Who did it, as the event tells."""
    return Actor(
        name=event.actor_name, profile=Profile(event.actor_profile), user_uid=event.actor_uid
    )


@contextmanager
def at_organisation(uid: UUID) -> Iterator[AnnualReport | None]:
    """Inside the schema of a report's organisation, with the report; None when it has none."""
    with inside(PUBLIC):
        report = AnnualReport.objects.select_related("organisation").get(uid=uid)
        schema = schema_of(report.organisation_id)
    if schema is None:
        yield None
        return
    with inside(schema):
        yield report


@on(AgreementPublished)
def open_first_cycle(event: AgreementPublished) -> None:
    """Each side may report from the day on which the agreement takes effect."""
    agreement = queries.agreement_by_uid(event.subject_uid)
    if agreement is not None:
        services.open_reports(
            actor=SYSTEM, agreement=agreement, today=timezone.localdate(), at=event.at
        )


@on(events.ReportSent)
def tell_the_other_side(event: events.ReportSent) -> None:
    """A notice where the report arrives; what a partner sent, the journal there tells already."""
    with inside(PUBLIC):
        report = AnnualReport.objects.select_related("organisation").get(uid=event.subject_uid)
        if report.side == Side.PARTNER:
            notice(event, report, CENTRE_READERS)
            return
    with at_organisation(event.subject_uid) as found:
        if found is not None:
            emit(events.ReportArrived.of(actor_of(event), found, at=event.at))
            notice(event, found, PARTNER_READERS)


def notice(event: events.ReportSent, report: AnnualReport, readers: tuple[Profile, ...]) -> None:
    """In the schema of whoever receives."""
    sender = "A CGE-MG" if report.side == Side.CGE else report.organisation.name
    notify(
        users_holding(*readers, today=timezone.localdate()),
        kind=ARRIVED,
        key=f"report-sent:{report.uid}:{event.at.isoformat()}",
        values={
            "quem": sender,
            "ciclo": str(report.cycle),
            "acordo": report.agreement_label,
        },
        link=reverse("improvements:report", args=[report.uid], urlconf=urlconf_of(report.side)),
    )


def urlconf_of(side: str) -> str:
    """Where the receiver of a report of that side reads it."""
    return "config.urls.organisation" if side == Side.CGE else "config.urls.centre"


@on(events.ReportSent)
def complete_stage(event: events.ReportSent) -> None:
    """With the reports of both sides the stage of the work plan is done."""
    with inside(PUBLIC):
        report = AnnualReport.objects.select_related("agreement").get(uid=event.subject_uid)
        if day := queries.cycle_sent(report):
            complete_stages(uid=report.agreement.uid, fact=StageFact.REPORTS, day=day, at=event.at)


@on(StepReleased)
def give_time_back(event: StepReleased) -> None:
    """Where the reports had to wait, the days are given back."""
    with inside(PUBLIC):
        hold = Hold.objects.select_related("agreement").get(uid=event.subject_uid)
        if hold.step == HoldStep.REPORTS:
            services.give_time_back(
                actor=SYSTEM,
                agreement=hold.agreement,
                held=timezone.localdate(hold.held_at),
                released=timezone.localdate(event.at),
                at=event.at,
            )


@on(events.ReportAccepted)
def tell_of_acceptance(event: events.ReportAccepted) -> None:
    """The organisation learns that its report was accepted."""
    tell_judgement(event, "aceitou")


@on(events.ReportReturned)
def tell_of_return(event: events.ReportReturned) -> None:
    """The organisation learns what to correct."""
    tell_judgement(event, "devolveu", " para ajustes")


def tell_judgement(event: Event, decision: str, where: str = "") -> None:
    """In the journal and the notices of the organisation."""
    with at_organisation(event.subject_uid) as report:
        if report is None:
            return
        emit(
            events.JudgementArrived.of(
                actor_of(event), report, at=event.at, changes=event.changes, reason=event.reason
            )
        )
        notify(
            users_holding(*PARTNER_READERS, today=timezone.localdate()),
            kind=JUDGED,
            key=f"report-judged:{report.uid}:{event.at.isoformat()}",
            values={"decisao": decision, "ciclo": str(report.cycle), "destino": where},
            link=reverse(
                "improvements:report", args=[report.uid], urlconf="config.urls.organisation"
            ),
        )
