"""The monthly reports to gov.br that were sent: all but the newest, which somebody has to send."""

from datetime import timedelta

from access.rules import Profile
from agreements.desk.adhesion_queries import owed
from agreements.desk.adhesion_services import record_adhesions
from agreements.desk.adhesions import last_day
from config.demo.road import Scene


def report(scene: Scene) -> None:
    """Each on the third day of the month that followed."""
    director, today = scene.centre[Profile.DCI_DIRECTOR], scene.days.today
    for each in reversed(owed(today)[1:]):
        record_adhesions(
            actor=director,
            month=each.month,
            sent_date=last_day(each.month) + timedelta(days=3),
            number=f"GOV-{each.month:%Y%m}",
            at=scene.days.now,
        )
