"""An action with its execution, in JSON; field names are Portuguese, like the pages'."""

from typing import Any

from rest_framework import serializers

from integrity.execution.queries import Row
from integrity.formulation.rules.flows import ActionStatus


class FilterSerializer(serializers.Serializer[Any]):
    """The same filters as the page."""

    texto = serializers.CharField(required=False, allow_blank=True, max_length=100, default="")
    situacao = serializers.ChoiceField(
        choices=ActionStatus.choices, required=False, allow_blank=True, default=""
    )


class ActionSerializer(serializers.Serializer[Row]):
    uid = serializers.UUIDField(source="action.uid")
    numero = serializers.CharField(source="action.number")
    titulo = serializers.CharField(source="action.title")
    eixo = serializers.CharField(source="action.axis.title")
    subeixo = serializers.CharField(source="action.sub_axis.title", default=None)
    unidade = serializers.CharField(source="action.executing_unit.name", default=None)
    situacao = serializers.CharField(source="action.status")
    classe = serializers.CharField(source="execution.kind", default=None)
    tipos = serializers.SerializerMethodField()
    previsao_inicio = serializers.DateField(source="execution.planned_start", default=None)
    previsao_conclusao = serializers.DateField(source="execution.planned_end", default=None)
    percentual = serializers.IntegerField(source="execution.percent", default=None)
    semaforo = serializers.CharField(source="light.colour")
    semaforo_texto = serializers.CharField(source="light.text")

    def get_tipos(self, row: Row) -> list[str]:
        return [each.name for each in row.execution.types.all()] if row.execution else []


class ActionPageSerializer(serializers.Serializer[Any]):
    """A page of actions."""

    count = serializers.IntegerField(help_text="Quantas ações há ao todo.")
    next = serializers.CharField(allow_null=True, help_text="Endereço da página seguinte.")
    previous = serializers.CharField(allow_null=True, help_text="Endereço da página anterior.")
    results = ActionSerializer(many=True, help_text="As ações desta página.")
