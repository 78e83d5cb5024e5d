"""Which risks an action treats, said from the side of the action."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import F

from access.rules import Actor
from events.services import emit
from foundation.words import joined
from integrity.formulation.models import Action, IntegrityRisk, Plan
from integrity.formulation.queries.risks import living_risks_of
from integrity.formulation.risk_events import RiskEdited
from integrity.formulation.services.risk_words import changes_between, told

RISKS = "Riscos tratados"


def risk_faults(plan: Plan, risks: Collection[IntegrityRisk]) -> list[str]:
    """What is wrong with the risks that an action of the plan is to treat."""
    known = {each.pk for each in living_risks_of(plan)} if risks else set()
    return [] if all(each.pk in known for each in risks) else ["Escolha riscos deste plano."]


def treat(
    actor: Actor,
    action: Action,
    treats: Collection[IntegrityRisk],
    leaves: Collection[IntegrityRisk],
    at: datetime,
) -> dict[str, list[object]]:
    """Link the risks, and let others go; what changed, in words. Each risk has its own entry."""
    held = set(action.risks.all())
    changed = (set(treats) - held) | (set(leaves) & held)
    if not changed:
        return {}
    before, risks_before = words_of(action), {each.pk: told(each) for each in changed}
    action.risks.add(*treats)
    action.risks.remove(*leaves)
    IntegrityRisk.objects.filter(pk__in=[each.pk for each in changed]).update(
        version=F("version") + 1, updated_at=at
    )
    for each in sorted(changed, key=lambda each: each.number):
        changes = changes_between(risks_before[each.pk], told(each))
        emit(RiskEdited.of(actor, each, at=at, changes=changes))
    return {RISKS: [before, words_of(action)]}


def words_of(action: Action) -> str:
    """`R1 e R3`."""
    return joined([each.label for each in action.risks.order_by("number")])
