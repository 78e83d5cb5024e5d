"""What monitoring shows on the executor's page of an action (P89 to P91)."""

from access.rules import Actor
from integrity.execution.registry import Panel
from integrity.formulation.models import Action
from integrity.monitoring import permissions, queries


def recommendations_panel(actor: Actor, action: Action) -> Panel | None:
    """Risk and recommendations, with the way to answer; nothing when there is nothing."""
    recommendations = list(queries.recommendations_on(action))
    risk = queries.risk_history(action).first()
    if not recommendations and risk is None:
        return None
    return Panel(
        "monitoring/_panel.html",
        {
            "recommendations": recommendations,
            "risk": risk,
            "may_answer": actor.may(permissions.ANSWER),
        },
    )
