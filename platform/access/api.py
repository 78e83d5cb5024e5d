"""Who asks the API: by a key, or by the same session, profile and second factor as on the pages."""

from dataclasses import replace
from typing import Any, NoReturn

from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.views import APIView

from access.key_authentication import TOO_MANY, too_often
from access.middleware import actor_of_request, lacks_second_factor
from access.models import ApiKey
from access.queries import actor_of as acting_under
from access.rules import Actor
from foundation.refusals import Denied
from identity.rules import Assurance

WRITES_WITH_KEY = (
    "Para escrever pela API é preciso uma chave: crie uma em “Meus dados”, “Chaves da API”."
)
READS_ONLY = "Esta chave só permite ler. Crie outra, que permita escrever."
SAFE = ("GET", "HEAD", "OPTIONS")


class KeyedView(APIView):
    """What every view shares that asks who is there: read by session or key, written by key."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method in SAFE or not hasattr(self, "post"):
            return
        if not isinstance(request.auth, ApiKey):
            raise NotAuthenticated(WRITES_WITH_KEY)
        if not request.auth.may_write:
            raise Denied(READS_ONLY)

    def throttled(self, request: Request, wait: float | None) -> NoReturn:
        raise too_often(wait, TOO_MANY)


def actor_of(request: Request) -> Actor:
    """The acting person. Raises NotAuthenticated without one, Denied without a second factor."""
    if isinstance(request.auth, ApiKey):
        return replace(acting_under(request.auth.assignment), assurance=Assurance.PASSWORD)
    actor = actor_of_request(request._request)
    if actor is None:
        raise NotAuthenticated("Entre com uma conta que tenha perfil nesta organização.")
    if lacks_second_factor(request._request, actor):
        raise Denied("Seu perfil precisa de uma segunda proteção na conta, além da senha.")
    return actor
