"""Axes, sub-axes and actions through their pages."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.rules import Profile
from audit.models import Entry
from audit.queries import entries_of
from integrity.formulation.models import Action, Axis, Plan, SubAxis
from tests.conftest import As
from tests.factories import integrity as make
from tests.people import Visitor


@pytest.fixture
def plan(in_first: None) -> Plan:
    return make.plan()


@pytest.fixture
def drafter(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.FORMULATION)


def path(plan: Plan, rest: str) -> str:
    """A page of the plan."""
    return f"/planos/{plan.uid}/{rest}"


def sent(plan: Plan, **given: Any) -> dict[str, Any]:
    """An action as a browser sends it."""
    axis = plan.axes.first() or make.axis(plan)
    unit = given.pop("unit", None) or make.unit(plan.organ)
    return {
        "number": "1",
        "title": "Treinar servidores",
        "axis": str(axis.uid),
        "executing_unit": str(unit.uid),
        "objective": "Menos erros",
        **given,
    }


@pytest.mark.parity("P54")
@pytest.mark.parity("P50")
def test_an_axis_is_added_corrected_and_told(drafter: Visitor, plan: Plan) -> None:
    given = {"title": "Ética", "description": "Conduta"}
    assert drafter.post(path(plan, "eixos/novo/"), given).status_code == 302
    axis = plan.axes.get()
    plan.refresh_from_db()
    assert plan.state == "drafting"
    answer = drafter.post(path(plan, f"eixos/{axis.uid}/editar/"), {"title": "Ética pública"})
    assert answer.status_code == 302
    axis.refresh_from_db()
    assert (axis.title, axis.description) == ("Ética pública", "")
    assert [each.verb for each in entries_of(plan)[:2]] == [
        "formulation.axis_edited",
        "formulation.axis_added",
    ]


@pytest.mark.parametrize("title", ["", "   ", "a" * 256, "etica"])
def test_an_axis_needs_a_title_of_its_own(drafter: Visitor, plan: Plan, title: str) -> None:
    make.axis(plan, "Ética")
    answer = drafter.post(path(plan, "eixos/novo/"), {"title": title, "description": "Fica"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["title"]
    assert "Fica" in answer.content.decode()
    assert plan.axes.count() == 1


@pytest.mark.parity("P55")
def test_a_sub_axis_is_added_corrected_and_removed_while_its_actions_stay(
    drafter: Visitor, plan: Plan
) -> None:
    axis = make.axis(plan)
    drafter.post(path(plan, f"eixos/{axis.uid}/subeixos/novo/"), {"title": "Conduta"})
    sub_axis = SubAxis.objects.get(axis=axis)
    drafter.post(path(plan, f"subeixos/{sub_axis.uid}/editar/"), {"title": "Condutas"})
    sub_axis.refresh_from_db()
    assert sub_axis.title == "Condutas"
    action = make.action(plan, axis=axis, sub_axis=sub_axis)
    assert drafter.post(path(plan, f"subeixos/{sub_axis.uid}/excluir/")).status_code == 302
    action.refresh_from_db()
    assert action.sub_axis is None
    assert entries_of(plan)[0].verb == "formulation.sub_axis_removed"


@pytest.mark.parity("P59")
def test_an_axis_is_removed_after_its_counts_were_shown(drafter: Visitor, plan: Plan) -> None:
    axis = make.axis(plan, "Ética")
    make.action(plan, axis=axis, sub_axis=make.sub_axis(axis))
    asked = drafter.get(path(plan, f"eixos/{axis.uid}/excluir/"))
    assert "1 subeixo e 1 ação" in asked.content.decode()
    assert Axis.objects.count() == 1
    assert drafter.post(path(plan, f"eixos/{axis.uid}/excluir/")).status_code == 302
    assert (Axis.objects.count(), SubAxis.objects.count(), Action.objects.count()) == (0, 0, 0)
    assert entries_of(plan)[0].changes == {"Eixo": ["Ética (1 subeixo e 1 ação)", ""]}


@pytest.mark.parity("P56")
@pytest.mark.parity("P58")
def test_an_action_is_added_not_started_with_its_units(drafter: Visitor, plan: Plan) -> None:
    helper = make.unit(plan.organ, "Ouvidoria")
    given = sent(plan, number="3,1", supporting_units=[str(helper.uid)])
    assert drafter.post(path(plan, "acoes/nova/"), given).status_code == 302
    action = plan.actions.get()
    assert (action.number, action.status) == ("3.1", "not_started")
    assert list(action.supporting_units.all()) == [helper]
    assert entries_of(action).get().changes["Título"] == ["", "Treinar servidores"]


@pytest.mark.parity("P57")
def test_an_action_needs_an_objective_or_a_benefit(drafter: Visitor, plan: Plan) -> None:
    answer = drafter.post(path(plan, "acoes/nova/"), sent(plan, objective=""))
    assert answer.status_code == 422
    assert "pelo menos um dos dois" in answer.context["form"].errors["objective"][0]
    assert "Treinar servidores" in answer.content.decode()
    given = sent(plan, objective="", expected_benefit="Confiança")
    assert drafter.post(path(plan, "acoes/nova/"), given).status_code == 302


@pytest.mark.parity("P56")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", ""),
        ("number", "um"),
        ("number", "7"),
        ("number", "07"),
        ("title", ""),
        ("title", "a" * 256),
        ("axis", "8d0b5ea6-5b4f-4a17-9e8e-111111111111"),
        ("executing_unit", ""),
    ],
)
def test_what_an_action_lacks_is_said_beside_the_field(
    drafter: Visitor, plan: Plan, field: str, value: str
) -> None:
    make.action(plan, "7")
    answer = drafter.post(path(plan, "acoes/nova/"), sent(plan, **{"number": "8", field: value}))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert plan.actions.count() == 1


@pytest.mark.parity("P56")
@pytest.mark.parity("N7")
def test_a_sub_axis_of_another_axis_is_refused(drafter: Visitor, plan: Plan) -> None:
    make.axis(plan, "Primeiro")
    elsewhere = make.sub_axis(make.axis(plan, "Segundo"))
    answer = drafter.post(path(plan, "acoes/nova/"), sent(plan, sub_axis=str(elsewhere.uid)))
    assert answer.status_code == 422
    assert "não é do eixo “Primeiro”" in answer.context["form"].errors["sub_axis"][0]


@pytest.mark.parity("N7")
def test_an_axis_or_a_unit_of_another_organ_is_no_choice(drafter: Visitor, plan: Plan) -> None:
    away = make.plan(make.organ("Autarquia"))
    for given in (
        {"axis": str(make.axis(away).uid)},
        {"unit": make.unit(away.organ)},
        {"supporting_units": [str(make.unit(away.organ).uid)]},
    ):
        answer = drafter.post(path(plan, "acoes/nova/"), sent(plan, **given))
        assert answer.status_code == 422
    assert drafter.get(path(plan, f"acoes/{make.action(away).uid}/")).status_code == 404
    assert not plan.actions.exists()


@pytest.mark.parity("N11")
def test_fields_outside_the_form_change_nothing(drafter: Visitor, plan: Plan) -> None:
    given = sent(plan, status="completed", organ="1", created_at="2000-01-01")
    drafter.post(path(plan, "acoes/nova/"), given)
    action = plan.actions.get()
    assert (action.status, action.created_at.year) != ("completed", 2000)
    assert action.status == "not_started"


def edit(plan: Plan, action: Action, **given: Any) -> dict[str, Any]:
    """The action as its form would send it again."""
    return sent(
        plan,
        **{
            "number": action.number,
            "title": action.title,
            "unit": action.executing_unit,
            "version": action.version,
            **given,
        },
    )


def test_an_action_is_corrected_and_only_what_changed_is_told(drafter: Visitor, plan: Plan) -> None:
    action = make.action(plan, "1", objective="Menos erros")
    answer = drafter.post(
        path(plan, f"acoes/{action.uid}/editar/"), edit(plan, action, title="Novo título")
    )
    assert answer.status_code == 302
    assert entries_of(action)[0].changes == {"Título": ["Ação 1", "Novo título"]}


def test_two_people_edit_one_action_and_the_second_sees_both_texts(
    drafter: Visitor, first_as: As, plan: Plan
) -> None:
    action = make.action(plan)
    mine = edit(plan, action, title="O meu texto")
    first_as(Profile.HEAD).post(
        path(plan, f"acoes/{action.uid}/editar/"), edit(plan, action, title="O texto da chefia")
    )
    answer = drafter.post(path(plan, f"acoes/{action.uid}/editar/"), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "O meu texto" in page
    assert "O texto da chefia" in page
    action.refresh_from_db()
    assert action.title == "O texto da chefia"
    again = {**mine, "version": answer.context["form"]["version"].value()}
    assert drafter.post(path(plan, f"acoes/{action.uid}/editar/"), again).status_code == 302
    action.refresh_from_db()
    assert action.title == "O meu texto"


def test_an_action_is_taken_out_of_the_draft(drafter: Visitor, plan: Plan) -> None:
    action = make.action(plan)
    assert drafter.get(path(plan, f"acoes/{action.uid}/excluir/")).status_code == 200
    assert drafter.post(path(plan, f"acoes/{action.uid}/excluir/")).status_code == 302
    assert not plan.actions.exists()
    assert entries_of(plan)[0].changes == {"Ação": ["1. Ação 1", ""]}


@pytest.mark.parity("N14")
def test_nothing_is_changed_by_reading_a_page(drafter: Visitor, plan: Plan) -> None:
    action = make.action(plan)
    before = Entry.verbs.count()
    for rest in ("comissao/", "publicacao/", f"acoes/{action.uid}/excluir/", "importar/"):
        drafter.get(path(plan, rest))
    sub_axis = make.sub_axis(action.axis)
    answer = drafter.get(path(plan, f"subeixos/{sub_axis.uid}/excluir/"))
    assert answer.status_code == 405
    assert Entry.verbs.count() == before + 1


@pytest.mark.parity("N12")
def test_script_in_a_text_is_shown_as_text(drafter: Visitor, plan: Plan) -> None:
    action = make.action(plan, title="<script>alert(1)</script>", objective="<b onclick=x>oi</b>")
    for rest in ("conteudo/", f"acoes/{action.uid}/"):
        page = drafter.get(path(plan, rest)).content.decode()
        assert "<script>alert" not in page
        assert "<b onclick" not in page


def test_the_list_asks_the_database_as_often_for_many_actions_as_for_few(
    drafter: Visitor, plan: Plan
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert drafter.get(path(plan, "conteudo/")).status_code == 200
        return len(queries)

    make.action(plan, "1")
    few = asked()
    for number in range(2, 12):
        make.action(plan, str(number))
    assert asked() == few
