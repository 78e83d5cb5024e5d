"""The adhesion of the heads: read, declared, registered from an act, answered and withdrawn."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import KeyedView, actor_of
from access.openapi import Asked, Told
from access.rules import Actor
from access.verbs import Wish, verb
from foundation.refusals import NotAllowed
from integrity.formulation import permissions
from integrity.formulation.api.described import ADHESION, OF_ORGAN
from integrity.formulation.models import Adhesion
from integrity.formulation.queries import adhesion as queries
from integrity.formulation.queries.adhesion import Standing
from integrity.formulation.rules.adhesion import ANSWERED, NOT_IN_FORCE
from integrity.formulation.services import adhesion as services
from integrity.formulation.web.forms.adhesion import (
    AnswerForm,
    DeclareForm,
    RegisterForm,
    WithdrawForm,
)

NONE = UUID(int=0)


class AdhesionSerializer(serializers.Serializer[Adhesion]):
    """One adhesion."""

    uid = serializers.UUIDField(help_text="Identificador da adesão.")
    situacao = serializers.CharField(source="state", help_text="Em vigor, ou o que houve depois.")
    como = serializers.CharField(source="way", help_text="Declarada no sistema, ou por um ato.")
    dirigente = serializers.CharField(source="head_name", help_text="Quem aderiu.")
    cargo = serializers.CharField(source="post", help_text="Em que cargo.")
    aderiu_em = serializers.DateField(source="adhered_date", help_text="Data da adesão.")
    mandato_ate = serializers.DateField(source="mandate_until", help_text="Fim do mandato, se há.")
    ato = serializers.CharField(source="act_name", help_text="Tipo e número do ato.")
    endereco = serializers.CharField(source="act_url", help_text="Endereço do ato.")
    processo = serializers.CharField(source="process", help_text="Número do processo.")
    declaracao = serializers.CharField(source="text", help_text="O texto declarado.")
    sha256 = serializers.CharField(help_text="SHA-256 do texto declarado.")
    confirmada_em = serializers.DateTimeField(
        source="answered_at", help_text="Quando o dirigente confirmou o que foi registrado."
    )
    encerrada_em = serializers.DateTimeField(source="ended_at", help_text="Quando deixou de valer.")
    motivo = serializers.CharField(source="end_reason", help_text="Por que deixou de valer.")


class StandingSerializer(serializers.Serializer[Standing]):
    """An organ with the adhesion that holds."""

    orgao = serializers.UUIDField(source="organ.uid", help_text="Identificador do órgão.")
    nome = serializers.CharField(source="organ.name", help_text="Nome do órgão.")
    adesao = AdhesionSerializer(
        source="adhesion", allow_null=True, help_text="A que está em vigor; nula se não há."
    )
    a_renovar = serializers.BooleanField(
        source="is_to_renew", help_text="O dirigente mudou, ou o mandato terminou."
    )


class StandingList(KeyedView):
    """Every organ within reach."""

    told = {
        "get": Told(
            "listar_adesoes",
            "Lista os órgãos com a adesão do dirigente máximo",
            "Os órgãos que a pessoa alcança.",
            StandingSerializer(many=True),
            refusals={401: "", 403: ""},
            group=ADHESION,
        )
    }

    def get(self, request: Request) -> Response:
        found: Any = queries.standings(queries.organs(actor_of(request)), timezone.localdate())
        return Response(StandingSerializer(found, many=True).data)


class OrganAdhesions(KeyedView):
    """Every adhesion of an organ; the ETag is asked for by who registers the next."""

    told = {
        "get": Told(
            "ver_adesoes_do_orgao",
            "Mostra as adesões de um órgão",
            "A mais nova primeiro. O ETag muda quando outra passa a valer.",
            AdhesionSerializer(many=True),
            (Asked("uid", OF_ORGAN["uid"], type="uuid", in_path=True),),
            refusals={401: "", 403: "", 404: ""},
            group=ADHESION,
        )
    }

    def get(self, request: Request, uid: UUID) -> Response:
        organ = queries.organ_by_uid(actor_of(request), uid)
        held = queries.in_force_of(organ)
        found: Any = queries.adhesions_of(organ)
        told = AdhesionSerializer(found, many=True).data
        return Response(told, headers={"ETag": f'"{held.uid if held else NONE}"'})


def seen(wish: Wish) -> UUID | None:
    """The adhesion that was read in force."""
    found: UUID | None = wish.given["after"]
    return None if found == NONE else found


@verb(
    Told(
        "registrar_adesao",
        "Registra a adesão que o dirigente máximo assinou",
        "A alta administração é avisada e confirma ou contesta na página. O ETag é o das adesões.",
        group=ADHESION,
    ),
    page="formulation:register_adhesion",
    form=RegisterForm,
    find=queries.organ_by_uid,
    wanted=permissions.REGISTER_ADHESION,
    versioned="after",
    creates=True,
    where=OF_ORGAN,
)
def register_adhesion(wish: Wish) -> object:
    return services.register_adhesion(
        actor=wish.actor,
        organ_uid=wish.uid,
        after=seen(wish),
        terms=wish.form.terms(),
        at=wish.at,
        today=timezone.localdate(wish.at),
    )


@verb(
    Told(
        "declarar_adesao",
        "Declara a adesão do órgão ao programa",
        "Pelo dirigente máximo, que leu o texto na página. O ETag é o das adesões.",
        group=ADHESION,
    ),
    page="formulation:declare_adhesion",
    form=DeclareForm,
    find=queries.organ_by_uid,
    wanted=permissions.DECLARE_ADHESION,
    versioned="after",
    creates=True,
    is_confirmed=True,
    where=OF_ORGAN,
)
def declare_adhesion(wish: Wish) -> object:
    return services.declare_adhesion(
        actor=wish.actor,
        organ_uid=wish.uid,
        at=wish.at,
        today=timezone.localdate(wish.at),
        **{**wish.given, "after": seen(wish)},
    )


def held_in(actor: Actor, uid: Any) -> Adhesion:
    """The adhesion in force of an organ within reach. Raises NotFound, or NotAllowed without."""
    found = queries.in_force_of(queries.organ_by_uid(actor, uid))
    if found is None:
        raise NotAllowed(NOT_IN_FORCE)
    return found


def to_answer(actor: Actor, uid: Any) -> Adhesion:
    """The same, while the head has not answered. Raises NotAllowed."""
    found = held_in(actor, uid)
    if not found.is_unconfirmed:
        raise NotAllowed(ANSWERED)
    return found


@verb(
    Told(
        "responder_adesao",
        "Confirma ou contesta a adesão registrada",
        "Pelo dirigente máximo, uma vez. A contestada deixa de valer.",
        group=ADHESION,
    ),
    page="formulation:answer_adhesion",
    form=AnswerForm,
    find=to_answer,
    wanted=permissions.DECLARE_ADHESION,
    is_confirmed=True,
    where=OF_ORGAN,
)
def answer_adhesion(wish: Wish) -> object:
    return services.answer_adhesion(
        actor=wish.actor,
        organ_uid=wish.uid,
        uid=held_in(wish.actor, wish.uid).uid,
        at=wish.at,
        **wish.given,
    )


@verb(
    Told(
        "retirar_adesao",
        "Retira a adesão",
        "Com o motivo. O plano em vigor continua; o próximo espera nova adesão.",
        group=ADHESION,
    ),
    page="formulation:withdraw_adhesion",
    form=WithdrawForm,
    find=held_in,
    wanted=permissions.WITHDRAW_ADHESION,
    is_confirmed=True,
    where=OF_ORGAN,
)
def withdraw_adhesion(wish: Wish) -> object:
    return services.withdraw_adhesion(
        actor=wish.actor,
        organ_uid=wish.uid,
        uid=held_in(wish.actor, wish.uid).uid,
        at=wish.at,
        **wish.given,
    )
