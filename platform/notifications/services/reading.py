"""A person reads notices: nobody else's, and nothing of it concerns anybody else."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from foundation.refusals import NotFound
from identity.models import User
from notifications import queries
from notifications.models import Notice


@transaction.atomic
def read_notice(*, user: User, uid: UUID, at: datetime) -> Notice:
    """One notice is read. Raises NotFound for somebody else's."""
    found = queries.notices_of(user).select_for_update(of=("self",)).filter(uid=uid).first()
    if found is None:
        raise NotFound
    if found.read_at is None:
        found.read_at = at
        found.save(update_fields=["read_at"])
    return found


@transaction.atomic
def read_all(*, user: User, at: datetime) -> int:
    """Every notice of the person is read. Returns how many were not."""
    return queries.unread_of(user).update(read_at=at)
