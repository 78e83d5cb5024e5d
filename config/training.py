"""The fictitious data of a place of training: a plan in its second year, and invented people."""

import secrets
from dataclasses import replace
from datetime import datetime

from access.models import Assignment
from access.rules import Profile
from config.demo import abaete
from config.demo.bodies import ABAETE
from config.demo.days import Calendar
from config.demo.hashing import hashed_once
from config.demo.papers import Papers
from config.demo.road import Scene
from config.demo.team import Team
from foundation.origin import Origin, coming_from
from identity.models import User
from tenants.models import Organisation
from tenants.rules import Nature

SINCE = 377


def seed(organisation: Organisation, at: datetime) -> None:
    """In the schema where the thread works. Nobody knows the password of the invented people."""
    days = Calendar(at)
    scene = Scene(days, {}, Papers(at), secrets.token_urlsafe(24))
    body = replace(ABAETE, name=organisation.name, nature=Nature.BODY)
    with hashed_once(), coming_from(Origin(channel="treinamento")):
        tutor = User.objects.create_user(body.focal.email, name=body.focal.name)
        Assignment.objects.create(
            user=tutor, profile=Profile.ORGANISATION_ADMIN, start_date=days.day(SINCE)
        )
        abaete.work(Team(scene, body))
