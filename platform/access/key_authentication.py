"""A programme shows a key of the API: who that is, and how often it may ask."""

from typing import Any

from django.utils import timezone
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from access.keys import key_of, touch
from access.models import ApiKey
from foundation.limits import Limit, caller
from foundation.origin import come_by_key
from foundation.tenancy import current_schema

PER_KEY = Limit("api-key", 240, 60)
BAD_KEYS = Limit("api-bad-key", 60, 60)
BAD_KEY = "Esta chave não vale aqui: venceu, foi revogada, ou é de outro endereço."
NO_KEY = "Envie a chave no cabeçalho: “Authorization: Bearer CHAVE”."
TOO_MANY = "Pedidos demais com esta chave. Espere um minuto e tente de novo."


def too_often(seconds: float | None, sentence: str) -> Throttled:
    """A refusal that says when to come back, in our own words alone."""
    made: Any = Throttled(detail=sentence)
    made.wait = seconds
    refused: Throttled = made
    return refused


class KeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer sispmpi_…`: the key alone counts, no cookie beside it."""

    def authenticate(self, request: Request) -> tuple[Any, ApiKey] | None:
        said = request.headers.get("Authorization", "")
        if not said:
            return None
        word, _, token = said.partition(" ")
        if word.lower() != "bearer" or not token.strip():
            raise AuthenticationFailed(NO_KEY)
        at = timezone.now()
        key = key_of(token.strip(), at=at)
        if key is None:
            if not BAD_KEYS.allows(caller()):
                raise too_often(BAD_KEYS.seconds, TOO_MANY)
            raise AuthenticationFailed(BAD_KEY)
        if not any(each.is_read_only for each in getattr(request._request, "banners", ())):
            touch(key, at=at)
        come_by_key(key.name)
        return key.assignment.user, key

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


class PerKey(BaseThrottle):
    """So many requests a minute with one key."""

    def allow_request(self, request: Request, view: Any) -> bool:
        if not isinstance(request.auth, ApiKey):
            return True
        return PER_KEY.allows(f"{current_schema()}:{request.auth.uid}")

    def wait(self) -> float:
        return PER_KEY.seconds
