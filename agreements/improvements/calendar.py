"""When yearly reports are due."""

from collections.abc import Iterator

from django.urls import reverse

from access.rules import Actor
from agreements.improvements import permissions, queries
from agreements.improvements.rules import ReportState
from agreements.registry.rules import Side
from foundation.tenancy import PUBLIC, current_schema
from notifications.ical import Entry
from notifications.links import absolute

WAITING = (ReportState.DRAFT, ReportState.RETURNED)


def days(actor: Actor) -> Iterator[Entry]:
    """The last day of each report of one's own side that has not been sent."""
    at_centre = current_schema() == PUBLIC
    wanted = permissions.SEND_CENTRE_REPORT if at_centre else permissions.SEND_OWN_REPORT
    if not actor.may(wanted) or actor.organ_id is not None:
        return
    side = Side.CGE if at_centre else Side.PARTNER
    urlconf = "config.urls.centre" if at_centre else "config.urls.organisation"
    for report in queries.reports(actor).filter(side=side, state__in=WAITING):
        link = reverse("improvements:report", args=[report.uid], urlconf=urlconf)
        yield Entry(
            name=f"relatorio-{report.uid}",
            day=report.due_date,
            title=f"Prazo do relatório anual {report.cycle} do {report.agreement_label}",
            link=absolute(link),
            changed_at=report.created_at,
        )
