"""Ask for a revision, decide on it, reopen a plan, and say how plans are approved."""

from collections.abc import Callable
from typing import Any

from access.duties import Pair, is_same
from access.openapi import Told
from access.rules import Actor, Capability, require
from access.verbs import Wish, verb
from foundation.refusals import NotAllowed
from integrity.formulation import permissions
from integrity.formulation.api.described import OF_PLAN, OF_REQUEST
from integrity.formulation.api.described import PLAN as PLANS
from integrity.formulation.models import Plan, RevisionRequest
from integrity.formulation.queries import plans, revisions
from integrity.formulation.rules.flows import REVISION_FLOW, RevisionState
from integrity.formulation.services import revisions as services
from integrity.formulation.services.approval_policy import set_approval_policy
from integrity.formulation.services.reopening import reopen_plan
from integrity.formulation.web.forms import revisions as forms
from integrity.formulation.web.forms.approval import PolicyForm
from people.web.profile_forms import AcceptingForm


def to_revise(wanted: Capability) -> Callable[[Actor, Any], Plan]:
    """A plan that may be revised now. Raises NotFound, Denied, or NotAllowed while another is."""

    def find(actor: Actor, uid: Any) -> Plan:
        plan = plans.plan_by_uid(actor, uid)
        require(actor, wanted)
        permissions.must_lead(actor, plan)
        if hindrance := revisions.hindrance_of(plan):
            raise NotAllowed(hindrance)
        return plan

    return find


@verb(
    Told(
        "pedir_atualizacao",
        "Pede a atualização do plano em vigor",
        "O controle interno decide; o plano continua valendo.",
        group=PLANS,
    ),
    page="formulation:request_revision",
    form=forms.RequestRevisionForm,
    find=to_revise(permissions.REQUEST_REVISION),
    creates=True,
    where=OF_PLAN,
)
def request_revision(wish: Wish) -> object:
    return services.request_revision(
        actor=wish.actor, plan_uid=wish.uid, at=wish.at, **wish.form.written()
    )


@verb(
    Told(
        "reabrir_plano",
        "Reabre um plano publicado",
        "Uma nova versão começa com tudo o que está nele; o publicado continua valendo.",
        group=PLANS,
    ),
    page="formulation:reopen",
    form=forms.ReopenForm,
    find=to_revise(permissions.REOPEN_PLAN),
    creates=True,
    where=OF_PLAN,
)
def reopen(wish: Wish) -> object:
    return reopen_plan(
        actor=wish.actor, uid=wish.uid, reason=wish.given["reason"], at=wish.at
    ).draft


def asked(wanted: Capability, step: str) -> Callable[[Actor, Any], RevisionRequest]:
    """A request in the state that a verb wants. Raises NotFound, Denied or NotAllowed."""

    def find(actor: Actor, uid: Any) -> RevisionRequest:
        found = revisions.request_by_uid(actor, uid)
        require(actor, wanted)
        permissions.must_lead(actor, found.plan)
        REVISION_FLOW.after(step, RevisionState(found.state))
        return found

    return find


def asking(wish: Wish, form: AcceptingForm) -> AcceptingForm:
    """With the reason that who asked must give to decide."""
    found = revisions.request_by_uid(wish.actor, wish.uid)
    joins = is_same(found.requested_by_id, wish.actor.user_id)
    return form.ask(Pair.REQUEST_DECIDE, joins=joins)


def approving(wish: Wish, data: Any, files: Any) -> AcceptingForm:
    """With the open actions of the plan, for a new edition."""
    found = revisions.request_by_uid(wish.actor, wish.uid)
    return asking(wish, forms.ApproveRevisionForm(data, of=found))


def rejecting(wish: Wish, data: Any, files: Any) -> AcceptingForm:
    """With a reason."""
    return asking(wish, forms.RejectRevisionForm(data))


@verb(
    Told(
        "autorizar_atualizacao",
        "Autoriza a atualização de um plano",
        "A minuta nasce; para uma nova edição, diga o título e as ações que continuam.",
        group=PLANS,
    ),
    page="formulation:approve_revision",
    form=forms.ApproveRevisionForm,
    make=approving,
    find=asked(permissions.DECIDE_REVISION, "approve"),
    where=OF_REQUEST,
)
def approve(wish: Wish) -> object:
    return services.approve_revision(
        actor=wish.actor, uid=wish.uid, at=wish.at, **wish.form.decided()
    )


@verb(
    Told("recusar_atualizacao", "Recusa o pedido de atualização", "Com o motivo.", group=PLANS),
    page="formulation:reject_revision",
    form=forms.RejectRevisionForm,
    make=rejecting,
    find=asked(permissions.DECIDE_REVISION, "reject"),
    where=OF_REQUEST,
)
def reject(wish: Wish) -> object:
    return services.reject_revision(actor=wish.actor, uid=wish.uid, at=wish.at, **wish.given)


@verb(
    Told("retirar_pedido", "Retira o pedido de atualização", "Com o motivo.", group=PLANS),
    page="formulation:withdraw_revision",
    form=forms.WithdrawRevisionForm,
    find=asked(permissions.REQUEST_REVISION, "withdraw"),
    where=OF_REQUEST,
)
def withdraw(wish: Wish) -> object:
    return services.withdraw_revision(actor=wish.actor, uid=wish.uid, at=wish.at, **wish.given)


@verb(
    Told(
        "gravar_regras_de_aprovacao",
        "Grava como os planos são aprovados",
        "Vale para os próximos envios. Com o motivo.",
        group=PLANS,
    ),
    page="formulation:approval_policy",
    form=PolicyForm,
    wanted=permissions.SET_APPROVAL_POLICY,
)
def save_policy(wish: Wish) -> None:
    set_approval_policy(
        actor=wish.actor, policy=wish.form.policy(), reason=wish.given["reason"], at=wish.at
    )
