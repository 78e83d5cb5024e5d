"""Models of the library become rows of a plan in draft, with what they name; nothing is final."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from access.models import Unit
from access.rules import Actor
from events.services import emit
from foundation.refusals import Invalid
from foundation.words import folded
from integrity.formulation.events import ActionAdded, ActionEdited
from integrity.formulation.library_events import ModelsAdopted
from integrity.formulation.models import Action, Axis, IntegrityRisk, Plan
from integrity.formulation.queries import plans, proposals, risks
from integrity.formulation.queries.adoption import Row, rows_by_model
from integrity.formulation.rules.adoption import Adoption, taken_from
from integrity.formulation.rules.planning import (
    Indicator,
    indicator_faults,
    indicators_of,
    indicators_text,
)
from integrity.formulation.services.action_words import told
from integrity.formulation.services.axes import add_axis
from integrity.formulation.services.drafting import plan_to_draft, touch
from integrity.formulation.services.proposals import propose_to
from integrity.formulation.services.risk_words import RiskDraft
from integrity.formulation.services.risks import add_risk
from integrity.library import queries as library
from integrity.library.models import Exemplar
from integrity.library.rules.fields import Kind

MOST_AT_ONCE = 100
CHOOSE = f"Marque de 1 a {MOST_AT_ONCE} modelos."
NOT_OFFERED = "Há modelo que a biblioteca não oferece mais. Abra a lista de novo."
NO_ACTION = "Escolha a ação que o indicador mede."
OF = "Modelo da biblioteca"


@dataclass(frozen=True, slots=True)
class Wishes:
    """How models are adopted: who carries actions out, and what comes along with them."""

    executing_unit: Unit | None = None
    action: Action | None = None
    with_risks: bool = False
    with_indicators: bool = True


@dataclass(slots=True)
class _Work:
    """What one call has to go by, and what it made."""

    actor: Actor
    plan: Plan
    wishes: Wishes
    at: datetime
    today: date
    held: dict[str, Row]
    made: list[Row] = field(default_factory=list)


@transaction.atomic
def adopt_models(
    *,
    actor: Actor,
    plan_uid: UUID,
    model_uids: Sequence[UUID],
    wishes: Wishes,
    at: datetime,
    today: date,
) -> list[Row]:
    """Adopt models, each in the version that is offered; axes that are missing come along.

    Raises Denied, NotFound, NotAllowed, or Invalid: nothing chosen, no longer offered, in the plan
    already, an indicator without its action.
    """
    plan = plan_to_draft(actor, plan_uid)
    work = _Work(actor, plan, wishes, at, today, rows_by_model(plan))
    wanted = _wanted(work, model_uids)
    for kind, adopt in (
        (Kind.AXIS, _axis),
        (Kind.ACTION, _action),
        (Kind.RISK, _risk),
    ):
        for model in wanted:
            if model.kind == kind and str(model.model_uid) not in work.held:
                adopt(work, model)
    _indicators(work, [each for each in wanted if each.kind == Kind.INDICATOR])
    touch(plan, at)
    named = [f"{each} (versão {each.version})" for each in wanted]
    emit(ModelsAdopted.of(actor, plan, at=at, changes={"Modelos": ["", named]}))
    return work.made


def adoption_of(model: Exemplar, name: str = "") -> Adoption:
    """Where a row says that it began."""
    return Adoption(model.kind, str(model.model_uid), model.version, model.sha256, name)


def _wanted(work: _Work, model_uids: Sequence[UUID]) -> list[Exemplar]:
    if not 0 < len(model_uids) <= MOST_AT_ONCE:
        raise Invalid({"": [CHOOSE]})
    found = list(library.offered(work.actor).filter(model_uid__in=list(model_uids)))
    if len(found) != len(set(model_uids)):
        raise Invalid({"": [NOT_OFFERED]})
    twice = [each for each in found if each.kind != Kind.INDICATOR and _is_held(work, each)]
    if twice:
        raise Invalid({"": [f"“{each.title}” já está no plano." for each in twice]})
    unit, action = work.wishes.executing_unit, work.wishes.action
    if unit is not None and not plans.units_of(work.plan).filter(pk=unit.pk).exists():
        raise Invalid({"executing_unit": ["Esta unidade é de outro órgão."]})
    if any(each.kind == Kind.INDICATOR for each in found) and action is None:
        raise Invalid({"action": [NO_ACTION]})
    if action is not None and action.plan_id != work.plan.pk:
        raise Invalid({"action": ["Esta ação é de outro plano."]})
    return found


def _is_held(work: _Work, model: Exemplar) -> bool:
    return str(model.model_uid) in work.held


def _keep(work: _Work, row: Row, model: Exemplar) -> None:
    row.adopted = [*row.adopted, adoption_of(model).as_json()]
    row.save(update_fields=["adopted"])
    work.held[str(model.model_uid)] = row
    work.made.append(row)


def _axis(work: _Work, model: Exemplar) -> Axis:
    """The axis of the plan of that title, or a new one."""
    said = taken_from(model.kind, model.body)
    same = (each for each in work.plan.axes.all() if folded(each.title) == folded(said["title"]))
    axis = next(same, None) or add_axis(
        actor=work.actor, plan_uid=work.plan.uid, at=work.at, **said
    )
    _keep(work, axis, model)
    return axis


def _axis_of(work: _Work, model: Exemplar) -> Axis:
    """The axis under which an action goes, adopted with it where the plan has it not."""
    found = library.by_keys(
        library.ever_published(work.actor), Kind.AXIS, [str(model.body.get("axis", ""))]
    )
    for axis in found.values():
        row = work.held.get(str(axis.model_uid))
        return row if isinstance(row, Axis) else _axis(work, axis)
    raise Invalid({"": [f"“{model.title}” está sem eixo na biblioteca."]})


def _action(work: _Work, model: Exemplar) -> Action:
    action = Action(
        plan=work.plan,
        axis=_axis_of(work, model),
        number=plans.next_number(work.plan),
        executing_unit=work.wishes.executing_unit,
        created_at=work.at,
        updated_at=work.at,
        **taken_from(model.kind, model.body),
    )
    propose_to(action, proposals.proposed_now())
    action.save()
    _keep(work, action, model)
    if work.wishes.with_indicators:
        _measure(work, action, _named(work, model, "indicators", Kind.INDICATOR))
    changes: dict[str, list[object]] = {k: ["", v] for k, v in told(action).items() if v}
    changes[OF] = ["", f"{model.title} (versão {model.version})"]
    emit(ActionAdded.of(work.actor, action, at=work.at, changes=changes))
    if work.wishes.with_risks:
        for each in _named(work, model, "risks", Kind.RISK):
            risk = work.held.get(str(each.model_uid)) or _risk(work, each)
            assert isinstance(risk, IntegrityRisk)
            risk.actions.add(action)
    return action


def _named(work: _Work, model: Exemplar, name: str, kind: Kind) -> list[Exemplar]:
    keys = model.body.get(name) or []
    found = library.by_keys(library.offered(work.actor), kind, keys)
    return [found[key] for key in keys if key in found]


def _risk(work: _Work, model: Exemplar) -> IntegrityRisk:
    said: dict[str, Any] = taken_from(model.kind, model.body)
    category = str(model.body.get("category") or "")
    known = {each.name for each in risks.scale_in_force().scale.categories}
    risk = add_risk(
        actor=work.actor,
        plan_uid=work.plan.uid,
        draft=RiskDraft(**said, category=category if category in known else ""),
        at=work.at,
        today=work.today,
    )
    _keep(work, risk, model)
    return risk


def _indicators(work: _Work, models: Sequence[Exemplar]) -> None:
    """Indicators chosen by themselves, for one action."""
    action = work.wishes.action
    if action is None or not models:
        return
    before = indicators_text(action.measures)
    if not _measure(work, action, models):
        raise Invalid({"": ["A ação já tem estes indicadores."]})
    if faults := indicator_faults(indicators_of(action.indicators)):
        raise Invalid({"": faults})
    action.version += 1
    action.updated_at = work.at
    action.save(update_fields=["version", "updated_at"])
    work.made.append(action)
    changes: dict[str, list[object]] = {"Indicadores": [before, indicators_text(action.measures)]}
    emit(ActionEdited.of(work.actor, action, at=work.at, changes=changes))


def _measure(work: _Work, action: Action, models: Sequence[Exemplar]) -> int:
    """Add to an action the indicators that it has not; returns how many."""
    names = {each["name"].casefold() for each in action.indicators}
    new = [each for each in models if each.title.casefold() not in names]
    made = [Indicator(**taken_from(each.kind, each.body)).as_json() for each in new]
    action.indicators = [*action.indicators, *made]
    kept = [adoption_of(each, each.title).as_json() for each in new]
    action.adopted = [*action.adopted, *kept]
    action.save(update_fields=["indicators", "adopted"])
    return len(new)
