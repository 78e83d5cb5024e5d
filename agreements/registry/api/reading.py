"""What is read of requests and agreements: the queries are the ones of the pages."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from access.api import KeyedView, actor_of
from access.openapi import Asked, Told
from access.paging import PAGES, REFUSED, Listing, page_serializer
from access.rules import Actor
from agreements.registry import queries
from agreements.registry.api import serializers
from agreements.registry.rules import AgreementState, RequestState
from agreements.registry.species import Species

REQUESTS, AGREEMENTS, PROPOSALS = "Pedidos", "Acordos", "Dados propostos"
OF_REQUEST = {"uid": "Identificador do pedido."}
OF_AGREEMENT = {"uid": "Identificador do acordo."}
SEEN = {401: "", 403: "", 404: ""}


class RequestList(Listing):
    """The queue of requests."""

    filters, line = serializers.RequestFilter, serializers.RequestSerializer
    told = {
        "get": Told(
            "listar_pedidos",
            "Lista os pedidos de acordo",
            "Do mais novo ao mais antigo. Os filtros se somam.",
            page_serializer(line),
            (
                Asked("situacao", "Situação do pedido.", tuple(RequestState.values)),
                Asked("busca", "Protocolo, organização ou processo."),
                *PAGES,
            ),
            refusals=REFUSED,
            group=REQUESTS,
        )
    }

    def found(self, actor: Actor, asked: dict[str, Any], **named: Any) -> Any:
        return queries.requests(actor, state=asked["situacao"], search=asked["busca"])


class RequestDetail(KeyedView):
    """One request."""

    told = {
        "get": Told(
            "ver_pedido",
            "Mostra um pedido",
            "Onde está e em que acordo resultou.",
            serializers.RequestSerializer,
            (Asked("uid", OF_REQUEST["uid"], type="uuid", in_path=True),),
            refusals=SEEN,
            group=REQUESTS,
        )
    }

    def get(self, request: Request, uid: UUID) -> Response:
        found = queries.request_by_uid(actor_of(request), uid)
        return Response(serializers.RequestSerializer(found).data)


class AgreementList(Listing):
    """The agreements: all at the centre, the own ones for an organisation."""

    filters, line = serializers.AgreementFilter, serializers.AgreementSerializer
    told = {
        "get": Told(
            "listar_acordos",
            "Lista os acordos",
            "Do mais novo ao mais antigo. No endereço de uma organização, só os dela.",
            page_serializer(line),
            (
                Asked("situacao", "Situação do acordo.", tuple(AgreementState.values)),
                Asked("especie", "Espécie do instrumento.", tuple(Species.values)),
                Asked("busca", "Número, organização ou processo."),
                *PAGES,
            ),
            refusals=REFUSED,
            group=AGREEMENTS,
        )
    }

    def found(self, actor: Actor, asked: dict[str, Any], **named: Any) -> Any:
        return queries.agreements(
            actor, state=asked["situacao"], species=asked["especie"], search=asked["busca"]
        )


class AgreementDetail(KeyedView):
    """One agreement; its ETag is asked for by who changes the terms."""

    told = {
        "get": Told(
            "ver_acordo",
            "Mostra um acordo",
            "Com as condições. O ETag muda quando elas mudam.",
            serializers.AgreementDetailSerializer,
            (Asked("uid", OF_AGREEMENT["uid"], type="uuid", in_path=True),),
            refusals=SEEN,
            group=AGREEMENTS,
        )
    }

    def get(self, request: Request, uid: UUID) -> Response:
        found = queries.agreement_by_uid(actor_of(request), uid)
        told = serializers.AgreementDetailSerializer(found).data
        return Response(told, headers={"ETag": f'"{found.revision}"'})


class ProposalList(Listing):
    """What organisations proposed."""

    line = serializers.ProposalSerializer
    told = {
        "get": Told(
            "listar_dados_propostos",
            "Lista o que as organizações propõem mudar dos seus dados",
            "O que espera decisão vem primeiro.",
            page_serializer(line),
            PAGES,
            refusals=REFUSED,
            group=PROPOSALS,
        )
    }

    def found(self, actor: Actor, asked: dict[str, Any], **named: Any) -> Any:
        return queries.proposals(actor)
