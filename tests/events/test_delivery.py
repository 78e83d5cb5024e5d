"""What happened is journalled at once, delivered at least once, and never lost with the broker."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from access.models import Organ
from access.rules import Profile
from audit.models import Entry
from events import registry, tasks
from events.models import Outbox
from events.registry import Event
from events.rules import MOST_ATTEMPTS, wait_after
from events.services import emit
from foundation.tasks import TenantRefused
from foundation.tenancy import PUBLIC, inside
from tests.people import centre_actor
from tests.seed import FIRST

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class BellRung(Event):
    name: ClassVar[str] = "tests.bell.rung"
    title: ClassVar[str] = "Sino tocado"
    times: int = 1
    day: date = date(2026, 1, 1)


@pytest.fixture
def heard() -> Iterator[list[BellRung]]:
    found: list[BellRung] = []
    registry.on(BellRung)(found.append)
    yield found
    registry._after_commit.pop(BellRung.name)


def ring(**more: object) -> BellRung:
    actor = centre_actor(Profile.DCI_ANALYST)
    organ = Organ.objects.create(name=f"Sineira {uuid4().hex[:6]}")
    event = BellRung.of(actor, organ, at=NOW, **more)  # type: ignore[arg-type]
    emit(event)
    return event


@pytest.mark.django_db
def test_an_event_is_journalled_in_the_transaction_that_made_it(heard: list[BellRung]) -> None:
    event = ring(changes={"toques": [0, 3]}, reason="Festa", times=3)
    entry = Entry.verbs.get(subject_uid=event.subject_uid)
    assert (entry.verb, entry.title, entry.reason) == ("tests.bell.rung", "Sino tocado", "Festa")
    assert entry.changes == {"toques": [0, 3]}
    assert entry.actor_profile == Profile.DCI_ANALYST


@pytest.mark.django_db(transaction=False)
def test_an_event_undone_with_its_transaction_leaves_no_entry(heard: list[BellRung]) -> None:
    before = Entry.verbs.count()
    with pytest.raises(RuntimeError), transaction.atomic():
        ring()
        raise RuntimeError
    assert Entry.verbs.count() == before


@pytest.mark.django_db
def test_a_handler_is_called_once_however_often_the_task_comes(heard: list[BellRung]) -> None:
    event = ring(times=2)
    row = Outbox.objects.get(name=BellRung.name)
    for _ in range(3):
        tasks.deliver(schema="public", outbox_id=row.pk)
    assert heard == [event]


@pytest.mark.django_db
def test_what_a_handler_breaks_is_kept_and_tried_again(heard: list[BellRung]) -> None:
    def broken(event: BellRung) -> None:
        raise OSError("sem rede")

    registry.on(BellRung)(broken)
    ring()
    row = Outbox.objects.get(name=BellRung.name)
    with pytest.raises(OSError, match="sem rede"):
        tasks.deliver(schema="public", outbox_id=row.pk)
    row.refresh_from_db()
    assert (row.attempts, row.delivered_at) == (1, None)
    assert "sem rede" in row.error
    assert row.due_at is not None
    assert timedelta(seconds=50) < row.due_at - timezone.now() < timedelta(seconds=61)
    registry._after_commit[BellRung.name].remove(broken)
    tasks.deliver(schema="public", outbox_id=row.pk)
    assert Outbox.objects.get(pk=row.pk).delivered_at is not None


def test_each_try_waits_twice_as_long_as_the_one_before_up_to_some_hours() -> None:
    waits = [wait_after(attempts) for attempts in range(1, MOST_ATTEMPTS)]
    assert waits[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert waits[-1] == wait_after(10**6) == timedelta(hours=6)
    assert timedelta(days=2) < sum(waits, timedelta()) < timedelta(days=4)


@pytest.mark.django_db
def test_what_failed_is_not_swept_before_it_is_due(heard: list[BellRung]) -> None:
    ring()
    row = Outbox.objects.get(name=BellRung.name)
    Outbox.objects.update(emitted_at=NOW - timedelta(days=30))
    due = [timezone.now() + timedelta(hours=1), timezone.now() - timedelta(minutes=1)]
    found = []
    for each in due:
        Outbox.objects.filter(pk=row.pk).update(due_at=each)
        with connection.cursor() as cursor:
            cursor.execute("SELECT row_id FROM public.outbox_waiting(now(), 20)")
            found.append((row.pk,) in cursor.fetchall())
    assert found == [False, True]


@pytest.mark.django_db
def test_what_was_delivered_long_ago_is_taken_out_and_nothing_else(heard: list[BellRung]) -> None:
    long_ago = timezone.now() - timedelta(days=settings.OUTBOX_RETENTION_DAYS, hours=1)
    for schema in (PUBLIC, FIRST.schema):
        with inside(schema):
            for delivered_at, emitted_at in (
                (long_ago, long_ago),
                (timezone.now(), long_ago),
                (None, long_ago),
            ):
                row = Outbox.objects.create(name="x", body={}, delivered_at=delivered_at)
                Outbox.objects.filter(pk=row.pk).update(emitted_at=emitted_at)
    assert tasks.prune() == 2
    for schema in (PUBLIC, FIRST.schema):
        with inside(schema):
            assert Outbox.objects.filter(name="x").count() == 2
            assert not Outbox.objects.filter(name="x", delivered_at=long_ago).exists()


@pytest.mark.django_db
def test_the_sweep_finds_what_the_broker_lost_in_every_schema(heard: list[BellRung]) -> None:
    with inside(FIRST.schema):
        actor = centre_actor(Profile.DCI_ANALYST)
        organ = Organ.objects.get(name=FIRST.name)
        emit(BellRung.of(actor, organ, at=NOW))
        row = Outbox.objects.get(name=BellRung.name)
        Outbox.objects.update(emitted_at=NOW - timedelta(days=30))
    assert tasks.sweep() >= 1
    assert row.delivered_at is None


@pytest.mark.django_db
@pytest.mark.parametrize("schema", ["m9999999", "o_nao_existe", None])
def test_a_task_for_an_unknown_organisation_is_refused(schema: str | None) -> None:
    with pytest.raises((TenantRefused, ValueError)):
        tasks.deliver(**({"schema": schema} if schema else {"schema": "m0000000"}), outbox_id=1)


def test_an_event_outside_a_transaction_is_refused() -> None:
    event = BellRung(
        at=NOW,
        actor_uid=None,
        actor_name="x",
        actor_profile="system",
        subject_type="a.b",
        subject_uid=uuid4(),
        subject_label="x",
    )
    with pytest.raises(RuntimeError):
        emit(event)


@given(
    times=st.integers(),
    day=st.dates(),
    reason=st.text(),
    changes=st.dictionaries(st.text(), st.lists(st.one_of(st.none(), st.text(), st.integers()))),
)
def test_an_event_survives_the_outbox(
    times: int, day: date, reason: str, changes: dict[str, list[object]]
) -> None:
    event = BellRung(
        at=NOW,
        actor_uid=uuid4(),
        actor_name="Ana",
        actor_profile="head",
        subject_type="a.b",
        subject_uid=uuid4(),
        subject_label="x",
        times=times,
        day=day,
        reason=reason,
        changes=changes,
    )
    assert BellRung.from_body(event.body()) == event
