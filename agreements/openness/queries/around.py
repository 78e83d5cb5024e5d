"""What hangs on a published agreement: its plan, its deliveries, what its partner gave back."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from agreements.improvements.models import Improvement
from agreements.improvements.queries import public_improvements
from agreements.openness.queries.open_rows import day_of
from agreements.publication.models import Delivery, Extract
from agreements.work_plans.models import Goal, Stage
from agreements.work_plans.rules import is_late
from foundation.words import counted

MOST_IMPROVEMENTS = 20
TOLD_OF_STAGE = (
    "goal",
    "order",
    "description",
    "responsible",
    "start_date",
    "end_date",
    "done_date",
)


def stages_of(extract: Extract) -> list[Stage]:
    """The stages of its work plan in their order, as far as the portal may read them."""
    found = Stage.objects.filter(goal__plan__agreement=extract.agreement_id)
    return list(found.only(*TOLD_OF_STAGE).order_by("goal__order", "order"))


def goals_of(extract: Extract) -> QuerySet[Goal]:
    """The goals, in their order."""
    found = Goal.objects.filter(plan__agreement=extract.agreement_id)
    return found.only("order", "description").order_by("order")


def plan_of(extract: Extract, today: date) -> dict[str, Any]:
    """How far the plan has come, goal by goal."""
    stages = stages_of(extract)
    done = sum(each.done_date is not None for each in stages)
    goals = [
        {
            "title": goal.description,
            "stages": [
                {"stage": each, "standing": standing_of(each, today)}
                for each in stages
                if each.goal_id == goal.pk
            ],
        }
        for goal in goals_of(extract)
    ]
    return {
        "goals": goals,
        "percent": round(100 * done / len(stages)) if stages else 0,
        "note": f"{counted(done, 'etapa concluída', 'etapas concluídas')} de {len(stages)}",
    }


def standing_of(stage: Stage, today: date) -> dict[str, str]:
    """The words and the tone of a stage."""
    if stage.done_date is not None:
        return {"label": "Concluída", "tone": "success"}
    if is_late(stage.end_date, stage.done_date, today):
        return {"label": "Atrasada", "tone": "danger"}
    return {"label": "A fazer", "tone": "neutral"}


def delivered(extract: Extract) -> QuerySet[Delivery]:
    """What went out of the code, oldest first."""
    found = Delivery.objects.filter(agreement=extract.agreement_id, delivered_at__isnull=False)
    return found.only("version", "delivered_at", "received_at").order_by("delivered_at", "pk")


def given_back(extract: Extract) -> QuerySet[Improvement]:
    """The accepted improvements told in the reports on the agreement."""
    found = public_improvements().filter(report__agreement=extract.agreement_id)
    return found[:MOST_IMPROVEMENTS]


def happened(extract: Extract, today: date) -> list[dict[str, Any]]:
    """The time line: what happened, by day, and what is still to come."""
    facts: list[tuple[date | None, str, str]] = [
        (day_of(extract.agreement.request.received_at), "Pedido recebido", ""),
        (extract.signed_date, "Última assinatura", ""),
        (extract.gazette_date, "Extrato no diário do Estado", extract.gazette_url),
        (extract.start_date, "Início da vigência", ""),
        (
            extract.partner_gazette_date,
            "Extrato no diário do partícipe",
            extract.partner_gazette_url,
        ),
        *(
            (day_of(each.delivered_at), f"Código entregue, versão {each.version}", "")
            for each in delivered(extract)
        ),
        *((date.fromisoformat(each["date"]), each["title"], each["url"]) for each in extract.later),
        (extract.end_date, "Fim da vigência", ""),
    ]
    dated = sorted((each for each in facts if each[0]), key=lambda each: str(each[0]))
    open_ended = [each for each in facts if each[0] is None]
    return [
        {
            "title": title,
            "when": f"{day:%d/%m/%Y}" if day else "",
            "href": href,
            "state": "done" if day and day <= today else "pending",
        }
        for day, title, href in [*dated, *open_ended]
    ]
