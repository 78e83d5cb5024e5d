"""GET only: the list of actions, with the scope and the filters of the page."""

from typing import Any

from django.utils import timezone
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import KeyedView, actor_of
from access.openapi import Asked, Told
from access.rules import require
from integrity.execution import permissions, queries
from integrity.execution.api.serializers import (
    ActionPageSerializer,
    ActionSerializer,
    FilterSerializer,
)
from integrity.formulation.rules.flows import ActionStatus


class Pages(PageNumberPagination):
    page_size = 10
    page_query_param = "pagina"


class ActionList(KeyedView):
    """The actions of the person's units in the plan in force."""

    told = {
        "get": Told(
            "listar_acoes",
            "Lista as ações das suas unidades",
            "As do plano em vigor, com andamento e semáforo, dez por página. Para quem executa.",
            ActionPageSerializer,
            (
                Asked("texto", "Palavras do título ou o número da ação."),
                Asked("situacao", "Situação da ação.", tuple(ActionStatus.values)),
                Asked("pagina", "Número da página, a partir de 1.", type="integer"),
            ),
            refusals={400: "", 403: "", 404: "A página pedida não existe."},
            group="Execução",
        )
    }

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        actor = actor_of(request)
        require(actor, permissions.EXECUTE)
        wanted = FilterSerializer(data=request.query_params)
        wanted.is_valid(raise_exception=True)
        found = queries.matching(
            queries.actions_of(actor),
            text=wanted.validated_data["texto"],
            status=wanted.validated_data["situacao"],
        )
        pages = Pages()
        page = pages.paginate_queryset(found, request) or []
        today = timezone.localdate()
        policy = queries.policy_in_force()
        rows = [queries.row_of(action, today=today, policy=policy) for action in page]
        return pages.get_paginated_response([ActionSerializer(row).data for row in rows])
