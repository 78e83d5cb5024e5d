"""What improvements show on the home page of the portal."""

from datetime import date

from agreements.improvements import queries
from portal.registry import Figure, register_figure


def accepted(today: date) -> int:
    """How many improvements have been accepted."""
    return queries.public_improvements().count()


def register() -> None:
    """Called once, when the app is ready."""
    register_figure(
        Figure("improvements", "melhorias aceitas", 30, accepted, "improvements:improvements")
    )
