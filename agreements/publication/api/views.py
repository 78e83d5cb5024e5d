"""The code on its way to a partner, and its use there, with the services of the pages."""

from typing import Any
from uuid import UUID

from django.forms import Form
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import KeyedView, actor_of
from access.openapi import Asked, Told
from access.rules import Actor
from access.verbs import Wish, verb
from agreements.publication import permissions, queries, services
from agreements.publication.models import Delivery, Production
from agreements.publication.releases import ReleaseState
from agreements.publication.web.forms import ContactForm, DeliveryForm, ProductionForm, ReturnForm
from agreements.registry.queries import agreement_by_uid
from foundation.refusals import NotFound

GROUP = "Publicação e entrega"
OF_AGREEMENT = {"uid": "Identificador do acordo."}
OF_DELIVERY = OF_AGREEMENT | {"delivery_uid": "Identificador da entrega."}
OF_PRODUCTION = OF_AGREEMENT | {"production_uid": "Identificador da declaração."}


class DeliverySerializer(serializers.Serializer[Delivery]):
    """A delivery, without who received it."""

    uid = serializers.UUIDField(help_text="Identificador da entrega.")
    situacao = serializers.CharField(source="state", help_text="Situação da entrega.")
    versao = serializers.CharField(source="version", help_text="Versão entregue.")
    sha256 = serializers.CharField(help_text="SHA-256 do pacote.")
    entregue_em = serializers.DateTimeField(source="delivered_at", help_text="Quando saiu.")
    recebido_em = serializers.DateTimeField(source="received_at", help_text="Quando chegou.")


class ProductionSerializer(serializers.Serializer[Production]):
    """What the partner declared of its use."""

    uid = serializers.UUIDField(help_text="Identificador da declaração.")
    situacao = serializers.CharField(source="state", help_text="Situação da declaração.")
    versao = serializers.CharField(source="version", help_text="Versão instalada.")
    desde = serializers.DateField(source="start_date", help_text="Em produção desde.")


class UseSerializer(serializers.Serializer[Any]):
    """Both together."""

    entregas = DeliverySerializer(many=True, help_text="As entregas do código.")
    producao = ProductionSerializer(many=True, help_text="As declarações de produção.")


class Use(KeyedView):
    """What was delivered under an agreement, and what is in use."""

    told = {
        "get": Told(
            "ver_entregas",
            "Mostra as entregas do código e as declarações de produção de um acordo",
            "Da mais nova à mais antiga.",
            UseSerializer,
            (Asked("uid", OF_AGREEMENT["uid"], type="uuid", in_path=True),),
            refusals={401: "", 403: "", 404: ""},
            group=GROUP,
        )
    }

    def get(self, request: Request, uid: UUID) -> Response:
        agreement = agreement_by_uid(actor_of(request), uid)
        found = {
            "entregas": queries.told_deliveries_of(agreement),
            "producao": queries.productions_of(agreement),
        }
        return Response(UseSerializer(found).data)


@verb(
    Told(
        "contatar_area_tecnica",
        "Envia os termos de uso à área técnica do partícipe",
        "Abre uma entrega do código.",
        group=GROUP,
    ),
    page="publication:contact",
    form=ContactForm,
    wanted=permissions.DELIVER_CODE,
    creates=True,
    where=OF_AGREEMENT,
    find=agreement_by_uid,
)
def contact(wish: Wish) -> object:
    return services.contact_technical_area(actor=wish.actor, uid=wish.uid, at=wish.at, **wish.given)


def delivery_of(actor: Actor, uid: UUID, delivery_uid: UUID) -> Delivery:
    """Found under that agreement. Raises Denied or NotFound."""
    return queries.delivery_of(agreement_by_uid(actor, uid), delivery_uid)


def delivering(wish: Wish, data: Any, files: Any) -> Form:
    """With the versions that may be delivered."""
    found = queries.releases(wish.actor)
    released = [each for each in found if each.state == ReleaseState.RELEASED]
    return DeliveryForm(data, releases=released)


@verb(
    Told(
        "entregar_codigo",
        "Entrega uma versão do código",
        "Depois que a área técnica aceitou os termos de uso.",
        group=GROUP,
    ),
    page="publication:deliver",
    form=DeliveryForm,
    make=delivering,
    wanted=permissions.DELIVER_CODE,
    where=OF_DELIVERY,
    find=delivery_of,
)
def deliver(wish: Wish) -> object:
    return services.deliver_code(
        actor=wish.actor, uid=wish.where["delivery_uid"], at=wish.at, **wish.given
    )


def production_of(actor: Actor, uid: UUID, production_uid: UUID) -> Production:
    """Found under that agreement. Raises Denied or NotFound."""
    found = queries.production_by_uid(actor, production_uid)
    if found.agreement.uid != uid:
        raise NotFound
    return found


@verb(
    Told(
        "confirmar_producao",
        "Confirma que o partícipe usa o sistema",
        "Só do que ele declarou e ainda não foi conferido.",
        group=GROUP,
    ),
    page="publication:confirm_production",
    wanted=permissions.CONFIRM_PRODUCTION,
    where=OF_PRODUCTION,
    find=production_of,
)
def confirm_production(wish: Wish) -> object:
    uid = wish.where["production_uid"]
    return services.confirm_production(actor=wish.actor, uid=uid, at=wish.at)


@verb(
    Told(
        "devolver_producao",
        "Devolve a declaração de produção",
        "Com o que falta.",
        group=GROUP,
    ),
    page="publication:return_production",
    form=ReturnForm,
    wanted=permissions.CONFIRM_PRODUCTION,
    where=OF_PRODUCTION,
    find=production_of,
)
def return_production(wish: Wish) -> object:
    uid = wish.where["production_uid"]
    return services.return_production(actor=wish.actor, uid=uid, at=wish.at, **wish.given)


@verb(
    Told(
        "declarar_producao",
        "Declara que a cópia do partícipe está em produção",
        "Versão, endereço, dia e evidência; a CGE-MG confere.",
        group=GROUP,
    ),
    page="publication:declare",
    form=ProductionForm,
    wanted=permissions.DECLARE_PRODUCTION,
    creates=True,
    where=OF_AGREEMENT,
    find=agreement_by_uid,
)
def declare(wish: Wish) -> object:
    return services.declare_production(actor=wish.actor, uid=wish.uid, at=wish.at, **wish.given)
