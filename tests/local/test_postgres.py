"""The embedded cluster survives what a machine does to it."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from config.local import accounts, lodging
from config.local.accounts import Login, connect
from config.local.faults import BadVariable
from config.local.keyring import Keyring
from config.local.places import SYSTEM_STATE
from config.local.postgres import Cluster, Server
from config.local.processes import identity_of, standing_in, wait_until
from tests.database import FAST

LONG = "um caminho bem comprido com espaços e acentuação " * 4


def said(url: str, query: str) -> object:
    with connect(url) as link, link.cursor() as cursor:
        cursor.execute(query)
        (answer,) = cursor.fetchone() or (None,)
        return answer


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        state = Path(name) / LONG.strip()
        found = lodging.cluster(state, Keyring(state / "secrets.json"), pytest.fail, FAST)
        yield found
        found.stop()


@pytest.fixture
def server(cluster: Cluster) -> Server:
    return cluster.start()


def test_a_server_asks_for_its_password_and_knows_portuguese(server: Server) -> None:
    assert said(server.url(), "SHOW server_version").startswith("18")  # type: ignore[attr-defined]
    assert said(server.url(), "SELECT upper('órgão')") == "ÓRGÃO"
    assert said(server.url(), "SHOW password_encryption") == "scram-sha-256"
    assert said(server.url(), "SHOW unix_socket_directories") == ""
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        connect(server.url().replace(server.password, "outra"))


def test_it_never_runs_as_root(server: Server) -> None:
    assert Path(f"/proc/{server.pid}").stat().st_uid != 0


def test_a_running_server_is_found_again(cluster: Cluster, server: Server) -> None:
    assert cluster.start().pid == server.pid


def test_it_comes_back_after_a_kill(cluster: Cluster, server: Server) -> None:
    said(server.url(), "SELECT 1")
    os.kill(server.pid, signal.SIGKILL)
    again = cluster.start()
    assert (again.pid != server.pid, again.port) == (True, server.port)
    assert said(again.url(), "SELECT 1") == 1


def test_a_note_whose_number_belongs_to_somebody_else_is_no_obstacle(
    cluster: Cluster, server: Server
) -> None:
    note = (cluster.files / "postmaster.pid").read_text().splitlines()
    cluster.stop()
    assert wait_until(lambda: standing_in(cluster.files) == [], seconds=5)
    (cluster.files / "postmaster.pid").write_text("\n".join([str(os.getpid()), *note[1:]]) + "\n")
    assert said(cluster.start().url(), "SELECT 1") == 1


def test_a_start_that_was_interrupted_begins_anew(tmp_path: Path) -> None:
    keys = Keyring(tmp_path / "secrets.json")
    found = lodging.cluster(tmp_path, keys, lambda text: None, FAST)
    try:
        half = found.home / "data.new"
        half.mkdir(parents=True)
        (half / "PG_VERSION").write_text("18\n")
        assert said(found.start().url(), "SELECT 1") == 1
        assert not half.exists()
    finally:
        found.stop()
        lodging.forget(tmp_path, keys)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has folders that nobody else enters")
def test_behind_a_closed_folder_the_data_lie_in_the_systems_state(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    heard: list[str] = []
    keys = Keyring(tmp_path / "secrets.json")
    found = lodging.cluster(tmp_path, keys, heard.append, FAST)
    assert found.home.is_relative_to(SYSTEM_STATE)
    assert str(found.home.parent) in heard[0]
    lodging.forget(tmp_path, keys)
    assert not found.home.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has folders that nobody else enters")
def test_binaries_behind_a_closed_folder_are_copied(tmp_path: Path) -> None:
    packages = Path(lodging.importlib.util.find_spec(lodging.PACKAGE).origin).parents[1]
    copy = tmp_path / "binários"
    lodging._copy(packages, copy)
    assert (copy / lodging.PACKAGE / "pginstall" / "bin" / "postgres").is_file()
    assert list((copy / f"{lodging.PACKAGE}.libs").glob("libpq*"))
    shutil.rmtree(copy)


def test_the_two_logins_may_what_they_must_and_no_more(server: Server) -> None:
    owner, application = Login("prova_owner", "segredo-1"), Login("prova_app", "segredo-2")
    for _ in range(2):  # a second start changes nothing
        accounts.prepare(server.url(), database="prova", owner=owner, application=application)
    base = server.url("prova")
    as_owner, as_application = (accounts.with_login(base, each) for each in (owner, application))
    flags = "SELECT array[rolsuper, rolcreaterole, rolcreatedb, rolinherit] FROM pg_roles"
    assert said(base, f"{flags} WHERE rolname = 'prova_owner'") == [False, True, True, True]
    assert said(base, f"{flags} WHERE rolname = 'prova_app'") == [False, False, False, False]
    with connect(as_owner) as link, link.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS livro (n int)")
    for forbidden in ("SELECT * FROM public.livro", "CREATE TEMP TABLE t (n int)"):
        with pytest.raises(psycopg2.errors.Error):
            said(as_application, forbidden)
    stranger = Login("estranho", "segredo-3")
    with connect(server.url()) as link, link.cursor() as cursor:
        cursor.execute("CREATE ROLE estranho LOGIN PASSWORD 'segredo-3'")
    with pytest.raises(psycopg2.OperationalError, match="permission denied for database"):
        connect(accounts.with_login(base, stranger))


def test_beside_a_given_owner_an_application_role_is_made(server: Server) -> None:
    owner, unused = Login("dado_owner", "segredo-1"), Login("dado_outro", "segredo-2")
    accounts.prepare(server.url(), database="dado", owner=owner, application=unused)
    given = accounts.with_login(server.url("dado"), owner)
    made = accounts.add_application(given, Login("dado_app", "segredo-3"))
    assert said(made, "SELECT current_user") == "dado_app"
    with pytest.raises(BadVariable) as refusal:
        accounts.add_application(made, Login("dado_mais", "segredo-4"))
    assert refusal.value.name == "DATABASE_OWNER_URL"


def test_stopping_ends_the_server(cluster: Cluster, server: Server) -> None:
    cluster.stop()
    assert identity_of(server.pid) is None
    assert cluster.running() is None
