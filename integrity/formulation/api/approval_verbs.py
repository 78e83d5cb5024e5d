"""A plan is sent, judged, approved, returned or taken back, with the services of the pages."""

from collections.abc import Callable
from typing import Any

from django import forms

from access.duties import Pair
from access.openapi import Told
from access.verbs import Wish, verb
from integrity.formulation import permissions
from integrity.formulation.api.described import OF_PLAN, OF_SUBMISSION
from integrity.formulation.api.described import PLAN as PLANS
from integrity.formulation.models import Submission
from integrity.formulation.queries import approvals, plans
from integrity.formulation.services import approval
from integrity.formulation.web.forms import approval as approval_forms
from people.web.profile_forms import AcceptingForm


@verb(
    Told(
        "enviar_plano",
        "Envia um plano para análise",
        "O ETag é o das pendências. O que falta vem em `detail`.",
        group=PLANS,
    ),
    page="formulation:submit",
    form=approval_forms.SubmitForm,
    find=plans.plan_by_uid,
    wanted=permissions.SUBMIT_PLAN,
    versioned="version",
    where=OF_PLAN,
)
def submit(wish: Wish) -> object:
    return approval.submit_plan(actor=wish.actor, uid=wish.uid, at=wish.at, **wish.given)


def judging(wish: Wish, found: Submission, form: AcceptingForm, pair: Pair) -> AcceptingForm:
    """With the reason that an author who judges the plan must give."""
    return form.ask(pair, joins=plans.is_author(wish.actor, found.plan))


def opining(wish: Wish, data: Any, files: Any) -> forms.Form:
    """What internal control thinks."""
    found = approvals.submission_by_uid(wish.actor, wish.uid)
    return judging(wish, found, approval_forms.OpinionForm(data), Pair.DRAFT_OPINE)


def approving(wish: Wish, data: Any, files: Any) -> forms.Form:
    """With the reason that an approval against the opinion asks for."""
    found = approvals.submission_by_uid(wish.actor, wish.uid)
    form = approval_forms.ApproveForm(data, is_adverse=found.is_adverse)
    return judging(wish, found, form, Pair.DRAFT_APPROVE)


def decided(name: str, title: str, route: str, wanted: Any, form: Any, **how: Any) -> Any:
    """A verb on what was sent."""
    return verb(
        Told(name, title, "Do envio que está em análise.", group=PLANS),
        page=f"formulation:{route}",
        form=form,
        find=approvals.submission_by_uid,
        wanted=wanted,
        where=OF_SUBMISSION,
        **how,
    )


def by(service: Callable[..., object]) -> Callable[[Wish], object]:
    """One service call with what was sent."""

    def act(wish: Wish) -> object:
        service(actor=wish.actor, uid=wish.uid, at=wish.at, **wish.given)
        return approvals.submission_by_uid(wish.actor, wish.uid)

    return act


give_opinion = decided(
    "dar_parecer",
    "Dá o parecer do controle interno",
    "give_opinion",
    permissions.GIVE_OPINION,
    approval_forms.OpinionForm,
    make=opining,
)(by(approval.give_opinion))
recall_plan = decided(
    "retomar_plano",
    "Retoma a elaboração de um plano enviado",
    "recall_plan",
    permissions.SUBMIT_PLAN,
    approval_forms.RecallForm,
)(by(approval.recall_plan))
approve_plan = decided(
    "aprovar_plano",
    "Aprova o plano",
    "approve_plan",
    permissions.APPROVE_PLAN,
    approval_forms.ApproveForm,
    make=approving,
    is_confirmed=True,
)(by(approval.approve_plan))
return_plan = decided(
    "devolver_plano",
    "Devolve o plano",
    "return_plan",
    permissions.APPROVE_PLAN,
    approval_forms.ReturnForm,
)(by(approval.return_plan))
