"""Who asks the API: the same person, profile and second factor as on the pages."""

from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request

from access.middleware import actor_of_request, lacks_second_factor
from access.rules import Actor
from foundation.refusals import Denied


def actor_of(request: Request) -> Actor:
    """The acting person. Raises NotAuthenticated without one, Denied without a second factor."""
    actor = actor_of_request(request._request)
    if actor is None:
        raise NotAuthenticated("Entre com uma conta que tenha perfil nesta organização.")
    if lacks_second_factor(request._request, actor):
        raise Denied("Seu perfil precisa de uma segunda proteção na conta, além da senha.")
    return actor
