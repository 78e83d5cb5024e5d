"""Two people wrote the same thing: what is stored beside what was typed."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm, BaseFormSet
from django.http import HttpResponse
from django.shortcuts import render

from access.web import ActingRequest
from foundation.refusals import Conflict
from integrity.formulation.models import Plan


def two_texts(
    request: ActingRequest,
    plan: Plan,
    form: BaseForm,
    clash: Conflict,
    *,
    what: str,
    back: str,
    page: str,
    rows: BaseFormSet[Any] | None = None,
    legend: str = "Indicador",
) -> HttpResponse:
    """The differences field by field, and the form as typed; saving again is a decision."""
    shown = {
        "plan": plan,
        "what": what,
        "form": form,
        "rows": rows,
        "legend": legend,
        "differences": [
            {"name": name, "stored": theirs, "typed": ours}
            for name, (theirs, ours) in clash.differences.items()
        ],
        "back": back,
        "page_of_it": page,
    }
    return render(request, "formulation/conflict.html", shown, status=409)
