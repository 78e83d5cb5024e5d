"""A new version of an adopted model: taken over field by field, or kept out; never by itself."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from access.rules import Actor
from events.services import emit
from foundation.refusals import Invalid, NotAllowed
from foundation.words import folded
from integrity.formulation.events import ActionEdited, AxisEdited
from integrity.formulation.library_events import ModelUpdateDecided
from integrity.formulation.models import Action, Axis, IntegrityRisk
from integrity.formulation.queries.adoption import Row, Update, update_in
from integrity.formulation.risk_events import RiskEdited
from integrity.formulation.rules.adoption import adoptions_of, merged, moved_on
from integrity.formulation.rules.planning import indicator_faults, indicators_of, period_faults
from integrity.formulation.rules.risks import text_faults
from integrity.formulation.services.actions import NEEDS_PURPOSE
from integrity.formulation.services.adoption import adoption_of
from integrity.formulation.services.drafting import plan_to_draft, touch
from integrity.library.rules.fields import Kind

MOVED = "O texto do plano ou o modelo mudou enquanto você lia. Confira de novo antes de decidir."


@transaction.atomic
def decide_update(
    *,
    actor: Actor,
    plan_uid: UUID,
    row_uid: UUID,
    model_uid: UUID,
    taken: Collection[str],
    mark: str,
    at: datetime,
) -> Row:
    """Take over the fields in `taken` from the new version; all the others stay the plan's own.

    `mark` is that of the page. Raises Denied, NotFound, NotAllowed when either text changed in
    between, or Invalid by field.
    """
    plan = plan_to_draft(actor, plan_uid)
    found = update_in(plan, row_uid, model_uid)
    if found.mark != mark:
        raise NotAllowed(MOVED)
    if unknown := set(taken) - {each.name for each in found.fields}:
        raise Invalid({each: ["Escolha entre os campos que mudaram."] for each in sorted(unknown)})
    row, said = found.held.row, merged(found.held.mine, found.fields, taken)
    if taken:
        _write(row, found, said, at)
    name = said["name"] if found.newest.kind == Kind.INDICATOR else ""
    to = adoption_of(found.newest, found.held.adoption.name)
    moved = moved_on(adoptions_of(row.adopted), to, name=name)
    row.adopted = [each.as_json() for each in moved]
    row.save(update_fields=["adopted"])
    touch(plan, at)
    _tell(actor, row, found, taken, at)
    return row


def _write(row: Row, found: Update, said: dict[str, str], at: datetime) -> None:
    if found.newest.kind == Kind.INDICATOR:
        assert isinstance(row, Action)
        row.indicators = [
            {**each, **said} if each["name"] == found.held.adoption.name else each
            for each in row.indicators
        ]
    else:
        for name, text in said.items():
            setattr(row, name, text)
    if faults := _faults(row):
        raise Invalid(faults)
    if not isinstance(row, Axis):
        row.version += 1
        row.updated_at = at
    row.save()


def _faults(row: Row) -> dict[str, list[str]]:
    if isinstance(row, Axis):
        others = row.plan.axes.exclude(pk=row.pk).values_list("title", flat=True)
        is_taken = folded(row.title) in {folded(each) for each in others}
        return {"title": ["Este plano já tem um eixo com este título."]} if is_taken else {}
    if isinstance(row, IntegrityRisk):
        names = ("cause", "event", "consequence", "objective")
        return text_faults({name: getattr(row, name) for name in names})
    faults = period_faults(row.kind, row.planned_start, row.planned_end, row.stages)
    if "planned_end" in faults:
        faults["kind"] = faults.pop("planned_end")
    if sentences := indicator_faults(indicators_of(row.indicators)):
        faults["name"] = sentences
    if not row.objective and not row.expected_benefit:
        faults["objective"] = [NEEDS_PURPOSE]
    return faults


def _tell(actor: Actor, row: Row, found: Update, taken: Collection[str], at: datetime) -> None:
    """The journal keeps every word that was replaced, and what stayed as it was."""
    changes: dict[str, list[Any]] = {
        each.label: [each.shown[1], each.shown[2]] for each in found.fields if each.name in taken
    }
    subject = row.plan if isinstance(row, Axis) else row
    if changes:
        kinds = {Axis: AxisEdited, Action: ActionEdited, IntegrityRisk: RiskEdited}
        emit(kinds[type(row)].of(actor, subject, at=at, changes=changes))
    kept = [each.label for each in found.fields if each.name not in taken]
    decided: dict[str, list[Any]] = {
        "Modelo": [f"versão {found.adopted.version}", f"versão {found.newest.version}"],
        "Aproveitado": ["", list(changes)],
        "Mantido como está no plano": ["", kept],
    }
    emit(ModelUpdateDecided.of(actor, subject, at=at, changes=decided))
