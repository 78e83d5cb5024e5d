"""The risks that an action treats are chosen with the action, too."""

from typing import Any

import pytest

from access.rules import Profile
from audit.queries import entries_of
from integrity.formulation.models import Action, IntegrityRisk, Plan
from tests.conftest import As
from tests.factories import integrity as make
from tests.people import Visitor


@pytest.fixture
def plan(in_first: None) -> Plan:
    return make.plan()


@pytest.fixture
def fatima(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.FORMULATION)


def where(action: Action) -> str:
    return f"/planos/{action.plan.uid}/acoes/{action.uid}/editar/"


def as_read(visitor: Visitor, action: Action) -> dict[str, Any]:
    """The form as a browser would send it back."""
    form = visitor.get(where(action)).context["form"]
    found = {each.html_name: each.value() for each in form}
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def risks_of(action: Action) -> list[str]:
    return [each.label for each in action.risks.order_by("number")]


def test_a_risk_is_ticked_in_the_action_and_the_journal_tells_both(
    fatima: Visitor, plan: Plan
) -> None:
    action, first, second = make.action(plan), make.risk(plan), make.risk(plan)
    answer = fatima.post(where(action), as_read(fatima, action) | {"risks": [str(second.uid)]})
    assert answer.status_code == 302
    assert risks_of(action) == ["R2"]
    assert entries_of(action)[0].changes == {"Riscos tratados": ["", "R2"]}
    assert entries_of(second)[0].changes == {"Ações": ["", action.number]}
    assert len(entries_of(first)) == 1
    second.refresh_from_db()
    assert second.version == 2  # who has its page open is shown the difference
    assert as_read(fatima, action)["risks"] == [second.uid]


def test_a_new_action_treats_a_risk_from_the_start(fatima: Visitor, plan: Plan) -> None:
    risk, axis, unit = make.risk(plan), make.axis(plan), make.unit(plan.organ)
    given = {"number": "1", "title": "Rodízio", "objective": "Menos favores"}
    given |= {"axis": str(axis.uid), "executing_unit": str(unit.uid), "risks": [str(risk.uid)]}
    assert fatima.post(f"/planos/{plan.uid}/acoes/nova/", given).status_code == 302
    action = Action.objects.get()
    assert risks_of(action) == ["R1"]
    assert entries_of(action)[0].changes["Riscos tratados"] == ["", "R1"]


def test_what_the_page_of_a_risk_linked_in_between_stays(fatima: Visitor, plan: Plan) -> None:
    action, first, second, third = make.action(plan), *(make.risk(plan) for _ in range(3))
    action.risks.add(first, second)
    read = as_read(fatima, action)
    action.risks.add(third)
    assert fatima.post(where(action), read | {"risks": [str(first.uid)]}).status_code == 302
    assert risks_of(action) == ["R1", "R3"]


def test_a_risk_of_another_plan_is_no_choice(fatima: Visitor, plan: Plan) -> None:
    action, _ = make.action(plan), make.risk(plan)
    away = make.risk(make.plan(make.organ()))
    answer = fatima.post(where(action), as_read(fatima, action) | {"risks": [str(away.uid)]})
    assert answer.status_code == 422 and "risks" in answer.context["form"].errors
    assert risks_of(action) == []


def test_nothing_is_asked_of_a_plan_without_risks_and_one_put_aside_keeps_its_link(
    fatima: Visitor, plan: Plan
) -> None:
    action, risk = make.action(plan), make.risk(plan)
    action.risks.add(risk)
    IntegrityRisk.objects.update(archived_at=plan.created_at, archive_reason="Não há mais obras.")
    assert "risks" not in fatima.get(where(action)).context["form"].fields
    assert fatima.post(where(action), as_read(fatima, action)).status_code == 302
    assert risks_of(action) == ["R1"]
