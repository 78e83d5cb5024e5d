"""What can happen to the open data."""

from typing import ClassVar

from events.registry import Event


class EditionPublished(Event):
    name: ClassVar[str] = "openness.edition.published"
    title: ClassVar[str] = "Dados abertos publicados"
