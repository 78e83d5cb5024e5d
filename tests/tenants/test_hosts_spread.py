"""What one process changes about hosts another one hears of within a second or two."""

import subprocess
import sys
import time
from http.client import HTTPConnection

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from redis.exceptions import ConnectionError as BrokerAway

from config.local.places import SOURCE
from foundation.cache import shared
from foundation.tenancy import PUBLIC, inside
from tenants import hosts
from tests.seed import FIRST
from tests.services import Services

TURN = """
import django; django.setup()
from django.utils import timezone
from access.rules import Actor, Profile
from tenants import lifecycle
who = Actor(name="Dirce Diretora", profile=Profile.DCI_DIRECTOR)
lifecycle.{verb}(actor=who, schema="{schema}", reason="Prova.", at=timezone.now())
"""


def status(services: Services, host: str) -> int:
    link = HTTPConnection("127.0.0.1", services.port, timeout=10)
    link.request("GET", "/conta/entrar/", headers={"Host": host})
    found = link.getresponse().status
    link.close()
    return found


def turn(services: Services, verb: str) -> None:
    """A verb of the life of the first organisation, in a process of its own."""
    subprocess.run(
        [sys.executable, "-c", TURN.format(verb=verb, schema=FIRST.schema)],
        cwd=SOURCE,
        env=services.environment,
        check=True,
    )


@pytest.mark.slow
def test_another_process_answers_as_the_verb_says_within_two_seconds(services: Services) -> None:
    for verb, before, after in (("suspend", 200, 503), ("resume", 503, 200)):
        assert [status(services, FIRST.host) for _ in range(20)] == [before] * 20
        turn(services, verb)
        heard = time.monotonic() + 2
        while status(services, FIRST.host) != after:
            assert time.monotonic() < heard, f"{verb} was not heard of"
            time.sleep(0.05)
        time.sleep(1.1)  # every thread and process of the server has listened by now
        assert [status(services, FIRST.host) for _ in range(20)] == [after] * 20


@pytest.fixture
def fresh(db: None) -> None:
    hosts.forget()
    hosts._next_asking[0] = 0.0


def knows(host: str) -> bool:
    return host in hosts._known


def test_a_mark_set_elsewhere_is_heard_once_and_costs_no_query(fresh: None) -> None:
    hosts.tenant_of(FIRST.host)
    hosts.tenant_of("nada.localhost")
    assert knows(FIRST.host)
    assert knows("nada.localhost")
    with inside(PUBLIC), shared():
        cache.set(hosts.MARK, "set by another process", timeout=None)
    with CaptureQueriesContext(connection) as asked:
        hosts.tenant_of(FIRST.host)
    assert len(asked) == 0  # within the second it is not even looked for
    hosts._next_asking[0] = 0.0
    hosts.listen()
    assert not knows(FIRST.host)
    hosts.tenant_of(FIRST.host)
    hosts._next_asking[0] = 0.0
    with CaptureQueriesContext(connection) as asked:
        hosts.tenant_of(FIRST.host)
    assert len(asked) == 0
    assert knows(FIRST.host)


def test_an_answer_from_before_a_change_is_not_kept(fresh: None) -> None:
    generation = hosts._generation[0]
    hosts.forget()
    hosts.keep(FIRST.host, None, time.monotonic() + 30, generation)
    assert not knows(FIRST.host)


def test_without_the_cache_hosts_are_still_served(
    fresh: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.core.cache import caches

    class Away:
        def __getattr__(self, name: str) -> object:
            def fail(*args: object, **more: object) -> None:
                raise BrokerAway

            return fail

    monkeypatch.setattr(caches._connections, "default", Away())  # type: ignore[attr-defined]
    found = hosts.tenant_of(FIRST.host)
    assert found is not None
    hosts.changed()
    assert not knows(FIRST.host)
    assert hosts._next_asking[0] > time.monotonic() + 2


def test_what_is_remembered_is_bounded(fresh: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hosts, "MOST", 5)
    for number in range(12):
        hosts.tenant_of(f"nada-{number}.localhost")
    assert len(hosts._known) <= 5
    assert hosts.tenant_of("x" * 254) is None
    assert not knows("x" * 254)
