"""Meetings before the decision: set, moved, held, with minutes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access.rules import Profile
from agreements.registry import services
from agreements.registry.models import Meeting
from audit.queries import entries_of
from notifications.models import Email
from tests.conftest import As
from tests.documents.samples import PDF, upload
from tests.factories import agreements as make
from tests.people import Visitor

pytestmark = pytest.mark.django_db
ROOM = "https://reuniao.exemplo.test/sala"


def typed(days: int = 3, **more: object) -> dict[str, object]:
    when = timezone.localtime() + timedelta(days=days)
    values = {"mode": "online", "place": ROOM, "participants": "DCI e município"}
    return {"scheduled_at": f"{when:%Y-%m-%dT%H:%M}", **values, **more}


def test_a_meeting_is_set_the_applicant_is_told_and_the_minutes_are_kept(
    centre_as: As, portal: Visitor
) -> None:
    request = make.a_request_in_triage()
    antonio = centre_as(Profile.DCI_ANALYST)
    page = f"/pedidos/{request.uid}/reunioes/"
    assert antonio.get(f"{page}marcar/").status_code == 200
    assert antonio.post(f"{page}marcar/", typed()).status_code == 302
    make.deliver_events()
    assert ROOM in Email.objects.get(key__contains="meeting_scheduled").body
    link = f"/acompanhar/{services.tracking_token(request.uid)}/"
    assert ROOM in portal.get(link).content.decode()
    held = {
        "held_date": timezone.localdate().isoformat(),
        "mode": "online",
        "participants": "DCI e município",
        "notes": "Sistema apresentado.",
        "minutes": upload(PDF, "ata.pdf"),
    }
    assert "DCI e município" in antonio.get(f"{page}nova/").content.decode()
    assert antonio.post(f"{page}nova/", held).status_code == 302
    meeting = Meeting.objects.get()
    assert meeting.minutes is not None
    assert meeting.held_date == timezone.localdate()
    assert entries_of(request).first().changes["ata"] == ["", "ata.pdf"]  # type: ignore[union-attr]
    assert "ata.pdf" in antonio.get(f"/pedidos/{request.uid}/").content.decode()
    assert ROOM not in portal.get(link).content.decode()


def test_a_meeting_that_is_set_is_moved_not_doubled(centre_as: As) -> None:
    request = make.a_request_in_triage()
    antonio = centre_as(Profile.DCI_ANALYST)
    for days in (3, 5):
        antonio.post(f"/pedidos/{request.uid}/reunioes/marcar/", typed(days))
    meeting = Meeting.objects.get()
    assert meeting.scheduled_at is not None
    assert timezone.localdate(meeting.scheduled_at) == timezone.localdate() + timedelta(days=5)
    make.deliver_events()
    assert Email.objects.filter(key__contains="meeting_scheduled").count() == 2


def test_a_meeting_is_not_set_for_the_past(centre_as: As) -> None:
    request = make.a_request_in_triage()
    answer = centre_as(Profile.DCI_ANALYST).post(
        f"/pedidos/{request.uid}/reunioes/marcar/", typed(-1)
    )
    assert answer.status_code == 422
    assert not Meeting.objects.exists()
