"""Who drafts the plan: the act, and the people row by row, without script."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from access.rules import require
from access.web import ActingRequest, acting
from foundation.refusals import Conflict, Invalid
from integrity.formulation import permissions
from integrity.formulation.models import Commission, Plan
from integrity.formulation.queries import plans, structure
from integrity.formulation.queries.commission import is_settled
from integrity.formulation.services.act_types import with_new_type
from integrity.formulation.services.commission import (
    MOST,
    MemberDraft,
    mark_of,
    save_commission,
)
from integrity.formulation.services.drafting import check_open
from integrity.formulation.web.forms.commission import (
    BaseMembers,
    CommissionForm,
    CompositionForm,
    member_formset,
)
from integrity.formulation.web.views.conflict import two_texts
from ui.refusals import show_faults

ROW = ("name", "registration_number", "unit", "is_coordinator", "is_alternate")
FIELDS = (
    "is_formal",
    "act_type",
    "new_type",
    "act_name",
    "published_date",
    "term_days",
    "act_url",
    "start_date",
    "mark",
)


@require_http_methods(["GET", "POST"])
@acting
def commission(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The form; `mais` in what was sent asks for one more row and saves nothing."""
    require(request.actor, permissions.DRAFT_PLAN)
    plan = plans.plan_by_uid(request.actor, uid)
    permissions.must_lead(request.actor, plan)
    check_open(plan)
    options = row_options(request, plan)
    kept: Commission | None = getattr(plan, "commission", None)
    settled = is_settled(kept)
    if request.method != "POST" or "mais" in request.POST:
        form, members = blank_forms(request, plan, options)
        return page(request, plan, form, members, 200)
    form = CommissionForm(request.POST, plan=plan)
    members = member_formset(0)(request.POST, prefix="membro", form_kwargs=options)
    if form.is_valid() and (settled or members.is_valid()):
        try:
            save(request, plan, form, None if settled else members.drafts())
        except Invalid as refusal:
            show_faults(form, refusal)
        except Conflict as clash:
            sent = read_again(request, plan)
            again = CommissionForm(sent, plan=plan)
            return clashed(request, plan, again, None if settled else members, clash)
        else:
            messages.success(request, "Comissão registrada.")
            return redirect("formulation:plan", plan.uid)
    return page(request, plan, form, members, 422)


def save(
    request: ActingRequest, plan: Plan, form: CommissionForm, members: list[MemberDraft] | None
) -> None:
    """The commission, with a type of act that the list lacked, if one was written."""
    at = timezone.now()
    with_new_type(
        actor=request.actor,
        organ=plan.organ,
        name=form.type_to_add,
        act=lambda: save_commission(
            actor=request.actor,
            plan_uid=plan.uid,
            terms=form.cleaned_data,
            members=members,
            mark=form.cleaned_data["mark"],
            at=at,
            today=timezone.localdate(),
        ),
        at=at,
    )


def read_again(request: ActingRequest, plan: Plan) -> QueryDict:
    """What was typed, now over the commission as it is: saving again is a decision."""
    sent = request.POST.copy()
    sent["mark"] = mark_of(Commission.objects.filter(plan=plan).first())
    return sent


def clashed(
    request: ActingRequest,
    plan: Plan,
    form: CompositionForm | CommissionForm,
    members: BaseMembers | None,
    clash: Conflict,
) -> HttpResponse:
    """What is stored beside what was typed."""
    return two_texts(
        request,
        plan,
        form,
        clash,
        rows=members,
        legend="Pessoa",
        what="Comissão",
        back=request.path,
        page=reverse("formulation:commission_history", args=[plan.uid]),
    )


def row_options(request: ActingRequest, plan: Plan) -> dict[str, Any]:
    """The units and the names that a row offers."""
    return {
        "units": plans.units_of(plan),
        "names": list(structure.people(request.actor).values_list("name", flat=True)),
    }


def page(
    request: ActingRequest, plan: Plan, form: CommissionForm, members: BaseMembers, status: int
) -> HttpResponse:
    """The page of the commission."""
    settled = is_settled(getattr(plan, "commission", None))
    shown = {"plan": plan, "form": form, "members": None if settled else members}
    return render(request, "formulation/commission.html", shown, status=status)


def blank_forms(
    request: ActingRequest, plan: Plan, options: dict[str, Any]
) -> tuple[CommissionForm, BaseMembers]:
    """What is stored, or what was typed so far with one more row."""
    if request.method == "POST":
        first = {name: request.POST.get(name, "") for name in FIELDS}
        rows = typed_rows(request.POST)
    else:
        kept: Commission | None = getattr(plan, "commission", None)
        first = {name: getattr(kept, name, "") for name in FIELDS} if kept else {}
        first["mark"] = mark_of(kept)
        rows = stored_rows(kept)
    members = member_formset(1)(initial=rows, prefix="membro", form_kwargs=options)
    return CommissionForm(initial=first, plan=plan), members


def typed_rows(sent: QueryDict) -> list[dict[str, str]]:
    """The rows as they were typed; those to be taken out are gone."""
    total = sent.get("membro-TOTAL_FORMS", "0")
    count = min(int(total), MOST) if total.isascii() and total.isdigit() else 0
    rows = [{each: sent.get(f"membro-{n}-{each}", "") for each in ROW} for n in range(count)]
    gone = {n for n in range(count) if sent.get(f"membro-{n}-DELETE")}
    return [row for n, row in enumerate(rows) if n not in gone and any(row.values())]


def stored_rows(commission: Commission | None) -> list[dict[str, Any]]:
    """The people who are in the commission."""
    if commission is None:
        return []
    seats = commission.members.filter(is_active=True).select_related("person", "unit")
    return [
        {
            "name": seat.person.name,
            "registration_number": seat.person.registration_number,
            "unit": seat.unit.uid if seat.unit else None,
            "is_coordinator": seat.is_coordinator,
            "is_alternate": seat.is_alternate,
        }
        for seat in seats
    ]
