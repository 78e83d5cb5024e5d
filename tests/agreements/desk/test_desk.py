"""The dashboard of the agreements: groups, mean days, what was in time, and the workbook."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from access.rules import Actor, Profile
from agreements.desk import queries
from agreements.desk.rules import (
    BUCKETS,
    LATER,
    PAST,
    Course,
    Share,
    bucket_of,
    buckets,
    phases,
    published_in_time,
    sent_in_time,
)
from agreements.registry.deadlines import DeadlineUnit, Length
from agreements.registry.holds import HoldStep
from documents.workbook import read_xlsx
from foundation.refusals import Denied
from tests.conftest import As
from tests.factories.agreements import an_agreement, applicant, held
from tests.factories.publication import in_force

TEN = Length(10, DeadlineUnit.BUSINESS_DAYS)
TODAY = date(2026, 6, 15)
days = st.dates(date(2026, 1, 1), date(2029, 12, 31))


@given(st.lists(days, max_size=30))
def test_every_agreement_stands_in_one_group(ends: list[date]) -> None:
    assert sum(count for _, count in buckets(ends, TODAY)) == len(ends)


@pytest.mark.parametrize(
    ("left", "title"),
    [(-1, PAST), (0, BUCKETS[0][1]), (30, BUCKETS[0][1]), (31, BUCKETS[1][1]), (366, LATER)],
)
def test_a_group_is_told_by_the_days_left_and_the_last_day_counts(left: int, title: str) -> None:
    assert bucket_of(TODAY + timedelta(days=left), TODAY) == title


def test_the_mean_of_a_stretch_counts_those_that_went_all_of_it() -> None:
    told = [
        Course(received=date(2026, 1, 1), admitted=date(2026, 1, 11), signed=date(2026, 1, 31)),
        Course(received=date(2026, 1, 1), admitted=date(2026, 1, 6)),
        Course(received=date(2026, 1, 1)),
    ]
    first, second, third, *_ = phases(told)
    assert (first.count, first.mean_days) == (2, 7.5)
    assert (second.count, second.mean_days) == (1, 20.0)
    assert (third.count, third.mean_days) == (0, None)


def test_what_is_not_due_yet_is_not_judged() -> None:
    monday = date(2026, 6, 1)
    in_time = Course(signed=monday, published=date(2026, 6, 3))
    late = Course(signed=date(2026, 3, 2), published=date(2026, 5, 29))
    overdue = Course(signed=date(2026, 3, 2))
    not_yet = Course(signed=date(2026, 6, 12))
    assert published_in_time([in_time, late, overdue, not_yet, Course()], TODAY, TEN) == Share(1, 3)
    reports = [(TODAY, TODAY), (TODAY, TODAY - timedelta(days=1)), (None, TODAY)]
    assert sent_in_time(reports, TODAY) == Share(1, 2)
    assert Share(0, 0).percent is None
    assert Share(1, 3).percent == 33


@pytest.mark.django_db
def test_the_dashboard_and_its_workbook_tell_of_every_agreement(centre_as: As) -> None:
    agreement = in_force(20)
    an_agreement(applicant=applicant("3118601"))
    held(agreement, HoldStep.DELIVERY)
    auditor = centre_as(Profile.AUDITOR)
    page = auditor.get("/painel-dos-acordos/").content.decode()
    assert "Em minuta" in page
    assert "Até 30 dias" in page
    assert "publicados no prazo" in page
    found = queries.desk(auditor_of(), timezone.localdate())
    assert dict(found.states)["Publicado"] == 1
    assert dict(found.buckets)["Até 30 dias"] == 1
    assert (found.published, found.held) == (Share(1, 1), 1)
    answer = auditor.get("/painel-dos-acordos/planilha/")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    sheet = read_xlsx(ContentFile(BytesIO(content).read(), name="acordos.xlsx"))["Acordos"]
    assert sheet[0][0] == "Acordo"
    assert {row[1] for row in sheet[1:]} == {"Uberaba", "Contagem"}
    assert timezone.localdate().isoformat() in sheet[1] + sheet[2]


def auditor_of() -> Actor:
    return Actor(name="Aura Auditora", profile=Profile.AUDITOR)


@pytest.mark.django_db
def test_an_organisation_has_no_desk() -> None:
    with pytest.raises(Denied):
        queries.desk(Actor(name="Ana", profile=Profile.HEAD), timezone.localdate())
