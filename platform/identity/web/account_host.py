"""The account host: the one address that gov.br knows. It keeps nothing and reads no table.

Whoever comes with an errand is sent to gov.br; whoever comes back is handed to the organisation
that sent the errand, with a ticket.
"""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from foundation.identifiers import normal_cpf
from identity.oidc import flow, provider, tokens
from identity.oidc.flow import Visit, fresh
from identity.oidc.provider import Client, ProviderFault
from identity.oidc.tokens import BadToken
from identity.tickets import BadTicket, Errand, Note, Ticket
from identity.web.doors import DOWN, REFUSED, fault, give, kept, logger, lost, port, sent, stopped
from identity.web.doors import taken as without

COOKIE = settings.GOVBR_COOKIE_NAME
NAME = "O gov.br"
SCOPE = "openid profile govbr_confiabilidades govbr_confiabilidades_idtoken"


@dataclass(frozen=True, slots=True)
class Going(Note):
    """What the browser keeps while it is at gov.br: the errand, and the secrets of the visit."""

    purpose = "govbr going"
    address: str
    schema: str
    digest: str
    anew: bool
    state: str = field(default_factory=fresh)
    nonce: str = field(default_factory=fresh)
    verifier: str = field(default_factory=fresh)

    @property
    def visit(self) -> Visit:
        """The secrets."""
        return Visit(self.state, self.nonce, self.verifier)

    @property
    def back(self) -> str:
        """Where the person came from."""
        return f"{self.address}/conta/entrar/"


def client() -> Client:
    """Who this installation is to gov.br."""
    place = f"{settings.PUBLIC_SCHEME}://{settings.ACCOUNT_HOST}{port()}"
    return Client(
        issuer=settings.GOVBR_ISSUER,
        client_id=settings.GOVBR_CLIENT_ID,
        secret=settings.GOVBR_CLIENT_SECRET,
        redirect_uri=f"{place}/retorno/",
        scope=SCOPE,
    )


@never_cache
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """To gov.br, for an organisation that asks."""
    portal = f"{settings.PUBLIC_SCHEME}://{settings.BASE_DOMAIN}{port()}/"
    if refusal := stopped(request):
        return refusal
    try:
        errand = Errand.opened(request.GET.get("pedido", ""))
    except BadTicket as why:
        return lost(request, why, back=portal)
    going = Going(errand.address, errand.schema, errand.digest, errand.anew)
    try:
        metadata = provider.discover(settings.GOVBR_ISSUER)
    except ProviderFault as why:
        return is_down(request, why, going.back)
    url = flow.address(metadata, client(), going.visit, anew=going.anew)
    return give(sent(url), COOKIE, going)


@never_cache
@require_safe
def come_back(request: HttpRequest) -> HttpResponse:
    """From gov.br, with a code or without: on to the organisation, with a ticket or a reason."""
    if refusal := stopped(request):
        return refusal
    try:
        going = kept(request, COOKIE, Going)
    except BadTicket as why:
        return lost(
            request, why, back=f"{settings.PUBLIC_SCHEME}://{settings.BASE_DOMAIN}{port()}/"
        )
    return without(returned(request, going), COOKIE)


def returned(request: HttpRequest, going: Going) -> HttpResponse:
    """The same, once it is known who sent the person."""
    if not constant_time_compare(request.GET.get("state", ""), going.state):
        return lost(request, BadTicket("the state is another one"), back=going.back)
    if not request.GET.get("code"):
        return fault(request, REFUSED.format(name=NAME), back=going.back)
    try:
        metadata = provider.discover(settings.GOVBR_ISSUER)
        claims = tokens.claims_of(client(), metadata, going.visit, request.GET["code"])
        ticket = ticket_for(going, claims)
    except ProviderFault as why:
        return is_down(request, why, going.back)
    except BadToken as why:
        logger.warning("gov.br: %s", why)
        return fault(request, REFUSED.format(name=NAME), back=going.back)
    return sent(f"{going.address}/conta/govbr/chegada/?{urlencode({'bilhete': ticket.sealed()})}")


def ticket_for(going: Going, claims: dict[str, Any]) -> Ticket:
    """What the organisation is told. Raises BadToken."""
    try:
        cpf = normal_cpf(str(claims["sub"]))
    except ValueError as error:
        raise BadToken("the subject is no CPF") from error
    if going.anew:
        tokens.check_asked_again(claims)
    said = claims.get("reliability_info")
    methods = claims.get("amr")
    return Ticket(
        schema=going.schema,
        digest=going.digest,
        cpf=cpf,
        level=str(said.get("level", "")) if isinstance(said, dict) else "",
        methods=[str(each) for each in methods] if isinstance(methods, list) else [],
    )


def is_down(request: HttpRequest, why: ProviderFault, back: str) -> HttpResponse:
    """gov.br does not answer: the password still opens the account."""
    logger.warning("gov.br: %s", why)
    return fault(request, DOWN.format(name=NAME), status=503, back=back)
