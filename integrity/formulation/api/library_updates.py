"""New versions of what a plan adopted: the three texts of each field, and the decision."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import KeyedView, actor_of
from access.openapi import Asked, Told
from access.rules import Actor
from access.verbs import Wish, verb
from integrity.formulation.api.described import OF_PLAN, OF_UPDATE
from integrity.formulation.api.plan_verbs import drafted
from integrity.formulation.queries import plans
from integrity.formulation.queries.adoption import Update, update_in, updates_in
from integrity.formulation.services.adoption_updates import decide_update
from integrity.formulation.web.forms.library import DecideForm

LIBRARY = "Biblioteca"


class FieldSerializer(serializers.Serializer[Any]):
    """What a new version says otherwise."""

    campo = serializers.CharField(source="name", help_text="Como é chamado ao decidir.")
    titulo = serializers.CharField(source="label", help_text="O que é.")
    adotado = serializers.CharField(source="adopted", help_text="O texto que se adotou.")
    do_plano = serializers.CharField(source="mine", help_text="O texto do plano hoje.")
    novo = serializers.CharField(source="new", help_text="O texto novo.")


class UpdateSerializer(serializers.Serializer[Update]):
    """An adoption whose model changed, or is no longer offered."""

    item = serializers.UUIDField(source="held.row.uid", help_text="Eixo, ação ou risco do plano.")
    modelo = serializers.UUIDField(source="newest.model_uid", help_text="O modelo.")
    versao = serializers.IntegerField(source="newest.version", help_text="A versão nova.")
    saiu_da_biblioteca = serializers.BooleanField(
        source="is_retired", help_text="Não é mais oferecido."
    )
    marca = serializers.CharField(source="mark", help_text="O ETag de quem decide.")
    campos = FieldSerializer(source="fields", many=True, help_text="O que mudou.")


class UpdateList(KeyedView):
    """What new versions would change."""

    told = {
        "get": Told(
            "listar_atualizacoes_de_modelos",
            "Lista o que mudou nos modelos que um plano adotou",
            "Nada muda no plano sem que alguém decida.",
            UpdateSerializer(many=True),
            (Asked("uid", OF_PLAN["uid"], type="uuid", in_path=True),),
            refusals={401: "", 403: "", 404: ""},
            group=LIBRARY,
        )
    }

    def get(self, request: Request, uid: UUID) -> Response:
        found: Any = updates_in(plans.plan_by_uid(actor_of(request), uid))
        return Response(UpdateSerializer(found, many=True).data)


def pending(actor: Actor, uid: Any, row_uid: Any, model_uid: Any) -> Update:
    """An update of a plan that the actor may write. Raises NotFound, Denied or NotAllowed."""
    return update_in(drafted(actor, uid), row_uid, model_uid)


def deciding(wish: Wish, data: Any, files: Any) -> DecideForm:
    """With a choice for each field that changed."""
    return DecideForm(data, found=pending(wish.actor, *wish.where.values()))


@verb(
    Told(
        "decidir_atualizacao_de_modelo",
        "Decide, campo a campo, o que vem da versão nova de um modelo",
        "Cada campo que mudou: `usar` ou `manter`. O ETag é a `marca`.",
        group=LIBRARY,
    ),
    page="formulation:library_update",
    make=deciding,
    find=pending,
    versioned="mark",
    where=OF_UPDATE,
)
def decide(wish: Wish) -> object:
    return decide_update(
        actor=wish.actor,
        plan_uid=wish.uid,
        row_uid=wish.where["row_uid"],
        model_uid=wish.where["model_uid"],
        taken=wish.form.taken(),
        mark=wish.given["mark"],
        at=wish.at,
    )
