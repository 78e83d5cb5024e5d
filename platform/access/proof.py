"""Who is here, shown by a programme: with the key goes a code that only the person can read now.

    Authorization: Bearer sispmpi_…
    Second-Factor: 123456

The code is of the person's own application, serves one request, and is spent by it. It is looked at
last, when what was sent is already whole: a mistake in a field costs nobody a code.
"""

from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.urls import reverse
from rest_framework.request import Request

from access.key_authentication import too_often
from access.models import ApiKey
from access.openapi import Asked
from access.rules import Actor
from foundation.limits import Limit, all_allow, give_back
from foundation.origin import come_confirmed
from foundation.refusals import Denied
from foundation.tenancy import current_schema
from identity import signals
from identity.models import User
from identity.one_time import application_of, is_shown_now
from identity.rules import assurance

HEADER = "Second-Factor"
BY_PERSON = (
    f"Este ato pede que a pessoa confirme quem é: envie no cabeçalho {HEADER} o código que o"
    " aplicativo dela mostra agora, ou faça-o na página."
)
NO_APPLICATION = (
    "Este ato pede que a pessoa confirme quem é, e a conta dela não tem aplicativo de códigos:"
    " cadastre um em “Segurança da conta”, ou faça-o na página."
)
WRONG = (
    "O código não vale: está errado, venceu ou já foi usado. Espere o aplicativo mostrar o próximo"
    " e envie de novo."
)
TOO_MANY = "Códigos errados demais. Espere e tente de novo, ou faça-o na página."
WAY = "código de um programa"
IN_A_WHILE = Limit("api-code", 5, 300)
IN_A_DAY = Limit("api-code-of-a-day", 20, 24 * 3600)
CONFIRMED = (
    Asked(
        HEADER,
        "O código que o aplicativo da pessoa mostra agora; serve a um só pedido.",
        place="header",
        is_required=True,
    ),
)


class NotShown(Denied):
    """Nobody showed who is here: what to send, and the page where a person does it."""

    title = "Falta confirmar quem é"

    def __init__(self, message: str, page: str) -> None:
        self.page = page
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Proof:
    """A code that came with a request, not looked at yet."""

    request: HttpRequest
    user: User
    code: str
    page: str

    def show(self) -> None:
        """Spend the code. Raises NotShown, or Throttled after too many that were wrong."""
        who = f"{current_schema()}:{self.user.pk}"
        counted = ((IN_A_WHILE, who), (IN_A_DAY, who))
        if not all_allow(*counted):
            signals.entry_stopped.send(User, request=self.request, user=self.user, way=WAY)
            raise too_often(IN_A_WHILE.seconds, TOO_MANY)
        if not is_shown_now(self.user, self.code):
            signals.entry_refused.send(User, request=self.request, user=self.user, way=WAY)
            raise NotShown(WRONG, self.page)
        give_back(*counted)
        come_confirmed()


def proof_in(request: Request, route: str, named: dict[str, object]) -> Proof:
    """What came along. Raises NotShown where nothing did, or nothing can."""
    assert isinstance(request.auth, ApiKey)
    user = request.auth.assignment.user
    page = request.build_absolute_uri(reverse(route, kwargs=named))
    if application_of(user) is None:
        raise NotShown(NO_APPLICATION, page)
    code = request.headers.get(HEADER, "").strip()
    if not code:
        raise NotShown(BY_PERSON, page)
    return Proof(request._request, user, code, page)


def with_factor(actor: Actor) -> Actor:
    """The actor as a session that was given a second factor would know it."""
    return replace(actor, assurance=assurance(None, showed_second_factor=True))
