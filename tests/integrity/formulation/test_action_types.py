"""The types of an action in the plan: chosen, added in the middle of its form, carried on."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from access.rules import Profile
from audit.queries import entries_of
from integrity.execution import queries as execution
from integrity.execution.models import ActionType
from integrity.formulation.models import Action, Plan
from integrity.formulation.queries.existing import existing_of
from integrity.formulation.rules.importing import plan_import
from integrity.formulation.rules.importing_planned import planned_of
from integrity.formulation.rules.planning import period_faults, read_day
from integrity.formulation.services.booklet import blocks_of
from integrity.formulation.services.exports import plan_sheets
from integrity.formulation.services.import_writer import Writer
from integrity.formulation.services.snapshot import snapshot_of
from integrity.formulation.services.versions import new_version
from tests.conftest import As
from tests.factories import integrity as make
from tests.integrity.formulation.test_content import path, sent
from tests.people import Visitor

INDICATOR = {"indicadores-TOTAL_FORMS": "1", "indicadores-INITIAL_FORMS": "0"}


@pytest.fixture
def plan(in_first: None) -> Plan:
    return make.plan()


@pytest.fixture
def drafter(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.FORMULATION)


def as_text(plan: Plan) -> dict[str, list[list[str]]]:
    """The workbook of a plan as it is read."""
    return {
        name: [[str(cell or "") for cell in row] for row in rows]
        for name, rows in plan_sheets(plan).items()
    }


def test_the_types_of_an_action_are_chosen_in_the_plan_and_told(
    drafter: Visitor, plan: Plan
) -> None:
    form = drafter.get(path(plan, "acoes/nova/")).context["form"]
    assert {"Processo", "Normativo", "Sensibilização", "Formação"} <= {
        name for name, _ in form.fields["types"].choices
    }
    given = sent(plan, types=["Normativo", "Formação"])
    assert drafter.post(path(plan, "acoes/nova/"), given).status_code == 302
    action = Action.objects.get()
    assert action.types == ["Normativo", "Formação"]
    assert entries_of(action)[0].changes["Tipos"] == ["", "Normativo e Formação"]
    assert (
        "Normativo e Formação" in drafter.get(path(plan, f"acoes/{action.uid}/")).content.decode()
    )
    assert snapshot_of(plan)["actions"][0]["planned"]["types"] == action.types
    assert any("Normativo e Formação" in str(block) for block in blocks_of(snapshot_of(plan)))


def test_a_type_that_nobody_offers_is_refused(drafter: Visitor, plan: Plan) -> None:
    answer = drafter.post(path(plan, "acoes/nova/"), sent(plan, types=["Inventado"]))
    assert answer.status_code == 422
    assert "types" in answer.context["form"].errors
    assert not Action.objects.exists()


@pytest.mark.parity("P35")
@pytest.mark.parity("P36")
def test_types_added_in_the_middle_come_back_ticked_and_nothing_typed_is_lost(
    drafter: Visitor, plan: Plan
) -> None:
    other = make.unit(plan.organ, "Apoio")
    given = sent(
        plan,
        types=["Normativo"],
        others="Auditoria\nPesquisa",
        planned_start="2027-02-01",
        milestones="31/03/2027 Minuta pronta",
        planned_budget="1.234,56",
        supporting_units=[str(other.uid)],
        **INDICATOR,
        **{"indicadores-0-name": "Servidores treinados", "indicadores-0-target": "80%"},
    )
    answer = drafter.post(path(plan, "acoes/nova/"), given)
    assert answer.status_code == 200
    assert not Action.objects.exists()
    form, rows = answer.context["form"], answer.context["rows"]
    assert form["types"].value() == ["Normativo", "Auditoria", "Pesquisa"]
    for name in ("title", "objective", "planned_start", "milestones", "planned_budget"):
        assert form[name].value() == given[name]
    assert form["supporting_units"].value() == [str(other.uid)]
    assert rows.forms[0]["target"].value() == "80%"
    assert len(rows.forms) == 2
    own = ActionType.objects.get(name="Auditoria")
    assert own.organ == plan.organ
    again = {**given, "others": "", "types": form["types"].value()}
    assert drafter.post(path(plan, "acoes/nova/"), again).status_code == 302
    assert Action.objects.get().planned_budget == Decimal("1234.56")


def test_one_more_indicator_is_asked_for_without_saving(drafter: Visitor, plan: Plan) -> None:
    action = make.action(plan)
    given = sent(plan, title="Ainda não gravado", mais="1", version=str(action.version))
    given |= {**INDICATOR, "indicadores-0-name": "Servidores treinados"}
    answer = drafter.post(path(plan, f"acoes/{action.uid}/editar/"), given)
    assert answer.status_code == 200
    assert [row["name"].value() for row in answer.context["rows"].forms] == [
        "Servidores treinados",
        None,
    ]
    assert answer.context["form"]["version"].value() == str(action.version)
    action.refresh_from_db()
    assert action.title != "Ainda não gravado"


def test_five_new_types_at_once_are_refused_with_everything_typed(
    drafter: Visitor, plan: Plan
) -> None:
    given = sent(plan, others="A1\nA2\nA3\nA4\nA5")
    answer = drafter.post(path(plan, "acoes/nova/"), given)
    assert answer.status_code == 422
    assert answer.context["form"].errors["others"]
    assert answer.context["form"]["title"].value() == given["title"]


def test_types_go_with_the_workbook_into_a_plan_whose_list_lacks_them(plan: Plan) -> None:
    make.action(plan, types=["Normativo", "Só daqui"])
    other = make.plan(make.organ("Secretaria de Obras", "SEOB"))
    report = plan_import(as_text(plan), existing_of(other))
    Writer(other, make.AT).write(report)
    assert other.actions.get().types == ["Normativo", "Só daqui"]
    assert as_text(other)["Ações"][1][-1] == "Normativo; Só daqui"


def test_a_new_version_carries_the_types_and_execution_proposes_them(plan: Plan) -> None:
    made = make.published_plan(make.organ("Secretaria de Obras", "SEOB"))
    Action.objects.filter(plan=made).update(types=["Formação", "Só daqui"])
    action = made.actions.get()
    assert [each.name for each in execution.types_foreseen(action)] == ["Formação"]
    draft = new_version(make.CONTROL, made, make.AT)
    assert draft.actions.get().types == ["Formação", "Só daqui"]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.000", "1000.00"),
        ("10.500", "10500.00"),
        ("R$ 1.234,5", "1234.50"),
        ("1234.5", "1234.50"),
        ("1234.5600000001", "1234.56"),
        ("0", "0.00"),
    ],
)
def test_an_amount_in_a_sheet_is_read_as_it_is_written_here(text: str, amount: str) -> None:
    assert planned_of({"planned_budget": text}, [], []) == {"planned_budget": amount}


def test_a_year_of_two_digits_is_of_this_century_and_an_odd_one_is_questioned() -> None:
    assert read_day("05/03/27") == date(2027, 3, 5)
    remarks: list[str] = []
    said: dict[str, Any] = planned_of({"planned_start": "05/03/0227"}, [], remarks)
    assert "planned_start" not in said
    assert "Confira o ano" in remarks[0]
    assert period_faults("", date(227, 3, 5), None, ()).keys() == {"planned_start"}
    assert period_faults("", date(2027, 3, 5), date(9999, 1, 1), ()).keys() == {"planned_end"}
