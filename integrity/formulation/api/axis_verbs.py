"""Begin a plan, and its axes and sub-axes, with the forms and the services of the pages."""

from collections.abc import Callable
from typing import Any

from access.openapi import Told
from access.rules import Actor
from access.verbs import Wish, verb
from integrity.formulation import permissions
from integrity.formulation.api.described import (
    CONTENT,
    OF_AXIS,
    OF_PLAN,
    OF_SUB_AXIS,
)
from integrity.formulation.api.described import PLAN as PLANS
from integrity.formulation.api.moving import UP, MoveForm
from integrity.formulation.api.plan_verbs import drafted
from integrity.formulation.models import Axis, SubAxis
from integrity.formulation.queries import plans, structure
from integrity.formulation.services import axes
from integrity.formulation.services.methods import add_axes_of_method
from integrity.formulation.services.plans import start_plan
from integrity.formulation.web.forms.plans import SectionForm, StartPlanForm


def starting(wish: Wish, data: Any, files: Any) -> StartPlanForm:
    """With the organs within reach."""
    return StartPlanForm(data, organs=structure.organs(wish.actor))


@verb(
    Told(
        "iniciar_plano",
        "Inicia o plano de um órgão",
        "Vazio, na próxima edição; um órgão tem um plano de cada vez em elaboração ou em vigor.",
        group=PLANS,
    ),
    page="formulation:start_plan",
    form=StartPlanForm,
    make=starting,
    wanted=permissions.DRAFT_PLAN,
    creates=True,
)
def start(wish: Wish) -> object:
    return start_plan(
        actor=wish.actor,
        organ_uid=wish.given["organ"].uid,
        title=wish.given["title"],
        at=wish.at,
    )


def axis_drafted(actor: Actor, uid: Any, axis_uid: Any) -> Axis:
    """An axis of a plan that the actor may write. Raises NotFound, Denied or NotAllowed."""
    return plans.axis_in(drafted(actor, uid), axis_uid)


def sub_axis_drafted(actor: Actor, uid: Any, sub_axis_uid: Any) -> SubAxis:
    """The same for a sub-axis."""
    return plans.sub_axis_in(drafted(actor, uid), sub_axis_uid)


def section(name: str, title: str, page: str, **how: Any) -> Callable[..., Any]:
    """A verb with the title and the description of an axis or a sub-axis."""
    told = Told(name, title, "Título e descrição, como no formulário.", group=CONTENT)
    return verb(told, page=f"formulation:{page}", form=SectionForm, **how)


@section("incluir_eixo", "Inclui um eixo", "add_axis", find=drafted, creates=True, where=OF_PLAN)
def add_axis(wish: Wish) -> object:
    return axes.add_axis(actor=wish.actor, plan_uid=wish.uid, at=wish.at, **wish.given)


@section("alterar_eixo", "Corrige um eixo", "edit_axis", find=axis_drafted, where=OF_AXIS)
def edit_axis(wish: Wish) -> object:
    uid = wish.where["axis_uid"]
    return axes.edit_axis(actor=wish.actor, plan_uid=wish.uid, uid=uid, at=wish.at, **wish.given)


@section(
    "incluir_subeixo",
    "Inclui um subeixo em um eixo",
    "add_sub_axis",
    find=axis_drafted,
    creates=True,
    where=OF_AXIS,
)
def add_sub_axis(wish: Wish) -> object:
    return axes.add_sub_axis(
        actor=wish.actor,
        plan_uid=wish.uid,
        axis_uid=wish.where["axis_uid"],
        at=wish.at,
        **wish.given,
    )


@section(
    "alterar_subeixo",
    "Corrige um subeixo",
    "edit_sub_axis",
    find=sub_axis_drafted,
    where=OF_SUB_AXIS,
)
def edit_sub_axis(wish: Wish) -> object:
    uid = wish.where["sub_axis_uid"]
    return axes.edit_sub_axis(
        actor=wish.actor, plan_uid=wish.uid, uid=uid, at=wish.at, **wish.given
    )


def moving(name: str, title: str, page: str, **how: Any) -> Callable[..., Any]:
    """A verb that says which way."""
    told = Told(name, title, "Troca de lugar com o de cima ou o de baixo.", group=CONTENT)
    return verb(told, page=f"formulation:{page}", form=MoveForm, **how)


@moving("mover_eixo", "Muda um eixo de lugar", "move_axis", find=axis_drafted, where=OF_AXIS)
def move_axis(wish: Wish) -> object:
    return axes.move_axis(**which_way(wish, "axis_uid"))


@moving(
    "mover_subeixo",
    "Muda um subeixo de lugar no seu eixo",
    "move_sub_axis",
    find=sub_axis_drafted,
    where=OF_SUB_AXIS,
)
def move_sub_axis(wish: Wish) -> object:
    return axes.move_sub_axis(**which_way(wish, "sub_axis_uid"))


def which_way(wish: Wish, name: str) -> dict[str, Any]:
    """What the two verbs are given."""
    up = wish.given["para"] == UP
    who: dict[str, Any] = {"actor": wish.actor, "plan_uid": wish.uid, "at": wish.at}
    return {**who, "uid": wish.where[name], "up": up}


@verb(
    Told(
        "excluir_eixo",
        "Exclui um eixo do plano em elaboração",
        "Com os seus subeixos e as suas ações.",
        group=CONTENT,
    ),
    page="formulation:remove_axis",
    find=axis_drafted,
    where=OF_AXIS,
)
def remove_axis(wish: Wish) -> object:
    uid = wish.where["axis_uid"]
    return axes.remove_axis(actor=wish.actor, plan_uid=wish.uid, uid=uid, at=wish.at)


@verb(
    Told(
        "excluir_subeixo",
        "Exclui um subeixo do plano em elaboração",
        "As ações dele ficam no eixo.",
        group=CONTENT,
    ),
    page="formulation:remove_sub_axis",
    find=sub_axis_drafted,
    where=OF_SUB_AXIS,
)
def remove_sub_axis(wish: Wish) -> object:
    uid = wish.where["sub_axis_uid"]
    return axes.remove_sub_axis(actor=wish.actor, plan_uid=wish.uid, uid=uid, at=wish.at)


@verb(
    Told(
        "incluir_eixos_do_metodo",
        "Inclui no plano os eixos do método da organização",
        "Para um plano que ainda não tem eixos.",
        group=CONTENT,
    ),
    page="formulation:add_axes_of_method",
    find=drafted,
    creates=True,
    where=OF_PLAN,
)
def add_axes(wish: Wish) -> object:
    return add_axes_of_method(actor=wish.actor, plan_uid=wish.uid, at=wish.at)
