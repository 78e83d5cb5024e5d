"""Lists of what a plan has, all of one shape: found through the plan that the actor reaches.

submissions = list_of_plan(
    Told("listar_envios", "Lista os envios de um plano", "Do mais novo.", group=PLAN),
    SubmissionSerializer,
    lambda actor, plan: approvals.submissions_of(actor).filter(plan=plan),
)
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from rest_framework.serializers import Serializer

from access.openapi import Asked, Told
from access.paging import PAGES, REFUSED, Listing, page_serializer
from access.rules import Actor
from integrity.formulation.api.described import OF_PLAN
from integrity.formulation.models import Plan
from integrity.formulation.queries import plans

UID = Asked("uid", OF_PLAN["uid"], type="uuid", in_path=True)


def list_of_plan(
    said: Told, of: type[Serializer[Any]], rows: Callable[[Actor, Plan], Any]
) -> type[Listing]:
    """The class that answers; `said` names it, `of` tells a line, `rows` come in their order."""

    class OfPlan(Listing):
        line = of
        told = {
            "get": replace(said, answer=page_serializer(of), asked=(UID, *PAGES), refusals=REFUSED)
        }

        def found(self, actor: Actor, asked: dict[str, Any], **named: Any) -> Any:
            return rows(actor, plans.plan_by_uid(actor, named["uid"]))

    return OfPlan
