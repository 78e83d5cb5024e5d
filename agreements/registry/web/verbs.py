"""The page of one verb on an agreement: who may, one form, one service."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from access.web import ActingRequest
from agreements.registry.models import Agreement
from ui.verbs import carried_out


def verb(
    request: ActingRequest,
    found: Agreement,
    form: Form,
    carry_out: Callable[[], object],
    *,
    done: str,
    **page: Any,
) -> HttpResponse:
    """Back to the agreement when it is done, or the form again with its faults (422)."""
    if carried_out(request, form, carry_out, done=done):
        return redirect("registry:agreement", found.uid)
    context = {"found": found, "form": form, **page}
    status = 422 if form.is_bound else 200
    return render(request, "registry/agreement_verb.html", context, status=status)
