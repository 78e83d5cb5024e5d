"""Read-only: the queries are the ones of the pages."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from access.api import KeyedView, actor_of
from access.openapi import Asked, Told
from integrity.formulation.api.serializers import PlanDetailSerializer, PlanSerializer
from integrity.formulation.queries import plans


class PlanList(KeyedView):
    """The plans within reach."""

    told = {
        "get": Told(
            "listar_planos",
            "Lista os planos de integridade",
            "Os planos dos órgãos que a pessoa alcança, em qualquer situação.",
            PlanSerializer(many=True),
            refusals={403: ""},
            group="Planos",
        )
    }

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        found = plans.plans_of(actor_of(request)).prefetch_related("parts__organ")
        return Response(PlanSerializer(found, many=True).data)


class PlanDetail(KeyedView):
    """One plan with its content."""

    told = {
        "get": Told(
            "ver_plano",
            "Mostra um plano com eixos e ações",
            "Com a comissão e, depois de publicado, o ato de publicação e o seu SHA-256.",
            PlanDetailSerializer,
            (Asked("uid", "Identificador do plano.", type="uuid", in_path=True),),
            refusals={403: "", 404: ""},
            group="Planos",
        )
    }

    def get(self, request: Request, uid: UUID, *args: Any, **kwargs: Any) -> Response:
        return Response(PlanDetailSerializer(plans.plan_by_uid(actor_of(request), uid)).data)
