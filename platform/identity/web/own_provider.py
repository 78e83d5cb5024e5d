"""Sign-in by the organisation's own provider of identity; all of it happens at the own host."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from foundation.refusals import Invalid
from foundation.sealing import unseal
from foundation.tenancy import current_schema
from identity import links, signals
from identity.links import PROVIDER_SECRET
from identity.models import Provider, User
from identity.oidc import flow, provider, tokens
from identity.oidc.flow import Visit, fresh
from identity.oidc.provider import Client, ProviderFault
from identity.oidc.tokens import BadToken
from identity.tickets import BadTicket, Note
from identity.web.doors import (
    CONFIRM,
    DOWN,
    ENTER,
    LINK,
    LOST,
    REFUSED,
    UNKNOWN,
    carried_on,
    fault,
    give,
    kept,
    logger,
    lost,
    parted,
    sent,
    stopped,
    the_same,
    wanted,
)
from identity.web.doors import taken as without

COOKIE = settings.PROVIDER_COOKIE_NAME


@dataclass(frozen=True, slots=True)
class Away(Note):
    """What the browser keeps while it is at the provider."""

    purpose = "provider visit"
    issuer: str
    why: str
    next: str = ""
    user_pk: int | None = None
    schema: str = field(default_factory=current_schema)
    state: str = field(default_factory=fresh)
    nonce: str = field(default_factory=fresh)
    verifier: str = field(default_factory=fresh)


def client(request: HttpRequest, held: Provider) -> Client:
    """Who this organisation is to its provider."""
    return Client(
        issuer=held.issuer,
        client_id=held.client_id,
        secret=unseal(held.sealed_secret, purpose=PROVIDER_SECRET),
        redirect_uri=request.build_absolute_uri(reverse("provider_return")),
    )


def in_use() -> Provider:
    """The organisation's provider. Raises Http404 without one."""
    found = Provider.objects.filter(is_active=True).first()
    if found is None:
        raise Http404
    return found


@never_cache
@require_safe
def enter(request: HttpRequest) -> HttpResponse:
    """Off to the provider, to come back signed in."""
    if request.user.is_authenticated:
        return redirect("/")
    return leave(request, ENTER)


@never_cache
@require_safe
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
def link(request: HttpRequest) -> HttpResponse:
    """Off to the provider, so that the account opens by it from now on."""
    return leave(request, LINK)


@never_cache
@require_safe
@login_required
def confirm(request: HttpRequest) -> HttpResponse:
    """Off to the provider, to show once more who is here."""
    return leave(request, CONFIRM)


def leave(request: HttpRequest, why: str) -> HttpResponse:
    """To the provider; the browser keeps the secrets of the visit."""
    held = in_use()
    if refusal := stopped(request):
        return refusal
    away = Away(held.issuer, why, wanted(request), request.user.pk)
    visit = Visit(away.state, away.nonce, away.verifier)
    try:
        metadata = provider.discover(held.issuer)
        url = flow.address(metadata, client(request, held), visit, anew=why == CONFIRM)
    except ProviderFault as fault_of_provider:
        return is_down(request, held, fault_of_provider)
    return give(sent(url), COOKIE, away)


@never_cache
@require_safe
def come_back(request: HttpRequest) -> HttpResponse:
    """From the provider, with a code or without."""
    held = in_use()
    if refusal := stopped(request):
        return refusal
    try:
        away = kept(request, COOKIE, Away)
        if (away.schema, away.issuer) != (current_schema(), held.issuer):
            raise BadTicket("of another organisation or provider")
        if not constant_time_compare(request.GET.get("state", ""), away.state):
            raise BadTicket("the state is another one")
    except BadTicket as why:
        return lost(request, why)
    return without(returned(request, held, away), COOKIE)


def returned(request: HttpRequest, held: Provider, away: Away) -> HttpResponse:
    """What the provider vouches for, and what follows from it here."""
    refused = REFUSED.format(name=held.label)
    if not request.GET.get("code"):
        return fault(request, refused)
    visit = Visit(away.state, away.nonce, away.verifier)
    try:
        metadata = provider.discover(held.issuer)
        claims = tokens.claims_of(client(request, held), metadata, visit, request.GET["code"])
        if away.why == CONFIRM:
            tokens.check_asked_again(claims)
    except ProviderFault as why:
        return is_down(request, held, why)
    except BadToken as why:
        logger.warning("%s: %s", held.issuer, why)
        return fault(request, refused)
    return ARRIVALS[away.why](request, held, away, claims)


def entered(
    request: HttpRequest, held: Provider, away: Away, claims: dict[str, Any]
) -> HttpResponse:
    """Sign in whoever linked this person of the provider; a second factor is asked for as ever."""
    if request.user.is_authenticated:
        return redirect("/")
    user = links.user_of_subject(held.issuer, str(claims["sub"]))
    if user is None:
        signals.entry_refused.send(User, request=request, user=None, way=held.label)
        return fault(request, UNKNOWN)
    record_authentication(request, user, "provider", issuer=held.issuer)
    answer: HttpResponse = perform_login(request, Login(user=user, redirect_url=away.next or None))
    return answer


def joined(
    request: HttpRequest, held: Provider, away: Away, claims: dict[str, Any]
) -> HttpResponse:
    """Link the account of the person who is signed in, and who began this."""
    user = the_same(request, away)
    if user is None:
        return fault(request, LOST)
    try:
        if links.link_subject(user=user, issuer=held.issuer, subject=str(claims["sub"])):
            signals.provider_linked.send(User, request=request, user=user)
    except Invalid as refusal:
        messages.error(request, " ".join(chain.from_iterable(refusal.errors.values())))
    else:
        messages.success(request, f"Sua conta agora abre também com {held.label}.")
    return redirect("mfa_index")


def confirmed(
    request: HttpRequest, held: Provider, away: Away, claims: dict[str, Any]
) -> HttpResponse:
    """Note that the person is still here, and go on with what was being done."""
    user = the_same(request, away)
    if user is None or links.user_of_subject(held.issuer, str(claims["sub"])) != user:
        return fault(request, UNKNOWN)
    record_authentication(request, user, "provider", issuer=held.issuer, reauthenticated=True)
    return carried_on(request, away.next)


ARRIVALS: dict[str, Callable[[HttpRequest, Provider, Away, dict[str, Any]], HttpResponse]] = {
    ENTER: entered,
    LINK: joined,
    CONFIRM: confirmed,
}


@require_POST
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
def unlink(request: HttpRequest) -> HttpResponse:
    """The account no longer opens by the provider."""
    return parted(
        request,
        links.unlink_subject,
        signals.provider_unlinked,
        first="Antes, crie uma senha: sem ela a conta não abre.",
        done="Sua conta não abre mais pelo provedor da organização.",
    )


def is_down(request: HttpRequest, held: Provider, why: ProviderFault) -> HttpResponse:
    """The provider does not answer: the password still opens the account."""
    logger.warning("%s: %s", held.issuer, why)
    return fault(request, DOWN.format(name=held.label), status=503)
