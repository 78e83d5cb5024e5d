"""Prolong the term of a commission and change who is in it, each by an act with its number."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from access.rules import Actor
from events.registry import OfPerson
from events.services import emit
from foundation.refusals import Invalid, NotAllowed
from integrity.formulation.events import CommissionActEdited, MembersChanged, TermExtended
from integrity.formulation.models import Commission, CommissionAct, Plan
from integrity.formulation.queries import commission as queries
from integrity.formulation.rules.acts import Faults, due_date
from integrity.formulation.rules.commission import (
    OUT,
    PLACES,
    SAME_PEOPLE,
    ActKind,
    act_faults,
    order_faults,
)
from integrity.formulation.services.commission import (
    MEMBERS,
    MemberDraft,
    mark_of,
    member_faults,
    refuse_stale,
    take_seats,
    told_of,
)
from integrity.formulation.services.drafting import plan_to_draft, touch

NO_TERM = "Esta comissão não tem ato nem prazo: registre o ato antes de prorrogar."
NOT_LATEST = "Só a última alteração pode ser corrigida: outra já partiu dela."
SAID = ("act_name", "act_url", "published_date")
EXTENSION, COMPOSITION = ActKind.EXTENSION, ActKind.COMPOSITION


@transaction.atomic
def extend_term(
    *,
    actor: Actor,
    plan_uid: UUID,
    terms: Mapping[str, Any],
    act_uid: UUID | None = None,
    at: datetime,
    today: date,
) -> CommissionAct:
    """Prolong the term (P47), or correct the extension `act_uid`.

    Raises Denied, NotFound, NotAllowed without a term to prolong, or Invalid by field.
    """
    plan = plan_to_draft(actor, plan_uid)
    act, before = _act(plan, EXTENSION, act_uid)
    if not act.commission.is_formal:
        raise NotAllowed(NO_TERM)
    if faults := _extension_faults(act, terms, today):
        raise Invalid(faults)
    was = queries.ends_on(act.commission)
    for name in (*SAID, "term_days"):
        setattr(act, name, terms[name])
    act.due_date = due_date(terms["published_date"], terms["term_days"])
    act.save()
    touch(plan, at)
    ends = queries.ends_on(act.commission)
    forecast = {"Previsão de conclusão": [_day(was), _day(ends)]} if was != ends else {}
    event = CommissionActEdited if act_uid else TermExtended
    emit(event.of(actor, plan, at=at, changes={str(act): [before, _told(act)], **forecast}))
    return act


@transaction.atomic
def change_members(
    *,
    actor: Actor,
    plan_uid: UUID,
    terms: Mapping[str, Any],
    members: Sequence[MemberDraft],
    act_uid: UUID | None = None,
    mark: str = "",
    at: datetime,
    today: date,
) -> CommissionAct:
    """Change who is in the commission (P48), or correct the last change, `act_uid`.

    `mark` is of the commission as the person read it. Raises Denied, NotFound, NotAllowed for a
    change that another followed, Invalid by field, or Conflict when somebody changed it since.
    """
    plan = plan_to_draft(actor, plan_uid)
    act, before = _act(plan, COMPOSITION, act_uid)
    if act_uid and act != queries.acts_of(act.commission, COMPOSITION).last():
        raise NotAllowed(NOT_LATEST)
    faults = act_faults(terms, kind=COMPOSITION, since=_since(act.commission), today=today)
    if faults := faults | member_faults(plan, members):
        raise Invalid(faults)
    known, told, stored = (
        queries.places_of(act.commission),
        told_of(act.commission),
        mark_of(act.commission),
    )
    was = known | {each["seat"]: each["was"] for each in act.seats}
    take_seats(act.commission, members)
    refuse_stale(mark, stored, {MEMBERS: [told[MEMBERS], told_of(act.commission)[MEMBERS]]})
    now = queries.places_of(act.commission)
    act.seats = [
        {"seat": uid, "was": was.get(uid, OUT), "now": place} for uid, place in now.items()
    ]
    if all(each["was"] == each["now"] for each in act.seats):
        raise Invalid({"": [SAME_PEOPLE]})
    for name in SAID:
        setattr(act, name, terms[name])
    act.save()
    touch(plan, at)
    event = CommissionActEdited if act_uid else MembersChanged
    changes: dict[str, list[Any]] = {str(act): [before, _told(act)]}
    changes |= _moved(act.commission, known, now)
    emit(event.of(actor, plan, at=at, changes=changes))
    return act


def _act(plan: Plan, kind: ActKind, uid: UUID | None) -> tuple[CommissionAct, str]:
    """The act to correct and what it said, or a new one with the next number."""
    if uid is not None:
        act = queries.act_in(plan, uid, kind)
        return act, _told(act)
    commission = queries.commission_of(plan)
    last = queries.acts_of(commission, kind).last()
    number = last.number + 1 if last else 1
    return CommissionAct(commission=commission, kind=kind, number=number), ""


def _extension_faults(act: CommissionAct, terms: Mapping[str, Any], today: date) -> Faults:
    commission = act.commission
    faults = act_faults(terms, kind=EXTENSION, since=_since(commission), today=today)
    if faults:
        return faults
    ends = {0: commission.due_date} | {
        each.number: each.due_date for each in queries.acts_of(commission, EXTENSION)
    }
    earlier, later = ends.get(act.number - 1), ends.get(act.number + 1)
    return order_faults(terms["published_date"], terms["term_days"], earlier=earlier, later=later)


def _since(commission: Commission) -> date:
    """The day the commission began; the constraint keeps one of the two filled."""
    day = commission.published_date or commission.start_date
    assert day is not None
    return day


def _moved(
    commission: Commission, was: Mapping[str, str], now: Mapping[str, str]
) -> dict[str, list[OfPerson]]:
    """Who came, who left and who coordinates, for the journal."""
    moved: dict[str, list[OfPerson]] = {}
    for seat in commission.members.select_related("person"):
        places = was.get(str(seat.uid), OUT), now[str(seat.uid)]
        if places[0] != places[1]:
            said = [f"{seat.person} ({PLACES[each]})" for each in places]
            moved[f"Pessoa {len(moved) + 1}"] = [OfPerson(each, seat.person.uid) for each in said]
    return moved


def _told(act: CommissionAct) -> str:
    """An act in words."""
    said = f"{act.act_name}, de {act.published_date:%d/%m/%Y} ({act.act_url})"
    return f"{said}, {act.term_days} dias" if act.term_days else said


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
