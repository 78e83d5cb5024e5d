"""Alternates of a commission, its history in the next version, and two people who write it."""

from typing import Any

import pytest

from access.rules import Profile
from audit.queries import entries_of
from integrity.formulation.models import Commission, CommissionAct, CommissionMember, Plan
from integrity.formulation.services.booklet import blocks_of
from integrity.formulation.services.snapshot import snapshot_of
from integrity.formulation.services.versions import new_version
from tests.conftest import As
from tests.factories import integrity as make
from tests.integrity.formulation.test_commission import FORMAL, MARIO, rows
from tests.integrity.formulation.test_commission_acts import COMPOSITION, change, history
from tests.people import Visitor

CLARA = {"name": "Clara Coordenadora", "registration_number": "12345", "is_coordinator": "on"}
NAIR = {"name": "Nair Suplente", "registration_number": "300", "is_alternate": "on"}


@pytest.fixture
def plan(in_first: None) -> Plan:
    return make.plan()


@pytest.fixture
def drafter(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.FORMULATION)


def save(visitor: Visitor, plan: Plan, *people: dict[str, Any], **given: Any) -> Any:
    return visitor.post(f"/planos/{plan.uid}/comissao/", {**FORMAL, **rows(*people), **given})


def revised(plan: Plan) -> Plan:
    """The next version of the plan, once it is published."""
    make.programme(plan)
    make.validation(plan)
    make.action(plan)
    make.publish(plan)
    return new_version(make.CONTROL, plan, make.AT)


def mark_at(visitor: Visitor, path: str) -> str:
    """What the form of the commission says that its reader read."""
    return str(visitor.get(path).context["form"]["mark"].value())


@pytest.mark.parity("P45")
def test_alternates_are_named_apart_on_the_page_in_the_document_and_in_the_journal(
    drafter: Visitor, plan: Plan
) -> None:
    deputy = {**NAIR, "is_coordinator": "on"}
    assert save(drafter, plan, CLARA, MARIO, deputy).status_code == 302
    said = "Nair Suplente (suplente da coordenação)"
    assert said in str(entries_of(plan)[0].changes["Membros"])
    assert said in " ".join(drafter.get(f"/planos/{plan.uid}/").content.decode().split())
    assert said in history(drafter, plan, "composicao")
    assert any(said in str(block) for block in blocks_of(snapshot_of(plan)))
    stored = drafter.get(f"/planos/{plan.uid}/comissao/").context["members"]
    assert [row["is_alternate"].value() for row in stored][:3] == [False, False, True]


@pytest.mark.parity("P45")
def test_an_alternate_alone_coordinates_no_commission(drafter: Visitor, plan: Plan) -> None:
    answer = save(drafter, plan, MARIO, {**NAIR, "is_coordinator": "on"})
    assert answer.status_code == 422
    assert "Indique quem coordena a comissão." in answer.content.decode()
    assert not Commission.objects.exists()


@pytest.mark.parity("P48")
def test_an_act_makes_a_member_an_alternate_and_the_history_says_so(
    drafter: Visitor, plan: Plan
) -> None:
    save(drafter, plan, CLARA, MARIO)
    assert change(drafter, plan, CLARA, {**MARIO, "is_alternate": "on"}).status_code == 302
    entry = entries_of(plan)[0]
    assert entry.changes["Pessoa 1"] == ["Mário Membro (membro)", "Mário Membro (suplente)"]
    assert "Mário Membro (suplente)" in history(drafter, plan, "composicao")


def test_a_revision_keeps_every_act_of_the_commission_and_begins_without_a_difference(
    drafter: Visitor, plan: Plan
) -> None:
    save(drafter, plan, CLARA, MARIO)
    change(drafter, plan, CLARA, NAIR)
    made = revised(plan)
    page = history(drafter, made, "composicao")
    assert "<s>Mário Membro</s> (saiu)" in page
    assert "Nair Suplente (suplente)" in page
    before, after = snapshot_of(plan)["commission"], snapshot_of(made)["commission"]
    assert after == before
    people = {each.person.name: each for each in made.commission.members.all()}
    assert not people["Mário Membro"].is_active
    assert change(drafter, made, CLARA, act_name="Portaria nº 44").status_code == 302
    assert [each.number for each in made.commission.acts.order_by("number")] == [1, 2]


def test_people_settled_by_an_act_stay_settled_in_the_revision(
    drafter: Visitor, plan: Plan
) -> None:
    save(drafter, plan, CLARA, MARIO)
    change(drafter, plan, CLARA, NAIR)
    made = revised(plan)
    assert save(drafter, made, CLARA, MARIO).status_code == 302, "the terms may be corrected"
    names = made.commission.members.filter(is_active=True).values_list("person__name", flat=True)
    assert set(names) == {"Clara Coordenadora", "Nair Suplente"}


def test_two_people_write_the_commission_and_the_second_reads_both(
    drafter: Visitor, first_as: As, plan: Plan
) -> None:
    path = f"/planos/{plan.uid}/comissao/"
    first, second = drafter, first_as(Profile.INTERNAL_CONTROL)
    read = mark_at(second, path)
    assert save(first, plan, CLARA, MARIO, mark=mark_at(first, path)).status_code == 302
    answer = save(second, plan, CLARA, NAIR, mark=read)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Mário Membro" in shown
    assert 'value="Nair Suplente"' in shown
    assert not CommissionMember.objects.filter(person__name="Nair Suplente").exists()
    again = str(answer.context["form"]["mark"].value())
    assert save(second, plan, CLARA, NAIR, mark=again).status_code == 302
    in_it = CommissionMember.objects.filter(is_active=True).values_list("person__name", flat=True)
    assert set(in_it) == {"Clara Coordenadora", "Nair Suplente"}


def test_two_people_change_the_composition_and_the_second_reads_both(
    drafter: Visitor, plan: Plan
) -> None:
    save(drafter, plan, CLARA, MARIO)
    path = f"/planos/{plan.uid}/comissao/alterar/"
    read = mark_at(drafter, path)
    assert change(drafter, plan, CLARA, MARIO, NAIR, mark=read).status_code == 302
    late = {**COMPOSITION, "act_name": "Portaria nº 31", "mark": read}
    answer = drafter.post(path, {**late, **rows(CLARA)})
    assert answer.status_code == 409
    assert "Nair Suplente" in answer.content.decode()
    assert CommissionAct.objects.count() == 1
