"""The organs of a plan: who takes part, and asking another one, and what its head answers."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import KeyedView, actor_of
from access.openapi import Asked, Told
from access.rules import Actor, require
from access.verbs import Wish, verb
from integrity.formulation import permissions
from integrity.formulation.api.described import OF_PART, OF_PLAN
from integrity.formulation.api.described import PLAN as PLANS
from integrity.formulation.api.plan_verbs import drafted
from integrity.formulation.models import PlanOrgan
from integrity.formulation.queries import joint, plans
from integrity.formulation.services import joint as services
from integrity.formulation.services.drafting import check_open
from integrity.formulation.web.forms.joint import AnswerForm, AskOrganForm


class PlanOrganSerializer(serializers.Serializer[PlanOrgan]):
    """An organ of a plan."""

    orgao = serializers.UUIDField(source="organ.uid", help_text="Identificador do órgão.")
    nome = serializers.CharField(source="organ.name", help_text="Nome do órgão.")
    coordena = serializers.BooleanField(source="leads", help_text="Coordena o plano.")
    resposta = serializers.CharField(source="answer", help_text="Se concorda em participar.")
    motivo = serializers.CharField(source="reason", help_text="O que disse com a resposta.")


class PartList(KeyedView):
    """The organs of a plan."""

    told = {
        "get": Told(
            "listar_orgaos_do_plano",
            "Lista os órgãos de um plano",
            "O que coordena primeiro; a maioria dos planos só tem um.",
            PlanOrganSerializer(many=True),
            (Asked("uid", OF_PLAN["uid"], type="uuid", in_path=True),),
            refusals={401: "", 403: "", 404: ""},
            group=PLANS,
        )
    }

    def get(self, request: Request, uid: UUID) -> Response:
        found: Any = joint.parts_of(plans.plan_by_uid(actor_of(request), uid))
        return Response(PlanOrganSerializer(found, many=True).data)


def asking(wish: Wish, data: Any, files: Any) -> AskOrganForm:
    """With the organs that have no plan in draft."""
    return AskOrganForm(data, organs=joint.free_organs(plans.plan_by_uid(wish.actor, wish.uid)))


@verb(
    Told(
        "convidar_orgao",
        "Convida outro órgão para o plano",
        "O plano só é enviado depois que a alta administração dele concorda.",
        group=PLANS,
    ),
    page="formulation:plan_organs",
    form=AskOrganForm,
    make=asking,
    find=drafted,
    creates=True,
    where=OF_PLAN,
)
def ask_organ(wish: Wish) -> object:
    organ_uid = wish.given["organ"].uid
    return services.ask_organ(actor=wish.actor, plan_uid=wish.uid, organ_uid=organ_uid, at=wish.at)


def taking_part(actor: Actor, uid: Any, organ_uid: Any) -> PlanOrgan:
    """An organ that takes part in a plan that the actor may write. Raises NotFound."""
    return joint.part_of(drafted(actor, uid), organ_uid)


@verb(
    Told(
        "retirar_orgao",
        "Retira um órgão do plano",
        "Enquanto nenhuma ação é de uma unidade dele.",
        group=PLANS,
    ),
    page="formulation:remove_organ",
    find=taking_part,
    where=OF_PART,
)
def remove_organ(wish: Wish) -> object:
    organ_uid = wish.where["organ_uid"]
    return services.remove_organ(
        actor=wish.actor, plan_uid=wish.uid, organ_uid=organ_uid, at=wish.at
    )


def answering(actor: Actor, uid: Any, organ_uid: Any) -> PlanOrgan:
    """The part of an organ that the actor heads. Raises NotFound, Denied, NotAllowed once sent."""
    require(actor, permissions.ANSWER_JOINT_PLAN)
    plan = plans.plan_by_uid(actor, uid)
    check_open(plan)
    return joint.reached_part(actor, plan, organ_uid)


@verb(
    Told(
        "responder_plano_conjunto",
        "Diz se o órgão participa do plano",
        "Pela alta administração dele, enquanto o plano não foi enviado.",
        group=PLANS,
    ),
    page="formulation:answer_joint_plan",
    form=AnswerForm,
    find=answering,
    wanted=permissions.ANSWER_JOINT_PLAN,
    is_confirmed=True,
    where=OF_PART,
)
def answer(wish: Wish) -> object:
    organ_uid = wish.where["organ_uid"]
    services.answer_joint_plan(
        actor=wish.actor, plan_uid=wish.uid, organ_uid=organ_uid, at=wish.at, **wish.given
    )
    return plans.plan_by_uid(wish.actor, wish.uid)
