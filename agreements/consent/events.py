"""What can happen with the partner's consent."""

from typing import ClassVar

from events.registry import Event


class TextAccepted(Event):
    name: ClassVar[str] = "consent.text_accepted"
    title: ClassVar[str] = "Texto aceito pelo partícipe"
