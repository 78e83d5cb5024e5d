"""Build the wheel and use it from elsewhere, as an installation would (`python -m tests.wheel`)."""

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from config.local.places import SOURCE

WANTED = (
    "config/__main__.py",
    "audit/__init__.py",
    "tenants/__init__.py",
    "ui/templates/ui/",
    "ui/templates/cotton/",
    "ui/static/ui/",
    "ui/static/vendor/",
    "foundation/data/municipalities.csv",
    "/migrations/",
)
UNWANTED = ("platform/", "tests/", "var/", "deploy/", ".venv/")
PROOF = """
import platform, sys
assert platform.python_version()
import access, audit, config, documents, events, foundation, identity, notifications, portal, ui
import agreements, integrity, tenants
for module in (access, audit, config, foundation, tenants, ui):
    assert module.__file__.startswith(sys.argv[1]), module.__file__
"""
ENVIRONMENT = {
    "ENVIRONMENT": "test",
    "DATABASE_URL": "postgres://reader@localhost/none",
    "BROKER_URL": "redis://localhost/0",
}


def say(text: str) -> None:
    sys.stdout.write(f"wheel: {text}\n")
    sys.stdout.flush()


def build(folder: Path) -> Path:
    """The wheel of the present sources."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*command, "--directory", str(folder)], cwd=SOURCE, check=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def inspect(wheel: Path) -> None:
    """Code, templates, static files and tables are in it; the tree around them is not."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    missing = [part for part in WANTED if not any(part in name for name in names)]
    stray = [name for name in names if name.startswith(UNWANTED)]
    if missing or stray:
        sys.exit(f"wheel: missing {missing}, stray {stray[:5]}")
    say(f"{wheel.name}: {len(names)} files, {wheel.stat().st_size // 1024} KiB")


def install(wheel: Path, folder: Path) -> Path:
    """A new environment that holds the wheel and borrows the locked packages of this one."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    here = folder / "lib" / version / "site-packages"
    options = ["--quiet", "--no-deps", "--no-index", "--target", str(here)]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, str(wheel)], check=True)
    borrowed = Path(os.__file__).parent if sys.prefix == sys.base_prefix else Path(sys.prefix)
    packages = next(borrowed.glob("lib/python*/site-packages"))
    # a plain path line: .pth files of the borrowed folder, the editable one among them, stay unread
    (here / "borrowed.pth").write_text(f"{packages}\n")
    return python


def use(python: Path, place: Path) -> None:
    """Import, ask for help and check, from a directory that is not the source tree."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(place), **ENVIRONMENT}
    steps = (
        ["-c", PROOF, str(python.parents[1])],
        ["-m", "config", "help"],
        ["-m", "config", "check"],
        ["-m", "config", "findstatic", "--verbosity=0", "vendor/htmx/htmx.js"],
    )
    for step in steps:
        done = subprocess.run(
            [str(python), *step],
            cwd=place,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(f"wheel: {step[:3]} failed\n{done.stdout}{done.stderr}")


def main() -> None:
    """Build, look inside, install elsewhere, use."""
    with tempfile.TemporaryDirectory(prefix="sispmpi wheel ") as name:
        folder = Path(name)
        wheel = build(folder / "dist")
        inspect(wheel)
        python = install(wheel, folder / "venv")
        place = folder / "elsewhere"
        place.mkdir()
        use(python, place)
    say("imports, commands, templates and static files work away from the sources")


if __name__ == "__main__":
    main()
