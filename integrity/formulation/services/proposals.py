"""What the method proposes is written into the actions of a draft that do not say it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.rules import Actor
from events.services import emit
from foundation.refusals import NotAllowed
from integrity.formulation.events import ActionEdited
from integrity.formulation.models import Action
from integrity.formulation.queries import proposals as queries
from integrity.formulation.services.action_words import apart, told
from integrity.formulation.services.drafting import plan_to_draft, touch

NOTHING = "O método da organização não propõe nada que falte nas ações deste plano."


@transaction.atomic
def fill_in_proposed(*, actor: Actor, plan_uid: UUID, at: datetime) -> int:
    """Fill in what is blank, in all actions at once; how many that were.

    Raises Denied, NotFound, or NotAllowed once the plan was sent and where nothing is blank.
    """
    plan = plan_to_draft(actor, plan_uid)
    proposal = queries.proposed_now()
    blank = list(queries.blank_in(plan, proposal))
    if not blank:
        raise NotAllowed(NOTHING)
    before = {each.pk: told(each) for each in blank}
    for action in blank:
        propose_to(action, proposal)
        action.version += 1
        action.updated_at = at
    Action.objects.bulk_update(blank, [*proposal, "version", "updated_at"])
    touch(plan, at)
    for action in blank:
        different = apart(before[action.pk], told(action))
        changes = {name: list(pair) for name, pair in different.items()}
        emit(ActionEdited.of(actor, action, at=at, changes=changes))
    return len(blank)


def propose_to(action: Action, proposal: Mapping[str, str]) -> None:
    """What is said already stays as it is; the action is not saved here."""
    for name, value in proposal.items():
        if not getattr(action, name):
            setattr(action, name, value)
