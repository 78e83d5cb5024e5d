"""Words that a pick list lacks, added while a form is being filled in, without losing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone

from access.web import ActingRequest
from foundation.refusals import Invalid
from integrity.execution import queries
from integrity.execution.web.forms import ActionForm
from integrity.execution.web.page import INVALID, show
from integrity.formulation.models import Action
from integrity.formulation.rules.catalogue import lines_of
from integrity.formulation.services.catalogue import add_own_entries
from integrity.formulation.shelves import Shelf
from ui.refusals import show_faults

ADD = "acrescentar"


def with_others(
    request: ActingRequest, action: Action, form: ActionForm, *, field: str, shelf: Shelf
) -> HttpResponse | None:
    """The page again with the new words ticked; None when no others were typed.

    Nothing else of the form is saved yet, whichever of its buttons was used.
    """
    names = lines_of(request.POST.get("others", ""))
    if not names and ADD not in request.POST:
        return None
    try:
        made = add_own_entries(
            actor=request.actor,
            shelf=shelf,
            organ=action.plan.organ,
            names=names,
            at=timezone.now(),
        )
    except Invalid as refusal:
        show_faults(form, refusal)
        return show(request, action, form, status=INVALID)
    again = typed_so_far(request, action, form, field, [str(word.uid) for word in made])
    again.initial["others"] = ""
    messages.success(request, "Itens acrescentados e marcados. Confira e salve o formulário.")
    return show(request, action, again)


def typed_so_far(
    request: ActingRequest, action: Action, form: ActionForm, field: str, more: list[str]
) -> ActionForm:
    """The same form, not judged yet: what was typed, and the boxes ticked with `more`."""
    again = type(form)(action, queries.execution_of(action))
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in again.fields}
    typed[field] = [*request.POST.getlist(field), *more]
    again.initial = typed
    return again
