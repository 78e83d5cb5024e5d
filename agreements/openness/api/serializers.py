"""The tables of the data package as JSON, and what may be asked of them."""

from typing import Any

from rest_framework import serializers

from agreements.openness.resources import AGREEMENTS, IMPROVEMENTS
from agreements.openness.rules import Resource
from agreements.publication.queries import Wanted
from agreements.publication.rules import Situation
from agreements.registry.species import Species
from foundation.municipalities import STATES
from foundation.words import folded
from tenants.rules import Nature

COLUMNS: dict[str, type[serializers.Field[Any, Any, Any, Any]]] = {
    "string": serializers.CharField,
    "integer": serializers.IntegerField,
    "boolean": serializers.BooleanField,
    "date": serializers.DateField,
}


def word(label: str) -> str:
    """`A iniciar` in an address: `a-iniciar`."""
    return folded(label).replace(" ", "-")


SITUATIONS = {word(str(each.label)): each.value for each in Situation}
SPECIES = {word(str(each.label)): each.value for each in Species}
NATURES = {word(str(each.label)): each.value for each in Nature}


def serializer_of(resource: Resource, name: str) -> type[serializers.Serializer[Any]]:
    """The columns of a table, described as on the page of the open data."""
    fields: dict[str, Any] = {
        each.name: COLUMNS[each.type](
            help_text=each.description, allow_null=not each.is_required, label=each.title
        )
        for each in resource.fields
    }
    return type(name, (serializers.Serializer,), fields)


AgreementSerializer = serializer_of(AGREEMENTS, "Acordo")
ImprovementSerializer = serializer_of(IMPROVEMENTS, "Melhoria")


class PublicationSerializer(serializers.Serializer[Any]):
    """Where the extract came out."""

    veiculo = serializers.CharField(help_text="Diário oficial do Estado ou do partícipe.")
    diario = serializers.CharField(help_text="Nome do diário.")
    data_publicacao = serializers.DateField(help_text="Dia da publicação.")
    url = serializers.CharField(help_text="Onde ler.", allow_null=True)


class LaterSerializer(serializers.Serializer[Any]):
    """What came after the publication."""

    titulo = serializers.CharField(help_text="Termo aditivo, fim antecipado ou outro fato.")
    data_alteracao = serializers.DateField(help_text="Dia em que aconteceu.")
    url = serializers.CharField(help_text="Onde ler.", allow_null=True)


class DeliverySerializer(serializers.Serializer[Any]):
    """What was delivered of the code."""

    versao = serializers.CharField(help_text="Versão entregue.")
    data_entrega = serializers.DateField(help_text="Dia da entrega.")
    data_recebimento = serializers.DateField(help_text="Dia da confirmação.", allow_null=True)


class AgreementDetailSerializer(AgreementSerializer):  # type: ignore[valid-type,misc]  # made above
    """An agreement with what hangs on it."""

    publicacoes = PublicationSerializer(many=True, help_text="Publicações do extrato.")
    alteracoes = LaterSerializer(many=True, help_text="O que veio depois da publicação.")
    entregas = DeliverySerializer(many=True, help_text="Entregas do código-fonte.")


class PageSerializer(serializers.Serializer[Any]):
    """The frame of every list."""

    licenca = serializers.CharField(help_text="Licença dos dados.")
    total = serializers.IntegerField(help_text="Quantos registros há ao todo.")
    pagina = serializers.IntegerField(help_text="Número desta página.")
    paginas = serializers.IntegerField(help_text="Quantas páginas há.")
    proxima = serializers.CharField(help_text="Endereço da página seguinte.", allow_null=True)
    anterior = serializers.CharField(help_text="Endereço da página anterior.", allow_null=True)


class AgreementPageSerializer(PageSerializer):
    """A page of agreements."""

    resultados = AgreementSerializer(many=True, help_text="Os acordos desta página.")


class ImprovementPageSerializer(PageSerializer):
    """A page of improvements."""

    resultados = ImprovementSerializer(many=True, help_text="As melhorias desta página.")


class PageFilter(serializers.Serializer[Any]):
    """Which page, and how long."""

    pagina = serializers.IntegerField(required=False, min_value=1, default=1)
    por_pagina = serializers.IntegerField(required=False, min_value=1, max_value=100, default=50)


class AgreementFilter(PageFilter):
    """What may be asked of the agreements. Whatever is not understood is refused."""

    busca = serializers.CharField(required=False, max_length=100, default="")
    situacao = serializers.ChoiceField(list(SITUATIONS), required=False, default="")
    uf = serializers.ChoiceField(list(STATES), required=False, default="")
    natureza = serializers.ChoiceField(list(NATURES), required=False, default="")
    especie = serializers.ChoiceField(list(SPECIES), required=False, default="")
    ano = serializers.IntegerField(required=False, min_value=2000, max_value=2100, default=None)
    vence_ate = serializers.DateField(required=False, default=None)

    def wanted(self) -> Wanted:
        """As the queries know it."""
        asked = self.validated_data
        return Wanted(
            text=asked["busca"],
            state=asked["uf"],
            nature=NATURES.get(asked["natureza"], ""),
            year=asked["ano"],
            situation=SITUATIONS.get(asked["situacao"], ""),
            species=SPECIES.get(asked["especie"], ""),
        )
