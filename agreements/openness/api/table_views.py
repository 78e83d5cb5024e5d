"""What hangs on all agreements together: amendments, publications, deliveries, reports."""

from typing import Any

from rest_framework import serializers as fields
from rest_framework.request import Request
from rest_framework.response import Response

from access.openapi import Asked, Told
from agreements.openness import queries
from agreements.openness.api import serializers
from agreements.openness.api.views import GROUP, PAGES, REFUSED, PublicView, framed, page_of
from agreements.openness.resources import AMENDMENTS, DELIVERIES, PUBLICATIONS, REPORTS
from agreements.openness.rules import Resource
from agreements.registry.rules import Side

ACCEPTED = "Aceito"
SIDES = {"cge": str(Side.CGE.label), "participe": str(Side.PARTNER.label)}
AS_OF = "Como na última edição dos dados abertos, gerada toda noite."
FILTERS = (
    Asked("id_acordo", "Identificador do acordo, como em /acordos/.", type="uuid"),
    Asked("ano", "Ano do número do acordo.", type="integer"),
    Asked("desde", "A partir deste dia (2026-12-31).", type="date"),
)


class TableFilter(serializers.PageFilter):
    """What may be asked of every table. Whatever is not understood is refused."""

    id_acordo = fields.UUIDField(required=False, default=None)
    ano = fields.IntegerField(required=False, min_value=2000, max_value=2100, default=None)
    desde = fields.DateField(required=False, default=None)


class ReportFilter(TableFilter):
    """And which side reports."""

    parte = fields.ChoiceField(list(SIDES), required=False, default="")


def page_of_table(resource: Resource, name: str, **more: Any) -> Any:
    """The frame with such lines."""
    line = serializers.serializer_of(resource, name)
    results = line(many=True, help_text="Os registros desta página.")
    return type(f"PaginaDe{name}", (serializers.PageSerializer,), {"resultados": results, **more})


class TableList(PublicView):
    """One table, filtered, a page at a time."""

    resource: Resource
    day: str
    asks: type[TableFilter] = TableFilter

    def get(self, request: Request) -> Response:
        asked = self.asks(data=request.query_params)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        lines = queries.narrowed(
            queries.published_lines(self.resource.name),
            self.day,
            agreement=str(given["id_acordo"] or ""),
            year=given["ano"],
            since=given["desde"],
        )
        found = self.chosen(lines, given)
        page = page_of(found, asked)
        return Response(framed(request, page, list(page)) | self.beside(found))

    def chosen(self, lines: list[dict[str, Any]], given: dict[str, Any]) -> list[dict[str, Any]]:
        """Those of them that this list tells."""
        return lines

    def beside(self, lines: list[dict[str, Any]]) -> dict[str, Any]:
        """What is told besides the page."""
        return {}


def listed(name: str, summary: str, answer: Any, *more: Asked) -> dict[str, Told]:
    """How such a list describes itself."""
    asked = (*FILTERS, *more, *PAGES)
    return {"get": Told(name, summary, AS_OF, answer, asked, refusals=REFUSED, group=GROUP)}


class AmendmentList(TableList):
    """The amendments in effect."""

    resource, day = AMENDMENTS, "data_publicacao"
    told = listed(
        "listar_aditivos", "Lista os termos aditivos", page_of_table(AMENDMENTS, "Aditivo")
    )


class PublicationList(TableList):
    """Each appearance of an extract in a gazette."""

    resource, day = PUBLICATIONS, "data"
    told = listed(
        "listar_publicacoes",
        "Lista as publicações dos extratos",
        page_of_table(PUBLICATIONS, "Publicacao"),
    )


class ByVersionSerializer(fields.Serializer[Any]):
    """How often a version went out."""

    versao = fields.CharField(help_text="Versão do sistema.")
    entregues = fields.IntegerField(help_text="Quantas vezes foi entregue.")
    recebidas = fields.IntegerField(help_text="Quantas entregas foram confirmadas.")


class DeliveryList(TableList):
    """The deliveries of the code, and how many of each version; nothing of who received them."""

    resource, day = DELIVERIES, "data_entrega"
    told = listed(
        "listar_entregas",
        "Lista as entregas do código e as conta por versão",
        page_of_table(
            DELIVERIES,
            "EntregaDeCodigo",
            por_versao=ByVersionSerializer(
                many=True, help_text="De todas as páginas juntas, por versão."
            ),
        ),
    )

    def beside(self, lines: list[dict[str, Any]]) -> dict[str, Any]:
        return {"por_versao": queries.by_version(tuple(lines))}


class ReportList(TableList):
    """The yearly reports that were accepted."""

    resource, day, asks = REPORTS, "data_envio", ReportFilter
    told = listed(
        "listar_relatorios_anuais",
        "Lista os relatórios anuais aceitos",
        page_of_table(REPORTS, "RelatorioAnual"),
        Asked("parte", "Quem relata.", tuple(SIDES)),
    )

    def chosen(self, lines: list[dict[str, Any]], given: dict[str, Any]) -> list[dict[str, Any]]:
        side = SIDES.get(given["parte"], "")
        return [
            each
            for each in lines
            if each["situacao"] == ACCEPTED and (not side or each["parte"] == side)
        ]
