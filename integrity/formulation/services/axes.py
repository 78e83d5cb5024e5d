"""Axes and sub-axes: add, correct, remove while the plan is in draft."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet

from access.rules import Actor
from events.services import emit
from foundation.refusals import Conflict, Invalid, NotAllowed
from foundation.words import counted, folded, joined
from integrity.formulation.events import (
    AxisAdded,
    AxisEdited,
    AxisRemoved,
    SubAxisAdded,
    SubAxisEdited,
    SubAxisRemoved,
)
from integrity.formulation.models import Action, Axis, SubAxis
from integrity.formulation.queries import plans
from integrity.formulation.rules.programme import digest_of
from integrity.formulation.services.drafting import plan_to_draft, touch

Row = TypeVar("Row", Axis, SubAxis)
Titled = QuerySet[Axis] | QuerySet[SubAxis]


@transaction.atomic
def add_axis(
    *, actor: Actor, plan_uid: UUID, title: str, description: str = "", at: datetime
) -> Axis:
    """An axis at the end of the list. Raises Invalid for a title that the plan has already."""
    plan = plan_to_draft(actor, plan_uid)
    _check_title(plan.axes.all(), title, "Este plano já tem um eixo com este título.")
    axis = Axis.objects.create(
        plan=plan, title=title, description=description, position=_after(plan.axes.all())
    )
    touch(plan, at)
    emit(AxisAdded.of(actor, plan, at=at, changes={"Eixo": ["", title]}))
    return axis


@transaction.atomic
def edit_axis(
    *,
    actor: Actor,
    plan_uid: UUID,
    uid: UUID,
    title: str,
    description: str,
    mark: str = "",
    at: datetime,
) -> Axis:
    """Correct an axis; `mark` is of what the person read.

    Raises Invalid for a title that another axis has, Conflict when somebody else corrected it.
    """
    plan = plan_to_draft(actor, plan_uid)
    axis = plans.axis_in(plan, uid)
    _refuse_stale(axis, mark, title, description)
    others = plan.axes.exclude(pk=axis.pk)
    _check_title(others, title, "Este plano já tem um eixo com este título.")
    changes = _rewrite(axis, title, description)
    touch(plan, at)
    emit(AxisEdited.of(actor, plan, at=at, changes=changes))
    return axis


@transaction.atomic
def move_axis(*, actor: Actor, plan_uid: UUID, uid: UUID, up: bool, at: datetime) -> Axis:
    """Change places with the axis before or after it. Raises NotAllowed at the end of the list."""
    plan = plan_to_draft(actor, plan_uid)
    axis = plans.axis_in(plan, uid)
    order = _moved(list(plan.axes.order_by("position", "pk")), axis, up)
    Axis.objects.bulk_update(order, ["position"])
    touch(plan, at)
    emit(AxisEdited.of(actor, plan, at=at, changes=_place(axis, order)))
    return axis


@transaction.atomic
def move_sub_axis(*, actor: Actor, plan_uid: UUID, uid: UUID, up: bool, at: datetime) -> SubAxis:
    """The same inside an axis."""
    plan = plan_to_draft(actor, plan_uid)
    sub_axis = plans.sub_axis_in(plan, uid)
    beside = sub_axis.axis.sub_axes.order_by("position", "pk")
    order = _moved(list(beside), sub_axis, up)
    SubAxis.objects.bulk_update(order, ["position"])
    touch(plan, at)
    emit(SubAxisEdited.of(actor, plan, at=at, changes=_place(sub_axis, order)))
    return sub_axis


def _moved(order: list[Row], row: Row, up: bool) -> list[Row]:
    place = order.index(row)
    other = place + (-1 if up else 1)
    if not 0 <= other < len(order):
        raise NotAllowed("Já está na ponta da lista.")
    order[place], order[other] = order[other], order[place]
    for number, each in enumerate(order):
        each.position = number
    return order


def _place(row: Axis | SubAxis, order: Sequence[Axis | SubAxis]) -> dict[str, list[str]]:
    """What the journal says: the order as it is now."""
    return {
        "Ordem": ["", joined([each.title for each in order])],
        "Mudou de lugar": ["", row.title],
    }


@transaction.atomic
def remove_axis(*, actor: Actor, plan_uid: UUID, uid: UUID, at: datetime) -> None:
    """Take an axis out of the draft, with its sub-axes and actions (P59)."""
    plan = plan_to_draft(actor, plan_uid)
    axis = plans.axis_in(plan, uid)
    lost = contents(axis)
    Action.objects.filter(axis=axis).delete()
    SubAxis.objects.filter(axis=axis).delete()
    axis.delete()
    touch(plan, at)
    emit(AxisRemoved.of(actor, plan, at=at, changes={"Eixo": [f"{axis.title} ({lost})", ""]}))


def contents(axis: Axis) -> str:
    """`2 subeixos e 5 ações`: what goes with an axis."""
    sub_axes = counted(axis.sub_axes.count(), "subeixo", "subeixos")
    return f"{sub_axes} e {counted(axis.actions.count(), 'ação', 'ações')}"


@transaction.atomic
def add_sub_axis(
    *,
    actor: Actor,
    plan_uid: UUID,
    axis_uid: UUID,
    title: str,
    description: str = "",
    at: datetime,
) -> SubAxis:
    """A sub-axis at the end of its axis. Raises Invalid for a title that the axis has already."""
    plan = plan_to_draft(actor, plan_uid)
    axis = plans.axis_in(plan, axis_uid)
    _check_title(axis.sub_axes.all(), title, "Este eixo já tem um subeixo com este título.")
    sub_axis = SubAxis.objects.create(
        axis=axis, title=title, description=description, position=_after(axis.sub_axes.all())
    )
    touch(plan, at)
    emit(SubAxisAdded.of(actor, plan, at=at, changes={"Subeixo": ["", f"{axis} / {title}"]}))
    return sub_axis


@transaction.atomic
def edit_sub_axis(
    *,
    actor: Actor,
    plan_uid: UUID,
    uid: UUID,
    title: str,
    description: str,
    mark: str = "",
    at: datetime,
) -> SubAxis:
    """Correct a sub-axis; it stays under its axis. Raises Invalid or Conflict."""
    plan = plan_to_draft(actor, plan_uid)
    sub_axis = plans.sub_axis_in(plan, uid)
    _refuse_stale(sub_axis, mark, title, description)
    others = sub_axis.axis.sub_axes.exclude(pk=sub_axis.pk)
    _check_title(others, title, "Este eixo já tem um subeixo com este título.")
    changes = _rewrite(sub_axis, title, description)
    touch(plan, at)
    emit(SubAxisEdited.of(actor, plan, at=at, changes=changes))
    return sub_axis


@transaction.atomic
def remove_sub_axis(*, actor: Actor, plan_uid: UUID, uid: UUID, at: datetime) -> None:
    """Take a sub-axis out of the draft; its actions stay, directly under the axis."""
    plan = plan_to_draft(actor, plan_uid)
    sub_axis = plans.sub_axis_in(plan, uid)
    label = f"{sub_axis.axis} / {sub_axis} ({counted(sub_axis.actions.count(), 'ação', 'ações')})"
    sub_axis.actions.update(sub_axis=None, updated_at=at)
    sub_axis.delete()
    touch(plan, at)
    emit(SubAxisRemoved.of(actor, plan, at=at, changes={"Subeixo": [label, ""]}))


def _after(rows: Titled) -> int:
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1


def _check_title(rows: Titled, title: str, sentence: str) -> None:
    if folded(title) in {folded(each) for each in rows.values_list("title", flat=True)}:
        raise Invalid({"title": [sentence]})


def mark_of(row: Axis | SubAxis) -> str:
    """What tells whether an axis or a sub-axis is still as somebody read it."""
    return digest_of({"title": row.title, "description": row.description})


def _refuse_stale(row: Axis | SubAxis, mark: str, title: str, description: str) -> None:
    if mark and mark != mark_of(row):
        raise Conflict({name: (old, new) for name, old, new in _changes(row, title, description)})


def _changes(row: Axis | SubAxis, title: str, description: str) -> list[tuple[str, str, str]]:
    pairs = (("Título", row.title, title), ("Descrição", row.description, description))
    return [(name, old, new) for name, old, new in pairs if old != new]


def _rewrite(row: Axis | SubAxis, title: str, description: str) -> dict[str, list[str]]:
    changes = {name: [old, new] for name, old, new in _changes(row, title, description)}
    row.title, row.description = title, description
    row.save(update_fields=["title", "description"])
    return changes
