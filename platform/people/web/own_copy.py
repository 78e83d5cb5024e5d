"""The copy of one's own data: asked for on “Meus dados”, fetched by a link that serves once."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from access.confirmation import confirmed
from access.web import ActingRequest, acting
from documents.web.answers import made_answer
from people import services

READY = "Sua cópia está pronta: baixe-a nesta página."
BEGUN = "A cópia é grande e está sendo preparada. Atualize esta página em alguns minutos."


@require_POST
@acting
@confirmed
def ask(request: ActingRequest) -> HttpResponse:
    """Gather everything; what is much is gathered by a worker."""
    place = str(getattr(request, "organisation", None) or "CGE-MG")
    is_ready = services.ask_own_copy(actor=request.actor, place=place, at=timezone.now())
    messages.success(request, READY if is_ready else BEGUN)
    return redirect("people:own_data")


@require_GET
@acting
@confirmed(reading=True)
@never_cache
def take(request: ActingRequest, token: str) -> HttpResponseBase:
    """The ZIP, once."""
    at = timezone.now()
    content = services.take_own_copy(actor=request.actor, token=token, at=at)
    return made_answer(content, f"meus-dados-{timezone.localdate(at)}.zip", "application/zip")
