"""Write the programme of a plan, part by part, and keep what somebody types meanwhile."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from access.rules import Actor, require
from events.services import emit
from foundation.refusals import Conflict, Denied, Invalid, NotAllowed
from foundation.words import printable
from integrity.formulation import permissions
from integrity.formulation.models import Plan, Programme, TypedDraft
from integrity.formulation.programme_events import ProgrammeSaved
from integrity.formulation.queries import plans, programme
from integrity.formulation.rules.programme import (
    PARTS,
    Part,
    Section,
    Values,
    faults_of,
    hindrance,
    mark_of,
)
from integrity.formulation.services.drafting import check_open, plan_to_draft, touch

STRANGE = "Há um item que não é desta lista."
MOST_WORDS = 200


@transaction.atomic
def save_part(
    *, actor: Actor, plan_uid: UUID, section: Section, values: Values, mark: str, at: datetime
) -> Programme:
    """One part, whole (P51 to P53). `mark` is of what the person read.

    Raises Denied, NotFound, NotAllowed while a part before it is missing, Conflict with both
    texts when somebody else saved the part since, or Invalid by field.
    """
    plan = plan_to_draft(actor, plan_uid)
    kept = programme.programme_of(plan) or Programme(plan=plan)
    part, stored = PARTS[section], programme.values_of(kept)
    if locked := hindrance(section, stored):
        raise NotAllowed(locked)
    values = as_kept(part, values)
    before, after = programme.told(part, stored[section]), programme.told(part, values)
    different = {name: (before[name], after[name]) for name in after if before[name] != after[name]}
    if mark != mark_of(part, stored[section]):
        raise Conflict(different)
    if faults := faults_of(part, values) | strangers(plan, part, values, stored[section]):
        raise Invalid(faults)
    for name in part.names:
        setattr(kept, name, values[name])
    if different:
        kept.changed_at = at
    kept.save()
    forget_typed(actor, plan, part)
    touch(plan, at)
    changes = {name: list(pair) for name, pair in different.items()}
    emit(ProgrammeSaved.of(actor, plan, at=at, changes=changes))
    return kept


@transaction.atomic
def keep_typed(
    *,
    actor: Actor,
    plan_uid: UUID,
    section: Section,
    values: Mapping[str, Any],
    mark: str,
    at: datetime,
) -> None:
    """One's own draft of a part, whatever is missing in it; nothing of the plan changes.

    It is no fact of the organisation's, and the journal says nothing of it. Raises Denied,
    NotFound or NotAllowed.
    """
    require(actor, permissions.DRAFT_PLAN)
    plan = plans.plan_by_uid(actor, plan_uid)
    check_open(plan)
    if actor.user_id is None:
        raise Denied
    part = PARTS[section]
    TypedDraft.objects.update_or_create(
        plan=plan,
        user_id=actor.user_id,
        form=section.value,
        defaults={"mark": mark[:32], "typed": as_kept(part, values), "kept_at": at},
    )


@transaction.atomic
def discard_typed(*, actor: Actor, plan_uid: UUID, section: Section) -> None:
    """Throw one's own draft of a part away. Raises Denied or NotFound."""
    require(actor, permissions.DRAFT_PLAN)
    forget_typed(actor, plans.plan_by_uid(actor, plan_uid), PARTS[section])


def forget_typed(actor: Actor, plan: Plan, part: Part) -> None:
    """The draft has served."""
    programme.drafts_of(actor, plan, part).delete()


def as_kept(part: Part, values: Mapping[str, Any]) -> dict[str, str | list[str]]:
    """The fields of a part and no others: texts without what no document holds, cut to length."""
    kept: dict[str, str | list[str]] = {
        question.name: printable(str(values.get(question.name, ""))).strip()[: question.longest + 1]
        for question in part.questions
    }
    if part.choice:
        kept[part.choice.name] = known_uids(values.get(part.choice.name, ()))
    return kept


def known_uids(given: Any) -> list[str]:
    """What reads as uids, each once."""
    found: dict[str, None] = {}
    for each in list(given)[:MOST_WORDS]:
        try:
            found[str(UUID(str(each)))] = None
        except ValueError:
            continue
    return list(found)


def strangers(plan: Plan, part: Part, values: Values, stored: Values) -> dict[str, list[str]]:
    """What was ticked and the list does not offer, by field."""
    if part.choice is None:
        return {}
    offered = programme.words_for(plan, part.choice.kind, stored[part.choice.name])
    known = {str(uid) for uid in offered.values_list("uid", flat=True)}
    return {} if set(values[part.choice.name]) <= known else {part.choice.name: [STRANGE]}
