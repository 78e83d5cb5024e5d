"""One line of the history of a room, written inside the verb that it tells of."""

from datetime import datetime

from access.rules import Actor, Profile
from agreements.registry.models import Agreement
from agreements.registry.rules import Side
from agreements.room.models import Deed

LONGEST = 300


def side_of(actor: Actor) -> Side:
    """For whom somebody acts."""
    return Side.PARTNER if actor.profile == Profile.PARTNER else Side.CGE


def note(actor: Actor, agreement: Agreement, what: str, *, at: datetime) -> None:
    """Let both sides read in the room what was done."""
    Deed.objects.create(
        agreement=agreement, side=side_of(actor), what=what[:LONGEST], who=actor.name, at=at
    )
