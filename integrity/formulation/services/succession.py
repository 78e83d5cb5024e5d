"""A published plan takes the place of the one in force, and carries on what is under way."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from access.rules import Actor
from events.services import emit
from foundation.words import joined
from integrity.formulation.events import PlanSuperseded
from integrity.formulation.models import Plan
from integrity.formulation.queries import replacing
from integrity.formulation.registry import Succession, carriers
from integrity.formulation.rules.flows import PLAN_FLOW, PlanState


def supersede(*, actor: Actor, old: Plan, new: Plan, at: datetime) -> None:
    """End the plan in force, locked by who publishes; its publication and content stay."""
    before = PlanState(old.state)
    old.state = PLAN_FLOW.after("supersede", before)
    old.version += 1
    old.updated_at = at
    old.save(update_fields=["state", "version", "updated_at"])
    changes = {
        "Situação": [before.label, PlanState(old.state).label],
        "Em vigor": [old.edition_label, new.edition_label],
    }
    emit(PlanSuperseded.of(actor, old, at=at, changes=changes, successor_uid=new.uid))


def carry_over(replaced: Sequence[Plan], new: Plan) -> dict[str, list[str]]:
    """Copy what is under way to the actions that continue (P92); what was copied, in words.

    A joint plan takes the place of the plan of each of its organs.
    """
    counted: Counter[str] = Counter()
    for old in replaced:
        found = Succession(old, new, replacing.continued(old, new))
        counted["Ações que continuam"] += len(found.actions)
        for carrier in carriers():
            counted.update(carrier(found))
    told = {name: ["", str(number)] for name, number in counted.items() if number}
    names = [
        each.edition_label if each.organ_id == new.organ_id else f"{each}, de {each.organ}"
        for each in replaced
    ]
    return {"Substitui": ["", joined(names)], **told} if names else {}
