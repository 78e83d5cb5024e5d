"""The head of an organ adheres to the integrity programme, or what was signed is registered."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from access.models import Organ
from access.rules import Actor, require
from events.registry import OfPerson
from events.services import emit
from foundation.refusals import Invalid, NotAllowed
from foundation.words import printable
from integrity.formulation import permissions
from integrity.formulation.adhesion_events import (
    AdhesionConfirmed,
    AdhesionContested,
    AdhesionDeclared,
    AdhesionRegistered,
    AdhesionWithdrawn,
)
from integrity.formulation.models import Adhesion
from integrity.formulation.queries import adhesion as queries
from integrity.formulation.rules.adhesion import (
    ADHESION_FLOW,
    ANSWERED,
    CHANGED,
    CURRENT,
    WHY_CONTEST,
    AdhesionState,
    Way,
    declaration,
    declared_faults,
    digest_of,
    registered_faults,
    withdrawal_faults,
)
from integrity.formulation.rules.revisions import text_faults

ENDED = ["state", "ended_by_name", "ended_at", "end_reason", "end_act"]


@transaction.atomic
def declare_adhesion(
    *,
    actor: Actor,
    organ_uid: UUID,
    after: UUID | None,
    post: str,
    mandate_until: date | None = None,
    at: datetime,
    today: date,
) -> Adhesion:
    """The head, or who serves as alternate, adheres in person; takes the place of the one before.

    `after` is the adhesion that the person saw in force. Raises Denied, NotFound, NotAllowed where
    that is another by now, or Invalid by field.
    """
    require(actor, permissions.DECLARE_ADHESION)
    organ = queries.organ_for_update(actor, organ_uid)
    _refuse(declared_faults({"post": post, "mandate_until": mandate_until}, today=today))
    text = declaration(organ.name)
    made = _put(
        actor,
        organ,
        after,
        at,
        way=Way.DECLARED,
        head_name=actor.name,
        head_uid=actor.user_uid,
        post=post.strip(),
        adhered_date=today,
        mandate_until=mandate_until,
        text_version=CURRENT,
        text=text,
        sha256=digest_of(text),
    )
    emit(AdhesionDeclared.of(actor, organ, at=at, changes=_told(made), adhesion_uid=made.uid))
    return made


@transaction.atomic
def register_adhesion(
    *,
    actor: Actor,
    organ_uid: UUID,
    after: UUID | None,
    terms: Mapping[str, Any],
    at: datetime,
    today: date,
) -> Adhesion:
    """Write down what the head signed on paper; the head is told, and may contest.

    Raises Denied, NotFound, NotAllowed where another holds by now, or Invalid by field.
    """
    require(actor, permissions.REGISTER_ADHESION)
    organ = queries.organ_for_update(actor, organ_uid)
    held = queries.in_force_of(organ)
    _refuse(registered_faults(terms, after=held.adhered_date if held else None, today=today))
    names = ("head_name", "post", "act_name", "process")
    said = {name: printable(terms[name]).strip() for name in names}
    days = {name: terms[name] for name in ("adhered_date", "mandate_until")}
    more = {"way": Way.REGISTERED, "act_url": terms["act_url"], **said, **days}
    made = _put(actor, organ, after, at, **more)
    emit(AdhesionRegistered.of(actor, organ, at=at, changes=_told(made), adhesion_uid=made.uid))
    return made


@transaction.atomic
def answer_adhesion(
    *, actor: Actor, organ_uid: UUID, uid: UUID, is_right: bool, reason: str = "", at: datetime
) -> Adhesion:
    """The head says whether what others registered is right; what is not holds no more.

    Raises Denied, NotFound, NotAllowed once answered or over, or Invalid without a reason not to.
    """
    require(actor, permissions.DECLARE_ADHESION)
    found = queries.held_adhesion(queries.organ_for_update(actor, organ_uid), uid)
    if not found.is_unconfirmed:
        raise NotAllowed(ANSWERED)
    if is_right:
        _confirm(found, actor, at)
    else:
        _contest(found, actor, reason, at)
    return found


def _confirm(found: Adhesion, actor: Actor, at: datetime) -> None:
    found.answered_by_name, found.answered_at, found.head_uid = actor.name, at, actor.user_uid
    found.save(update_fields=["answered_by_name", "answered_at", "head_uid"])
    changes = {"Confirmação do dirigente": ["", "Confirmada"]}
    emit(AdhesionConfirmed.of(actor, found.organ, at=at, changes=changes, adhesion_uid=found.uid))


def _contest(found: Adhesion, actor: Actor, reason: str, at: datetime) -> None:
    _refuse(text_faults("reason", reason, WHY_CONTEST))
    _end(found, "contest", actor, at, reason)
    emit(
        AdhesionContested.of(
            actor,
            found.organ,
            at=at,
            changes=_moved(found),
            reason=found.end_reason,
            adhesion_uid=found.uid,
        )
    )


@transaction.atomic
def withdraw_adhesion(
    *, actor: Actor, organ_uid: UUID, uid: UUID, reason: str, end_act: str = "", at: datetime
) -> Adhesion:
    """Take an adhesion back: plans in force stay so, and no other is approved before a new one.

    Others than the head name the act by which the head took back what was declared in person.
    """
    require(actor, permissions.WITHDRAW_ADHESION)
    organ = queries.organ_for_update(actor, organ_uid)
    found = queries.held_adhesion(organ, uid)
    is_head = actor.may(permissions.DECLARE_ADHESION)
    _refuse(withdrawal_faults(found.way, is_head=is_head, reason=reason, end_act=end_act))
    _end(found, "withdraw", actor, at, reason, end_act)
    emit(
        AdhesionWithdrawn.of(
            actor,
            organ,
            at=at,
            changes=_moved(found) | ({"Ato": ["", found.end_act]} if found.end_act else {}),
            reason=found.end_reason,
            adhesion_uid=found.uid,
        )
    )
    return found


def _put(actor: Actor, organ: Organ, after: UUID | None, at: datetime, **said: Any) -> Adhesion:
    """A further adhesion, in the place of the one that the person saw in force."""
    held = queries.in_force_of(organ)
    if (held.uid if held else None) != after:
        raise NotAllowed(CHANGED)
    if held is not None:
        _end(held, "renew", actor, at)
    return Adhesion.objects.create(organ=organ, recorded_by_name=actor.name, recorded_at=at, **said)


def _end(
    found: Adhesion, verb: str, actor: Actor, at: datetime, reason: str = "", act: str = ""
) -> None:
    found.state = ADHESION_FLOW.after(verb, AdhesionState(found.state))
    found.ended_by_name, found.ended_at = actor.name, at
    found.end_reason, found.end_act = reason.strip(), printable(act).strip()
    found.save(update_fields=ENDED)


def _moved(found: Adhesion) -> dict[str, list[Any]]:
    """What became of an adhesion, in words."""
    return {"Adesão": [str(AdhesionState.IN_FORCE.label), str(AdhesionState(found.state).label)]}


def _told(made: Adhesion) -> dict[str, list[Any]]:
    """An adhesion in words, for the journal."""
    said: dict[str, Any] = {
        "Dirigente máximo": OfPerson(made.head_name, made.head_uid),
        "Cargo": made.post,
        "Data da adesão": f"{made.adhered_date:%d/%m/%Y}",
        "Mandato até": f"{made.mandate_until:%d/%m/%Y}" if made.mandate_until else "",
        "Ato": made.act_name,
        "Endereço do ato": made.act_url,
        "Processo": made.process,
        "SHA-256 da declaração": made.sha256,
    }
    return {name: ["", text] for name, text in said.items() if text}


def _refuse(faults: dict[str, list[str]]) -> None:
    if faults:
        raise Invalid(faults)
