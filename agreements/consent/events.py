"""What can happen with the partner's consent."""

from dataclasses import dataclass
from typing import ClassVar

from events.registry import Event


@dataclass(frozen=True, kw_only=True)
class TextAccepted(Event):
    name: ClassVar[str] = "consent.text_accepted"
    title: ClassVar[str] = "Texto aceito pelo partícipe"
