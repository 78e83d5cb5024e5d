"""The commission of a plan: its acts in order, the end of its term, who was in it and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from foundation.refusals import NotFound
from integrity.formulation.models import Commission, CommissionAct, CommissionMember, Plan
from integrity.formulation.rules.commission import (
    ALTERNATE,
    COORDINATOR,
    DEPUTY,
    OUT,
    PLACES,
    ActKind,
    place_said,
)
from integrity.formulation.rules.flows import OPEN_STATES


def acts_of(commission: Commission, kind: ActKind) -> QuerySet[CommissionAct]:
    """The acts of one kind, first to last."""
    return commission.acts.filter(kind=kind).order_by("number")


def act_in(plan: Plan, uid: UUID, kind: ActKind) -> CommissionAct:
    """An act of the plan's commission. Raises NotFound for another plan's, or another kind."""
    found = CommissionAct.objects.filter(commission__plan=plan, uid=uid, kind=kind)
    act = found.select_related("commission").first()
    if act is None:
        raise NotFound
    return act


def any_act_in(plan: Plan, uid: UUID) -> CommissionAct:
    """An act of the plan's commission, of whatever kind. Raises NotFound for another plan's."""
    act = CommissionAct.objects.filter(commission__plan=plan, uid=uid).first()
    if act is None:
        raise NotFound
    return act


def commission_of(plan: Plan) -> Commission:
    """The commission of a plan. Raises NotFound while there is none."""
    found = Commission.objects.filter(plan=plan).first()
    if found is None:
        raise NotFound
    return found


def ends_on(commission: Commission) -> date | None:
    """When the commission is to have finished, extensions counted; None without a term."""
    last = acts_of(commission, ActKind.EXTENSION).last()
    return last.due_date if last else commission.due_date


def with_term() -> QuerySet[Commission]:
    """The commissions at work on a plan that have a term."""
    found = Commission.objects.filter(plan__state__in=OPEN_STATES, due_date__isnull=False)
    return found.select_related("plan").order_by("pk")


def is_settled(commission: Commission | None) -> bool:
    """Whether its people are changed by an act only, since one was registered."""
    return commission is not None and acts_of(commission, ActKind.COMPOSITION).exists()


def places_of(commission: Commission) -> dict[str, str]:
    """Where everybody who was ever named stands now."""
    return {str(seat.uid): seat.place for seat in commission.members.all()}


@dataclass(frozen=True, slots=True)
class Standing:
    """One person in one composition."""

    seat: CommissionMember
    coordinates: bool
    said: str
    left: bool
    joined: bool


@dataclass(frozen=True, slots=True)
class Composition:
    """Who was in the commission since an act; without one, since it was formed."""

    act: CommissionAct | None
    people: list[Standing]


def compositions(commission: Commission) -> list[Composition]:
    """Every composition, newest first; the first of all is what the first change began with."""
    seats = list(commission.members.select_related("person", "unit"))
    acts = list(acts_of(commission, ActKind.COMPOSITION))
    if not acts:
        now = places_of(commission)
        return [Composition(None, _people(seats, {}, now))]
    first = {each["seat"]: each["was"] for each in acts[0].seats}
    found = [Composition(None, _people(seats, {}, first))]
    for act in acts:
        was = {each["seat"]: each["was"] for each in act.seats}
        now = {each["seat"]: each["now"] for each in act.seats}
        found.append(Composition(act, _people(seats, was, now)))
    return found[::-1]


def _people(
    seats: Iterable[CommissionMember], was: dict[str, str], now: dict[str, str]
) -> list[Standing]:
    """Coordinators, members, alternates, then those who left by this very act."""
    people = []
    for seat in seats:
        before, after = was.get(str(seat.uid), OUT), now.get(str(seat.uid), OUT)
        if before == after == OUT:
            continue
        joined = bool(was) and before == OUT
        people.append(Standing(seat, after == COORDINATOR, place_said(after), after == OUT, joined))
    return sorted(people, key=_rank)


def _rank(each: Standing) -> tuple[bool, bool, bool, str]:
    stands_in = each.said in (PLACES[ALTERNATE], PLACES[DEPUTY])
    return each.left, stands_in, not each.coordinates, str(each.seat)
