"""The invented people as the demonstration's provider of identity knows them."""

import json
import os
from pathlib import Path

from config.local.keyring import write_private
from config.local.places import private_folder, state_directory
from identity.links import remember_cpf
from identity.models import User


def place() -> Path:
    """The file that the provider reads."""
    return state_directory(os.environ) / "govbr.json"


def make_known(user: User, cpf: str) -> None:
    """The account knows the person's CPF, and the provider the person."""
    remember_cpf(user=user, cpf=cpf)
    try:
        held = json.loads(place().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        held = []
    if cpf in {each["cpf"] for each in held}:
        return
    if not place().parent.is_dir():
        private_folder(place().parent)
    held.append({"name": user.name, "cpf": cpf})
    write_private(place(), json.dumps(held, indent=2, ensure_ascii=False) + "\n")
