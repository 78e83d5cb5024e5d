"""The front door: what SisPMPI em Rede is, how to ask for it, what was published."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal import registry
from portal.web.procedure import PUBLICS, STEPS


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The home page, with the figures and sections of the domains."""
    today = timezone.localdate()
    context = {
        "publics": PUBLICS,
        "steps": STEPS,
        "invitations": [
            {"label": each.label, "href": reverse(each.route)} for each in registry.invitations()
        ],
        "figures": [
            {
                "label": each.label,
                "number": each.count(today),
                "href": reverse(each.route) if each.route else "",
            }
            for each in registry.figures()
        ],
        "sections": [
            {"template": each.template, "part": each.context(today)} for each in registry.sections()
        ],
    }
    return render(request, "portal/home.html", context)
