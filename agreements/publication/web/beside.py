"""What higher rooms show on the public page of an agreement: registered when they are ready."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from agreements.publication.models import Extract


@dataclass(frozen=True, slots=True)
class Part:
    """A template and what it needs; read under the role of the portal."""

    order: int
    template: str
    context: Callable[[Extract, date], Mapping[str, Any]]


_parts: dict[str, Part] = {}


def register_part(part: Part) -> None:
    """Show it on every agreement's page; the same template again replaces it."""
    _parts[part.template] = part


def parts_of(extract: Extract, today: date) -> list[dict[str, Any]]:
    """In their order, each with its context."""
    shown = sorted(_parts.values(), key=lambda each: each.order)
    return [{"template": each.template, "told": each.context(extract, today)} for each in shown]
