"""The page of one action: its sections, each with a form of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from access.models import Person
from access.web import ActingRequest
from audit.queries import entries_of_all
from foundation.refusals import Conflict, Invalid
from integrity.execution import queries, registry
from integrity.execution.models import ActionExecution, Evidence
from integrity.execution.rules import CLOSED
from integrity.execution.web.forms import (
    ActionForm,
    ClassifyForm,
    DiscontinueForm,
    EvidenceForm,
    ProgressForm,
    RemoveEvidenceForm,
    ResponsibleForm,
)
from integrity.execution.web.team_forms import EndInvolvementForm, InvolveForm, UnitsForm
from integrity.formulation.models import Action
from integrity.formulation.queries.lineage import lineage
from ui.refusals import show_faults

FORMS: tuple[type[ActionForm], ...] = (
    ClassifyForm,
    ResponsibleForm,
    ProgressForm,
    DiscontinueForm,
    EvidenceForm,
    InvolveForm,
    UnitsForm,
)
MOST_ENTRIES = 30
INVALID = Invalid.status


def facts(action: Action) -> dict[str, Any]:
    """What every page about an action shows of its execution, on whatever phase's page."""
    execution = queries.execution_of(action)
    return {
        "action": action,
        "execution": execution,
        "row": queries.row_of(action, today=timezone.localdate(), policy=queries.policy_in_force()),
        "records": _records(execution),
        "pieces": _pieces(execution),
        "trail": entries_of_all(lineage(action))[:MOST_ENTRIES],
    }


def _records(execution: ActionExecution | None) -> list[Any]:
    return list(execution.progress.prefetch_related("limiting_factors")) if execution else []


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence; with a form where the person may take it away."""

    of: Evidence
    form: RemoveEvidenceForm | None = None


def _pieces(execution: ActionExecution | None) -> list[Piece]:
    if execution is None:
        return []
    found = execution.evidence.filter(removed_at=None).select_related("file")
    return [Piece(evidence) for evidence in found]


def _removable(pieces: list[Piece], refused: RemoveEvidenceForm | None) -> list[Piece]:
    """The same pieces, each with its form; the one that was refused keeps what was typed."""
    forms_by_uid = {refused.of: refused} if refused else {}
    return [
        Piece(piece.of, forms_by_uid.get(piece.of.uid) or RemoveEvidenceForm(piece.of.uid))
        for piece in pieces
    ]


def _leaving(
    execution: ActionExecution | None, refused: EndInvolvementForm | None
) -> list[tuple[Person, EndInvolvementForm]]:
    """The people involved, each with the form that takes it away."""
    people = execution.involved.select_related("unit") if execution else ()
    return [
        (each, refused if refused and refused.of == each.uid else EndInvolvementForm(each.uid))
        for each in people
    ]


def next_step(known: Mapping[str, Any]) -> dict[str, str] | None:
    """The first section of the page that still waits; None once progress is being recorded."""
    execution = known["execution"]
    if execution is None:
        text = "Diga se é pontual ou contínua, os tipos e as datas previstas."
        return {"title": "Classificar a ação", "text": text, "href": "#classificacao"}
    if execution.responsible_id is None:
        text = "Sem responsável não é possível registrar o andamento."
        return {"title": "Definir o responsável", "text": text, "href": "#responsavel"}
    if not known["records"]:
        text = "Conte o que já foi feito, mesmo que seja pouco."
        return {"title": "Registrar o andamento", "text": text, "href": "#andamento"}
    return None


def show(
    request: ActingRequest,
    action: Action,
    bound: ActionForm | None = None,
    *,
    removal: RemoveEvidenceForm | None = None,
    ending: EndInvolvementForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The page, with the form that was refused in place of the fresh one."""
    known = facts(action)
    shown = {form.name: form(action, known["execution"]) for form in FORMS}
    if bound is not None:
        shown[bound.name] = bound
    context = {
        **known,
        "forms": shown,
        "pieces": _removable(known["pieces"], removal),
        "team": _leaving(known["execution"], ending),
        "is_closed": action.status in CLOSED,
        "next": None if action.status in CLOSED else next_step(known),
        "panels": registry.panels_for(request.actor, action),
        **more,
    }
    return render(request, "execution/action.html", context, status=status)


def attempt(
    request: ActingRequest,
    action: Action,
    form: ActionForm,
    verb: Callable[..., object],
    done: str,
    **more: Any,
) -> HttpResponse:
    """Carry out the verb with what was typed; go back to the page, or show what to correct."""
    if form.is_valid():
        try:
            verb(actor=request.actor, uid=action.uid, at=timezone.now(), **(more or typed(form)))
        except Invalid as refusal:
            show_faults(form, refusal)
        except Conflict as refusal:
            return _conflicted(request, action, form, refusal)
        else:
            messages.success(request, done)
            return redirect("execution:action", uid=action.uid)
    return show(request, action, form, status=INVALID)


def typed(form: forms.Form) -> Mapping[str, Any]:
    """The values of a form, under the names that the service gives them."""
    return form.cleaned_data


def _conflicted(
    request: ActingRequest, action: Action, form: ActionForm, refusal: Conflict
) -> HttpResponse:
    """Show both texts; saving again is then a choice, so the form learns the present version."""
    fresh = queries.action_by_uid(request.actor, action.uid)
    execution = queries.execution_of(fresh)
    data = form.data.copy()  # type: ignore[attr-defined]
    data["version"] = str(execution.version if execution else 0)
    again = type(form)(fresh, execution, data)
    return show(request, fresh, again, status=409, conflict=refusal, conflict_form=form.name)
