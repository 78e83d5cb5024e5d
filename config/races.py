"""Two requests at once that both found a name or a number free: the database lets one have it."""

from django.db import IntegrityError
from psycopg2.errors import UniqueViolation

from foundation.refusals import NotAllowed, Refusal


class LostRace(NotAllowed):
    """Somebody did the same thing at the same moment and came first (409)."""

    message = "Outra pessoa fez o mesmo neste instante. Volte à página e confira antes de repetir."


def refusal_in(error: Exception) -> Refusal | None:
    """The refusal that an exception is, or stands for; None for a fault of the programme."""
    if isinstance(error, IntegrityError) and isinstance(error.__cause__, UniqueViolation):
        return LostRace()
    return error if isinstance(error, Refusal) else None
