"""Where the servers of the tests keep their data: in memory, chosen once, cleared after a copy."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.local.keyring import Keyring
from tests import memory


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The state folder of a copy, on a machine whose memory is a folder of this test."""
    state, in_memory = tmp_path / "copy", tmp_path / "memory"
    state.mkdir()
    in_memory.mkdir()
    monkeypatch.setattr(memory, "MEMORY", in_memory)
    monkeypatch.setattr(memory, "ROOM", 0)
    return state


def home(state: Path) -> Path:
    return memory.home_of(state, Keyring(state / "secrets.json"))


def test_a_copy_keeps_its_place_in_memory(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = home(copy)
    assert found.parent == memory.MEMORY and home(copy) == found
    monkeypatch.setattr(memory, "ROOM", 2**60)  # a session that comes later meets the same server
    assert memory.place() is None and home(copy) == found


def test_without_room_the_data_lie_on_disk(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "ROOM", 2**60)
    assert home(copy) == copy
    monkeypatch.setattr(memory, "ROOM", 0)
    assert home(copy) == copy


def test_a_machine_without_such_a_folder_is_no_fault(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "MEMORY", copy / "none")
    assert home(copy) == copy


def test_what_a_removed_copy_left_is_cleared_unless_somebody_stands_in_it(copy: Path) -> None:
    gone, used = copy.with_name("gone"), copy.with_name("used")
    for each in (gone, used):
        each.mkdir()
    left, busy = home(gone), home(used)
    command = [sys.executable, "-c", "input()"]
    with subprocess.Popen(command, cwd=busy, stdin=subprocess.PIPE) as process:
        for each in (gone, used):
            (each / "secrets.json").unlink()
            (each / "memory").unlink()
            each.rmdir()
        own = home(copy)
        assert own.is_dir() and busy.is_dir() and not left.exists()
        process.communicate(os.linesep.encode())
    assert home(copy) == own and not busy.exists()


def test_a_copy_whose_secrets_are_new_begins_with_new_data(copy: Path) -> None:
    before = home(copy)
    (copy / "secrets.json").unlink()
    after = home(copy)
    assert after != before and after.is_dir() and not before.exists()
