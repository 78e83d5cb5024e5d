"""The password of the demonstration accounts: random, one an installation, kept private."""

import json
import os
import secrets
from pathlib import Path

from config.local.keyring import write_private
from config.local.places import private_folder, state_directory

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
GROUPS, LENGTH = 4, 4


def place() -> Path:
    """The file that holds it, in the state folder."""
    return state_directory(os.environ) / "demonstration.json"


def known() -> str:
    """The password made earlier; empty when this machine does not know one."""
    try:
        return str(json.loads(place().read_text(encoding="utf-8"))["password"])
    except (OSError, ValueError, KeyError):
        return ""


def password() -> str:
    """The password made earlier, or a new one."""
    if found := known():
        return found
    made = "-".join("".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(GROUPS))
    if not place().parent.is_dir():
        private_folder(place().parent)
    write_private(place(), json.dumps({"password": made}, indent=2) + "\n")
    return made
