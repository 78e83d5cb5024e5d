"""Where servers that only tests use keep their data: in memory, where there is room.

A clone of the database is 2,500 files, most of them small. A file system on disk does not give the
number of a removed file out again at once (ext4 waits five seconds, and asks each time anew), so
that clones made and dropped one after the other cost two seconds each; in memory a tenth of one.
"""

import hashlib
import os
import shutil
from pathlib import Path

from config.local.keyring import Keyring
from config.local.processes import everyone

MEMORY = Path("/dev/shm")
PREFIX = "sispmpi-test-"
ROOM = 4 * 1024**3
FREE = "MemAvailable:"


def has_room() -> bool:
    """Whether the whole suite, run by some processes at once, finds its place in memory."""
    try:
        found = os.statvfs(MEMORY)
        lines = Path("/proc/meminfo").read_text().splitlines()
    except OSError:
        return False
    free = next((int(line.split()[1]) * 1024 for line in lines if line.startswith(FREE)), 0)
    return (
        os.access(MEMORY, os.W_OK | os.X_OK) and min(found.f_bavail * found.f_frsize, free) > ROOM
    )


def place() -> str | None:
    """Where a folder for a short time is made; None is where the system makes them."""
    return str(MEMORY) if has_room() else None


def home_of(state: Path, keys: Keyring) -> Path:
    """The folder of a copy's cluster: chosen once, as all of its sessions share the server."""
    folder = MEMORY / _name_of(state, keys)
    choice = state / "memory"
    if not choice.exists():
        choice.write_text("yes" if has_room() else "no")
    if choice.read_text() != "yes" or not MEMORY.is_dir():
        return state
    clear(state, folder)
    folder.mkdir(mode=0o755, exist_ok=True)
    (folder / "origin").write_text(str(state))
    return folder


def _name_of(state: Path, keys: Keyring) -> str:
    """The token stays with the copy: a new one at an old path starts with new data."""
    digest = hashlib.sha256(f"{state}\0{keys.get('home')}".encode()).hexdigest()
    return PREFIX + digest[:12]


def clear(state: Path, own: Path) -> None:
    """Remove what copies that are no more have left in memory."""
    for folder in MEMORY.glob(f"{PREFIX}*"):
        if folder.stat().st_uid != os.geteuid() or folder == own:
            continue
        origin = Path((folder / "origin").read_text()) if (folder / "origin").exists() else state
        if (origin == state or not origin.is_dir()) and not _is_used(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_used(folder: Path) -> bool:
    """Whether any process stands in it."""
    for pid in everyone():
        try:
            found = Path(f"/proc/{pid}/cwd").readlink()
        except OSError:
            continue
        if found.is_relative_to(folder):
            return True
    return False
