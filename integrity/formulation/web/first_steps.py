"""What a new organisation does first, until its plan is begun: told on its first page."""

from django.urls import reverse

from access.models import Assignment, Unit
from access.rules import Actor
from integrity.formulation import permissions
from integrity.formulation.queries import plans

STEPS = {
    "formulation:structure": (
        "Cadastrar as unidades",
        "São elas que executam as ações do plano: secretarias, diretorias, setores.",
    ),
    "people:list": (
        "Convidar as pessoas",
        "Convide quem vai formular, executar, monitorar e avaliar. Cada uma recebe um e-mail.",
    ),
    "formulation:plans": (
        "Iniciar o plano",
        "Com as unidades e as pessoas no lugar, comece o plano.",
    ),
}


def first_step(actor: Actor) -> dict[str, str] | None:
    """The next of the three steps that the person may take; None once there is a plan."""
    waiting = _waiting(actor)
    if waiting is None:
        return None
    title, text = STEPS[waiting]
    return {"title": title, "text": text, "href": reverse(waiting)}


def _waiting(actor: Actor) -> str | None:
    manages = actor.may(permissions.MANAGE_STRUCTURE) and actor.organ_id is None
    if manages and not Unit.objects.exists():
        return "formulation:structure"
    others = Assignment.objects.exclude(user_id=actor.user_id or 0)
    if manages and not others.exists():
        return "people:list"
    if actor.may(permissions.DRAFT_PLAN) and not plans.plans_of(actor).exists():
        return "formulation:plans"
    return None
