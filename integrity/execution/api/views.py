"""GET only: the list of actions, with the scope and the filters of the page."""

from django.utils import timezone
from rest_framework.decorators import api_view
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import actor_of
from access.rules import require
from integrity.execution import permissions, queries
from integrity.execution.api.serializers import ActionSerializer, FilterSerializer


class Pages(PageNumberPagination):
    page_size = 10
    page_query_param = "pagina"


@api_view(["GET"])
def actions(request: Request) -> Response:
    """The actions of the person's units in the plan in force."""
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
    rows = [queries.row_of(action, today=today) for action in page]
    return pages.get_paginated_response([ActionSerializer(row).data for row in rows])
