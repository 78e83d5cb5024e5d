"""Write down who drafts the plan, and by which act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from access.models import Person, Unit
from access.rules import Actor
from events.services import emit
from foundation.refusals import Conflict, Invalid, NotAllowed
from foundation.words import folded, joined
from integrity.formulation.events import CommissionSaved
from integrity.formulation.models import Commission, CommissionMember, Plan
from integrity.formulation.queries.commission import acts_of, is_settled
from integrity.formulation.queries.joint import is_of, organs_in
from integrity.formulation.rules.acts import commission_faults, commission_terms
from integrity.formulation.rules.commission import ActKind, order_faults
from integrity.formulation.rules.programme import digest_of
from integrity.formulation.services.drafting import plan_to_draft, touch

FEWEST, MOST = 1, 99
MEMBERS = "Membros"
BY_ACT = "Um ato já alterou a composição: registre outra alteração para mudar as pessoas."


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """A person as named in the form."""

    name: str
    registration_number: str = ""
    unit: Unit | None = None
    is_coordinator: bool = False
    is_alternate: bool = False


@transaction.atomic
def save_commission(
    *,
    actor: Actor,
    plan_uid: UUID,
    terms: Mapping[str, Any],
    members: Sequence[MemberDraft] | None,
    mark: str = "",
    at: datetime,
    today: date,
) -> Commission:
    """The commission and everybody in it; `members` is None once an act changed who is in it.

    `mark` is of what the person read. Raises Denied, NotFound, NotAllowed, Invalid, or Conflict
    with both texts when somebody else saved it since.
    """
    plan = plan_to_draft(actor, plan_uid)
    before = Commission.objects.filter(plan=plan).first()
    if is_settled(before) is not (members is None):
        raise NotAllowed(BY_ACT)
    faults = commission_faults(terms, today=today) | member_faults(plan, members)
    if faults := faults | _extension_faults(before, terms):
        raise Invalid(faults)
    told = told_of(before)
    stored = mark_of(before)
    commission, _ = Commission.objects.update_or_create(plan=plan, defaults=commission_terms(terms))
    if members is not None:
        take_seats(commission, members)
    touch(plan, at)
    now = told_of(commission)
    changes = {name: [told[name], now[name]] for name in now if told[name] != now[name]}
    refuse_stale(mark, stored, changes)
    emit(CommissionSaved.of(actor, plan, at=at, changes=changes))
    return commission


def _extension_faults(before: Commission | None, terms: Mapping[str, Any]) -> dict[str, list[str]]:
    """What the extensions that were registered do not let the first act say."""
    first = acts_of(before, ActKind.EXTENSION).first() if before else None
    if first is None:
        return {}
    if not terms["is_formal"]:
        return {"is_formal": ["O prazo desta comissão já foi prorrogado: ela tem ato."]}
    published, days = terms.get("published_date"), terms.get("term_days")
    if not published or not days:
        return {}
    return order_faults(published, days, earlier=None, later=first.due_date)


def member_faults(plan: Plan, members: Sequence[MemberDraft] | None) -> dict[str, list[str]]:
    """What is wrong with who is named; nothing with nobody to be named."""
    if members is None:
        return {}
    faults: list[str] = []
    if not FEWEST <= len(members) <= MOST:
        faults.append(f"A comissão tem de {FEWEST} a {MOST} pessoas.")
    if not any(each.is_coordinator and not each.is_alternate for each in members):
        faults.append("Indique quem coordena a comissão.")
    numbers = [each.registration_number for each in members if each.registration_number]
    names = [folded(each.name) for each in members if not each.registration_number]
    if len(set(numbers)) < len(numbers) or len(set(names)) < len(names):
        faults.append("A mesma pessoa aparece mais de uma vez.")
    strangers = [each.name for each in members if _is_stranger(plan, each)]
    if strangers:
        faults.append(f"De outro órgão: {joined(strangers)}.")
    return {"": faults} if faults else {}


def _is_stranger(plan: Plan, member: MemberDraft) -> bool:
    if member.unit is not None and not is_of(plan, member.unit.organ_id):
        return True
    known = _by_registration(member.registration_number)
    return bool(known and known.unit and not is_of(plan, known.unit.organ_id))


def _by_registration(number: str) -> Person | None:
    if not number:
        return None
    return Person.objects.select_related("unit").filter(registration_number=number).first()


def _person(plan: Plan, member: MemberDraft) -> Person:
    """The person of the directory: by registration number, else by name in the organ; else new."""
    found = _by_registration(member.registration_number)
    if found is None and not member.registration_number:
        nearby = Person.objects.filter(Q(unit__organ__in=organs_in(plan)) | Q(unit=None))
        found = next((each for each in nearby if folded(each.name) == folded(member.name)), None)
    if found is not None:
        return found
    return Person.objects.create(
        name=member.name, registration_number=member.registration_number, unit=member.unit
    )


def take_seats(commission: Commission, members: Sequence[MemberDraft]) -> None:
    """Those named are in; those no longer named stay on record as inactive."""
    seated = []
    for member in members:
        person = _person(commission.plan, member)
        seat, _ = CommissionMember.objects.update_or_create(
            commission=commission,
            person=person,
            defaults={
                "unit": member.unit or person.unit,
                "is_coordinator": member.is_coordinator,
                "is_alternate": member.is_alternate,
                "is_active": True,
            },
        )
        seated.append(seat.pk)
    commission.members.exclude(pk__in=seated).update(
        is_active=False, is_coordinator=False, is_alternate=False
    )


def refuse_stale(mark: str, stored: str, changes: Mapping[str, Sequence[str]]) -> None:
    """Raise Conflict with both texts when what was read is no longer what is stored.

    What a verb wrote before it is undone with it.
    """
    if mark and mark != stored:
        raise Conflict({name: (old, new) for name, (old, new) in changes.items()})


def mark_of(commission: Commission | None) -> str:
    """What tells whether a commission is still as somebody read it."""
    return digest_of(told_of(commission))


def told_of(commission: Commission | None) -> dict[str, str]:
    """The commission in words, for the journal."""
    if commission is None:
        return {"Instituição": "", "Prazo": "", MEMBERS: ""}
    seats = commission.members.filter(is_active=True).select_related("person")
    names = [f"{seat.person} ({seat.said})" if seat.said else str(seat.person) for seat in seats]
    if not commission.is_formal:
        return {
            "Instituição": f"Sem ato formal, desde {commission.start_date:%d/%m/%Y}",
            "Prazo": "",
            MEMBERS: joined(names),
        }
    return {
        "Instituição": f"{commission.act_name}, de {commission.published_date:%d/%m/%Y}"
        f" ({commission.act_url})",
        "Prazo": f"{commission.term_days} dias, até {commission.due_date:%d/%m/%Y}",
        MEMBERS: joined(names),
    }
