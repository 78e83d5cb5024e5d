"""Reports as each place may see them: an organisation its own, the centre all."""

from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from access.rules import Actor, require
from agreements.improvements import permissions
from agreements.improvements.exchange import ImprovementState
from agreements.improvements.models import AnnualReport, Improvement
from agreements.improvements.rules import EDITABLE, ReportState
from agreements.registry.holds import HoldStep
from agreements.registry.models import Agreement, Hold
from agreements.registry.rules import AgreementState, Side
from foundation.refusals import NotFound
from foundation.tenancy import PUBLIC, current_schema

SHOWN_TO_PARTNER = Q(side=Side.PARTNER) | Q(state__in=[ReportState.SENT, ReportState.ACCEPTED])
LIVE_IMPROVEMENTS = Count("improvements", filter=Q(improvements__withdrawn_at=None))


def own_organisation_id() -> int | None:
    """The organisation in whose schema the thread works; None at the centre. Raises NotFound."""
    if current_schema() == PUBLIC:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.organisation_of(current_user)")
        found = cursor.fetchone()[0]
    if found is None:
        raise NotFound
    return int(found)


def reports(actor: Actor) -> QuerySet[AnnualReport]:
    """The reports that the actor sees here, oldest cycle first. Raises Denied."""
    own = own_organisation_id()
    held = Hold.objects.filter(
        agreement=OuterRef("agreement"), step=HoldStep.REPORTS, released_at=None
    )
    found = AnnualReport.objects.annotate(
        improvement_count=LIVE_IMPROVEMENTS, held_at=Subquery(held.values("held_at")[:1])
    ).order_by("due_date", "organisation__name", "side")
    if own is None:
        require(actor, permissions.SEE_REPORTS)
        return found.select_related("organisation")
    require(actor, permissions.SEE_OWN_REPORTS)
    return found.filter(SHOWN_TO_PARTNER, organisation_id=own).select_related("organisation")


def reports_of(actor: Actor, agreement: Agreement) -> QuerySet[AnnualReport]:
    """The reports under one agreement that the actor sees here. Raises Denied."""
    return reports(actor).filter(agreement=agreement)


def waiting_for_update(agreement: Agreement, *, due_since: date) -> QuerySet[AnnualReport]:
    """The reports that nobody has sent and that were not due before a day, locked."""
    found = AnnualReport.objects.filter(
        agreement=agreement, state__in=EDITABLE, due_date__gte=due_since
    )
    return found.select_for_update()


def held_since(report: AnnualReport) -> date | None:
    """Since when the reports of its agreement wait, as the list of reports tells it."""
    held_at = getattr(report, "held_at", None)
    return timezone.localdate(held_at) if held_at else None


def cycle_sent(report: AnnualReport) -> date | None:
    """The day on which the second of the two reports of its cycle was sent; None before."""
    both = AnnualReport.objects.filter(agreement=report.agreement_id, cycle=report.cycle)
    sent = both.filter(state__in=[ReportState.SENT, ReportState.ACCEPTED])
    days = [timezone.localdate(each) for each in sent.values_list("sent_at", flat=True) if each]
    return max(days) if len(days) == len(Side) else None


def report_by_uid(actor: Actor, uid: UUID) -> AnnualReport:
    """One report that the actor sees here. Raises Denied or NotFound."""
    found = reports(actor).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def report_for_update(actor: Actor, uid: UUID) -> AnnualReport:
    """The same, locked."""
    seen = report_by_uid(actor, uid)
    return AnnualReport.objects.select_for_update().get(pk=seen.pk)


def improvements_of(report: AnnualReport) -> QuerySet[Improvement]:
    """What a report tells of, less what was withdrawn."""
    return report.improvements.filter(withdrawn_at=None)


def improvement_for_update(report: AnnualReport, uid: UUID) -> Improvement:
    """One improvement of a report, locked. Raises NotFound."""
    found = improvements_of(report).select_for_update().filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def drafts_for_update(report: AnnualReport) -> list[Improvement]:
    """What was told and nobody sent yet, locked."""
    found = improvements_of(report).filter(state=ImprovementState.DRAFT)
    return list(found.select_for_update())


def agreement_by_uid(uid: UUID) -> Agreement | None:
    """The agreement that an event names."""
    return Agreement.objects.select_related("organisation").filter(uid=uid).first()


def agreements_in_force() -> QuerySet[Agreement]:
    """Those whose cycles open with the years."""
    return Agreement.objects.select_related("organisation").filter(
        state=AgreementState.PUBLISHED, start_date__isnull=False
    )
