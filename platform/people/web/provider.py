"""The page where an organisation sets up its own provider of identity."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from access.confirmation import confirmed
from access.web import ActingRequest, acting
from audit.queries import entries_of
from identity.models import Provider
from people import services
from people.services.door import may_manage
from people.web.forms import ProviderForm
from ui.sent import sent_by
from ui.verbs import carried_out


@require_http_methods(["GET", "POST"])
@acting
@confirmed
def settings_page(request: ActingRequest) -> HttpResponse:
    """What is set up, and a form to set it up anew; the provider is asked at once."""
    may_manage(request.actor)
    held = Provider.objects.first()
    initial = (
        {name: getattr(held, name) for name in ("label", "issuer", "client_id")} if held else {}
    )
    form = ProviderForm(sent_by(request), initial=initial)

    def act() -> None:
        services.set_up_provider(actor=request.actor, at=timezone.now(), **form.cleaned_data)

    if carried_out(request, form, act, done="O provedor respondeu e está em uso."):
        return redirect("people:provider")
    page = {
        "form": form,
        "provider": held,
        "entries": entries_of(held) if held else [],
        "back": request.build_absolute_uri(reverse("provider_return")),
    }
    return render(request, "people/provider.html", page, status=422 if form.is_bound else 200)


@require_POST
@acting
@confirmed
def switch_off(request: ActingRequest) -> HttpResponse:
    """People enter by password, passkey or gov.br only."""
    services.switch_off_provider(actor=request.actor, at=timezone.now())
    messages.success(request, "Provedor desligado. As contas abrem com e-mail e senha.")
    return redirect("people:provider")
