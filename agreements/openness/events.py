"""What can happen to the open data."""

from dataclasses import dataclass
from typing import ClassVar

from events.registry import Event


@dataclass(frozen=True, kw_only=True)
class EditionPublished(Event):
    name: ClassVar[str] = "openness.edition.published"
    title: ClassVar[str] = "Dados abertos publicados"
