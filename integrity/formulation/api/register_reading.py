"""What is read of organs and units, of the catalogues and of the method."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import KeyedView, actor_of
from access.openapi import Asked, Told
from access.paging import PAGES, REFUSED, Listing, page_serializer
from access.rules import Actor, require
from foundation.refusals import Denied
from integrity.formulation import permissions
from integrity.formulation.api.described import OF_PLAN, REGISTERS
from integrity.formulation.queries import catalogue, methods, structure
from integrity.formulation.services.methods import WHOLE_ONLY
from integrity.formulation.web.forms.methods import MethodForm

SEEN = {401: "", 403: "", 404: ""}
UID = Asked("uid", OF_PLAN["uid"], type="uuid", in_path=True)


class UnitSerializer(serializers.Serializer[Any]):
    """A unit of an organ."""

    uid = serializers.UUIDField(help_text="Identificador da unidade.")
    nome = serializers.CharField(source="name", help_text="Nome.")
    sigla = serializers.CharField(source="acronym", help_text="Sigla.")
    subordinada_a = serializers.UUIDField(
        source="parent.uid", default=None, help_text="Identificador da unidade acima."
    )
    ativa = serializers.BooleanField(source="is_active", help_text="Em atividade.")


class OrganSerializer(serializers.Serializer[Any]):
    """An organ with its units."""

    uid = serializers.UUIDField(help_text="Identificador do órgão.")
    nome = serializers.CharField(source="name", help_text="Nome.")
    sigla = serializers.CharField(source="acronym", help_text="Sigla.")
    unidades = serializers.SerializerMethodField(help_text="As unidades, cada uma com a de cima.")

    def get_unidades(self, organ: Any) -> list[dict[str, Any]]:
        return list(UnitSerializer(self.context["units"].get(organ.pk, []), many=True).data)


class Structure(KeyedView):
    """Organs and units within reach."""

    told = {
        "get": Told(
            "ver_estrutura",
            "Mostra os órgãos e as suas unidades",
            "Os que a pessoa alcança.",
            OrganSerializer(many=True),
            refusals={401: "", 403: ""},
            group=REGISTERS,
        )
    }

    def get(self, request: Request) -> Response:
        tree = structure.tree(actor_of(request))
        units = {organ.pk: [each.unit for each in branches] for organ, branches in tree}
        organs = [organ for organ, _ in tree]
        return Response(OrganSerializer(organs, many=True, context={"units": units}).data)


class EntrySerializer(serializers.Serializer[Any]):
    """An entry of a catalogue."""

    uid = serializers.UUIDField(help_text="Identificador do item.")
    nome = serializers.CharField(source="name", help_text="O que se lê.")
    orgao = serializers.CharField(
        source="organ.name", default=None, help_text="Só deste órgão; vazio: de todos."
    )
    em_uso = serializers.BooleanField(source="is_active", help_text="É oferecido nos formulários.")


class EntryList(Listing):
    """The entries of one catalogue."""

    line = EntrySerializer
    told = {
        "get": Told(
            "listar_catalogo",
            "Lista os itens de um catálogo",
            "Os arquivados também.",
            page_serializer(line),
            (Asked("slug", "Catálogo, como no endereço da página.", in_path=True), *PAGES),
            refusals=REFUSED,
            group=REGISTERS,
        )
    }

    def found(self, actor: Actor, asked: dict[str, Any], **named: Any) -> Any:
        return catalogue.entries(actor, catalogue.shelf_by_slug(actor, named["slug"]))


class MethodSerializer(serializers.Serializer[Any]):
    """The method, as its form names it."""

    registration = serializers.CharField(help_text="Como se chama a matrícula.")
    process = serializers.CharField(help_text="Como se chama o processo.")
    green_from = serializers.IntegerField(help_text="Verde quando faltam pelo menos estes dias.")
    stale_after = serializers.IntegerField(help_text="Amarelo depois destes dias sem registro.")
    forgotten_after = serializers.IntegerField(
        help_text="Vermelho depois destes dias sem registro."
    )
    needs_evidence = serializers.CharField(help_text="Concluir uma ação exige evidência.")
    reasoned_days = serializers.CharField(help_text="Mudar o prazo exige motivo.")
    check_in = serializers.CharField(help_text="Frequência proposta a cada ação nova; ou vazio.")
    asks = serializers.ListField(
        child=serializers.CharField(), help_text="O que o plano diz de cada ação."
    )
    axes = serializers.CharField(help_text="Eixos oferecidos a um plano novo, um por linha.")


class MethodView(KeyedView):
    """The method in force; its ETag is asked for by who changes it."""

    told = {
        "get": Told(
            "ver_metodo",
            "Mostra o método da organização",
            "Com os nomes com que é enviado.",
            MethodSerializer,
            refusals={401: "", 403: ""},
            group=REGISTERS,
        )
    }

    def get(self, request: Request) -> Response:
        actor = actor_of(request)
        require(actor, permissions.MANAGE_METHOD)
        if actor.organ_id is not None:
            raise Denied(WHOLE_ONLY)
        found = methods.standing()
        form = MethodForm(initial=MethodForm.initial_of(found.method, found.version))
        told = {name: form[name].value() for name in form.fields if name != "version"}
        return Response(told, headers={"ETag": f'"{found.version}"'})
