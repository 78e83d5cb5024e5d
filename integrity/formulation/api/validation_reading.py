"""What is read of the validation besides its terms: who was invited, and what was said."""

from typing import Any

from rest_framework import serializers

from access.openapi import Told
from access.paging import PAGES, REFUSED, Listing, page_serializer
from access.rules import Actor, require
from integrity.formulation import permissions
from integrity.formulation.api.described import PROGRAMME
from integrity.formulation.api.lists import UID, list_of_plan
from integrity.formulation.api.plan_verbs import drafted
from integrity.formulation.models import ValidationComment, ValidationInvitation
from integrity.formulation.queries import validation as queries


class InvitationSerializer(serializers.Serializer[ValidationInvitation]):
    """An invitation, without the link that only the guest has."""

    uid = serializers.UUIDField(help_text="Identificador do convite.")
    nome = serializers.CharField(source="name", help_text="Quem foi convidado.")
    email = serializers.CharField(help_text="Para onde foi o convite.")
    convidado_em = serializers.DateTimeField(source="invited_at", help_text="Quando.")
    retirado_em = serializers.DateTimeField(
        source="withdrawn_at", help_text="Quando foi retirado; nulo: vale."
    )


class InvitationList(Listing):
    """Who was invited."""

    line = InvitationSerializer
    told = {
        "get": Told(
            "listar_convites",
            "Lista os convites para a validação de um plano",
            "Para quem elabora, enquanto o plano está em elaboração.",
            page_serializer(line),
            (UID, *PAGES),
            refusals=REFUSED | {409: ""},
            group=PROGRAMME,
        )
    }

    def found(self, actor: Actor, asked: dict[str, Any], **named: Any) -> Any:
        require(actor, permissions.DRAFT_PLAN)
        return queries.invitations_of(drafted(actor, named["uid"])).order_by("invited_at", "pk")


class CommentSerializer(serializers.Serializer[ValidationComment]):
    """What somebody said, without saying who."""

    uid = serializers.UUIDField(help_text="Identificador da contribuição.")
    assunto = serializers.CharField(source="about", help_text="Sobre qual parte.")
    texto = serializers.CharField(source="text", help_text="A contribuição.")
    enviada_em = serializers.DateTimeField(source="sent_at", help_text="Quando chegou.")
    tratamento = serializers.CharField(
        source="treatment", help_text="O que foi feito; vazio: espera."
    )
    resposta = serializers.CharField(source="answer", help_text="A resposta.")


CommentList = list_of_plan(
    Told(
        "listar_contribuicoes",
        "Lista as contribuições à validação de um plano",
        "As da edição, com a resposta de cada uma.",
        group=PROGRAMME,
    ),
    CommentSerializer,
    lambda actor, plan: queries.comments_of(plan).order_by("sent_at", "pk"),
)
