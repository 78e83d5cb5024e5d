"""The whole demonstration, one organisation after the other; what is there already is kept."""

import time
from collections.abc import Iterator

from django.utils import timezone

from config.demo import keys
from config.demo.bodies import Body
from config.demo.days import Calendar
from config.demo.journeys import JOURNEYS
from config.demo.papers import Papers
from config.demo.people import CENTRE, centre_cast
from config.demo.post import deliver_everything
from config.demo.road import Scene
from foundation.origin import Origin, coming_from
from tenants.models import Organisation

SINCE = 450


def make() -> Iterator[str]:
    """Make what is missing; a line for each thing done."""
    began = time.monotonic()
    days = Calendar(timezone.now())
    password = keys.password()
    with coming_from(Origin(channel="demonstração")):
        centre = centre_cast(password, at=days.at(SINCE), since=days.day(SINCE))
        yield f"CGE-MG: {len(CENTRE)} people, one for each profile"
        scene = Scene(days, centre, Papers(days.now), password)
        for body, journey in JOURNEYS.items():
            if is_there(body):
                yield f"{body.name}: there already"
                continue
            journey(scene, body)
            deliver_everything()
            yield f"{body.name}: {summary_of(journey)} ({time.monotonic() - began:.1f} s)"


def is_there(body: Body) -> bool:
    """Whether the organisation is known to the registry."""
    return Organisation.objects.filter(name=body.name, state=body.state).exists()


def summary_of(journey: object) -> str:
    """The first line of a journey's description, as the end of a sentence."""
    text = (journey.__doc__ or "").splitlines()[0].rstrip(".")
    return text[:1].lower() + text[1:]
