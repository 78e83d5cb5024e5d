"""Ask for a revision of the plan in force, take that back, let it or refuse it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.duties import Pair, is_same
from access.rules import Actor, require
from events.services import emit
from foundation.refusals import Invalid, NotAllowed
from integrity.formulation import permissions
from integrity.formulation.events import (
    RevisionApproved,
    RevisionRejected,
    RevisionRequested,
    RevisionWithdrawn,
)
from integrity.formulation.models import RevisionRequest
from integrity.formulation.queries import plans, revisions
from integrity.formulation.rules.flows import REVISION_FLOW, RevisionKind, RevisionState
from integrity.formulation.rules.revisions import request_faults, text_faults
from integrity.formulation.services.versions import new_edition, new_version
from people.services import keep_apart

DECISION = ("state", "decided_by_name", "decided_at", "decision_reason", "draft")


@transaction.atomic
def request_revision(
    *, actor: Actor, plan_uid: UUID, kind: str, reason: str, at: datetime
) -> RevisionRequest:
    """Ask internal control for a new version or edition of the plan in force (P113).

    Raises Denied, NotFound, NotAllowed while one is pending or in draft (N17), or Invalid.
    """
    require(actor, permissions.REQUEST_REVISION)
    plan = plans.plan_for_update(actor, plan_uid)
    if hindrance := revisions.hindrance_of(plan):
        raise NotAllowed(hindrance)
    if faults := request_faults(kind, reason):
        raise Invalid(faults)
    made = RevisionRequest.objects.create(
        plan=plan,
        kind=kind,
        reason=reason.strip(),
        requested_by_id=actor.user_id,
        requested_by_name=actor.name,
        requested_at=at,
    )
    changes = {"Pedido": ["", RevisionKind(kind).label]}
    emit(
        RevisionRequested.of(
            actor, plan, at=at, changes=changes, reason=made.reason, request_uid=made.uid
        )
    )
    return made


@transaction.atomic
def withdraw_revision(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> RevisionRequest:
    """The commission takes its request back while nobody has decided; the row stays."""
    require(actor, permissions.REQUEST_REVISION)
    found = revisions.request_for_update(actor, uid)
    after = REVISION_FLOW.after("withdraw", RevisionState(found.state))
    _refuse(text_faults("reason", reason, "Diga por que o pedido é retirado."))
    changes = _settle(found, after, actor, reason, at)
    emit(
        RevisionWithdrawn.of(
            actor, found.plan, at=at, changes=changes, reason=reason.strip(), request_uid=found.uid
        )
    )
    return found


@transaction.atomic
def reject_revision(
    *, actor: Actor, uid: UUID, reason: str, at: datetime, accepted_reason: str = ""
) -> RevisionRequest:
    """Internal control refuses the request, saying why (P130)."""
    found, after = _to_decide(actor, uid, "reject")
    _refuse(text_faults("reason", reason, "Diga por que o pedido é recusado."))
    _keep_apart(actor, found, accepted_reason, at)
    changes = _settle(found, after, actor, reason, at)
    emit(
        RevisionRejected.of(
            actor, found.plan, at=at, changes=changes, reason=reason.strip(), request_uid=found.uid
        )
    )
    return found


@transaction.atomic
def approve_revision(
    *,
    actor: Actor,
    uid: UUID,
    title: str = "",
    reason: str = "",
    at: datetime,
    accepted_reason: str = "",
    carried: Sequence[UUID] = (),
) -> RevisionRequest:
    """Internal control lets the plan be revised: its draft is made, the plan stays in force.

    A new version is a copy of everything (P128), a new edition has a title of its own and begins
    with the open actions that are `carried` (P129).
    Raises Denied, NotFound, NotAllowed once decided, or Invalid.
    """
    found, after = _to_decide(actor, uid, "approve")
    if obstacle := revisions.hindrance_of(found.plan, but_for=found):
        raise NotAllowed(obstacle)
    _keep_apart(actor, found, accepted_reason, at)
    if found.kind == RevisionKind.NEW_VERSION:
        found.draft = new_version(actor, found.plan, at)
    else:
        _refuse({} if title.strip() else {"title": ["Informe o título da nova edição."]})
        found.draft = new_edition(actor, found.plan, title.strip(), at, carried)
    changes = _settle(found, after, actor, reason, at)
    changes["Em elaboração"] = ["", found.draft.edition_label]
    emit(
        RevisionApproved.of(
            actor, found.plan, at=at, changes=changes, reason=reason.strip(), request_uid=found.uid
        )
    )
    return found


def _to_decide(actor: Actor, uid: UUID, verb: str) -> tuple[RevisionRequest, RevisionState]:
    require(actor, permissions.DECIDE_REVISION)
    found = revisions.request_for_update(actor, uid)
    return found, REVISION_FLOW.after(verb, RevisionState(found.state))


def _keep_apart(actor: Actor, found: RevisionRequest, reason: str, at: datetime) -> None:
    """Who asked does not decide, unless the organisation only warns."""
    keep_apart(
        actor=actor,
        pair=Pair.REQUEST_DECIDE,
        joins=is_same(found.requested_by_id, actor.user_id),
        reason=reason,
        subject=found.plan,
        at=at,
    )


def _settle(
    found: RevisionRequest, after: RevisionState, actor: Actor, reason: str, at: datetime
) -> dict[str, list[str]]:
    """Store the decision; what the journal says of it."""
    before, found.state = RevisionState(found.state), after
    found.decided_by_name, found.decided_at = actor.name, at
    found.decision_reason = reason.strip()
    found.save(update_fields=DECISION)
    kind = RevisionKind(found.kind).label
    return {f"Pedido de {kind.lower()}": [before.label, after.label]}


def _refuse(faults: dict[str, list[str]]) -> None:
    if faults:
        raise Invalid(faults)
