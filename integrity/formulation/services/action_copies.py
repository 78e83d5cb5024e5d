"""Actions of other plans, copied into one that is being written."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.models import Unit
from access.rules import Actor
from events.services import emit
from foundation.refusals import Invalid
from foundation.words import folded
from integrity.formulation.events import ActionAdded
from integrity.formulation.models import Action, Axis, Plan
from integrity.formulation.queries import plans, proposals
from integrity.formulation.queries.risks import people_of
from integrity.formulation.rules.numbers import first_part
from integrity.formulation.services.action_words import told
from integrity.formulation.services.drafting import plan_to_draft, touch
from integrity.formulation.services.proposals import propose_to

MOST_AT_ONCE = 200
COPIED = (
    "title",
    "description",
    "objective",
    "expected_benefit",
    "kind",
    "types",
    "check_in",
    "expected_evidence",
    "product",
    "planned_budget",
    "weight",
    "indicators",
    "adopted",
)


@transaction.atomic
def copy_actions(
    *, actor: Actor, plan_uid: UUID, uids: Sequence[UUID], axis: Axis, at: datetime
) -> list[Action]:
    """Copy actions within reach under an axis, each with the next free number, without their days.

    Units come along by name, people where they are of this organ too; what a copy leaves blank is
    filled in where the method proposes it. Raises Denied, NotFound,
    NotAllowed or Invalid.
    """
    plan = plan_to_draft(actor, plan_uid)
    if axis.plan_id != plan.pk:
        raise Invalid({"axis": ["Este eixo não é deste plano."]})
    if not 0 < len(uids) <= MOST_AT_ONCE:
        raise Invalid({"actions": [f"Escolha de 1 a {MOST_AT_ONCE} ações."]})
    found = list(plans.elsewhere(actor, plan).filter(uid__in=list(uids)))
    if len(found) != len(set(uids)):
        raise Invalid({"actions": ["Escolha entre as ações oferecidas."]})
    units = {folded(str(each)): each for each in plans.units_of(plan)}
    people = set(people_of(plan).values_list("pk", flat=True))
    first = max(map(first_part, plan.actions.values_list("number", flat=True)), default=0) + 1
    proposal = proposals.proposed_now()
    made = []
    for number, source in enumerate(found, first):
        copy = _copy(plan, axis, source, str(number), at)
        copy.executing_unit = _same(units, source.executing_unit)
        copy.responsible = source.responsible if source.responsible_id in people else None
        copy.alternate = source.alternate if source.alternate_id in people else None
        propose_to(copy, proposal)
        copy.save()
        supporting = [_same(units, each) for each in source.supporting_units.all()]
        copy.supporting_units.set([each for each in supporting if each])
        made.append(copy)
        _tell(actor, copy, source, at)
    touch(plan, at)
    return made


def _copy(plan: Plan, axis: Axis, source: Action, number: str, at: datetime) -> Action:
    return Action(
        plan=plan,
        axis=axis,
        number=number,
        created_at=at,
        updated_at=at,
        **{name: getattr(source, name) for name in COPIED},
    )


def _same(units: dict[str, Unit], unit: Unit | None) -> Unit | None:
    return units.get(folded(str(unit))) if unit else None


def _tell(actor: Actor, copy: Action, source: Action, at: datetime) -> None:
    changes: dict[str, list[object]] = {k: ["", v] for k, v in told(copy).items() if v}
    origin = f"{source} ({source.plan.organ}, {source.plan.edition_label})"
    emit(ActionAdded.of(actor, copy, at=at, changes={**changes, "Copiada de": ["", origin]}))
