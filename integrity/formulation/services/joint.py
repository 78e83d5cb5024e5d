"""Make a plan one of several organs: ask an organ, take it out, and what its head answers."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.models import Organ
from access.rules import Actor, require
from events.services import emit
from foundation.refusals import Invalid, NotAllowed
from foundation.words import counted, joined
from integrity.formulation import permissions
from integrity.formulation.joint_events import (
    OrganAgreed,
    OrganAsked,
    OrganDeclined,
    OrganLeft,
)
from integrity.formulation.models import Plan, PlanOrgan
from integrity.formulation.queries import joint, plans
from integrity.formulation.rules.joint import WHY_NOT, Answer
from integrity.formulation.services.drafting import check_open, plan_to_draft, touch

NOT_FREE = "Este órgão não está livre: ele já tem um plano em elaboração."
IN_USE = "{organ} ainda tem {used} neste plano. Passe-as a outro órgão antes de retirá-lo."


@transaction.atomic
def ask_organ(*, actor: Actor, plan_uid: UUID, organ_uid: UUID, at: datetime) -> PlanOrgan:
    """Ask another organ of the organisation to take part in a plan in draft.

    Its people see the plan at once; the plan is not sent to be approved before its head agrees.
    Raises Denied, NotFound, NotAllowed once sent, or Invalid for an organ that cannot be of it.
    """
    plan = plan_to_draft(actor, plan_uid)
    organ = Organ.objects.select_for_update().filter(uid=organ_uid).first()
    if organ is None or not joint.free_organs(plan).filter(pk=organ.pk).exists():
        raise Invalid({"organ": [NOT_FREE]})
    if hindered := joint.hindrances(plan, [organ]):
        raise Invalid({"organ": hindered})
    made = PlanOrgan.objects.create(plan=plan, organ=organ)
    touch(plan, at)
    changes = {"Órgão participante": ["", str(organ)]}
    emit(OrganAsked.of(actor, plan, at=at, changes=changes, organ_uid=organ.uid))
    return made


@transaction.atomic
def remove_organ(*, actor: Actor, plan_uid: UUID, organ_uid: UUID, at: datetime) -> None:
    """Take an organ out of a plan in draft. Raises NotAllowed while the plan uses its units."""
    plan = plan_to_draft(actor, plan_uid)
    part = joint.part_of(plan, organ_uid)
    if used := _used(plan, part.organ):
        raise NotAllowed(IN_USE.format(organ=part.organ, used=used))
    part.delete()
    touch(plan, at)
    changes = {"Órgão participante": [str(part.organ), ""]}
    emit(OrganLeft.of(actor, plan, at=at, changes=changes, organ_uid=part.organ.uid))


@transaction.atomic
def answer_joint_plan(
    *,
    actor: Actor,
    plan_uid: UUID,
    organ_uid: UUID,
    agrees: bool,
    reason: str = "",
    at: datetime,
) -> PlanOrgan:
    """The head of an organ says whether it takes part; until the plan is sent it may say anew.

    Raises Denied, NotFound, NotAllowed once sent, or Invalid without a reason not to.
    """
    require(actor, permissions.ANSWER_JOINT_PLAN)
    plan = plans.joint_plan_for_update(actor, plan_uid)
    check_open(plan)
    part = joint.reached_part(actor, plan, organ_uid)
    reason = reason.strip()
    if not agrees and not reason:
        raise Invalid({"reason": [WHY_NOT]})
    before = Answer(part.answer)
    part.answer = after = Answer.AGREED if agrees else Answer.DECLINED
    part.answered_at, part.answered_by_name, part.reason = at, actor.name, reason
    part.save(update_fields=["answer", "answered_at", "answered_by_name", "reason"])
    event = OrganAgreed if agrees else OrganDeclined
    changes = {str(part.organ): [str(before.label), str(after.label)]}
    uid = part.organ.uid
    emit(event.of(actor, plan, at=at, changes=changes, reason=reason, organ_uid=uid))
    return part


def refuse_hindered(plan: Plan) -> None:
    """Raise NotAllowed where the plan would leave an organ that is not of it without a plan."""
    partners = [each.organ for each in joint.partners_of(plan)]
    if hindered := joint.hindrances(plan, partners):
        raise NotAllowed(" ".join(hindered))


def _used(plan: Plan, organ: Organ) -> str:
    """What of a plan the units of an organ carry, in words."""
    numbers = {
        ("ação", "ações"): plan.actions.filter(executing_unit__organ=organ).count()
        + plan.actions.filter(supporting_units__organ=organ).count(),
        ("unidade de risco", "unidades de risco"): plan.risks.filter(
            owner_unit__organ=organ
        ).count(),
    }
    return joined([counted(n, one, many) for (one, many), n in numbers.items() if n])
