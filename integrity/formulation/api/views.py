"""Read-only: the queries are the ones of the pages."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from access.api import actor_of
from integrity.formulation.api.serializers import PlanDetailSerializer, PlanSerializer
from integrity.formulation.queries import plans


class PlanList(APIView):
    """The plans within reach."""

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(PlanSerializer(plans.plans_of(actor_of(request)), many=True).data)


class PlanDetail(APIView):
    """One plan with its content."""

    def get(self, request: Request, uid: UUID, *args: Any, **kwargs: Any) -> Response:
        return Response(PlanDetailSerializer(plans.plan_by_uid(actor_of(request), uid)).data)
