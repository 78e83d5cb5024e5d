"""Many actions on one page: rows to type in, an order to change."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from access.web import ActingRequest, acting
from foundation.refusals import Conflict, Invalid
from foundation.words import counted
from integrity.formulation.models import Plan
from integrity.formulation.queries import plans, proposals
from integrity.formulation.rules.importing_planned import proposed_words
from integrity.formulation.services import action_rows as services
from integrity.formulation.services.proposals import fill_in_proposed
from integrity.formulation.web.forms.action_rows import ActionFilterForm, RowForm, rows_of
from integrity.formulation.web.views.content import drafted
from ui.sent import sent_by

PER_PAGE = 25


@require_http_methods(["GET", "POST"])
@acting
def action_rows(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Rows of the plan to correct side by side; what was touched is written, all or none."""
    plan = drafted(request, uid)
    form = ActionFilterForm(request.GET, plan=plan)
    found = plans.matching(plans.actions_of(plan), **form.wanted())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    sent = sent_by(request)
    if sent is None:
        return shown(request, plan, form, page, rows_of(None, list(page), plan))
    rows = [row for row in rows_of(sent, named_in(sent, plan), plan) if row.was_sent]
    if any(row.errors for row in rows):
        return shown(request, plan, form, page, rows, status=422)
    drafts = [row.draft() for row in rows]
    try:
        number = services.edit_actions(
            actor=request.actor, plan_uid=uid, rows=drafts, at=timezone.now()
        )
    except Invalid as refusal:
        show_row_faults(rows, refusal)
        return shown(request, plan, form, page, rows, status=422)
    except Conflict as clash:
        again = rows_of(up_to_date(sent, rows), [row.action for row in rows], plan)
        return shown(request, plan, form, page, again, status=409, clash=clash)
    messages.success(request, f"{counted(number, 'ação gravada', 'ações gravadas')}.")
    return redirect(f"{reverse('formulation:action_rows', args=[uid])}?{request.GET.urlencode()}")


def named_in(sent: Any, plan: Plan) -> Sequence[Any]:
    """The actions whose rows were sent, whatever the filters say of them by now."""
    marks = [name.split("-")[1] for name in sent if name.endswith("-seen")]
    known = [mark for mark in marks if len(mark) == 32 and mark.isalnum()]
    uids = [UUID(hex=mark) for mark in known if all(each in "0123456789abcdef" for each in mark)]
    return list(plans.actions_of(plan).filter(uid__in=uids[: PER_PAGE * 4]))


def up_to_date(sent: Any, rows: list[RowForm]) -> Any:
    """What was typed, with the versions that are stored now: saving again is a decision."""
    data = sent.copy()
    for row in rows:
        data[row.add_prefix("version")] = str(row.action.version)
    return data


def show_row_faults(rows: list[RowForm], refusal: Invalid) -> None:
    """Each sentence beside its field in its row."""
    by_uid = {str(row.action.uid): row for row in rows}
    for key, sentences in refusal.errors.items():
        uid, _, field = key.partition(".")
        for sentence in sentences:
            by_uid[uid].add_error(field, sentence)


def shown(
    request: ActingRequest,
    plan: Plan,
    form: ActionFilterForm,
    page: Any,
    rows: list[RowForm],
    *,
    status: int = 200,
    clash: Conflict | None = None,
) -> HttpResponse:
    """The page."""
    proposal = proposals.proposed_now()
    context = {
        "plan": plan,
        "unsaid": proposals.blank_in(plan, proposal).count(),
        "proposal": proposed_words(proposal),
        "form": form,
        "page_obj": page,
        "rows": rows,
        "faults": sum(bool(row.errors) for row in rows) if status == 422 else 0,
        "here": request.get_full_path(),
        "differences": [
            {"name": name, "stored": theirs, "typed": ours}
            for name, (theirs, ours) in (clash.differences.items() if clash else ())
        ],
    }
    return render(request, "formulation/action_rows.html", context, status=status)


@require_POST
@acting
def fill_in_actions(request: ActingRequest, uid: UUID) -> HttpResponse:
    """What the method proposes, in every action that leaves it blank."""
    number = fill_in_proposed(actor=request.actor, plan_uid=uid, at=timezone.now())
    messages.success(request, f"{counted(number, 'ação completada', 'ações completadas')}.")
    return redirect("formulation:action_rows", uid)


@require_POST
@acting
def move_action(request: ActingRequest, uid: UUID, action_uid: UUID) -> HttpResponse:
    """One place up, or down."""
    up = request.POST.get("para") != "baixo"
    services.move_action(
        actor=request.actor, plan_uid=uid, uid=action_uid, up=up, at=timezone.now()
    )
    messages.success(request, "Ordem alterada.")
    return redirect("formulation:content", uid)


@require_POST
@acting
def renumber_actions(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Numbers from 1 on, in the order of the page."""
    number = services.renumber_actions(actor=request.actor, plan_uid=uid, at=timezone.now())
    messages.success(request, f"{counted(number, 'ação renumerada', 'ações renumeradas')}.")
    return redirect("formulation:content", uid)
