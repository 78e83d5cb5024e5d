"""The commission and its acts, with the forms and the services of the pages."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from access.openapi import Told
from access.rows import Line, Rows
from access.rules import Actor
from access.verbs import Wish, verb
from foundation.refusals import NotAllowed
from integrity.formulation.api.act_forms import CommissionForm, CompositionForm, ExtensionForm
from integrity.formulation.api.described import COMMISSION, OF_ACT, OF_PLAN
from integrity.formulation.api.plan_verbs import drafted
from integrity.formulation.models import Commission, CommissionAct
from integrity.formulation.queries import commission as queries
from integrity.formulation.queries import plans
from integrity.formulation.rules.commission import ActKind
from integrity.formulation.services import commission_acts
from integrity.formulation.services.commission import MOST, MemberDraft, save_commission
from integrity.formulation.web.forms.commission import MemberForm


def member_lines(wish: Wish, lines: Sequence[Line]) -> list[MemberForm]:
    """With the units of the plan's organ."""
    units = plans.units_of(plans.plan_by_uid(wish.actor, wish.uid))
    return [MemberForm(each, units=units, names=[]) for each in lines]


def members(*, is_required: bool) -> dict[str, Rows]:
    """Everybody who is in the commission from now on."""
    said = "Todas as pessoas da comissão, uma a uma."
    return {"members": Rows(MemberForm, said, MOST, member_lines, is_required=is_required)}


def named(wish: Wish) -> list[MemberDraft]:
    """The people as the services take them."""
    return [each.draft() for each in wish.rows["members"]]


def formed(actor: Actor, uid: Any) -> Commission:
    """The commission of a plan that the actor may write. Raises NotFound while there is none."""
    return queries.commission_of(drafted(actor, uid))


def with_term(actor: Actor, uid: Any) -> Commission:
    """The same with a term to prolong. Raises NotAllowed without one."""
    found = formed(actor, uid)
    if not found.is_formal:
        raise NotAllowed(commission_acts.NO_TERM)
    return found


def extension(actor: Actor, uid: Any, act_uid: Any) -> CommissionAct:
    """An extension to correct. Raises NotFound for another act."""
    return queries.act_in(drafted(actor, uid), act_uid, ActKind.EXTENSION)


def composition(actor: Actor, uid: Any, act_uid: Any) -> CommissionAct:
    """A change to correct. Raises NotFound, or NotAllowed unless it is the last one."""
    act = queries.act_in(drafted(actor, uid), act_uid, ActKind.COMPOSITION)
    if act != queries.acts_of(act.commission, ActKind.COMPOSITION).last():
        raise NotAllowed(commission_acts.NOT_LATEST)
    return act


@verb(
    Told(
        "gravar_comissao",
        "Grava a comissão de um plano",
        "Inteira. Depois que um ato alterou a composição, sem `members`: outro ato a altera.",
        group=COMMISSION,
    ),
    page="formulation:commission",
    form=CommissionForm,
    rows=members(is_required=False),
    find=drafted,
    where=OF_PLAN,
)
def save(wish: Wish) -> object:
    people = named(wish)
    plan = plans.plan_by_uid(wish.actor, wish.uid)
    settled = queries.is_settled(getattr(plan, "commission", None))
    return save_commission(
        actor=wish.actor,
        plan_uid=wish.uid,
        terms=wish.given,
        members=None if settled and not people else people,
        at=wish.at,
        today=timezone.localdate(wish.at),
    )


def acted(wish: Wish) -> dict[str, Any]:
    """What every verb of an act is given."""
    return {
        "actor": wish.actor,
        "plan_uid": wish.uid,
        "act_uid": wish.where.get("act_uid"),
        "terms": wish.given,
        "at": wish.at,
        "today": timezone.localdate(wish.at),
    }


def extend(wish: Wish) -> object:
    """A new extension, or one corrected."""
    return commission_acts.extend_term(**acted(wish))


def change(wish: Wish) -> object:
    """A new composition, or the last one corrected."""
    return commission_acts.change_members(**acted(wish), members=named(wish))


extend_term = verb(
    Told(
        "prorrogar_comissao",
        "Prorroga o prazo da comissão",
        "Por um ato; a previsão passa a ser a publicação dele mais os dias.",
        group=COMMISSION,
    ),
    page="formulation:extend_term",
    form=ExtensionForm,
    find=with_term,
    creates=True,
    where=OF_PLAN,
)(extend)
edit_extension = verb(
    Told("corrigir_prorrogacao", "Corrige uma prorrogação", "Todos os campos.", group=COMMISSION),
    page="formulation:edit_extension",
    form=ExtensionForm,
    find=extension,
    where=OF_ACT,
)(extend)
change_members = verb(
    Told(
        "alterar_composicao",
        "Altera quem integra a comissão",
        "Por um ato; envie todas as pessoas que ficam.",
        group=COMMISSION,
    ),
    page="formulation:change_members",
    form=CompositionForm,
    rows=members(is_required=True),
    find=formed,
    creates=True,
    where=OF_PLAN,
)(change)
edit_composition = verb(
    Told(
        "corrigir_composicao",
        "Corrige a última alteração da composição",
        "Todos os campos e todas as pessoas.",
        group=COMMISSION,
    ),
    page="formulation:edit_composition",
    form=CompositionForm,
    rows=members(is_required=True),
    find=composition,
    where=OF_ACT,
)(change)
