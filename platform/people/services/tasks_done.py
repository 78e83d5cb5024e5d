"""Profiles that end with the task for which they were held."""

from datetime import date, datetime

from django.db import transaction

from access.models import Organ
from access.rules import Actor, Profile
from foundation.refusals import Denied
from people import queries
from people.services.profiles import end_now


@transaction.atomic
def end_task(
    *, actor: Actor, profile: Profile, organ: Organ, at: datetime, today: date, reason: str
) -> int:
    """Who held a profile in an organ for a task that is over no longer does; accounts stay.

    For what follows from an event, which nobody asks for. Raises Denied to a person.
    """
    if actor.user_id is not None:
        raise Denied
    found = list(queries.held_for_task(profile, organ, today=today))
    for held in found:
        end_now(actor, held, at, today, reason)
    return len(found)
