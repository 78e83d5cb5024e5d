"""The browser of the journeys: found, or installed where one may (`python -m tests.chromium`)."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# the shell is the same engine without the windows, menus and profiles of a whole browser
PACKAGES = ("chromium-headless-shell", "chromium")
NAMES = (*PACKAGES, "chromium-browser", "google-chrome", "google-chrome-stable")
ABSENT = "no Chromium on this machine: the journeys are NOT run (install the package `chromium`)"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
    "--renderer-process-limit=1",  # each page is a site of its own, and a process costs more
    "--disable-site-isolation-trials",
    "--host-resolver-rules=MAP *.localhost 127.0.0.1",
)


def chromium() -> Path | None:
    """The browser of this machine."""
    found = (shutil.which(name) for name in NAMES)
    return next((Path(path) for path in found if path), None)


def install() -> bool:
    """Install a package of the system, where one is root and has one."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    sys.stdout.write("Chromium is not here: installing the system's package\n")
    sys.stdout.flush()
    if not apt_get("update"):
        return False
    words = ("install", "-y", "--no-install-recommends")
    return any(apt_get(*words, name) for name in PACKAGES) and chromium() is not None


def apt_get(*words: str) -> bool:
    """Whether the system's installer did as it was told."""
    done = subprocess.run(
        ["apt-get", *words],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.returncode == 0


def main() -> int:
    """Make sure of the browser; without one CI fails and a person is told."""
    if chromium() or install():
        return 0
    sys.stderr.write(f"\n{'!' * len(ABSENT)}\n{ABSENT}\n{'!' * len(ABSENT)}\n\n")
    return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
