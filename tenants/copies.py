"""Backups as people are told of them: when taken, when last proven, how long kept, who is late."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, Q, QuerySet

from access.rules import Actor, require
from tenants import permissions
from tenants.archive.backups import KEPT
from tenants.models import Backup, Tenant
from tenants.rules import KEPT_STATES, BackupPurpose

MOST_DAYS = 3  # two nights may fail before anybody is told
FIRST_NIGHT = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Copy:
    """One backup that is kept, without what only the machine room needs."""

    purpose: str
    size: int
    rows: int
    taken_at: datetime
    proven_at: datetime | None
    fault: str
    left_out: int
    unjudged: int

    @property
    def label(self) -> str:
        """What it was taken for."""
        return BackupPurpose(self.purpose).label


@dataclass(frozen=True, slots=True)
class Own:
    """The backups of one organisation."""

    copies: list[Copy]
    is_late: bool
    kept: int = KEPT
    most_days: int = MOST_DAYS

    @property
    def last(self) -> Copy | None:
        """The newest."""
        return self.copies[0] if self.copies else None

    @property
    def proven(self) -> Copy | None:
        """The one that was last restored for proof."""
        found = [each for each in self.copies if each.proven_at]
        return max(found, key=lambda each: each.proven_at or each.taken_at, default=None)


def own(actor: Actor, *, at: datetime) -> Own:
    """The backups of the organisation where the connection stands. Raises Denied.

    The role of the organisation sees its own rows only, and of them only these columns.
    """
    require(actor, permissions.SEE_OWN_COPIES)
    rows = Backup.objects.filter(removed_at__isnull=True).values_list(
        "purpose", "size", "rows", "taken_at", "proven_at", "fault", "left_out", "unjudged"
    )
    copies = [Copy(*row) for row in rows.order_by("-taken_at", "-id")]
    proven = Own(copies, is_late=False).proven
    shown = proven.proven_at if proven else None
    return Own(copies, is_late=shown is None or shown < at - timedelta(days=MOST_DAYS))


def unproven(actor: Actor, *, at: datetime) -> QuerySet[Tenant]:
    """Organisations without a restoration proven of late, the longest first. Raises Denied.

    One that was born yesterday had no night yet.
    """
    require(actor, permissions.SEE_TENANTS)
    kept = Q(backups__removed_at__isnull=True)
    found: QuerySet[Tenant] = (
        Tenant.objects.filter(organisation__is_training=False)
        .filter(life__in=KEPT_STATES, born_at__lt=at - FIRST_NIGHT)
        .annotate(
            last_taken=Max("backups__taken_at", filter=kept),
            last_proven=Max("backups__proven_at", filter=kept),
        )
        .filter(Q(last_proven=None) | Q(last_proven__lt=at - timedelta(days=MOST_DAYS)))
        .select_related("organisation")
    )
    return found.order_by("last_proven", "organisation__name")
