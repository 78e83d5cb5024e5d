"""Pages of the portal are read from a real standby, and from the primary when it is not fit."""

import re
import time
from collections.abc import Callable
from contextlib import closing

import psycopg2
import pytest
from psycopg2.errors import InsufficientPrivilege

from config.local.processes import wait_until
from tests.seed import FIRST, SECOND
from tests.tenants.replica.conftest import Pair
from tests.tenants.replica.standby import SECONDS, Web, web

pytestmark = pytest.mark.slow

PATH = "/extratos/"
PLACED = re.compile(r'SET ROLE "(\w+)"; SET search_path = ([^;]*);')
ANSWER = {
    "name": "Téo Técnico",
    "post": "Analista de sistemas",
    "email": "teo@municipio.test",
    "has_read": "on",
}


def becomes(what: Callable[[], bool]) -> bool:
    """Whether it is so within the time that a judgement and a replay may take."""
    return wait_until(what, seconds=SECONDS)


def comes_from_standby(pair: Pair, served: Web) -> bool:
    """Whether a page that is asked for now is read there."""
    before = pair.reads()
    status, _ = served.get(PATH)
    assert status == 200, served.log
    return pair.reads() > before


def test_a_page_of_the_portal_shows_what_the_standby_has(pair: Pair, patient: Web) -> None:
    pair.rename("Antes da pausa")
    assert pair.standby.is_level(pair.database)
    assert becomes(lambda: comes_from_standby(pair, patient))
    pair.pause()
    try:
        pair.rename("Depois da pausa")
        for path in ("/", PATH):
            status, page = patient.get(path)
            assert status == 200
            assert "Antes da pausa" in page and "Depois da pausa" not in page, patient.log
        _, page = patient.get(PATH, cookie="recente=1")
        assert "Depois da pausa" in page and "Antes da pausa" not in page
    finally:
        pair.pause(is_paused=False)
    assert becomes(lambda: "Depois da pausa" in patient.get(PATH)[1])


def test_the_role_of_the_portal_and_its_row_security_hold_on_the_standby(
    pair: Pair, patient: Web
) -> None:
    assert becomes(lambda: comes_from_standby(pair, patient))
    url = pair.standby.url_of(pair.database.url)
    query = "SELECT count(*) FROM improvements_improvement"
    assert pair.standby.rows(pair.database, query)[0][0] > 0
    with closing(psycopg2.connect(url)) as link, link.cursor() as cursor:
        cursor.execute('SET ROLE "sispmpi_portal"')
        cursor.execute(query)
        assert cursor.fetchone() == (0,)
        with pytest.raises(InsufficientPrivilege):
            cursor.execute("SELECT 1 FROM publication_publication")
    said = [PLACED.search(each) for each in pair.standby.statements(of="SET ROLE")]
    placed = {each.groups() for each in said if each}
    assert placed == {("sispmpi_portal", '"public", "ext"')}


def test_other_hosts_between_pages_of_the_portal_never_reach_the_standby(
    pair: Pair, patient: Web
) -> None:
    assert becomes(lambda: comes_from_standby(pair, patient))
    for _ in range(4):
        before = len(pair.standby.statements(of=""))
        for host in (FIRST.host, "cge.localhost", SECOND.host):
            for path in ("/", "/conta/entrar/", "/saude/"):
                status, _ = patient.get(path, host)
                assert status in (200, 302), (host, path)
        assert len(pair.standby.statements(of="")) == before
        assert comes_from_standby(pair, patient)
    schemas = (FIRST.schema, SECOND.schema, "sispmpi_centre")
    assert [each for each in schemas if pair.standby.statements(of=each)] == []


def test_what_a_visitor_sends_is_written_to_the_primary_and_seen_at_once(
    pair: Pair, patient: Web
) -> None:
    assert pair.standby.is_level(pair.database)
    assert becomes(lambda: comes_from_standby(pair, patient))
    path = f"/aceite/{pair.token}/"
    _, page, cookies = patient.ask("GET", path)
    csrf = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    read = re.search(r'name="terms_hash" value="(\w+)"', page)
    assert csrf is not None and read is not None, page
    assert not any(each.startswith("recente=") for each in cookies)
    kept = "; ".join(each.split(";")[0] for each in cookies)
    pair.pause()
    try:
        form = ANSWER | {"csrfmiddlewaretoken": csrf[1], "terms_hash": read[1]}
        status, page, cookies = patient.ask("POST", path, cookie=kept, **form)
        assert status == 200, patient.log
        (cookie,) = [each for each in cookies if each.startswith("recente=")]
        assert cookie.startswith("recente=1;") and "Max-Age=305" in cookie
        assert "Path=/" in cookie and "HttpOnly" in cookie and "Domain" not in cookie
        query = "SELECT state FROM publication_delivery"
        assert pair.database.rows(query) == [("terms_accepted",)]
        assert pair.standby.rows(pair.database, query) == [("contacted",)]
        assert patient.get(path)[0] == 200  # a stranger still reads the standby
        assert patient.get(path, cookie=cookie.split(";")[0])[0] == 404  # answered: open no more
    finally:
        pair.pause(is_paused=False)


def test_what_is_not_found_on_the_standby_is_looked_for_on_the_primary(
    pair: Pair, patient: Web
) -> None:
    assert becomes(lambda: comes_from_standby(pair, patient))
    (number, year), *_ = pair.database.rows("SELECT number, year FROM publication_extract")
    pair.pause()
    try:
        pair.database.rows(
            "SET session_replication_role = replica;"
            " UPDATE publication_extract SET number = 900 WHERE number = %s",
            number,
        )
        assert patient.get(f"/extratos/900-{year}/")[0] == 200
        assert patient.get(f"/extratos/{number}-{year}/")[0] == 200
        assert patient.get(f"/extratos/901-{year}/")[0] == 404
    finally:
        pair.pause(is_paused=False)


def test_a_page_that_fails_on_the_standby_is_answered_by_the_primary(
    pair: Pair, patient: Web
) -> None:
    change = "SET LOCAL synchronous_commit = on; {} SELECT ON publication_extract {} sispmpi_portal"
    pair.database.rows(change.format("REVOKE", "FROM"))
    try:
        assert pair.standby.is_level(pair.database)
        pair.pause()
    finally:
        pair.database.rows(change.format("GRANT", "TO"))
    try:
        before = pair.reads()
        assert [patient.get(path)[0] for path in (PATH, "/")] == [200, 200]
        assert pair.reads() > before  # it was tried
        assert "permission denied" not in patient.log
    finally:
        pair.pause(is_paused=False)
    assert becomes(lambda: comes_from_standby(pair, patient))


def test_a_standby_that_is_late_or_dead_is_left_alone_until_it_is_fit_again(pair: Pair) -> None:
    said = {
        "without": "starts without the replica",
        "away": "not the replica",
        "back": "is read from the replica",
    }

    def times(key: str) -> int:
        return served.log.count(said[key])

    pair.standby.kill()
    more = {"REPLICA_LAG_SECONDS": "1"}
    with web({**pair.environment, **more}, pair.folder / "strict") as served:
        assert served.get(PATH)[0] == 200
        assert (times("without"), times("away"), times("back")) == (1, 1, 0), served.log
        pair.standby.start()
        assert becomes(lambda: comes_from_standby(pair, served))
        pair.pause()
        pair.rename("Enquanto parava")
        assert becomes(lambda: "Enquanto parava" in served.get(PATH)[1])
        assert becomes(lambda: not comes_from_standby(pair, served))
        assert (
            "it is late" in served.log
        )  # by how much, where anything was replayed since its start
        pair.pause(is_paused=False)
        assert becomes(lambda: comes_from_standby(pair, served))
        # a busy machine may have made it late once more in between
        assert min(times("away"), times("back")) >= 2, served.log
        away = times("away")
        pair.standby.kill()
        pages = [served.get(PATH) for _ in range(3)]
        assert [status for status, _ in pages] == [200] * 3
        assert all("Enquanto parava" in page for _, page in pages)
        time.sleep(2.5)  # a look at the dead one
        assert served.get(PATH)[0] == 200
        assert times("away") > away, served.log
        pair.standby.start()
        assert becomes(lambda: comes_from_standby(pair, served))
        assert "Traceback" not in served.log
