"""On the portal: ask for a link, take the copy, wish the erasure. Known or not is never told."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.rules import requester
from agreements.privacy import queries, services
from agreements.privacy.rules import SubjectState, is_link_open
from agreements.privacy.web.forms import AddressForm
from agreements.registry.web.typed import typed
from documents.web.answers import made_answer
from foundation.limits import Limit, all_allow, caller

OF_CALLER = Limit("privacy-asks", most=20, seconds=3600)
OF_ADDRESS = Limit("privacy-asks-of", most=3, seconds=3600)
OF_EVERYBODY = Limit("privacy-asks-all", most=300, seconds=3600)
WHO = "Titular dos dados"
SENT = (
    "Se houver dados ligados a este e-mail, enviamos um link a ele agora. O link vale por duas"
    " horas."
)
TOO_OFTEN = "Foram muitos pedidos na última hora. Espere uma hora e peça de novo."
WISHED = "Eliminação pedida. A resposta chega por e-mail em até 15 dias."


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """The address; whatever it is, the answer is the same."""
    form = AddressForm(*typed(request))
    status = 422 if form.is_bound else 200
    if form.is_valid():
        address = form.cleaned_data["address"].lower()
        if all_allow((OF_CALLER, caller()), (OF_EVERYBODY, "")):
            if OF_ADDRESS.allows(address):
                services.ask_way(actor=requester(WHO), address=address)
            messages.success(request, SENT)
            return redirect("privacy_portal:ask")
        form.add_error(None, TOO_OFTEN)
        status = 429
    answer = render(request, "privacy/portal/ask.html", {"form": form}, status=status)
    if status == 429:
        answer["Retry-After"] = str(OF_CALLER.seconds)
    return answer


@require_safe
@never_cache
def way(request: HttpRequest, token: str) -> HttpResponse:
    """What the link leads to: looking at it uses nothing up."""
    found = queries.by_token(token)
    is_open = is_link_open(found.expires_at, timezone.now())
    page = {
        "found": found,
        "token": token,
        "is_open": is_open,
        "may_take": is_open and found.copy_taken_at is None,
        "may_wish": is_open and found.state == SubjectState.OPEN,
    }
    status = 200 if is_open else 410
    return render(request, "privacy/portal/way.html", page, status=status)


@require_POST
@never_cache
def copy(request: HttpRequest, token: str) -> HttpResponseBase:
    """The ZIP, once."""
    at = timezone.now()
    content = services.take_copy(actor=requester(WHO), token=token, at=at)
    return made_answer(content, f"meus-dados-{timezone.localdate(at)}.zip", "application/zip")


@require_POST
@never_cache
def erasure(request: HttpRequest, token: str) -> HttpResponse:
    """The wish is taken; CGE-MG answers by e-mail."""
    services.wish_erasure(actor=requester(WHO), token=token, at=timezone.now())
    messages.success(request, WISHED)
    return redirect("privacy_portal:way", token)
