"""What is read of the life of a plan: what was sent, published, asked for, and took its place."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import KeyedView, actor_of
from access.openapi import Asked, Told
from access.paging import PAGES, REFUSED, Listing, page_serializer
from access.rules import Actor, require
from foundation.refusals import NotFound
from integrity.formulation import permissions
from integrity.formulation.api.described import OF_REQUEST, OF_SUBMISSION, PLAN
from integrity.formulation.api.lists import UID, list_of_plan
from integrity.formulation.api.reading import SubmissionSerializer
from integrity.formulation.api.serializers import PlanSerializer
from integrity.formulation.models import RevisionRequest
from integrity.formulation.queries import approvals, plans, public_plans, revisions
from integrity.formulation.rules.approval import LOOSENABLE

SEEN = {401: "", 403: "", 404: ""}


class RequestSerializer(serializers.Serializer[RevisionRequest]):
    """A request to revise a plan in force, and what became of it."""

    uid = serializers.UUIDField(help_text="Identificador do pedido.")
    tipo = serializers.CharField(source="kind", help_text="Nova versão ou nova edição.")
    motivo = serializers.CharField(source="reason", help_text="Por que se pede.")
    situacao = serializers.CharField(source="state", help_text="Situação do pedido.")
    pedido_por = serializers.CharField(source="requested_by_name", help_text="Quem pediu.")
    pedido_em = serializers.DateTimeField(source="requested_at", help_text="Quando.")
    decidido_por = serializers.CharField(source="decided_by_name", help_text="Quem decidiu.")
    decidido_em = serializers.DateTimeField(source="decided_at", help_text="Quando se decidiu.")
    motivo_da_decisao = serializers.CharField(source="decision_reason", help_text="Por quê.")
    plano_novo = serializers.UUIDField(
        source="draft.uid", default=None, help_text="Identificador do plano que nasceu do pedido."
    )


RequestList = list_of_plan(
    Told(
        "listar_pedidos_de_atualizacao",
        "Lista os pedidos de atualização de um plano",
        "Do mais novo ao mais antigo.",
        group=PLAN,
    ),
    RequestSerializer,
    lambda actor, plan: (
        revisions.requests_of(actor).filter(plan=plan).order_by("-requested_at", "-pk")
    ),
)


class RequestView(KeyedView):
    """One of them."""

    told = {
        "get": Told(
            "ver_pedido_de_atualizacao",
            "Mostra um pedido de atualização",
            "Com a decisão, se houve.",
            RequestSerializer,
            (Asked("uid", OF_REQUEST["uid"], type="uuid", in_path=True),),
            refusals=SEEN,
            group=PLAN,
        )
    }

    def get(self, request: Request, uid: UUID) -> Response:
        return Response(RequestSerializer(revisions.request_by_uid(actor_of(request), uid)).data)


class EarlierPlans(Listing):
    """The plans whose place another took."""

    line = PlanSerializer
    told = {
        "get": Told(
            "listar_planos_anteriores",
            "Lista os planos que deixaram de valer",
            "Do mais novo ao mais antigo em cada órgão.",
            page_serializer(line),
            PAGES,
            refusals=REFUSED,
            group=PLAN,
        )
    }

    def found(self, actor: Actor, asked: dict[str, Any], **named: Any) -> Any:
        return plans.earlier_plans(actor)


class SnapshotSerializer(serializers.Serializer[Any]):
    """A plan as it was on a day."""

    sha256 = serializers.CharField(help_text="SHA-256 do conteúdo.")
    conteudo = serializers.DictField(source="snapshot", help_text="O plano inteiro, como era.")


class Published(KeyedView):
    """What a plan said on the day of its publication."""

    told = {
        "get": Told(
            "ver_plano_publicado",
            "Mostra o que o plano dizia quando foi publicado",
            "Não muda, o que quer que aconteça depois.",
            SnapshotSerializer,
            (UID,),
            refusals=SEEN,
            group=PLAN,
        )
    }

    def get(self, request: Request, uid: UUID) -> Response:
        plan = plans.plan_by_uid(actor_of(request), uid)
        publication = getattr(plan, "publication", None)
        if publication is None:
            raise NotFound
        return Response(SnapshotSerializer(publication).data)


class SentSerializer(SubmissionSerializer, SnapshotSerializer):
    """What was sent, with its content."""


class SubmissionView(KeyedView):
    """A plan as it was sent to be judged."""

    told = {
        "get": Told(
            "ver_envio",
            "Mostra o que foi enviado para análise",
            "Como estava no envio, com o parecer e a decisão.",
            SentSerializer,
            (Asked("uid", OF_SUBMISSION["uid"], type="uuid", in_path=True),),
            refusals=SEEN,
            group=PLAN,
        )
    }

    def get(self, request: Request, uid: UUID) -> Response:
        return Response(SentSerializer(approvals.submission_by_uid(actor_of(request), uid)).data)


class PolicySerializer(serializers.Serializer[Any]):
    """How plans are approved, as the form names it."""

    needs_opinion = serializers.BooleanField(help_text="O controle interno dá parecer antes.")
    needs_approval = serializers.BooleanField(help_text="A alta administração aprova antes.")
    binding = serializers.ListField(
        child=serializers.CharField(), help_text="O que impede o envio enquanto falta."
    )


class PolicyView(KeyedView):
    """How the plans of the organisation are approved."""

    told = {
        "get": Told(
            "ver_regras_de_aprovacao",
            "Mostra como os planos são aprovados",
            "Com os nomes com que são enviadas.",
            PolicySerializer,
            refusals={401: "", 403: ""},
            group=PLAN,
        )
    }

    def get(self, request: Request) -> Response:
        require(actor_of(request), permissions.SET_APPROVAL_POLICY)
        held = approvals.policy()
        return Response(
            {
                "needs_opinion": held.needs_opinion,
                "needs_approval": held.needs_approval,
                "binding": [each.value for each in LOOSENABLE if each not in held.loose_gates],
            }
        )


class PublicPageSerializer(serializers.Serializer[Any]):
    """What everybody reads of a plan."""

    mostra = serializers.ListField(
        source="shows", child=serializers.CharField(), help_text="As partes que se veem."
    )
    desde = serializers.DateTimeField(source="shown_at", help_text="Na página desde.")


class PublicPage(KeyedView):
    """What the organ shows of its plan."""

    told = {
        "get": Told(
            "ver_pagina_publica",
            "Mostra o que a página pública de um plano mostra",
            "404 enquanto o plano não está na página pública.",
            PublicPageSerializer,
            (UID,),
            refusals=SEEN,
            group=PLAN,
        )
    }

    def get(self, request: Request, uid: UUID) -> Response:
        actor = actor_of(request)
        require(actor, permissions.SHOW_PLAN)
        plan = plans.plan_by_uid(actor, uid)
        permissions.must_lead(actor, plan)
        page = public_plans.page_of(plan)
        if page is None:
            raise NotFound
        return Response(PublicPageSerializer(page).data)
