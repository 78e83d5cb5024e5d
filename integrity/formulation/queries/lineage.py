"""The same action through the versions of its plan, back to the first and on to the last."""

from uuid import UUID

from integrity.formulation.models import Action
from integrity.formulation.rules.flows import PlanState

_BACK = (
    "WITH RECURSIVE line AS (SELECT id, uid, origin_id FROM formulation_action WHERE id = %s"
    " UNION SELECT a.id, a.uid, a.origin_id FROM formulation_action a"
    " JOIN line l ON a.id = l.origin_id) SELECT id, uid FROM line"
)
_ON = (
    "WITH RECURSIVE line AS (SELECT id, uid FROM formulation_action WHERE uid = %s"
    " UNION SELECT a.id, a.uid FROM formulation_action a"
    " JOIN line l ON a.origin_id = l.id) SELECT id FROM line"
)


def lineage(action: Action) -> list[Action]:
    """The action and those that it continues, each with its uid alone."""
    return list(Action.objects.raw(_BACK, [action.pk]))


def in_force_now(uid: UUID) -> Action | None:
    """The action of a plan in force that continues one of an earlier plan; it is not scoped."""
    line = [each.pk for each in Action.objects.raw(_ON, [uid])]
    return Action.objects.filter(pk__in=line, plan__state=PlanState.PUBLISHED).first()
