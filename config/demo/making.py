"""The whole demonstration, one organisation after the other; what is there already is kept."""

import time
from collections.abc import Iterator

from django.utils import timezone

from agreements.openness.tasks import publish_open_data
from agreements.publication.tasks import see_productions
from config.demo import adhesions, keys
from config.demo.bodies import Body
from config.demo.days import Calendar
from config.demo.hashing import hashed_once
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
    with hashed_once(), coming_from(Origin(channel="demonstração")):
        centre = centre_cast(password, at=days.at(SINCE))
        yield f"CGE-MG: {len(CENTRE)} people, one for each profile"
        scene = Scene(days, centre, Papers(days.now), password)
        for journey in JOURNEYS:
            body = journey.body
            if is_there(body):
                yield f"{body.name}: there already"
                continue
            journey.walk(scene, body)
            deliver_everything()
            yield f"{body.name}: {journey.point} ({time.monotonic() - began:.1f} s)"
        adhesions.report(scene)
        seen = see_productions()
        deliver_everything()
        yield f"{seen} organisations seen at work here"
        yield f"open data {publish_open_data()} on the portal"


def is_there(body: Body) -> bool:
    """Whether the organisation is known to the registry."""
    return Organisation.objects.filter(name=body.name, state=body.state).exists()
