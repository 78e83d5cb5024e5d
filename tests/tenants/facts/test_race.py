"""An event that happens while a push counts is not lost: whoever asks waits, and asks again."""

from collections.abc import Callable, Iterator
from datetime import date
from threading import Event, Thread

import pytest
from django.db import connection, connections
from django.utils import timezone

from foundation.tenancy import PUBLIC, cast_any, inside
from tenants.facts import registry, services
from tenants.facts.models import Facts
from tenants.facts.rules import Figures
from tests.factories import integrity

PATIENCE = 20


@pytest.fixture
def halted() -> Iterator[tuple[Event, Event]]:
    """A count that stops after reading, until it is told to go on."""
    whole, has_read, may_go = registry.source(), Event(), Event()

    def count(day: date) -> Figures:
        found = whole.count(day)
        has_read.set()
        assert may_go.wait(PATIENCE)
        return found

    registry.register(registry.Source(count, whole.plans, whole.actions, whole.risks))
    yield has_read, may_go
    may_go.set()
    registry.register(whole)


def apart(act: Callable[[], object], answers: list[object]) -> Thread:
    """Something done by another worker, on a connection of its own."""

    def work() -> None:
        try:
            cast_any(connection).set_schema(PUBLIC)
            answers.append(act())
        finally:
            connections.close_all()

    thread = Thread(target=work)
    thread.start()
    return thread


def test_an_event_while_a_push_counts_asks_for_another(
    nascent: str, halted: tuple[Event, Event]
) -> None:
    has_read, may_go = halted
    pushed: list[object] = []
    asked: list[object] = []

    def push() -> bool:
        with inside(nascent):
            return services.push(schema=nascent, at=timezone.now())

    def ask() -> bool:
        with inside(nascent):
            return services.ask(schema=nascent, at=timezone.now())

    assert ask()
    first = apart(push, pushed)
    assert has_read.wait(PATIENCE)
    with inside(nascent):
        integrity.plan()
    late = apart(ask, asked)
    late.join(0.5)
    assert asked == []
    may_go.set()
    first.join(PATIENCE)
    late.join(PATIENCE)
    assert (pushed, asked) == ([True], [True])
    assert Facts.objects.get(asked_at__isnull=False).plans == {}
    assert push()
    assert Facts.objects.get().plans == {"not_started": 1}
