"""Where a copy of the programme keeps its state, and which user can reach a folder."""

import hashlib
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
SYSTEM_STATE = Path("/var/lib/sispmpi-rede")


@dataclass(frozen=True)
class Account:
    """A user of the operating system, by number: no entry in a user database is asked for."""

    uid: int
    gid: int


NOBODY = Account(uid=65534, gid=65534)


def is_source_tree() -> bool:
    """Whether the programme runs from a checkout and not from an installed wheel."""
    return (SOURCE / "pyproject.toml").is_file()


def working_directory() -> Path:
    """Where the programme's processes stand: the checkout, or wherever the command was called."""
    return SOURCE if is_source_tree() else Path.cwd()


def state_directory(environ: Mapping[str, str]) -> Path:
    """The folder of everything that is made at run time (STATE_DIR, or var/)."""
    given = environ.get("STATE_DIR", "").strip()
    path = Path(given).expanduser() if given else working_directory() / "var"
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow a linked var/


def reachable(path: Path, account: Account) -> bool:
    """Whether an account may walk down to a path, parent by parent (access lists are not read)."""
    existing = next(p for p in (path, *path.parents) if p.exists())
    folder = existing if existing.is_dir() else existing.parent
    return all(_may_enter(p.stat(), account) for p in (folder, *folder.parents))


def _may_enter(found: os.stat_result, account: Account) -> bool:
    if found.st_uid == account.uid:
        return bool(found.st_mode & stat.S_IXUSR)
    if found.st_gid == account.gid:
        return bool(found.st_mode & stat.S_IXGRP)
    return bool(found.st_mode & stat.S_IXOTH)


def system_home(state: Path, token: str) -> Path:
    """A folder of the machine that stands for a state folder which only root can enter.

    The token is kept inside the state folder: a new clone at an old path starts with new data.
    """
    digest = hashlib.sha256(f"{state}\0{token}".encode()).hexdigest()
    return SYSTEM_STATE / digest[:12]


def private_folder(path: Path, account: Account | None = None) -> Path:
    """Make a folder that only its owner enters."""
    path.mkdir(parents=True, exist_ok=True)
    if account is not None:
        os.chown(path, account.uid, account.gid)
    path.chmod(0o700)
    return path
