"""The general validation: registered once, guests invited, every comment answered."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.web import ActingRequest, acting
from foundation.refusals import Conflict, Invalid, NotFound
from foundation.words import counted
from integrity.formulation import permissions
from integrity.formulation.models import Plan
from integrity.formulation.queries import plans
from integrity.formulation.queries import validation as queries
from integrity.formulation.queries.programme import names_of, programme_of
from integrity.formulation.rules.catalogue import Kind, lines_of
from integrity.formulation.rules.validation import summary
from integrity.formulation.services import validation as services
from integrity.formulation.services.catalogue import add_own_entries
from integrity.formulation.shelves import SLUGS, shelf_called
from integrity.formulation.web.forms.validation import EditAnswerForm, InviteForm, ValidationForm
from integrity.formulation.web.views import conflict
from integrity.formulation.web.views.content import drafted
from ui.refusals import show_faults
from ui.sent import sent_by
from ui.verbs import carried_out

ADD = "acrescentar"
ADDED = "Itens acrescentados e marcados. Confira e grave o formulário."


@require_safe
@acting
def validation(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Period, guests and comments, for everybody who sees the plan."""
    plan = plans.plan_by_uid(request.actor, uid)
    terms = services.terms_of(programme_of(plan))
    comments = list(queries.comments_of(plan))
    may_draft = permissions.may_draft(plan, request.actor)
    shown = {
        "plan": plan,
        "terms": terms,
        "stakeholders": names_of(Kind.STAKEHOLDER, terms.stakeholders),
        "phase": services.phase_for(plan, timezone.localdate()),
        "invitations": queries.invitations_of(plan) if may_draft else [],
        "comments": comments,
        "summary": summary([each.treatment for each in comments]),
        "may_draft": may_draft,
        "may_edit": may_draft and not plan.revision,
    }
    return render(request, "formulation/validation.html", shown)


@require_http_methods(["GET", "POST"])
@acting
def edit_validation(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The form; on a new version there is none (P62)."""
    plan = drafted(request, uid)
    services.check_first(plan)
    initial = stored(plan)
    if lines_of(request.POST.get("others", "")) or ADD in request.POST:
        return with_others(request, plan)
    form = ValidationForm(sent_by(request), plan=plan, initial=initial)

    def act() -> None:
        services.save_validation(
            actor=request.actor,
            plan_uid=uid,
            terms=form.terms(),
            mark=form.cleaned_data["mark"],
            at=timezone.now(),
        )

    try:
        if form.is_bound and carried_out(request, form, act, done="Validação gravada."):
            return redirect("formulation:validation", uid)
    except Conflict as clash:
        return two_texts(request, plan, clash)
    return form_page(request, plan, form, 422 if form.is_bound else 200)


def form_page(
    request: ActingRequest, plan: Plan, form: ValidationForm, status: int = 200
) -> HttpResponse:
    """The form of the validation."""
    shown = {"plan": plan, "form": form}
    return render(request, "formulation/validation_form.html", shown, status=status)


def stored(plan: Plan) -> dict[str, Any]:
    """What the form shows before anybody types."""
    terms = services.terms_of(programme_of(plan))
    said = {name: getattr(terms, name) for name in services.FIELDS}
    return {**said, "mark": services.mark_of(terms)}


def two_texts(request: ActingRequest, plan: Plan, clash: Conflict) -> HttpResponse:
    """What is stored and what was typed; saving again is a decision."""
    sent, now = request.POST.copy(), stored(plan)
    sent["mark"] = now["mark"]
    shown = {
        "plan": plan,
        "form": ValidationForm(sent, plan=plan, initial=now),
        "differences": [
            {"name": name, "stored": theirs, "typed": ours}
            for name, (theirs, ours) in clash.differences.items()
        ],
    }
    return render(request, "formulation/validation_conflict.html", shown, status=409)


def with_others(request: ActingRequest, plan: Plan) -> HttpResponse:
    """The same form with further words added and ticked; nothing else is saved yet (P36)."""
    shelf = shelf_called(SLUGS[Kind.STAKEHOLDER])
    assert shelf is not None
    typed: dict[str, Any] = {
        name: request.POST.get(name, "") for name in ("mark", *services.FIELDS)
    }
    typed["stakeholders"] = request.POST.getlist("stakeholders")
    names = lines_of(request.POST.get("others", ""))
    try:
        made = add_own_entries(
            actor=request.actor, shelf=shelf, organ=plan.organ, names=names, at=timezone.now()
        )
    except Invalid as refusal:
        form = ValidationForm(request.POST, plan=plan, initial=stored(plan))
        show_faults(form, refusal)
        return form_page(request, plan, form, 422)
    typed["stakeholders"] += [str(word.uid) for word in made]
    messages.success(request, ADDED)
    return form_page(request, plan, ValidationForm(plan=plan, initial=typed))


@require_http_methods(["GET", "POST"])
@acting
def invite_guests(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Invite, some people at once."""
    plan = drafted(request, uid)
    services.check_first(plan)
    form = InviteForm(sent_by(request))
    if form.is_valid():
        try:
            made = services.invite_guests(
                actor=request.actor, plan_uid=uid, at=timezone.now(), **form.cleaned_data
            )
        except Invalid as refusal:
            show_faults(form, refusal)
        else:
            sent = counted(len(made), "convite enviado", "convites enviados")
            messages.success(request, f"{sent}.")
            return redirect("formulation:validation", uid)
    shown = {"plan": plan, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "formulation/validation_invite.html", shown, status=status)


@require_POST
@acting
def withdraw_invitation(request: ActingRequest, uid: UUID, invitation_uid: UUID) -> HttpResponse:
    """The link of a guest opens no more."""
    services.withdraw_invitation(
        actor=request.actor, plan_uid=uid, uid=invitation_uid, at=timezone.now()
    )
    messages.success(request, "Convite retirado. O que a pessoa já enviou continua aqui.")
    return redirect("formulation:validation", uid)


@require_http_methods(["GET", "POST"])
@acting
def answer_comment(request: ActingRequest, uid: UUID, comment_uid: UUID) -> HttpResponse:
    """What was done with a comment."""
    plan = drafted(request, uid)
    comment = queries.comments_of(plan).filter(invitation__plan=plan, uid=comment_uid).first()
    if comment is None:
        raise NotFound
    mark = services.mark_of_answer(comment)
    initial = {"treatment": comment.treatment, "answer": comment.answer, "mark": mark}
    form = EditAnswerForm(sent_by(request), initial=initial)

    def act() -> None:
        services.answer_comment(
            actor=request.actor,
            plan_uid=uid,
            uid=comment_uid,
            given=form.cleaned_data,
            at=timezone.now(),
        )

    page = reverse("formulation:validation", args=[uid])
    try:
        if form.is_bound and carried_out(request, form, act, done="Resposta gravada."):
            return redirect(page)
    except Conflict as clash:
        sent = request.POST.copy()
        sent["mark"] = mark
        again, back = EditAnswerForm(sent), request.path
        return conflict.two_texts(
            request, plan, again, clash, what="Resposta", back=back, page=page
        )
    shown = {"plan": plan, "comment": comment, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "formulation/validation_answer.html", shown, status=status)
