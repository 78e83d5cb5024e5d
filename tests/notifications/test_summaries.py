"""Summaries by e-mail: due at seven in São Paulo, each notice in one, late or twice alike."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from access.rules import Profile
from foundation.tenancy import inside
from notifications.models import Email, Notice, Preference
from notifications.rules import Channel, boundary
from notifications.services import gather, read_all
from notifications.tasks import waiting
from tests.conftest import As
from tests.notifications.given import TOLD, sent_to, tell
from tests.people import Visitor
from tests.seed import FIRST

HERE = ZoneInfo("America/Sao_Paulo")
MONDAY = datetime(2026, 11, 23, 7, 1, tzinfo=HERE)
AN_HOUR = timedelta(hours=1)


@pytest.fixture
def otto(first_as: As) -> Visitor:
    """Wants one e-mail a day."""
    return wanting(first_as, Channel.DAILY)


def wanting(first_as: As, channel: Channel) -> Visitor:
    found = first_as(Profile.OBSERVER)
    found.post("/avisos/preferencias/", {TOLD.key: channel})
    return found


def told(visitor: Visitor, key: str, at: datetime, plan: str = "Saúde") -> None:
    tell(visitor, key=key, plan=plan)
    with inside(FIRST.schema):
        Notice.objects.filter(user=visitor.user, key=key).update(created_at=at)


def gathered(now: datetime) -> int:
    with inside(FIRST.schema):
        return gather(now=now)


@pytest.mark.parametrize(
    ("rhythm", "now", "expected"),
    [
        ("daily", MONDAY, MONDAY.replace(minute=0)),
        ("daily", MONDAY - AN_HOUR, MONDAY.replace(minute=0) - timedelta(days=1)),
        ("weekly", MONDAY, MONDAY.replace(minute=0)),
        ("weekly", MONDAY - AN_HOUR, MONDAY.replace(minute=0) - timedelta(days=7)),
        ("weekly", MONDAY + timedelta(days=6), MONDAY.replace(minute=0)),
    ],
)
def test_a_summary_is_due_at_seven_and_the_weekly_one_on_mondays(
    rhythm: str, now: datetime, expected: datetime
) -> None:
    assert boundary(rhythm, now) == expected


def test_a_summary_gathers_by_kind_with_links_and_is_written_once(otto: Visitor) -> None:
    told(otto, "a", MONDAY - AN_HOUR)
    told(otto, "b", MONDAY - AN_HOUR, plan="Obras")
    told(otto, "c", MONDAY + AN_HOUR, plan="Amanhã")
    assert [gathered(MONDAY), gathered(MONDAY), gathered(MONDAY + AN_HOUR)] == [1, 0, 0]
    with inside(FIRST.schema):
        sent_to(otto.user)
    (message,) = mail.outbox
    assert message.subject == "Seus avisos de hoje: 2 avisos"
    link = f"http://{FIRST.host}:8000/planos/"
    assert (
        f"{TOLD.title}\n- O plano Saúde foi publicado.\n  {link}\n"
        f"- O plano Obras foi publicado.\n  {link}\n"
    ) in message.body
    assert "Amanhã" not in message.body
    assert "List-Unsubscribe" in message.extra_headers


def test_a_summary_that_comes_a_day_late_loses_and_doubles_nothing(otto: Visitor) -> None:
    told(otto, "a", MONDAY - AN_HOUR)
    told(otto, "b", MONDAY + AN_HOUR)
    tuesday = MONDAY + timedelta(days=1)
    assert [gathered(tuesday), gathered(tuesday)] == [1, 0]
    told(otto, "c", tuesday + AN_HOUR)
    assert gathered(tuesday + timedelta(days=1)) == 1
    with inside(FIRST.schema):
        bodies = "".join(Email.objects.filter(user=otto.user).values_list("body", flat=True))
    assert bodies.count("O plano Saúde foi publicado.") == 3


def test_the_weekly_one_waits_for_monday(first_as: As) -> None:
    rita = wanting(first_as, Channel.WEEKLY)
    told(rita, "a", MONDAY - timedelta(days=3))
    assert gathered(MONDAY - timedelta(days=1)) == 0
    assert gathered(MONDAY) == 1


def test_what_was_read_or_belongs_to_a_closed_account_needs_no_e_mail(
    otto: Visitor, first_as: As
) -> None:
    gone = wanting(first_as, Channel.DAILY)
    for each in (otto, gone):
        told(each, "a", MONDAY - AN_HOUR)
    with inside(FIRST.schema):
        read_all(user=otto.user, at=MONDAY)
        type(gone.user).objects.filter(pk=gone.user.pk).update(is_active=False)
    assert gathered(MONDAY) == 0
    with inside(FIRST.schema):
        assert not Notice.objects.filter(gathered_at=None, user=otto.user).exists()
        assert not Email.objects.filter(user__in=[otto.user, gone.user]).exists()


def test_the_clock_finds_the_places_with_something_waiting(otto: Visitor) -> None:
    told(otto, "a", MONDAY - timedelta(days=300))
    assert FIRST.schema in {where for where, _ in waiting("summaries")}
    gathered(MONDAY)
    assert FIRST.schema not in {where for where, _ in waiting("summaries")}


def test_the_link_of_a_summary_ends_all_that_it_gathers(
    otto: Visitor, nobody_at_first: Visitor
) -> None:
    told(otto, "a", MONDAY - AN_HOUR)
    gathered(MONDAY)
    with inside(FIRST.schema):
        sent_to(otto.user)
    path = mail.outbox[0].extra_headers["List-Unsubscribe"].split(":8000")[1].rstrip(">")
    assert nobody_at_first.post(path).status_code == 200
    with inside(FIRST.schema):
        assert Preference.objects.get(user=otto.user).choices[TOLD.key] == "in_app"
