"""What a cell is called, where it is reached, and what proves a step of a move. Pure."""

import re
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit

from django.db.models import TextChoices

NAME = re.compile(r"[a-z][a-z0-9-]{0,30}\Z")
BEHIND = "via+"
FORM = "CELLS is not of the form name=https://host[,name=via+http://host:port…]"


class Direction(TextChoices):
    OUT = "out", "Para outra célula"
    IN = "in", "De outra célula"


@dataclass(frozen=True, slots=True)
class Cell:
    """Another installation: organisations there lie under its own domain, or (`is_behind`) keep
    their hosts, and the proxy in front of both cells sends them there."""

    name: str
    address: str
    is_behind: bool = False

    def address_of(self, label: str) -> str:
        """Where the organisation with that host label answers, without a path."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{label}.{parts.netloc}"


def cells(text: str, own: str) -> dict[str, Cell]:
    """The other cells, from the setting. Raises ValueError for anything else."""
    found: dict[str, Cell] = {}
    for entry in filter(None, (each.strip() for each in text.split(","))):
        name, equals, address = entry.partition("=")
        is_behind = address.startswith(BEHIND)
        address = address.removeprefix(BEHIND).rstrip("/")
        parts = urlsplit(address)
        whole = f"{parts.scheme}://{parts.netloc}"
        if not equals or not NAME.match(name) or name == own or name in found:
            raise ValueError(FORM)
        if parts.scheme not in ("http", "https") or not parts.hostname or address != whole:
            raise ValueError(FORM)
        _ = parts.port  # raises ValueError for what is no number
        found[name] = Cell(name, address, is_behind)
    return found


def ticket_of(key: str) -> str:
    """What the receiving cell is told of the key before it gets it."""
    return sha256(key.encode()).hexdigest()
