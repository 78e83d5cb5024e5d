"""Days told from today, so that the demonstration looks right whenever it is made."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days before `now`, and days after it."""

    now: datetime

    @property
    def today(self) -> date:
        """The day on which the demonstration is made."""
        return timezone.localdate(self.now)

    def day(self, ago: int) -> date:
        """The working day that lies `ago` days back, or the one before it."""
        found = self.today - timedelta(days=ago)
        return found - timedelta(days=max(0, found.weekday() - SATURDAY + 1))

    def ahead(self, days: int) -> date:
        """A day to come."""
        return self.today + timedelta(days=days)

    def at(self, ago: int, hour: int = 10) -> datetime:
        """An hour of a working day, `ago` (1 or more) days back."""
        return timezone.make_aware(datetime.combine(self.day(ago), time(hour, 12)))
