"""Risks and recommendations go on under the new version of the plan; the old one keeps its own."""

from integrity.execution.services.succession import copy_of
from integrity.formulation.registry import Succession
from integrity.monitoring.models import Recommendation, RiskAssessment
from integrity.monitoring.queries import standing_for_update


def carry_over(found: Succession) -> dict[str, int]:
    """Every assessment and every recommendation that stands, of both sources, with its answer."""
    standing = standing_for_update(found.old)
    standing = [each for each in standing if each.action_id in found.actions]
    Recommendation.objects.bulk_create(
        copy_of(each, action_id=found.actions[each.action_id]) for each in standing
    )
    risks = list(RiskAssessment.objects.filter(action__in=found.actions).order_by("pk"))
    RiskAssessment.objects.bulk_create(
        copy_of(each, action_id=found.actions[each.action_id]) for each in risks
    )
    return {"Avaliações de risco": len(risks), "Recomendações": len(standing)}
