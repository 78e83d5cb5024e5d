"""DCI's director changes how long a step may take; a day that was already set stays."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.rules import Actor, require
from agreements.registry import permissions, queries
from agreements.registry.deadlines import Basis, deadline_faults
from agreements.registry.events import DeadlineChanged
from agreements.registry.models import Deadline
from events.services import emit
from foundation.refusals import Invalid


@transaction.atomic
def change_deadline(
    *,
    actor: Actor,
    uid: UUID,
    length: int,
    unit: str,
    nature: str,
    legal_basis: str,
    reason: str,
    at: datetime,
) -> Deadline:
    """Another length, on other grounds. Raises Denied, NotFound, Invalid."""
    require(actor, permissions.CHANGE_DEADLINE)
    deadline = queries.deadline_for_update(uid)
    if faults := deadline_faults(count=length, legal_basis=legal_basis, reason=reason):
        raise Invalid(faults)
    before = str(deadline)
    old = (deadline.get_nature_display(), deadline.legal_basis)
    deadline.length, deadline.unit = length, unit
    deadline.nature, deadline.legal_basis = nature, legal_basis.strip()
    deadline.save(update_fields=["length", "unit", "nature", "legal_basis"])
    changes = {
        "prazo": [before, str(deadline)],
        "natureza": [old[0], Basis(nature).label],
        "fundamento": [old[1], deadline.legal_basis],
    }
    changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    emit(DeadlineChanged.of(actor, deadline, at=at, changes=changes, reason=reason.strip()))
    return deadline
