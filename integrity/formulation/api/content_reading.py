"""What is read of the content of a plan: axes with their sub-axes, and actions."""

from typing import Any
from uuid import UUID

from django.db.models import Count
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import KeyedView, actor_of
from access.openapi import Asked, Told
from access.paging import PAGES, REFUSED, Listing, PageFilter, page_serializer
from access.rules import Actor
from integrity.formulation.api.described import CONTENT, OF_ACTION, OF_PLAN
from integrity.formulation.models import Action
from integrity.formulation.queries import plans
from integrity.formulation.queries.plans import LACKING
from integrity.formulation.web.forms.actions import stored

SEEN = {401: "", 403: "", 404: ""}
UID = Asked("uid", OF_PLAN["uid"], type="uuid", in_path=True)


class SubAxisSerializer(serializers.Serializer[Any]):
    """A sub-axis."""

    uid = serializers.UUIDField(help_text="Identificador do subeixo.")
    titulo = serializers.CharField(source="title", help_text="Título.")
    descricao = serializers.CharField(source="description", help_text="Descrição.")


class AxisSerializer(serializers.Serializer[Any]):
    """An axis with its sub-axes."""

    uid = serializers.UUIDField(help_text="Identificador do eixo.")
    titulo = serializers.CharField(source="title", help_text="Título.")
    descricao = serializers.CharField(source="description", help_text="Descrição.")
    acoes = serializers.IntegerField(source="held", help_text="Quantas ações tem.")
    subeixos = SubAxisSerializer(source="sub_axes", many=True, help_text="Os subeixos, em ordem.")


class AxisList(KeyedView):
    """The axes of a plan."""

    told = {
        "get": Told(
            "listar_eixos",
            "Lista os eixos e subeixos de um plano",
            "Na ordem do plano.",
            AxisSerializer(many=True),
            (UID,),
            refusals=SEEN,
            group=CONTENT,
        )
    }

    def get(self, request: Request, uid: UUID) -> Response:
        plan = plans.plan_by_uid(actor_of(request), uid)
        found = plans.axes_of(plan).annotate(held=Count("actions"))
        return Response(AxisSerializer(found, many=True).data)


class ActionLineSerializer(serializers.Serializer[Action]):
    """An action in a list."""

    uid = serializers.UUIDField(help_text="Identificador da ação.")
    numero = serializers.CharField(source="number", help_text="Número no plano.")
    titulo = serializers.CharField(source="title", help_text="Título.")
    eixo = serializers.UUIDField(source="axis.uid", help_text="Identificador do eixo.")
    subeixo = serializers.UUIDField(
        source="sub_axis.uid", default=None, help_text="Identificador do subeixo."
    )
    unidade_executora = serializers.UUIDField(
        source="executing_unit.uid", default=None, help_text="Identificador da unidade."
    )
    responsavel = serializers.UUIDField(
        source="responsible.uid", default=None, help_text="Identificador da pessoa."
    )
    inicio = serializers.DateField(source="planned_start", help_text="Início planejado.")
    conclusao = serializers.DateField(source="planned_end", help_text="Conclusão planejada.")
    situacao = serializers.CharField(source="status", help_text="Situação da execução.")
    versao = serializers.IntegerField(source="version", help_text="O ETag de quem a altera.")


class ActionFilter(PageFilter):
    """The filters of the page of actions."""

    texto = serializers.CharField(required=False, max_length=100, default="")
    eixo = serializers.UUIDField(required=False, default=None)
    falta = serializers.ChoiceField(required=False, choices=sorted(LACKING), default="")


class ActionList(Listing):
    """The actions of a plan."""

    line = ActionLineSerializer
    filters = ActionFilter
    told = {
        "get": Told(
            "listar_acoes_do_plano",
            "Lista as ações de um plano",
            "Na ordem dos números.",
            page_serializer(line),
            (
                UID,
                Asked("texto", "Palavras do título, ou o começo do número."),
                Asked("eixo", "Identificador do eixo.", type="uuid"),
                Asked("falta", "O que ainda falta dizer.", tuple(sorted(LACKING))),
                *PAGES,
            ),
            refusals=REFUSED,
            group=CONTENT,
        )
    }

    def found(self, actor: Actor, asked: dict[str, Any], **named: Any) -> Any:
        found = plans.actions_of(plans.plan_by_uid(actor, named["uid"]))
        return plans.matching(
            found, text=asked["texto"], axis=asked["eixo"], lacking=asked["falta"]
        )


class PlannedActionSerializer(serializers.Serializer[Action]):
    """A whole action."""

    uid = serializers.UUIDField(help_text="Identificador da ação.")
    situacao = serializers.CharField(source="status", help_text="Situação da execução.")
    valores = serializers.SerializerMethodField(
        help_text="O que diz, com os nomes com que é enviada."
    )

    def get_valores(self, action: Action) -> dict[str, Any]:
        said = {name: value for name, value in stored(action).items() if name != "version"}
        if action.planned_budget is not None:
            said["planned_budget"] = str(action.planned_budget)
        return said | {"milestones": action.milestones, "indicators": action.indicators}


class ActionView(KeyedView):
    """One action; its ETag is asked for by who alters it."""

    told = {
        "get": Told(
            "ver_acao",
            "Mostra uma ação de um plano",
            "O ETag muda quando a ação muda.",
            PlannedActionSerializer,
            tuple(Asked(name, says, type="uuid", in_path=True) for name, says in OF_ACTION.items()),
            refusals=SEEN,
            group=CONTENT,
        )
    }

    def get(self, request: Request, uid: UUID, action_uid: UUID) -> Response:
        action = plans.action_in(plans.plan_by_uid(actor_of(request), uid), action_uid)
        return Response(
            PlannedActionSerializer(action).data, headers={"ETag": f'"{action.version}"'}
        )
