"""What a programme asks first: whom it acts for, as what, until when."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import KeyedView, actor_of
from access.models import ApiKey
from access.openapi import Told


class OwnKeySerializer(serializers.Serializer[ApiKey]):
    """The key that was shown."""

    nome = serializers.CharField(source="name", help_text="Nome da chave.")
    permite = serializers.CharField(source="scope", help_text="Ler, ou ler e escrever.")
    vale_ate = serializers.DateTimeField(source="expires_at", help_text="Quando vence.")


class OneselfSerializer(serializers.Serializer[Any]):
    """Who acts."""

    nome = serializers.CharField(help_text="Nome da pessoa.")
    perfil = serializers.CharField(help_text="Perfil sob o qual se age.")
    chave = OwnKeySerializer(allow_null=True, help_text="A chave usada; vazia para quem entrou.")


class Oneself(KeyedView):
    """The acting person."""

    told = {
        "get": Told(
            "ver_quem_sou",
            "Diz em nome de quem se age",
            "A pessoa, o perfil e a chave usada. Serve para experimentar uma chave.",
            OneselfSerializer,
            refusals={401: "", 403: ""},
            group="Acesso",
        )
    }

    def get(self, request: Request) -> Response:
        actor = actor_of(request)
        key = OwnKeySerializer(request.auth).data if isinstance(request.auth, ApiKey) else None
        return Response({"nome": actor.name, "perfil": actor.profile_label, "chave": key})
