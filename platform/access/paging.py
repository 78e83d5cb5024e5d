"""Lists of the API where people sign in: the same queries as the pages, a page at a time."""

from functools import cache
from typing import Any

from django.core.paginator import EmptyPage, Paginator
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import KeyedView, actor_of
from access.openapi import Asked
from access.rules import Actor
from foundation.refusals import NotFound

PAGES = (
    Asked("pagina", "Número da página, a partir de 1.", type="integer"),
    Asked("por_pagina", "Quantos por página: de 1 a 100; 50 se não for dito.", type="integer"),
)
REFUSED = {400: "", 401: "", 403: "", 404: "A página pedida não existe."}


class PageFilter(serializers.Serializer[Any]):
    """Which page, and how long. Whatever is not understood is refused."""

    pagina = serializers.IntegerField(required=False, min_value=1, default=1)
    por_pagina = serializers.IntegerField(required=False, min_value=1, max_value=100, default=50)


class FrameSerializer(serializers.Serializer[Any]):
    """The frame of every list."""

    total = serializers.IntegerField(help_text="Quantos registros há ao todo.")
    pagina = serializers.IntegerField(help_text="Número desta página.")
    paginas = serializers.IntegerField(help_text="Quantas páginas há.")


@cache
def page_serializer(line: type[serializers.Serializer[Any]]) -> type[serializers.Serializer[Any]]:
    """A page of such lines: one name in the description, however many routes answer it."""
    results = line(many=True, help_text="Os registros desta página.")
    name = f"PaginaDe{line.__name__.removesuffix('Serializer')}"
    return type(name, (FrameSerializer,), {"resultados": results})


class Listing(KeyedView):
    """A list: `found` says what the actor sees of it, `line` how one is told."""

    filters: type[PageFilter] = PageFilter
    line: type[serializers.Serializer[Any]]

    def found(self, actor: Actor, asked: dict[str, Any], **named: Any) -> Any:
        """What there is, in its order. Raises Denied or NotFound."""
        raise NotFound

    def get(self, request: Request, **named: Any) -> Response:
        actor = actor_of(request)
        asked = self.filters(data=request.query_params)
        asked.is_valid(raise_exception=True)
        wanted: dict[str, Any] = asked.validated_data
        pages = Paginator(self.found(actor, wanted, **named), wanted["por_pagina"])
        try:
            page = pages.page(wanted["pagina"])
        except EmptyPage:
            raise NotFound("Esta página não existe.") from None
        lines = self.line(page.object_list, many=True, context={"actor": actor}).data
        frame = {"total": pages.count, "pagina": page.number, "paginas": pages.num_pages}
        return Response({**frame, "resultados": lines})
