"""D14: by the fifth day of each month gov.br is told which bodies used its sign-in."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from access.rules import Profile
from agreements.desk import adhesion_queries as queries
from agreements.desk.adhesions import due_day, last_day, month_before, months_owed, named
from agreements.desk.models import AdhesionReport
from agreements.desk.tasks import watch_deadlines
from agreements.registry.deadlines import DeadlineUnit, Length
from agreements.registry.models import Agreement
from audit.queries import entries_of
from documents.workbook import read_xlsx
from notifications.models import Notice
from tests.conftest import As
from tests.factories.publication import published

db = pytest.mark.django_db
FIVE = Length(5, DeadlineUnit.DAYS)
ADDRESS = "/painel-dos-acordos/gov-br/"


@given(st.dates(date(2024, 1, 1), date(2032, 12, 31)))
def test_the_report_of_a_month_is_due_on_the_fifth_of_the_next(day: date) -> None:
    month = month_before(day)
    assert month.day == 1
    assert due_day(month, FIVE) == date(day.year, day.month, 5)
    assert last_day(month) + timedelta(days=1) == date(day.year, day.month, 1)


@given(st.dates(date(2024, 1, 1), date(2032, 12, 31)), st.integers(0, 900))
def test_owed_are_the_months_that_are_over_since_the_first_agreement(day: date, ago: int) -> None:
    found = months_owed(day - timedelta(days=ago), day, sent=())
    assert len(found) <= 12
    assert all(last_day(each) < day for each in found)
    assert not months_owed(day, day, sent=())
    assert not months_owed(None, day, sent=())
    assert months_owed(day - timedelta(days=ago), day, sent=found) == []


def began(ago: int) -> Agreement:
    """An agreement in force since so many days ago."""
    agreement = published().agreement
    start = timezone.localdate() - timedelta(days=ago)
    Agreement.objects.filter(pk=agreement.pk).update(start_date=start)
    agreement.refresh_from_db()
    return agreement


@db
def test_the_bodies_of_a_month_are_shown_and_come_as_a_workbook(centre_as: As) -> None:
    agreement = began(70)
    auditor = centre_as(Profile.AUDITOR)
    month = month_before(timezone.localdate())
    page = auditor.get(ADDRESS).content.decode()
    assert agreement.organisation.name in page
    assert f"Organizações em {named(month)}" in page
    assert "Registrar envio" not in page
    answer = auditor.get(f"{ADDRESS}planilha/?mes={month:%Y-%m}")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    (lines,) = read_xlsx(ContentFile(content, name="x.xlsx")).values()
    assert agreement.organisation.name in [line[0] for line in lines]
    long_ago = auditor.get(f"{ADDRESS}?mes=2020-01").content.decode()
    assert "Nenhum acordo em vigor em janeiro de 2020" in long_ago
    assert auditor.get(f"{ADDRESS}?mes=outubro").status_code == 404


@db
def test_the_sending_is_recorded_once_and_ends_what_is_owed(centre_as: As) -> None:
    began(45)
    dirce = centre_as(Profile.DCI_DIRECTOR)
    today = timezone.localdate()
    month = month_before(today)
    sent = {"month": month.isoformat(), "sent_date": today.isoformat(), "number": "GOV-77"}
    assert month in [each.month for each in queries.owed(today)]
    early = sent | {"sent_date": last_day(month).isoformat()}
    assert dirce.post(f"{ADDRESS}enviado/", early).status_code == 422
    assert dirce.post(f"{ADDRESS}enviado/", sent | {"number": " "}).status_code == 422
    assert not AdhesionReport.objects.exists()
    assert dirce.post(f"{ADDRESS}enviado/", sent).status_code == 302
    report = AdhesionReport.objects.get()
    assert (report.month, report.organisations) == (month, 1)
    assert entries_of(report).get().actor_name == dirce.user.name
    assert month not in [each.month for each in queries.owed(today)]
    assert "GOV-77" in dirce.get(ADDRESS).content.decode()
    assert centre_as(Profile.DCI_ANALYST).post(f"{ADDRESS}enviado/", sent).status_code == 403


@db
def test_who_reports_is_told_where_gov_br_is_offered_and_only_once(
    centre_as: As, settings: Any
) -> None:
    renata = centre_as(Profile.NETWORK_ADMIN)
    began(45)
    settings.GOVBR_ISSUER = ""
    watch_deadlines()
    told = Notice.objects.filter(user=renata.user, text__contains="adesões ao gov.br")
    assert not told.exists()
    settings.GOVBR_ISSUER = "https://sso.exemplo.test"
    watch_deadlines()  # from the first day of a month on the fifth is less than a week away
    watch_deadlines()
    assert told.count() == 1
