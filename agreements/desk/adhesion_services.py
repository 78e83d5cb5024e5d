"""Somebody of CGE-MG sent a month's report of adhesions to gov.br, and says so here."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from access.rules import Actor, require
from agreements.desk import adhesion_queries as queries
from agreements.desk import permissions
from agreements.desk.adhesions import NOT_OWED, named, sending_faults
from agreements.desk.events import AdhesionsReported
from agreements.desk.models import AdhesionReport
from events.services import emit
from foundation.refusals import Invalid, NotAllowed


@transaction.atomic
def record_adhesions(
    *, actor: Actor, month: date, sent_date: date, number: str, at: datetime
) -> AdhesionReport:
    """Keep that the report of a month was sent. Raises Denied, NotAllowed or Invalid."""
    require(actor, permissions.REPORT_ADHESIONS)
    today = timezone.localdate(at)
    owed = [each.month for each in queries.owed(today)]
    faults = sending_faults(month, sent_date=sent_date, number=number, owed=owed, today=today)
    if faults:
        raise Invalid(faults)
    report = AdhesionReport(
        month=month,
        sent_date=sent_date,
        number=number.strip(),
        organisations=queries.in_force_in(month).count(),
        recorded_at=at,
        recorded_by_name=actor.name,
    )
    try:
        with transaction.atomic():
            report.save(force_insert=True)
    except IntegrityError:  # somebody else recorded it meanwhile
        raise NotAllowed(NOT_OWED) from None
    changes = {named(month): ["", f"enviado em {sent_date:%d/%m/%Y}"]}
    emit(AdhesionsReported.of(actor, report, at=at, changes=changes))
    return report
