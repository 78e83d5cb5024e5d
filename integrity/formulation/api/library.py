"""The library of models in JSON: what it offers, and the verb that adopts into a plan in draft."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import KeyedView, actor_of
from access.models import Unit
from access.openapi import Asked, Told
from access.rules import Actor
from integrity.formulation.models import Action
from integrity.formulation.queries import plans
from integrity.formulation.services.adoption import MOST_AT_ONCE, Wishes, adopt_models
from integrity.library import queries as library
from integrity.library.models import Exemplar
from integrity.library.queries import Wanted
from integrity.library.rules.fields import Kind
from integrity.library.rules.flow import Audience


class ExemplarSerializer(serializers.ModelSerializer[Exemplar]):
    """A model in the version that is offered; `body` says what the pages show."""

    uid = serializers.UUIDField(source="model_uid")

    class Meta:
        model = Exemplar
        fields = [
            "uid",
            "kind",
            "key",
            "version",
            "title",
            "body",
            "sources",
            "audience",
            "sha256",
            "published_at",
        ]


class AdoptionSerializer(serializers.Serializer[Any]):
    """Which models, and how."""

    models = serializers.ListField(
        child=serializers.UUIDField(),
        min_length=1,
        max_length=MOST_AT_ONCE,
        help_text="Os modelos, cada um pelo seu uid.",
    )
    executing_unit = serializers.UUIDField(
        required=False, allow_null=True, default=None, help_text="Unidade que executa as ações."
    )
    action = serializers.UUIDField(
        required=False,
        allow_null=True,
        default=None,
        help_text="Ação que os indicadores medem; só para indicadores.",
    )
    with_indicators = serializers.BooleanField(
        default=True, help_text="Se os indicadores sugeridos vêm junto com a ação."
    )
    with_risks = serializers.BooleanField(
        default=False, help_text="Se os riscos que as ações tratam vêm junto."
    )


class MadeSerializer(serializers.Serializer[Any]):
    """What became of the models."""

    uid = serializers.UUIDField()
    type = serializers.CharField(source="_meta.model_name")
    title = serializers.CharField(source="__str__")


class LibraryFilter(serializers.Serializer[Any]):
    """Which models. Whatever is not understood is refused."""

    tipo = serializers.ChoiceField(
        required=False, choices=Kind.values, allow_blank=True, default=""
    )
    texto = serializers.CharField(required=False, max_length=100, allow_blank=True, default="")
    eixo = serializers.CharField(required=False, max_length=100, allow_blank=True, default="")
    risco = serializers.CharField(required=False, max_length=100, allow_blank=True, default="")
    para = serializers.ChoiceField(
        required=False, choices=Audience.values, allow_blank=True, default=""
    )


class LibraryList(KeyedView):
    """Everything that is offered."""

    told = {
        "get": Told(
            "listar_modelos",
            "Lista os modelos da biblioteca",
            "Eixos, ações, riscos e indicadores que a CGE-MG publicou para os planos.",
            ExemplarSerializer(many=True),
            (
                Asked("tipo", "Tipo do modelo.", tuple(Kind.values)),
                Asked("texto", "Palavras do modelo, com ou sem acento."),
                Asked("eixo", "Chave do eixo de uma ação."),
                Asked("risco", "Chave de um risco que a ação trata."),
                Asked("para", "Para quem.", tuple(Audience.values)),
            ),
            refusals={400: "", 403: ""},
            group="Biblioteca",
        )
    }

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        sent = LibraryFilter(data=request.query_params)
        sent.is_valid(raise_exception=True)
        asked = sent.validated_data
        wanted = Wanted(
            kind=asked["tipo"],
            text=asked["texto"],
            axis=asked["eixo"],
            risk=asked["risco"],
            audience=asked["para"],
        )
        found = library.matching(library.offered(actor_of(request)), wanted)
        return Response(ExemplarSerializer(found, many=True).data)


class LibraryModel(KeyedView):
    """One model."""

    told = {
        "get": Told(
            "ver_modelo",
            "Mostra um modelo da biblioteca",
            "Na versão que é oferecida hoje.",
            ExemplarSerializer,
            (Asked("model_uid", "Identificador do modelo.", type="uuid", in_path=True),),
            refusals={403: "", 404: ""},
            group="Biblioteca",
        )
    }

    def get(self, request: Request, model_uid: UUID, *args: Any, **kwargs: Any) -> Response:
        return Response(ExemplarSerializer(library.offered_one(actor_of(request), model_uid)).data)


class Adopt(KeyedView):
    """Models become rows of a plan in draft."""

    of_page = "formulation:library"

    told = {
        "post": Told(
            "adotar_modelos",
            "Adota modelos da biblioteca num plano em elaboração",
            "O mesmo que a página: eixos que faltam vêm junto; a ação recebe o próximo número.",
            MadeSerializer(many=True),
            (Asked("uid", "Identificador do plano.", type="uuid", in_path=True),),
            body=AdoptionSerializer,
            status=201,
            refusals={400: "", 403: "", 404: "", 409: "", 422: ""},
            group="Biblioteca",
        )
    }

    def post(self, request: Request, uid: UUID, *args: Any, **kwargs: Any) -> Response:
        actor = actor_of(request)
        asked = AdoptionSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        made = adopt_models(
            actor=actor,
            plan_uid=uid,
            model_uids=given["models"],
            wishes=Wishes(
                executing_unit=unit_in(actor, uid, given["executing_unit"]),
                action=action_in(actor, uid, given["action"]),
                with_risks=given["with_risks"],
                with_indicators=given["with_indicators"],
            ),
            at=timezone.now(),
            today=timezone.localdate(),
        )
        return Response(MadeSerializer(made, many=True).data, status=201)


def unit_in(actor: Actor, plan_uid: UUID, uid: UUID | None) -> Unit | None:
    """The unit that will carry the actions out. Raises NotFound."""
    if uid is None:
        return None
    return plans.unit_in(plans.plan_by_uid(actor, plan_uid), uid)


def action_in(actor: Actor, plan_uid: UUID, uid: UUID | None) -> Action | None:
    """The action that an indicator measures. Raises NotFound."""
    if uid is None:
        return None
    return plans.action_in(plans.plan_by_uid(actor, plan_uid), uid)
