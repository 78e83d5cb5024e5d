"""The draft that an authorised revision begins with: a copy of everything, or of chosen actions."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import Max

from access.rules import Actor
from events.services import emit
from foundation.refusals import Invalid
from integrity.formulation.events import PlanStarted
from integrity.formulation.models import (
    Action,
    Axis,
    Commission,
    CommissionMember,
    Plan,
    PlanOrgan,
    SubAxis,
)
from integrity.formulation.queries.joint import partners_of
from integrity.formulation.queries.replacing import open_actions
from integrity.formulation.rules.flows import PlanState
from integrity.formulation.services.carrying import copy_programme
from integrity.formulation.services.risk_copies import copy_risks, copy_treated

Map = Mapping[int, int]
WRITTEN = (
    "number",
    "title",
    "description",
    "objective",
    "expected_benefit",
    "executing_unit_id",
    "kind",
    "types",
    "planned_start",
    "planned_end",
    "responsible_id",
    "alternate_id",
    "check_in",
    "expected_evidence",
    "product",
    "planned_budget",
    "weight",
    "milestones",
    "indicators",
    "adopted",
)


def new_edition(
    actor: Actor, old: Plan, title: str, at: datetime, carried: Sequence[UUID] = ()
) -> Plan:
    """A plan of the next edition, not started; inside the verb that authorises it.

    It begins with the chosen open actions, each under the axis it had, with its days and the risks
    that it treats; each knows the action that it continues. Raises Invalid for other actions.
    """
    chosen = open_actions(old).filter(uid__in=carried)
    if chosen.count() != len(set(carried)):
        raise Invalid({"carried": ["Escolha entre as ações em aberto do plano em vigor."]})
    latest = Plan.objects.filter(organ=old.organ).aggregate(latest=Max("edition"))["latest"]
    made = _begin(old, at, title=title, edition=latest + 1)
    kept = set(chosen.values_list("axis_id", "sub_axis_id"))
    axes = _copy_axes(old.axes.filter(pk__in=[axis for axis, _ in kept]), made)
    sub_axes = _copy_sub_axes(SubAxis.objects.filter(pk__in=[sub for _, sub in kept]), axes)
    actions = _copy_actions(chosen, made, axes, sub_axes, at)
    _copy_supporting_units(actions)
    copied = {"Eixos": len(axes), "Subeixos": len(sub_axes), "Ações": len(actions)}
    copied["Riscos"] = copy_treated(old, made, actions, at)
    told = {name: ["", str(number)] for name, number in copied.items() if number}
    _tell(actor, old, made, at, told)
    return made


def new_version(actor: Actor, old: Plan, at: datetime) -> Plan:
    """A draft of the next revision that says what the plan in force says."""
    held = Plan.objects.filter(organ=old.organ, edition=old.edition)
    revision = held.aggregate(latest=Max("revision"))["latest"] + 1
    made = _begin(
        old,
        at,
        title=old.title,
        edition=old.edition,
        revision=revision,
        state=PlanState.DRAFTING,
    )
    _copy_commission(old, made)
    copy_programme(old, made)
    axes = _copy_axes(old.axes.all(), made)
    sub_axes = _copy_sub_axes(SubAxis.objects.filter(axis__plan=old), axes)
    actions = _copy_actions(old.actions.all(), made, axes, sub_axes, at)
    _copy_supporting_units(actions)
    copied = {"Eixos": len(axes), "Subeixos": len(sub_axes), "Ações": len(actions)}
    if risks := copy_risks(old.risks.all(), made, actions, at):
        copied["Riscos"] = risks
    _tell(actor, old, made, at, {name: ["", str(number)] for name, number in copied.items()})
    return made


def _begin(old: Plan, at: datetime, **given: object) -> Plan:
    made = Plan.objects.create(organ=old.organ, created_at=at, updated_at=at, **given)
    for each in partners_of(old):
        PlanOrgan.objects.create(plan=made, organ=each.organ)
    return made


def _tell(
    actor: Actor, old: Plan, made: Plan, at: datetime, copied: Mapping[str, list[str]]
) -> None:
    changes = {"Edição": [old.edition_label, made.edition_label], **copied}
    emit(PlanStarted.of(actor, made, at=at, changes=changes))


def _copy_commission(old: Plan, made: Plan) -> None:
    found = Commission.objects.filter(plan=old).first()
    if found is None:
        return
    seats = list(found.members.all())
    copy = Commission.objects.create(
        plan=made,
        is_formal=found.is_formal,
        act_name=found.act_name,
        act_url=found.act_url,
        published_date=found.published_date,
        term_days=found.term_days,
        due_date=found.due_date,
        start_date=found.start_date,
    )
    copies = CommissionMember.objects.bulk_create(
        CommissionMember(
            commission=copy,
            person_id=seat.person_id,
            unit_id=seat.unit_id,
            is_coordinator=seat.is_coordinator,
            is_alternate=seat.is_alternate,
            is_active=seat.is_active,
        )
        for seat in seats
    )
    became = {str(seat.uid): str(each.uid) for seat, each in zip(seats, copies, strict=True)}
    for act in found.acts.order_by("kind", "number"):
        act.pk, act.uid, act.commission, act._state.adding = None, uuid4(), copy, True
        act.seats = [{**each, "seat": became[each["seat"]]} for each in act.seats]
        act.save()


def _copy_axes(axes: Iterable[Axis], made: Plan) -> Map:
    """Which axis became which."""
    found = list(axes)
    copies = Axis.objects.bulk_create(
        Axis(
            plan=made,
            title=each.title,
            description=each.description,
            position=each.position,
            adopted=each.adopted,
        )
        for each in found
    )
    return {each.pk: copy.pk for each, copy in zip(found, copies, strict=True)}


def _copy_sub_axes(sub_axes: Iterable[SubAxis], axes: Map) -> Map:
    found = list(sub_axes)
    copies = SubAxis.objects.bulk_create(
        SubAxis(
            axis_id=axes[each.axis_id],
            title=each.title,
            description=each.description,
            position=each.position,
        )
        for each in found
    )
    return {each.pk: copy.pk for each, copy in zip(found, copies, strict=True)}


def _copy_actions(
    actions: Iterable[Action], made: Plan, axes: Map, sub_axes: Map, at: datetime
) -> Map:
    """Each knows the action that it continues; how that is carried out is carried over later."""
    found = list(actions)
    copies = Action.objects.bulk_create(
        Action(
            plan=made,
            axis_id=axes[each.axis_id],
            sub_axis_id=sub_axes[each.sub_axis_id] if each.sub_axis_id else None,
            origin=each,
            created_at=at,
            updated_at=at,
            **{name: getattr(each, name) for name in WRITTEN},
        )
        for each in found
    )
    return {each.pk: copy.pk for each, copy in zip(found, copies, strict=True)}


def _copy_supporting_units(actions: Map) -> None:
    Support = Action.supporting_units.through  # noqa: N806  a model
    held = Support.objects.filter(action_id__in=actions).values_list("action_id", "unit_id")
    Support.objects.bulk_create(
        Support(action_id=actions[action], unit_id=unit) for action, unit in held
    )
