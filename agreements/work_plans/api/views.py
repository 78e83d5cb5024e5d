"""The stages of a work plan, and the drafts made and sent, with the services of the pages."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import KeyedView, actor_of
from access.openapi import Asked, Told
from access.rules import Actor
from access.verbs import Wish, verb
from agreements.registry.permissions import SEND_FOR_SIGNATURE
from agreements.registry.queries import agreement_by_uid
from agreements.registry.web.forms import ReasonForm
from agreements.work_plans import permissions, queries, services
from agreements.work_plans.api.evidences import EvidenceSerializer
from agreements.work_plans.models import Stage
from agreements.work_plans.web.forms import StageProofForm
from foundation.refusals import NotFound

GROUP = "Acordos"
OF_AGREEMENT = {"uid": "Identificador do acordo."}
OF_STAGE = {"uid": "Identificador da etapa."}
OF_OWN_STAGE = OF_AGREEMENT | {"stage_uid": "Identificador da etapa."}
OF_ONE: dict[str, Any] = {"where": OF_AGREEMENT, "find": agreement_by_uid}


class StageSerializer(serializers.Serializer[Any]):
    """A stage of the work plan."""

    uid = serializers.UUIDField(help_text="Identificador da etapa.")
    meta = serializers.CharField(source="goal", help_text="A meta a que pertence.")
    etapa = serializers.CharField(source="*", help_text="O que se faz.")
    inicio = serializers.DateField(source="start_date", help_text="Dia em que começa.")
    fim = serializers.DateField(source="end_date", help_text="Dia em que termina.")
    concluida_em = serializers.DateField(source="done_date", help_text="Dia em que terminou.")
    evidencias = serializers.SerializerMethodField(
        help_text="O que se informou dela, do mais antigo ao mais novo."
    )

    def get_evidencias(self, stage: Stage) -> list[dict[str, Any]]:
        told: Any = self.context["told"].get(stage.pk, ())
        return list(EvidenceSerializer(told, many=True).data)


class StageList(KeyedView):
    """The stages of an agreement's work plan."""

    told = {
        "get": Told(
            "listar_etapas",
            "Lista as etapas do plano de trabalho de um acordo",
            "Na ordem do plano, com as datas já conhecidas.",
            StageSerializer(many=True),
            (Asked("uid", OF_AGREEMENT["uid"], type="uuid", in_path=True),),
            refusals={401: "", 403: "", 404: ""},
            group=GROUP,
        )
    }

    def get(self, request: Request, uid: UUID) -> Response:
        plan = queries.plan_of(agreement_by_uid(actor_of(request), uid))
        if plan is None:
            raise NotFound("O plano de trabalho deste acordo ainda não foi iniciado.")
        found = queries.stages_of(plan).select_related("goal").order_by("goal__order", "order")
        context = {"told": queries.evidences_of(plan)}
        return Response(StageSerializer(found, many=True, context=context).data)


@verb(
    Told(
        "gerar_minutas",
        "Gera novas versões das duas minutas de um acordo",
        "O termo e o plano de trabalho, com as condições de agora.",
        group=GROUP,
    ),
    page="work_plans:generate",
    wanted=permissions.PREPARE_TEXTS,
    creates=True,
    **OF_ONE,
)
def generate(wish: Wish) -> object:
    return services.generate_drafts(actor=wish.actor, uid=wish.uid, at=wish.at)[0]


@verb(
    Told(
        "enviar_para_assinatura",
        "Envia as minutas mais novas para assinatura",
        "O que falta vem em `errors`.",
        group=GROUP,
    ),
    page="work_plans:send",
    wanted=SEND_FOR_SIGNATURE,
    **OF_ONE,
)
def send(wish: Wish) -> object:
    services.send_for_signature(actor=wish.actor, uid=wish.uid, at=wish.at)
    return agreement_by_uid(wish.actor, wish.uid)


@verb(
    Told(
        "concluir_etapa",
        "Conclui uma etapa do plano de trabalho",
        "Das que o sistema não enxerga sozinho; com o dia e a evidência.",
        group=GROUP,
    ),
    page="work_plans:complete_stage",
    form=StageProofForm,
    wanted=permissions.COMPLETE_STAGE,
    where=OF_STAGE,
    find=queries.stage_by_uid,
)
def complete_stage(wish: Wish) -> object:
    proof = wish.form.proof()
    return services.complete_stage(
        actor=wish.actor, uid=wish.uid, proof=proof, file=wish.given["file"], at=wish.at
    )


@verb(
    Told(
        "reabrir_etapa",
        "Desfaz a conclusão de uma etapa do plano de trabalho",
        "Com o motivo, que o partícipe lê; o que foi informado fica guardado.",
        group=GROUP,
    ),
    page="work_plans:reopen_stage",
    form=ReasonForm,
    wanted=permissions.COMPLETE_STAGE,
    where=OF_STAGE,
    find=queries.stage_by_uid,
)
def reopen_stage(wish: Wish) -> object:
    return services.reopen_stage(actor=wish.actor, uid=wish.uid, at=wish.at, **wish.given)


def own_stage(actor: Actor, uid: UUID, stage_uid: UUID) -> Stage:
    """Found under that agreement. Raises Denied or NotFound."""
    return queries.stage_of(agreement_by_uid(actor, uid), stage_uid)


@verb(
    Told(
        "informar_etapa",
        "Informa que o partícipe concluiu uma etapa do plano de trabalho",
        "Com o dia e a evidência; a CGE-MG pode reabrir a etapa, com o motivo.",
        group=GROUP,
    ),
    page="work_plans:report_stage",
    form=StageProofForm,
    wanted=permissions.REPORT_STAGE,
    creates=True,
    where=OF_OWN_STAGE,
    find=own_stage,
)
def report_stage(wish: Wish) -> object:
    return services.report_stage(
        actor=wish.actor,
        uid=wish.uid,
        stage_uid=wish.where["stage_uid"],
        proof=wish.form.proof(),
        file=wish.given["file"],
        at=wish.at,
    )
