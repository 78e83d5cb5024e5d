"""What is read of organs with their years, of the directory of people, and of the catalogues."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import KeyedView, actor_of
from access.models import Organ, Person
from access.openapi import Asked, Told
from access.paging import PAGES, REFUSED, Listing, PageFilter, page_serializer
from access.rules import Actor, require
from integrity.formulation import permissions
from integrity.formulation.api.described import OF_ORGAN, REGISTERS
from integrity.formulation.queries import catalogue, organs, registers, structure

SEEN = {401: "", 403: "", 404: ""}
STATES = ("ativo", "arquivado")


class FigureSerializer(serializers.Serializer[Any]):
    """The figures of a year, as they are sent."""

    year = serializers.IntegerField(help_text="Ano.")
    budget = serializers.CharField(help_text="Orçamento, em reais.")
    staff = serializers.IntegerField(help_text="Quantitativo de pessoal.")


class OrganLineSerializer(serializers.Serializer[Organ]):
    """An organ in the list of who keeps it."""

    uid = serializers.UUIDField(help_text="Identificador do órgão.")
    nome = serializers.CharField(source="name", help_text="Nome.")
    sigla = serializers.CharField(source="acronym", help_text="Sigla.")
    tipo = serializers.UUIDField(
        source="type_uid", help_text="Identificador do tipo, no catálogo `tipos-de-orgao`."
    )
    ativo = serializers.BooleanField(source="is_active", help_text="Em atividade.")


class OrganFilter(PageFilter):
    """The filters of the page."""

    texto = serializers.CharField(required=False, max_length=100, default="")
    tipo = serializers.UUIDField(required=False, default=None)
    situacao = serializers.ChoiceField(required=False, choices=STATES, default="")


class OrganList(Listing):
    """Every organ that the person keeps."""

    line, filters = OrganLineSerializer, OrganFilter
    told = {
        "get": Told(
            "listar_orgaos",
            "Lista os órgãos que se administra",
            "Os arquivados também.",
            page_serializer(line),
            (
                Asked("texto", "Palavras do nome ou da sigla."),
                Asked("tipo", "Identificador do tipo.", type="uuid"),
                Asked("situacao", "Em atividade ou não.", STATES),
                *PAGES,
            ),
            refusals=REFUSED,
            group=REGISTERS,
        )
    }

    def found(self, actor: Actor, asked: dict[str, Any], **named: Any) -> Any:
        return organs.matching(
            organs.every_organ(actor).order_by("name", "pk"),
            text=asked["texto"],
            type_uid=asked["tipo"],
            state=asked["situacao"],
        )


class KeptOrganSerializer(serializers.Serializer[Organ]):
    """One organ."""

    uid = serializers.UUIDField(help_text="Identificador do órgão.")
    ativo = serializers.BooleanField(source="is_active", help_text="Em atividade.")
    valores = serializers.SerializerMethodField(
        help_text="O que diz, com os nomes com que é enviado."
    )

    def get_valores(self, organ: Organ) -> dict[str, Any]:
        return {
            "name": organ.name,
            "acronym": organ.acronym,
            "organ_type": organ.type_uid,
            "figures": FigureSerializer(organs.figures_of(organ), many=True).data,
        }


class OrganView(KeyedView):
    """One organ with its years."""

    told = {
        "get": Told(
            "ver_orgao",
            "Mostra um órgão com os seus números de cada ano",
            "O ano mais novo primeiro.",
            KeptOrganSerializer,
            (Asked("uid", OF_ORGAN["uid"], type="uuid", in_path=True),),
            refusals=SEEN,
            group=REGISTERS,
        )
    }

    def get(self, request: Request, uid: UUID) -> Response:
        return Response(KeptOrganSerializer(organs.organ_by_uid(actor_of(request), uid)).data)


class GovernmentSerializer(serializers.Serializer[Any]):
    """The years of the government."""

    figures = FigureSerializer(many=True, help_text="Os anos, com os nomes com que são enviados.")


class GovernmentView(KeyedView):
    """The years of the government as a whole."""

    told = {
        "get": Told(
            "ver_numeros_do_governo",
            "Mostra os números do governo, ano a ano",
            "O ano mais novo primeiro.",
            GovernmentSerializer,
            refusals={401: "", 403: ""},
            group=REGISTERS,
        )
    }

    def get(self, request: Request) -> Response:
        registers.whole(actor_of(request))
        return Response(GovernmentSerializer({"figures": organs.figures_of(None)}).data)


class PersonSerializer(serializers.Serializer[Person]):
    """A person of the directory; the number only for who keeps it."""

    uid = serializers.UUIDField(help_text="Identificador da pessoa.")
    nome = serializers.CharField(source="name", help_text="Nome.")
    unidade = serializers.UUIDField(
        source="unit.uid", default=None, help_text="Identificador da unidade."
    )
    matricula = serializers.SerializerMethodField(
        help_text="Matrícula; nula para quem não mantém o cadastro."
    )

    def get_matricula(self, person: Person) -> str | None:
        may = self.context["actor"].may(permissions.MANAGE_STRUCTURE)
        return person.registration_number if may else None


class PersonFilter(PageFilter):
    """By name and unit."""

    texto = serializers.CharField(required=False, max_length=100, default="")
    unidade = serializers.UUIDField(required=False, default=None)


class PersonList(Listing):
    """Who may be named in a plan."""

    line, filters = PersonSerializer, PersonFilter
    told = {
        "get": Told(
            "listar_pessoas",
            "Lista as pessoas que podem ser indicadas em um plano",
            "Para quem elabora; com ou sem conta.",
            page_serializer(line),
            (
                Asked("texto", "Parte do nome."),
                Asked("unidade", "Identificador da unidade.", type="uuid"),
                *PAGES,
            ),
            refusals=REFUSED,
            group=REGISTERS,
        )
    }

    def found(self, actor: Actor, asked: dict[str, Any], **named: Any) -> Any:
        require(actor, permissions.DRAFT_PLAN)
        found = structure.people(actor).order_by("name", "pk")
        if asked["texto"]:
            found = found.filter(name__icontains=asked["texto"])
        return found.filter(unit__uid=asked["unidade"]) if asked["unidade"] else found


class ShelfSerializer(serializers.Serializer[Any]):
    """A catalogue."""

    slug = serializers.CharField(help_text="Como é chamado nos endereços.")
    titulo = serializers.CharField(source="title", help_text="Título.")
    itens = serializers.IntegerField(source="held", help_text="Quantos itens estão em uso.")


class ShelfList(KeyedView):
    """Every catalogue."""

    told = {
        "get": Told(
            "listar_catalogos",
            "Lista os catálogos",
            "Cada um com quantos itens em uso.",
            ShelfSerializer(many=True),
            refusals={401: "", 403: ""},
            group=REGISTERS,
        )
    }

    def get(self, request: Request) -> Response:
        found = catalogue.counted_shelves(actor_of(request))
        told = [{"slug": each.slug, "title": each.title, "held": held} for each, held in found]
        return Response(ShelfSerializer(told, many=True).data)
