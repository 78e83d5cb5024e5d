"""gov.br at the host of an organisation or of the centre: off to the account host, and back."""

from collections.abc import Callable
from itertools import chain

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from foundation.refusals import Invalid
from foundation.tenancy import current_schema
from identity import links, signals
from identity.models import User
from identity.rules import level_of, shows_second_factor
from identity.second_factor import GOVBR, is_told_by_others
from identity.tickets import BadTicket, Begun, Errand, Ticket, redeem
from identity.web.doors import (
    CONFIRM,
    ENTER,
    LINK,
    LOST,
    UNKNOWN,
    carried_on,
    fault,
    give,
    kept,
    lost,
    parted,
    port,
    sent,
    stopped,
    the_same,
    wanted,
)
from identity.web.doors import taken as without

COOKIE = settings.GOVBR_COOKIE_NAME


@never_cache
@require_safe
def enter(request: HttpRequest) -> HttpResponse:
    """Off to gov.br, to come back signed in."""
    if request.user.is_authenticated:
        return redirect("/")
    return leave(request, ENTER)


@never_cache
@require_safe
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
def link(request: HttpRequest) -> HttpResponse:
    """Off to gov.br, so that the account opens by it from now on."""
    return leave(request, LINK)


@never_cache
@require_safe
@login_required
def confirm(request: HttpRequest) -> HttpResponse:
    """Off to gov.br, to show once more who is here."""
    return leave(request, CONFIRM)


def leave(request: HttpRequest, why: str) -> HttpResponse:
    """To the account host, with the errand; the browser keeps the nonce."""
    if not settings.GOVBR_ISSUER:
        raise Http404
    if refusal := stopped(request):
        return refusal
    begun = Begun(why=why, next=wanted(request), user_pk=request.user.pk)
    errand = Errand(
        schema=current_schema(),
        address=f"{request.scheme}://{request.get_host()}",
        digest=begun.digest,
        anew=why == CONFIRM,
    )
    query = urlencode({"pedido": errand.sealed()})
    place = f"{settings.PUBLIC_SCHEME}://{settings.ACCOUNT_HOST}{port()}"
    return give(sent(f"{place}/entrar/?{query}"), COOKIE, begun)


@never_cache
@require_safe
def arrive(request: HttpRequest) -> HttpResponse:
    """Back from the account host with a ticket."""
    if refusal := stopped(request):
        return refusal
    try:
        begun = kept(request, COOKIE, Begun)
        ticket = redeem(request.GET.get("bilhete", ""), begun)
    except BadTicket as why:
        return lost(request, why)
    return without(ARRIVALS[begun.why](request, begun, ticket), COOKIE)


def entered(request: HttpRequest, begun: Begun, ticket: Ticket) -> HttpResponse:
    """Sign in whoever the CPF belongs to. No account is made, no e-mail is looked at."""
    if request.user.is_authenticated:
        return redirect("/")
    user = links.user_of_cpf(ticket.cpf)
    if user is None:
        signals.entry_refused.send(User, request=request, user=None, way="gov.br")
        return fault(request, UNKNOWN)
    if not is_read_only(request) and not is_told_by_others(user):
        linked(request, user, ticket)
    vouched_for(request, user, ticket)
    answer: HttpResponse = perform_login(request, Login(user=user, redirect_url=begun.next or None))
    return answer


def joined(request: HttpRequest, begun: Begun, ticket: Ticket) -> HttpResponse:
    """Link the account of the person who is signed in, and who began this."""
    user = the_same(request, begun)
    if user is None:
        return fault(request, LOST)
    try:
        linked(request, user, ticket)
    except Invalid as refusal:
        messages.error(request, " ".join(chain.from_iterable(refusal.errors.values())))
    else:
        vouched_for(request, user, ticket)
        messages.success(request, "Sua conta agora abre também com o gov.br.")
    return redirect("mfa_index")


def confirmed(request: HttpRequest, begun: Begun, ticket: Ticket) -> HttpResponse:
    """Note that the person is still here, and go on with what was being done."""
    user = the_same(request, begun)
    if user is None or links.user_of_cpf(ticket.cpf) != user:
        return fault(request, UNKNOWN)
    vouched_for(request, user, ticket, reauthenticated=True)
    return carried_on(request, begun.next)


ARRIVALS: dict[str, Callable[[HttpRequest, Begun, Ticket], HttpResponse]] = {
    ENTER: entered,
    LINK: joined,
    CONFIRM: confirmed,
}


@require_POST
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
def unlink(request: HttpRequest) -> HttpResponse:
    """The account no longer opens by gov.br."""
    return parted(
        request,
        links.unlink_govbr,
        signals.govbr_unlinked,
        first="Antes, crie uma senha: sem ela e sem o gov.br a conta não abre.",
        done="Sua conta não abre mais com o gov.br.",
    )


def linked(request: HttpRequest, user: User, ticket: Ticket) -> None:
    """Write down that the account opens by gov.br. Raises Invalid."""
    if links.link_govbr(user=user, cpf=ticket.cpf, at=timezone.now()):
        signals.govbr_linked.send(User, request=request, user=user)


def vouched_for(request: HttpRequest, user: User, ticket: Ticket, **more: bool) -> None:
    """The session keeps the level, and whether a second factor was shown there."""
    level = level_of(ticket.level)
    strong = shows_second_factor(level, ticket.methods) and not is_told_by_others(user)
    record_authentication(request, user, GOVBR, level=int(level), strong=strong, **more)


def is_read_only(request: HttpRequest) -> bool:
    """Whether nothing may be written at this host."""
    return any(banner.is_read_only for banner in getattr(request, "banners", ()))
