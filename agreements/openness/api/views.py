"""Open, without sign-in: paged, counted by address, and asked again only when something changed."""

from typing import Any, NoReturn

from django.core.paginator import EmptyPage, Paginator
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import conditional_page
from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from access.openapi import Asked, Told
from agreements.openness import queries
from agreements.openness.api import serializers
from agreements.openness.packaging import LICENCE
from agreements.openness.resources import AGREEMENTS, IMPROVEMENTS
from agreements.openness.rules import told
from foundation.limits import Limit, caller
from foundation.municipalities import STATES
from foundation.refusals import NotFound
from notifications.links import on_portal

PER_MINUTE = Limit("public-api", 120, 60)
TOO_MANY = "Pedidos demais deste endereço. Espere um minuto e tente de novo."
GROUP = "Dados públicos"
PAGES = (
    Asked("pagina", "Número da página, a partir de 1.", type="integer"),
    Asked("por_pagina", "Quantos por página: de 1 a 100; 50 se não for dito.", type="integer"),
)
FILTERS = (
    Asked("busca", "Palavras do partícipe, do objeto, número do acordo ou do processo."),
    Asked("situacao", "Situação hoje.", tuple(serializers.SITUATIONS)),
    Asked("uf", "Sigla do estado do partícipe.", tuple(STATES)),
    Asked("natureza", "Natureza do partícipe.", tuple(serializers.NATURES)),
    Asked("especie", "Espécie do instrumento.", tuple(serializers.SPECIES)),
    Asked("ano", "Ano do número do acordo.", type="integer"),
    Asked("vence_ate", "Ainda não encerrados, com fim até este dia (2026-12-31).", type="date"),
)
NUMBERED = (
    Asked("number", "Número do acordo.", type="integer", in_path=True),
    Asked("year", "Ano do acordo.", type="integer", in_path=True),
)
REFUSED = {400: "", 404: "A página pedida não existe.", 429: ""}


class PerAddress(BaseThrottle):
    """So many a minute from one address; without the cache nobody is refused."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        return PER_MINUTE.allows(caller())

    def wait(self) -> float:
        return PER_MINUTE.seconds


@method_decorator(conditional_page, name="dispatch")
class PublicView(APIView):
    """What all of them share."""

    authentication_classes = ()
    throttle_classes = (PerAddress,)

    def throttled(self, request: Request, wait: float | None) -> NoReturn:
        raise Throttled(wait, TOO_MANY)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer["Access-Control-Allow-Origin"] = "*"
        if answer.status_code == 200:
            answer["Cache-Control"] = "public, max-age=60"
        return answer


class AgreementList(PublicView):
    """The agreements that the portal shows."""

    told = {
        "get": Told(
            "listar_acordos",
            "Lista os acordos publicados",
            "Do mais novo ao mais antigo. Os filtros se somam.",
            serializers.AgreementPageSerializer,
            (*FILTERS, *PAGES),
            refusals=REFUSED,
            group=GROUP,
        )
    }

    def get(self, request: Request) -> Response:
        asked = serializers.AgreementFilter(data=request.query_params)
        asked.is_valid(raise_exception=True)
        today = timezone.localdate()
        found = queries.open_agreements(
            asked.wanted(), today=today, ends_by=asked.validated_data["vence_ate"]
        )
        page = page_of(found, asked)
        lines = [told(AGREEMENTS, queries.line_of_agreement(each, today)) for each in page]
        return Response(framed(request, page, lines))


class AgreementDetail(PublicView):
    """One of them."""

    told = {
        "get": Told(
            "ver_acordo",
            "Mostra um acordo",
            "Com as publicações, o que veio depois e as entregas do código.",
            serializers.AgreementDetailSerializer,
            NUMBERED,
            refusals={404: "", 429: ""},
            group=GROUP,
        )
    }

    def get(self, request: Request, number: int, year: int) -> Response:
        today = timezone.localdate()
        extract = queries.open_agreement(number, year)
        line = told(AGREEMENTS, queries.line_of_agreement(extract, today))
        return Response({**line, **queries.around(extract)})


class ImprovementList(PublicView):
    """What was given back."""

    told = {
        "get": Told(
            "listar_melhorias",
            "Lista as melhorias aceitas",
            "Mudanças no código-fonte, da mais antiga à mais nova, com o crédito de quem fez.",
            serializers.ImprovementPageSerializer,
            PAGES,
            refusals=REFUSED,
            group=GROUP,
        )
    }

    def get(self, request: Request) -> Response:
        asked = serializers.PageFilter(data=request.query_params)
        asked.is_valid(raise_exception=True)
        page = page_of(queries.open_improvements(), asked)
        lines = [told(IMPROVEMENTS, queries.line_of_improvement(each)) for each in page]
        return Response(framed(request, page, lines))


def page_of(found: Any, asked: Any) -> Any:
    """The page that was asked for. Raises NotFound beyond the last."""
    try:
        return Paginator(found, asked.validated_data["por_pagina"]).page(
            asked.validated_data["pagina"]
        )
    except EmptyPage:
        raise NotFound("Esta página não existe.") from None


def framed(request: Request, page: Any, lines: list[dict[str, Any]]) -> dict[str, Any]:
    """The lines with the way to the neighbouring pages."""
    return {
        "licenca": LICENCE,
        "total": page.paginator.count,
        "pagina": page.number,
        "paginas": page.paginator.num_pages,
        "proxima": address(request, page.number + 1) if page.has_next() else None,
        "anterior": address(request, page.number - 1) if page.has_previous() else None,
        "resultados": lines,
    }


def address(request: Request, number: int) -> str:
    """The same question for another page."""
    query = request.query_params.copy()
    query["pagina"] = str(number)
    return on_portal(f"{request.path}?{query.urlencode()}")
