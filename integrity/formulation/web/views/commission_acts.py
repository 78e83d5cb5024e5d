"""The acts of a commission: prolong its term, change who is in it, and read how it was."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from access.rules import require
from access.web import ActingRequest, acting
from documents.rules import DOCX
from documents.web.answers import made_answer
from foundation.refusals import Conflict, NotAllowed
from integrity.formulation import permissions
from integrity.formulation.models import CommissionAct, Plan
from integrity.formulation.queries import commission as queries
from integrity.formulation.queries import plans
from integrity.formulation.rules.commission import ActKind, term_warning
from integrity.formulation.services import commission_acts as services
from integrity.formulation.services import commission_drafts as drafts
from integrity.formulation.services.act_types import with_new_type
from integrity.formulation.services.commission import mark_of
from integrity.formulation.services.drafting import check_open
from integrity.formulation.web.forms.commission import (
    BaseMembers,
    CompositionForm,
    ExtensionForm,
    member_formset,
)
from integrity.formulation.web.views.commission import (
    clashed,
    read_again,
    row_options,
    stored_rows,
    typed_rows,
)
from ui.sent import sent_by
from ui.verbs import carried_out

METHODS = ["GET", "HEAD", "POST"]
SAID = ("act_name", "published_date", "act_url", "term_days")
TYPED = ("act_type", "new_type")


@require_safe
@acting
def history(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Every extension and every composition of the commission, in two tabs (P49)."""
    plan = plans.plan_by_uid(request.actor, uid)
    found = queries.commission_of(plan)
    end = queries.ends_on(found)
    compositions = queries.compositions(found)
    of_people = request.GET.get("aba") == "composicao"
    shown = {
        "plan": plan,
        "commission": found,
        "of_people": of_people,
        "of_term": not of_people,
        "extensions": queries.acts_of(found, ActKind.EXTENSION),
        "compositions": compositions,
        "latest": compositions[0].act,
        "end": end,
        "warning": term_warning(end, timezone.localdate()) if plan.is_open else "",
        "may_draft": permissions.may_draft(plan, request.actor),
        "may_sign": permissions.may_in(plan, request.actor, permissions.DRAFT_PLAN),
    }
    return render(request, "formulation/commission_history.html", shown)


@require_safe
@acting
def act_document(
    request: ActingRequest, uid: UUID, act_uid: UUID | None = None
) -> HttpResponseBase:
    """A draft to be signed: the act that institutes, a registered one, or the next of a kind."""
    require(request.actor, permissions.DRAFT_PLAN)
    plan = plans.plan_by_uid(request.actor, uid)
    given: dict[str, Any] = {"actor": request.actor, "plan": plan, "at": timezone.now()}
    kind = request.GET.get("proximo", "")
    if act_uid is not None:
        found = queries.any_act_in(plan, act_uid)
        name, content = slugify(str(found)), drafts.act_draft(**given, act=found)
    elif kind in ActKind.values:
        name, content = f"minuta-{kind}", drafts.next_act_draft(**given, kind=ActKind(kind))
    else:
        name, content = "comissao", drafts.institution_draft(**given)
    return made_answer(content, f"ato-{name}.docx", DOCX)


@require_http_methods(METHODS)
@acting
def extend_term(request: ActingRequest, uid: UUID, act_uid: UUID | None = None) -> HttpResponse:
    """A new extension, or one to be corrected (P47)."""
    plan, act = begun(request, uid, act_uid, ActKind.EXTENSION)
    if not queries.commission_of(plan).is_formal:
        raise NotAllowed(services.NO_TERM)
    form = ExtensionForm(sent_by(request), initial=said(act), plan=plan)

    def save() -> object:
        given = who(request, uid, act_uid) | {"terms": form.cleaned_data}
        return saved(plan, form, lambda: services.extend_term(**given), given)

    if carried_out(request, form, save, done="Prorrogação registrada."):
        return redirect("formulation:commission_history", uid)
    shown = {
        "plan": plan,
        "form": form,
        "title": f"Corrigir a {act}" if act else "Prorrogar o prazo",
        "end": queries.ends_on(queries.commission_of(plan)),
    }
    status = 422 if form.is_bound else 200
    return render(request, "formulation/extend_term.html", shown, status=status)


@require_http_methods(METHODS)
@acting
def change_members(request: ActingRequest, uid: UUID, act_uid: UUID | None = None) -> HttpResponse:
    """The people row by row; `mais` asks for one more row and saves nothing (P48)."""
    plan, act = begun(request, uid, act_uid, ActKind.COMPOSITION)
    form, members, is_final = sent_forms(request, plan, act)

    def save() -> object:
        given = who(request, uid, act_uid) | {"terms": form.cleaned_data}
        given |= {"members": members.drafts(), "mark": form.cleaned_data["mark"]}
        return saved(plan, form, lambda: services.change_members(**given), given)

    try:
        if (
            is_final
            and members.is_valid()
            and carried_out(request, form, save, done="Composição alterada.")
        ):
            return redirect("formulation:commission_history", uid)
    except Conflict as clash:
        again = CompositionForm(read_again(request, plan), plan=plan)
        return clashed(request, plan, again, members, clash)
    shown = {
        "plan": plan,
        "form": form,
        "members": members,
        "title": f"Corrigir a {act}" if act else "Alterar a composição",
    }
    status = 422 if is_final else 200
    return render(request, "formulation/change_members.html", shown, status=status)


def sent_forms(
    request: ActingRequest, plan: Plan, act: CommissionAct | None
) -> tuple[CompositionForm, BaseMembers, bool]:
    """The act and the rows, as stored, as typed with one more row, or to be saved (True)."""
    options = row_options(request, plan)
    if request.method == "POST" and "mais" not in request.POST:
        rows = member_formset(0)(request.POST, prefix="membro", form_kwargs=options)
        return CompositionForm(request.POST, plan=plan), rows, True
    if request.method == "POST":
        first = {name: request.POST.get(name, "") for name in (*SAID, *TYPED, "mark")}
        typed: list[dict[str, Any]] = [*typed_rows(request.POST)]
    else:
        found = queries.commission_of(plan)
        first, typed = said(act) | {"mark": mark_of(found)}, stored_rows(found)
    rows = member_formset(1)(initial=typed, prefix="membro", form_kwargs=options)
    return CompositionForm(initial=first, plan=plan), rows, False


def begun(
    request: ActingRequest, uid: UUID, act_uid: UUID | None, kind: ActKind
) -> tuple[Plan, CommissionAct | None]:
    """The plan in draft with its commission, and the act to correct: refused before the form."""
    require(request.actor, permissions.DRAFT_PLAN)
    plan = plans.plan_by_uid(request.actor, uid)
    permissions.must_lead(request.actor, plan)
    check_open(plan)
    found = queries.commission_of(plan)
    if act_uid is None:
        return plan, None
    act = queries.act_in(plan, act_uid, kind)
    if kind == ActKind.COMPOSITION and act != queries.acts_of(found, kind).last():
        raise NotAllowed(services.NOT_LATEST)
    return plan, act


def saved(
    plan: Plan, form: CompositionForm, act: Callable[[], object], given: dict[str, Any]
) -> object:
    """The act, with a type that the list lacked, if one was written."""
    return with_new_type(
        actor=given["actor"], organ=plan.organ, name=form.type_to_add, act=act, at=given["at"]
    )


def said(act: CommissionAct | None) -> dict[str, Any]:
    """An act as its form shows it."""
    return {name: getattr(act, name) for name in SAID} if act else {}


def who(request: ActingRequest, uid: UUID, act_uid: UUID | None) -> dict[str, Any]:
    """What every verb of an act is given beside its form."""
    return {
        "actor": request.actor,
        "plan_uid": uid,
        "act_uid": act_uid,
        "at": timezone.now(),
        "today": timezone.localdate(),
    }
