"""The doors to actions of the plan in force: by organ, and for an executor by unit."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import CharField, F, Func, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat
from django.utils import timezone

from access.models import Organ, Person, Unit
from access.queries import in_use
from access.rules import Actor, Profile, require
from documents.models import StoredFile
from foundation.refusals import NotAllowed, NotFound
from foundation.words import folded
from identity.models import User
from integrity.execution import permissions
from integrity.execution.models import ActionExecution, ActionType, Evidence, LimitingFactor
from integrity.execution.rules import Course, Light, SemaphorePolicy, semaphore
from integrity.formulation.models import Action, Plan
from integrity.formulation.queries import methods
from integrity.formulation.queries import plans as formulation_plans
from integrity.formulation.queries import risks as formulation_risks
from integrity.formulation.queries.joint import within_reach
from integrity.formulation.rules.flows import NEXT_STATES, ActionStatus, PlanState


def plans_in_force(actor: Actor) -> QuerySet[Plan]:
    """The published plans of the organs that the actor reaches."""
    return (
        Plan.objects.filter(within_reach(actor), state=PlanState.PUBLISHED)
        .select_related("organ")
        .order_by("organ__name")
    )


def published_plans(actor: Actor) -> QuerySet[Plan]:
    """What is in force, and what was, in the organs that the actor reaches."""
    states = [PlanState.PUBLISHED, PlanState.SUPERSEDED]
    return Plan.objects.filter(within_reach(actor), state__in=states).select_related("organ")


def actions_of(actor: Actor, *, of: Plan | None = None) -> QuerySet[Action]:
    """The actions in force within reach, or those of one plan that is, or was, in force.

    An executor's are those of the own unit and below. Of a joint plan, an organ that only takes
    part has its own part, and the one that leads sees all.
    """
    require(actor, permissions.READ)
    plans = plans_in_force(actor) if of is None else published_plans(actor).filter(pk=of.pk)
    found = Action.objects.filter(plan__in=plans.order_by())
    if actor.profile == Profile.EXECUTOR and actor.unit_ids:
        found = found.filter(executing_unit__in=actor.unit_ids)
    elif actor.organ_id is not None:
        found = found.filter(_part_of(actor))
    return found.select_related(
        "plan__organ",
        "axis",
        "sub_axis",
        "executing_unit__organ",
        "execution__responsible__user",
    ).prefetch_related("execution__types")


def _part_of(actor: Actor) -> Q:
    """What an organ has of the plans that it is of: its own part, and what nobody else executes."""
    own = Q(executing_unit__organ=actor.organ_id)
    led = Q(plan__organ=actor.organ_id)
    if actor.profile == Profile.EXECUTOR:
        led &= Q(executing_unit=None)
    return own | led


def action_by_uid(actor: Actor, uid: UUID) -> Action:
    """One action within reach. Raises NotFound for every other."""
    found = actions_of(actor).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def action_for_update(actor: Actor, uid: UUID) -> Action:
    """The same, locked: whatever is written of an action's execution waits here.

    Raises NotAllowed where a new version took the plan's place meanwhile.
    """
    action = action_by_uid(actor, uid)
    locked = (
        Action.objects.select_for_update(of=("self",))
        .select_related("plan__organ", "executing_unit")
        .get(pk=action.pk)
    )
    must_be_in_force(locked)
    return locked


REPLACED = "Um novo plano acaba de entrar em vigor. Abra a ação no novo plano e registre lá."


def must_be_in_force(action: Action) -> None:
    """After waiting for a lock: nothing is written to a plan that is over, for it would be lost."""
    if not Plan.objects.filter(pk=action.plan_id, state=PlanState.PUBLISHED).exists():
        raise NotAllowed(REPLACED)


def copy_in_draft(action: Action) -> Action | None:
    """The same action in the next version of its plan, while that is written or approved."""
    copies = Action.objects.select_for_update(of=("self",)).select_related("executing_unit")
    return copies.filter(origin=action, plan__state__in=NEXT_STATES).first()


def under_way_for_update(plan: Plan) -> list[ActionExecution]:
    """All that is written of a plan's execution, locked in the order in which its verbs lock.

    Whoever reports progress or takes evidence away has done so before, or finds the plan replaced.
    """
    mine = Action.objects.select_for_update().filter(plan=plan).order_by("pk")
    list(mine.values_list("pk", flat=True))
    pieces = Evidence.objects.select_for_update(of=("self",)).filter(execution__action__plan=plan)
    list(pieces.order_by("pk").values_list("pk", flat=True))
    held = ActionExecution.objects.select_for_update(of=("self",)).filter(action__plan=plan)
    return list(held.order_by("pk"))


def execution_of(action: Action) -> ActionExecution | None:
    """What is known of the execution; None until the action is classified."""
    return getattr(action, "execution", None)


def execution_for_update(action: Action) -> ActionExecution | None:
    """The row to be changed, under the lock of its action."""
    return (
        ActionExecution.objects.select_for_update(of=("self",))
        .select_related("responsible", "action")
        .filter(action=action)
        .first()
    )


def _evidence_of(actor: Actor) -> QuerySet[Evidence]:
    return Evidence.objects.filter(
        removed_at=None, execution__action__in=actions_of(actor).order_by()
    ).select_related("execution__action")


def evidence_by_uid(actor: Actor, uid: UUID) -> Evidence:
    """A piece of evidence in force on an action within reach. Raises NotFound."""
    found = _evidence_of(actor).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def evidence_for_update(actor: Actor, uid: UUID) -> Evidence:
    """The same, locked."""
    found = evidence_by_uid(actor, uid)
    locked = _evidence_of(actor).select_for_update(of=("self",)).filter(pk=found.pk).first()
    if locked is None:
        raise NotFound
    must_be_in_force(locked.execution.action)
    return locked


class _Plain(Func):
    """Text without accents and case, as `foundation.words.folded` makes it."""

    function = "ext.unaccent"
    template = "lower(%(function)s(%(expressions)s))"
    output_field = CharField()


def matching(actions: QuerySet[Action], *, text: str = "", status: str = "") -> QuerySet[Action]:
    """Narrow by free text (title, axis, sub-axis, unit, number) and by status."""
    if status:
        actions = actions.filter(status=status)
    if wanted := folded(text):
        fields = ["number", "title", "axis__title", "sub_axis__title", "executing_unit__name"]
        parts = [part for name in fields for part in (Coalesce(F(name), Value("")), Value(" "))]
        actions = actions.alias(heap=_Plain(Concat(*parts))).filter(heap__contains=wanted)
    return actions


@dataclass(frozen=True, slots=True)
class Row:
    """An action with its execution and its light."""

    action: Action
    execution: ActionExecution | None
    course: Course
    light: Light


def row_of(action: Action, *, today: date, policy: SemaphorePolicy) -> Row:
    """One line of a list of actions, lit by the policy of the organisation."""
    execution = execution_of(action)
    changed_at = execution.updated_at if execution else action.updated_at
    course = Course(
        status=ActionStatus(action.status),
        kind=execution.kind if execution else "",
        planned_start=execution.planned_start if execution else None,
        planned_end=execution.planned_end if execution else None,
        last_change=timezone.localdate(changed_at),
    )
    return Row(action, execution, course, semaphore(course, today=today, policy=policy))


def policy_in_force() -> SemaphorePolicy:
    """The days that lead to each colour here; asked once for a whole list."""
    method = methods.standing().method
    return SemaphorePolicy(method.green_from, method.stale_after, method.forgotten_after)


def took_part(user_id: int | None, action: Action) -> bool:
    """Whether a person answers for the action, is involved in it, or reported on it."""
    execution = execution_of(action)
    if user_id is None or execution is None:
        return False
    named = execution.responsible is not None and execution.responsible.user_id == user_id
    return (
        named
        or execution.involved.filter(user_id=user_id).exists()
        or execution.progress.filter(author_id=user_id).exists()
    )


def types_foreseen(action: Action) -> QuerySet[ActionType]:
    """Of the types that the plan names for an action, those that its organ may choose."""
    return types_for(action.plan.organ).filter(name__in=action.types)


def types_for(organ: Organ) -> QuerySet[ActionType]:
    """The types to choose from: those of everybody and those of the organ (P37)."""
    return ActionType.objects.filter(Q(organ=None) | Q(organ=organ), is_active=True)


def limiting_factors_for(organ: Organ) -> QuerySet[LimitingFactor]:
    """The limiting factors to choose from."""
    return LimitingFactor.objects.filter(Q(organ=None) | Q(organ=organ), is_active=True)


def people_of(plan: Plan) -> QuerySet[Person]:
    """The directory, as far as the organs of the plan reach it."""
    return formulation_risks.people_of(plan)


def units_of(plan: Plan) -> QuerySet[Unit]:
    """The units in which a person of the plan's organs may serve."""
    return formulation_plans.units_of(plan)


def may_fetch_evidence(actor: Actor, file: StoredFile) -> bool:
    """Whether the file proves something, still, on an action that the person may see (N9)."""
    return actor.may(permissions.READ) and _evidence_of(actor).filter(file=file).exists()


def proves_something(file: StoredFile) -> bool:
    """Whether any action, of any organ, still has the file as evidence."""
    return Evidence.objects.filter(file=file, removed_at=None).exists()


def executors_of(unit: Unit, *, today: date) -> QuerySet[User]:
    """Who executes for a unit: held in it, in a unit above it, in its organ, or over the whole."""
    above = [row.pk for row in Unit.objects.raw(_ABOVE, [unit.pk])]
    serving = in_use(today).filter(
        Q(unit__in=above) | Q(unit=None, organ=unit.organ_id) | Q(unit=None, organ=None),
        profile=Profile.EXECUTOR,
    )
    return User.objects.filter(is_active=True, pk__in=serving.values("user_id"))


_ABOVE = (
    "WITH RECURSIVE tree AS (SELECT id, parent_id FROM access_unit WHERE id = %s"
    " UNION SELECT u.id, u.parent_id FROM access_unit u JOIN tree t ON u.id = t.parent_id)"
    " SELECT id FROM tree"
)
