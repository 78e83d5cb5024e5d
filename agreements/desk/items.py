"""One thing that waits for somebody of CGE-MG."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from agreements.registry.models import Agreement

MOST = 500


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do: what, whose, since when, until when, and where it is done."""

    what: str
    whose: str
    since: date | None
    due: date | None
    route: str
    uid: UUID

    def is_late(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.due is not None and self.due < today


def day(at: datetime | None) -> date | None:
    """The day of an instant."""
    return timezone.localdate(at) if at else None


def of_agreement(
    found: Agreement, what: str, since: date | None = None, due: date | None = None
) -> Item:
    """An agreement, at its page."""
    return Item(what, str(found.organisation), since, due, "registry:agreement", found.uid)
