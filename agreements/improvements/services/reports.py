"""The verbs on yearly reports; the same for both sides, each within its own place."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from access.rules import Actor, require
from agreements.improvements import events, permissions, queries
from agreements.improvements.models import AnnualReport
from agreements.improvements.rules import (
    EDITABLE,
    NO_REASON,
    REPORT_FLOW,
    ReportState,
    differing,
    due_date_of,
    faults_before_sending,
    open_cycles,
    period_of,
)
from agreements.improvements.services.handing import hand_over
from agreements.registry.deadlines import DeadlineCode
from agreements.registry.holds import HoldStep, days_stood
from agreements.registry.models import Agreement
from agreements.registry.queries import deadline, refuse_held
from agreements.registry.rules import Side
from events.services import emit
from foundation.flow import label_of
from foundation.refusals import Conflict, Denied, Invalid, NotAllowed
from foundation.tenancy import PUBLIC, current_schema

FIELDS = ("summary", "difficulties", "organs_using", "plans_published", "people_using")


@transaction.atomic
def open_reports(*, actor: Actor, agreement: Agreement, today: date, at: datetime) -> int:
    """A report of each side for every cycle that has begun; a second time changes nothing."""
    require(actor, permissions.OPEN_CYCLE)
    if agreement.start_date is None or agreement.end_date is None:
        raise NotAllowed("O acordo ainda não tem vigência: publique o extrato primeiro.")
    opened, length = 0, deadline(DeadlineCode.REPORT).value
    for cycle in open_cycles(agreement.start_date, agreement.end_date, today):
        first, last = period_of(agreement.start_date, cycle)
        for side in Side:
            report, made = AnnualReport.objects.get_or_create(
                agreement=agreement,
                cycle=cycle,
                side=side,
                defaults={
                    "organisation": agreement.organisation,
                    "agreement_label": agreement.title,
                    "period_start_date": first,
                    "period_end_date": last,
                    "due_date": due_date_of(agreement.start_date, cycle, length),
                    "created_at": at,
                },
            )
            if made:
                emit(events.ReportOpened.of(actor, report, at=at))
                opened += 1
    return opened


def writing_side() -> Side:
    """Whose reports are written here."""
    return Side.CGE if current_schema() == PUBLIC else Side.PARTNER


def require_writing(actor: Actor) -> None:
    """Raise Denied unless the actor writes the reports of this place."""
    at_centre = writing_side() == Side.CGE
    require(actor, permissions.SEND_CENTRE_REPORT if at_centre else permissions.SEND_OWN_REPORT)


@transaction.atomic
def report_to_edit(actor: Actor, uid: UUID) -> AnnualReport:
    """A report of this side, locked, still open to changes. Raises Denied, NotFound, NotAllowed."""
    report = own_report(actor, uid)
    state = ReportState(report.state)
    if state not in EDITABLE:
        raise NotAllowed(f"O relatório não pode mais ser alterado: está {label_of(state).lower()}.")
    return report


def own_report(actor: Actor, uid: UUID) -> AnnualReport:
    """A report of this side, locked. Raises Denied or NotFound."""
    report = queries.report_for_update(actor, uid)
    require_writing(actor)
    if report.side != writing_side():
        raise Denied("Este relatório é da outra parte do acordo.")
    return report


@transaction.atomic
def save_report(
    *, actor: Actor, uid: UUID, revision: int, values: Mapping[str, Any], at: datetime
) -> AnnualReport:
    """Fill in a report. Raises Conflict when somebody saved it since it was opened."""
    report = report_to_edit(actor, uid)
    typed = {name: values[name] for name in FIELDS}
    stored = {name: getattr(report, name) for name in FIELDS}
    differences = differing(stored, typed)
    if report.revision != revision and differences:
        raise Conflict({label(name): pair for name, pair in differences.items()})
    for name, value in typed.items():
        setattr(report, name, value)
    report.revision += 1
    report.save(update_fields=[*FIELDS, "revision"])
    changes = {label(name): [old, new] for name, (new, old) in differences.items()}
    emit(events.ReportSaved.of(actor, report, at=at, changes=changes))
    return report


def label(name: str) -> str:
    """The Portuguese name of a field of the report."""
    return str(AnnualReport._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


@transaction.atomic
def send_report(*, actor: Actor, uid: UUID, at: datetime) -> AnnualReport:
    """Send the report to the other side. Raises Denied, NotFound, NotAllowed, Invalid."""
    report = own_report(actor, uid)
    refuse_held(report.agreement, HoldStep.REPORTS)
    before = ReportState(report.state)
    after = REPORT_FLOW.after("send", before)
    told = queries.improvements_of(report)
    if faults := faults_before_sending(summary=report.summary, improvements=told.count()):
        raise Invalid(faults)
    report.state, report.sent_at, report.sent_by_name = after, at, actor.name
    report.save(update_fields=["state", "sent_at", "sent_by_name"])
    emit(events.ReportSent.of(actor, report, at=at, changes=change(before, after)))
    for improvement in queries.drafts_for_update(report):
        emit(hand_over(actor, improvement, at=at))
    return report


@transaction.atomic
def accept_report(*, actor: Actor, uid: UUID, at: datetime) -> AnnualReport:
    """Accept what a partner sent; DTIC reviews the improvements it tells of one by one."""
    report, before, after = judged_report(actor, uid, "accept")
    report.state, report.judged_at = after, at
    report.save(update_fields=["state", "judged_at"])
    emit(events.ReportAccepted.of(actor, report, at=at, changes=change(before, after)))
    return report


@transaction.atomic
def return_report(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> AnnualReport:
    """Ask the partner for changes and say which. Raises Denied, NotFound, NotAllowed, Invalid."""
    report, before, after = judged_report(actor, uid, "return")
    if not reason.strip():
        raise Invalid({"reason": [NO_REASON]})
    report.state, report.judged_at, report.return_reason = after, at, reason.strip()
    report.save(update_fields=["state", "judged_at", "return_reason"])
    changes = change(before, after)
    emit(events.ReportReturned.of(actor, report, at=at, changes=changes, reason=reason.strip()))
    return report


@transaction.atomic
def judged_report(
    actor: Actor, uid: UUID, verb: str
) -> tuple[AnnualReport, ReportState, ReportState]:
    """A partner's report, locked, with its state now and after. Denied, NotFound, NotAllowed."""
    require(actor, permissions.JUDGE_REPORT)
    report = queries.report_for_update(actor, uid)
    if report.side == Side.CGE:
        raise Denied("A CGE-MG não aprecia o próprio relatório.")
    refuse_held(report.agreement, HoldStep.REPORTS)
    before = ReportState(report.state)
    return report, before, REPORT_FLOW.after(verb, before)


@transaction.atomic
def give_time_back(
    *, actor: Actor, agreement: Agreement, held: date, released: date, at: datetime
) -> int:
    """After a hold: what was not due yet is due as many days later. Raises Denied."""
    require(actor, permissions.OPEN_CYCLE)
    moved = 0
    for report in queries.waiting_for_update(agreement, due_since=held):
        days = days_stood(held, released, timezone.localdate(report.created_at))
        if not days:
            continue
        before = report.due_date
        report.due_date = before + timedelta(days=days)
        report.save(update_fields=["due_date"])
        changes = {"prazo": [f"{before:%d/%m/%Y}", f"{report.due_date:%d/%m/%Y}"]}
        emit(events.TimeGivenBack.of(actor, report, at=at, changes=changes))
        moved += 1
    return moved


def change(before: ReportState, after: ReportState) -> dict[str, list[Any]]:
    """A change of state, as the journal tells it."""
    return {"situação": [before.label, after.label]}
