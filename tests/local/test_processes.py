"""Processes are recognised, leashed and ended with everything they started."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from config.local import valkey
from config.local.console import Console
from config.local.keyring import Keyring
from config.local.places import NOBODY, reachable
from config.local.ports import first_free, free_port, listening_socket
from config.local.processes import (
    PROC,
    Identity,
    Records,
    Start,
    end,
    identity_of,
    kill_group,
    members,
    spawn,
    wait_until,
)

SLEEP = (sys.executable, "-c", "import time; time.sleep(60)")
FAMILY = (
    sys.executable,
    "-c",
    "import subprocess, sys, time; "
    "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); time.sleep(60)",
)


def started(command: tuple[str, ...]) -> subprocess.Popen[bytes]:
    return spawn(Start(command, {}, directory=Path("/")), output=subprocess.DEVNULL)


def test_a_group_ends_whole(tmp_path: Path) -> None:
    family = started(FAMILY)
    assert wait_until(lambda: len(members(family.pid)) == 2, seconds=10)
    family.send_signal(signal.SIGTERM)
    end(family, patience=5)
    assert wait_until(lambda: members(family.pid) == [], seconds=5)


def test_a_child_does_not_outlive_its_parent() -> None:
    program = (
        "import subprocess, sys; from pathlib import Path; "
        "from config.local.processes import Start, spawn; "
        "child = spawn(Start([sys.executable, '-c', 'import time; time.sleep(60)'], {}, "
        "Path('/')), output=subprocess.DEVNULL); "
        "print(child.pid, flush=True); sys.stdin.read()"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert identity_of(child) is not None
        parent.kill()
        assert wait_until(lambda: identity_of(child) is None, seconds=5)


def test_what_a_killed_start_left_is_found_by_its_note(tmp_path: Path) -> None:
    records, left = Records(tmp_path / "run"), started(SLEEP)
    records.note("worker", left)
    assert records.clear() == ["worker"]
    assert left.wait(5) == -signal.SIGKILL
    assert list((tmp_path / "run").iterdir()) == []


def test_a_number_that_came_back_to_somebody_else_is_left_alone(tmp_path: Path) -> None:
    records, stranger = Records(tmp_path), started(SLEEP)
    try:
        (tmp_path / "web.pid").write_text(str(Identity(stranger.pid, 1)))
        (tmp_path / "beat.pid").write_text("half a no")
        assert records.clear() == []
        assert stranger.poll() is None
    finally:
        kill_group(stranger.pid)
        stranger.wait()


def test_a_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    keys = Keyring(tmp_path / "não havia" / "secrets.json")
    secret = keys.get("owner")
    assert (keys.get("owner"), len(secret) >= 40) == (secret, True)
    assert keys.get("application") != secret
    assert keys.path.stat().st_mode & 0o777 == 0o600


def test_a_taken_port_is_passed_over() -> None:
    with listening_socket(0) as taken:
        port = int(taken.getsockname()[1])
        assert free_port(port) != port
        assert first_free([port]) is None


@pytest.mark.parametrize(("mode", "entered"), [(0o755, True), (0o700, False), (0o711, True)])
def test_a_folder_is_reachable_by_its_mode(tmp_path: Path, mode: int, entered: bool) -> None:
    folder = tmp_path / "casa"
    folder.mkdir(mode=mode)
    parents_open = reachable(tmp_path, NOBODY)
    assert reachable(folder / "não existe" / "ainda", NOBODY) is (entered and parents_open)


def test_a_broker_hides_its_password_from_the_process_list(tmp_path: Path) -> None:
    broker = valkey.start(tmp_path / "fila", tmp_path / "fila.log", "segredo-da-fila")
    try:
        assert b"segredo" not in (PROC / str(broker.process.pid) / "cmdline").read_bytes()
        assert (tmp_path / "fila" / "valkey.conf").stat().st_mode & 0o077 == 0
    finally:
        broker.stop()
    assert broker.process.returncode is not None


def test_lines_of_children_carry_their_name(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    with (tmp_path / "said").open("w") as stream:
        thread = Console(stream).follow("beat", os.fdopen(reader, "rb"))
        with os.fdopen(writer, "wb") as pipe:
            pipe.write("começou\n".encode() + b"\xff\n")
        thread.join(5)
    assert (tmp_path / "said").read_text().splitlines() == ["beat    | começou", "beat    | �"]
