"""Make .venv from a hashed lock: `install.py run|dev`; needs nothing but the standard library."""  # noqa: INP001

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "uv" / "bin" / "uv"
STAMP = VENV / "installed.json"
OLDEST = (3, 11)
ENVIRONMENT = {
    **os.environ,
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_NO_INPUT": "1",
    "PIP_ROOT_USER_ACTION": "ignore",
    "UV_PYTHON_DOWNLOADS": "never",
    "UV_HTTP_TIMEOUT": os.environ.get("UV_HTTP_TIMEOUT", "15"),
    "UV_NO_PROGRESS": "1",
    "UV_SYSTEM_CERTS": "true",
    "VIRTUAL_ENV": str(VENV),
}
STARTED = time.monotonic()


def say(text: str) -> None:
    """One line of progress."""
    sys.stdout.write(f"[{time.monotonic() - STARTED:6.1f} s] {text}\n")
    sys.stdout.flush()


def attempt(*command: str | Path, quiet: bool = False) -> bool:
    """Whether a command succeeds."""
    drop = subprocess.DEVNULL if quiet else None
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=ROOT, env=ENVIRONMENT, stdout=drop, stderr=drop, check=False)
    return done.returncode == 0


def need(*command: str | Path) -> None:
    """Carry out a command or stop the set-up."""
    if not attempt(*command):
        sys.exit(f"set-up stopped: {' '.join(map(str, command))}")


def fingerprint(level: str) -> str:
    """What an installation depends on; the folder too, as an editable one names it."""
    digest = hashlib.sha256(f"{ROOT}\0{level}\0{sys.version_info[:2]}".encode())
    for name in (f"requirements/{level}.txt", "requirements/bootstrap.txt", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def installed() -> dict[str, str]:
    """What the present environment was made from."""
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError):
        return {}


def works(python: Path) -> bool:
    """Whether the environment's interpreter starts and is of this version."""
    if not python.exists():
        return False
    check = f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]!r})"
    return attempt(python, "-c", check, quiet=True)


def make_environment() -> None:
    """An empty environment with pip in it."""
    say(f"making .venv with Python {sys.version.split()[0]}")
    shutil.rmtree(VENV, ignore_errors=True)
    if attempt(sys.executable, "-m", "venv", VENV, quiet=True):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("this Python cannot make environments: installing python3-venv")
        attempt("apt-get", "update", quiet=True)
        attempt("apt-get", "install", "-y", "--no-install-recommends", "python3-venv", quiet=True)
        shutil.rmtree(VENV, ignore_errors=True)
        if attempt(sys.executable, "-m", "venv", VENV, quiet=True):
            return
    sys.exit("python3 -m venv does not work here: install python3-venv (Debian, Ubuntu) and repeat")


def fetch_uv() -> None:
    """The fast installer, apart from the environment so that a synchronisation leaves it alone."""
    lock = ROOT / "requirements" / "bootstrap.txt"
    options = ("--quiet", "--require-hashes", "--no-deps", "--target", VENV / "uv")
    if not attempt(PYTHON, "-m", "pip", "install", *options, "--requirement", lock):
        say("uv cannot be had: pip installs, which takes longer")


def synchronise(level: str) -> None:
    """Exactly the packages of the lock."""
    lock = ROOT / "requirements" / f"{level}.txt"
    say(f"installing what requirements/{level}.txt names")
    options = ("--quiet", "--require-hashes")
    if UV.exists():
        if attempt(UV, "pip", "sync", *options, "--python", PYTHON, lock):
            return
        say("uv cannot reach its index: pip installs, which takes longer")
    need(PYTHON, "-m", "pip", "install", *options, "--no-deps", "--requirement", lock)


def install_project() -> None:
    """The project itself, editable."""
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--editable", ROOT)
    if UV.exists() and attempt(UV, "pip", "install", "--offline", "--python", PYTHON, *options):
        return
    need(PYTHON, "-m", "pip", "install", "--no-index", *options)


def main(level: str) -> None:
    """Bring the environment to a level; one that has more already keeps it."""
    if sys.version_info < OLDEST:
        sys.exit(f"Python 3.11 or newer is needed (this is {sys.version.split()[0]}): "
                 "make PYTHON=/path/to/python3 …")  # fmt: skip
    held = installed()
    if held.get("level") == "dev":
        level = "dev"
    if not works(PYTHON):
        make_environment()
        held = {}
    wanted = {"level": level, "fingerprint": fingerprint(level)}
    if held != wanted:
        if not UV.exists():
            fetch_uv()
        synchronise(level)
        install_project()
        STAMP.write_text(json.dumps(wanted))
        say("environment ready")
    need(PYTHON, ROOT / "deploy" / "assets" / "build.py")


if __name__ == "__main__":
    main(sys.argv[1])
