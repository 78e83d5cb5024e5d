"""Choose and change the method; begin a plan with the axes that it offers."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from access.rules import Actor, require
from events.services import emit
from foundation.refusals import Conflict, Denied, Invalid, NotAllowed
from integrity.formulation import permissions
from integrity.formulation.method_events import AxesOfMethodAdded, MethodWritten
from integrity.formulation.models import Axis, MethodVersion, Plan
from integrity.formulation.queries import methods
from integrity.formulation.rules.methods import Method, method_faults
from integrity.formulation.services.drafting import plan_to_draft, touch

WHOLE_ONLY = "O método é de quem administra a organização inteira."


@transaction.atomic
def write_method(*, actor: Actor, method: Method, version: int, at: datetime) -> MethodVersion:
    """How the organisation works from now on; `version` is the one that the person read.

    Raises Denied, Conflict when somebody wrote another in between, or Invalid by field.
    """
    require(actor, permissions.MANAGE_METHOD)
    if actor.organ_id is not None:
        raise Denied(WHOLE_ONLY)
    if faults := method_faults(method):
        raise Invalid(faults)
    current = methods.standing()
    before, after = current.method.told(), method.told()
    changed = {name: (before[name], after[name]) for name in after if before[name] != after[name]}
    if current.version != version:
        raise Conflict(changed)
    try:
        with transaction.atomic():
            made = MethodVersion.objects.create(
                version=version + 1, body=method.as_json(), written_at=at
            )
    except IntegrityError:
        raise Conflict(changed) from None
    transaction.on_commit(methods.forget_words)
    changes = {name: list(pair) for name, pair in changed.items()}
    emit(MethodWritten.of(actor, made, at=at, changes=changes))
    return made


@transaction.atomic
def add_axes_of_method(*, actor: Actor, plan_uid: UUID, at: datetime) -> Plan:
    """The axes that the method offers, for a plan that has none. Raises NotAllowed otherwise."""
    plan = plan_to_draft(actor, plan_uid)
    offered = methods.standing().method.axes
    if not offered:
        raise NotAllowed("O método da organização não oferece eixos.")
    if plan.axes.exists():
        raise NotAllowed("O plano já tem eixos.")
    Axis.objects.bulk_create(
        Axis(plan=plan, title=title, position=place) for place, title in enumerate(offered)
    )
    touch(plan, at)
    emit(AxesOfMethodAdded.of(actor, plan, at=at, changes={"Eixos": ["", list(offered)]}))
    return plan
