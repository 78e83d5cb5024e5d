"""An organisation says that it uses what another one made, and takes that back."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from access.rules import Actor, require
from agreements.improvements import events, permissions, queries
from agreements.improvements.exchange import ADOPTED_ALREADY, NOT_ADOPTED, OWN_IMPROVEMENT
from agreements.improvements.models import Adoption
from events.services import emit
from foundation.refusals import NotAllowed


@transaction.atomic
def adopt_improvement(*, actor: Actor, uid: UUID, at: datetime) -> Adoption:
    """Mark a public improvement of another body as adopted. Raises Denied, NotFound, NotAllowed."""
    require(actor, permissions.ADOPT_IMPROVEMENT)
    improvement = queries.public_improvement(uid)
    body = queries.own_organisation()
    if queries.is_made_by(improvement, body):
        raise NotAllowed(OWN_IMPROVEMENT)
    adoption = Adoption(improvement=improvement, organisation=body, name=body.name, adopted_at=at)
    try:
        with transaction.atomic():
            adoption.save(force_insert=True)
    except IntegrityError:  # a colleague was faster
        raise NotAllowed(ADOPTED_ALREADY) from None
    changes = {"adotada por": ["", body.name]}
    emit(events.ImprovementAdopted.of(actor, adoption, at=at, changes=changes))
    return adoption


@transaction.atomic
def undo_adoption(*, actor: Actor, uid: UUID, at: datetime) -> Adoption:
    """Take the mark back; that it was there stays in the journal. Denied, NotFound, NotAllowed."""
    require(actor, permissions.ADOPT_IMPROVEMENT)
    improvement = queries.public_improvement(uid)
    adoption = queries.own_adoption_for_update(improvement)
    if adoption is None:
        raise NotAllowed(NOT_ADOPTED)
    adoption.undone_at = at
    adoption.save(update_fields=["undone_at"])
    changes = {"adotada por": [adoption.name, ""]}
    emit(events.AdoptionUndone.of(actor, adoption, at=at, changes=changes))
    return adoption
