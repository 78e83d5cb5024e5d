"""Many actions at once: rows with a lock each, an order, copies, pasted cells, the open format."""

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from access.models import Person
from access.rules import Profile
from audit.models import Entry
from audit.queries import entries_of
from foundation.refusals import Invalid
from integrity.formulation.models import Plan
from integrity.formulation.rules.pasting import sheets_of
from integrity.formulation.services.action_rows import seen_of
from tests.conftest import As
from tests.factories import integrity as make
from tests.integrity.formulation.test_risks import to
from tests.people import Visitor


@pytest.fixture
def plan(in_first: None) -> Plan:
    made = make.plan()
    for number in ("1", "2", "3"):
        make.action(made, number)
    return made


@pytest.fixture
def drafter(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.FORMULATION, organ=plan.organ)


def rows(plan: Plan, changes: dict[str, dict[str, str]]) -> dict[str, Any]:
    """The rows as the page has them, and what the person typed by number."""
    sent: dict[str, Any] = {}
    for action in plan.actions.select_related("executing_unit", "responsible"):
        unit = action.executing_unit
        typed = {
            "number": action.number,
            "title": action.title,
            "kind": action.kind,
            "executing_unit": str(unit.uid) if unit else "",
            "responsible": "",
            "planned_start": action.planned_start or "",
            "planned_end": action.planned_end or "",
            "version": action.version,
            "seen": seen_of(action),
            **changes.get(action.number, {}),
        }
        sent |= {f"linha-{action.uid.hex}-{name}": value for name, value in typed.items()}
    return sent


def titles(plan: Plan) -> list[tuple[str, str]]:
    return list(plan.actions.order_by("number_key").values_list("number", "title"))


def test_touched_rows_are_written_and_told_and_the_others_stay(
    drafter: Visitor, plan: Plan
) -> None:
    person = Person.objects.create(name="Rui", registration_number="5")
    first, second, _ = plan.actions.order_by("number_key")
    changes = {
        "1": {"title": "Treinar", "responsible": str(person.uid), "planned_start": "2026-04-01"},
        "2": {"kind": "continuous"},
    }
    where = to("formulation:action_rows", plan.uid)
    assert drafter.post(where, rows(plan, changes)).status_code == 302
    versions = list(plan.actions.order_by("number_key").values_list("version", flat=True))
    assert versions == [2, 2, 1]
    first.refresh_from_db()
    assert (first.title, first.responsible) == ("Treinar", person)
    told = entries_of(first)[0]
    assert told.verb == "formulation.action_edited"
    assert set(told.changes) == {"Título", "Responsável", "Início planejado"}
    assert entries_of(second)[0].changes == {"Classe": ["", "Ação contínua"]}


def test_two_actions_change_numbers_with_each_other(drafter: Visitor, plan: Plan) -> None:
    where = to("formulation:action_rows", plan.uid)
    sent = rows(plan, {"1": {"number": "3"}, "3": {"number": "01,"}})
    assert drafter.post(where, sent).status_code == 422
    sent = rows(plan, {"1": {"number": "3"}, "3": {"number": "1."}})
    assert drafter.post(where, sent).status_code == 302
    assert titles(plan) == [("1", "Ação 3"), ("2", "Ação 2"), ("3", "Ação 1")]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"number": "2"}, "number"),
        ({"number": "x"}, "number"),
        ({"title": " "}, "title"),
        ({"planned_start": "2026-05-01", "planned_end": "2026-04-01"}, "planned_end"),
        ({"planned_start": "ontem"}, "planned_start"),
        ({"responsible": "00000000-0000-4000-8000-000000000000"}, "responsible"),
    ],
)
def test_one_wrong_row_keeps_all_rows_as_typed_and_writes_none(
    drafter: Visitor, plan: Plan, given: dict[str, str], field: str
) -> None:
    before = Entry.verbs.count()
    sent = rows(plan, {"1": given, "3": {"title": "Outro título"}})
    answer = drafter.post(to("formulation:action_rows", plan.uid), sent)
    assert answer.status_code == 422
    assert answer.context["rows"][0].errors[field]
    assert "Outro título" in answer.text
    assert Entry.verbs.count() == before


def test_the_second_person_sees_both_texts_of_the_rows_that_changed(
    drafter: Visitor, plan: Plan
) -> None:
    where = to("formulation:action_rows", plan.uid)
    first = rows(plan, {"1": {"title": "Da primeira"}, "2": {"title": "Também"}})
    second = rows(plan, {"1": {"title": "Da segunda"}, "3": {"title": "Sem disputa"}})
    assert drafter.post(where, first).status_code == 302
    answer = drafter.post(where, second)
    assert answer.status_code == 409
    differences = [
        (each["name"], *map(str, (each["stored"], each["typed"])))
        for each in answer.context["differences"]
    ]
    assert differences == [("1 · Título", "Da primeira", "Da segunda")]
    assert "Sem disputa" in answer.text
    assert titles(plan)[0] == ("1", "Da primeira")
    again = {
        f"{row.prefix}-{name}": row[name].value() or ""
        for row in answer.context["rows"]
        for name in row.fields
    }
    assert drafter.post(where, again).status_code == 302
    assert titles(plan) == [("1", "Da segunda"), ("2", "Também"), ("3", "Sem disputa")]


def test_an_action_goes_up_and_down_and_all_are_numbered_anew(drafter: Visitor, plan: Plan) -> None:
    second = plan.actions.get(number="2")
    where = to("formulation:move_action", plan.uid, second.uid)
    assert drafter.post(where, {"para": "cima"}).status_code == 302
    assert [title for _, title in titles(plan)] == ["Ação 2", "Ação 1", "Ação 3"]
    assert drafter.post(where, {"para": "cima"}).status_code == 409
    assert drafter.post(where, {"para": "baixo"}).status_code == 302
    assert entries_of(second)[0].changes == {"Número": ["1", "2"]}
    make.action(plan, "7.1", axis=make.axis(plan))
    make.action(plan, "9")
    assert drafter.post(to("formulation:renumber_actions", plan.uid)).status_code == 302
    assert [title for _, title in titles(plan)] == [
        "Ação 1",
        "Ação 2",
        "Ação 3",
        "Ação 9",
        "Ação 7.1",
    ]
    assert [number for number, _ in titles(plan)] == ["1", "2", "3", "4", "5"]


def test_the_filters_leave_what_lacks_something(drafter: Visitor, plan: Plan) -> None:
    plan.actions.filter(number="2").update(executing_unit=None)
    where = to("formulation:action_rows", plan.uid)
    for given, numbers in (
        ({"falta": "unidade"}, ["2"]),
        ({"texto": "ação 3"}, ["3"]),
        ({"falta": "datas"}, ["1", "2", "3"]),
        ({"eixo": str(make.axis(plan).uid)}, []),
    ):
        found = drafter.get(where, given).context["rows"]
        assert [row.action.number for row in found] == numbers


def test_rows_of_another_plan_are_passed_over(drafter: Visitor, plan: Plan) -> None:
    other = make.plan(make.organ())
    make.action(other, "1")
    sent = rows(other, {"1": {"title": "Invasão"}})
    assert drafter.post(to("formulation:action_rows", plan.uid), sent).status_code == 302
    assert titles(other) == [("1", "Ação 1")]


def test_rows_lists_and_filters_ask_as_often_for_many_actions_as_for_few(
    drafter: Visitor, plan: Plan
) -> None:
    pages = [
        (to("formulation:action_rows", plan.uid), {}),
        (to("formulation:action_rows", plan.uid), {"falta": "datas", "texto": "ação"}),
        (to("formulation:content", plan.uid), {}),
        (to("formulation:add_risk", plan.uid), {}),
    ]

    def asked() -> list[int]:
        found = []
        for address, given in pages:
            with CaptureQueriesContext(connection) as queries:
                assert drafter.get(address, given).status_code == 200
            of_plan = ("formulation_", "access_unit", "access_person")
            found.append(sum(any(name in each["sql"] for name in of_plan) for each in queries))
        return found

    few = asked()
    for number in range(4, 24):
        make.action(plan, str(number), axis=plan.axes.first())
    assert asked() == few


def test_actions_of_another_edition_are_copied_with_their_texts(
    drafter: Visitor, first_as: As, plan: Plan
) -> None:
    old = make.plan(make.organ("Autarquia"))
    source = make.action(old, "8", product="Manual", weight=4)
    make.action(old, "9")
    admin = first_as(Profile.ORGANISATION_ADMIN)
    where = to("formulation:copy_actions", plan.uid)
    assert len(admin.get(where, {"texto": "8"}).context["page_obj"]) == 1
    axis = plan.axes.first()
    assert axis is not None
    sent = {"axis": str(axis.uid), "actions": [str(source.uid)]}
    assert admin.post(where, {**sent, "actions": []}).status_code == 422
    assert admin.post(where, sent).status_code == 302
    copy = plan.actions.get(number="4")
    assert (copy.title, copy.product, copy.weight) == ("Ação 8", "Manual", 4)
    assert (copy.executing_unit, copy.origin) == (None, None)
    assert "Autarquia" in entries_of(copy)[0].changes["Copiada de"][1]
    assert drafter.post(where, sent).status_code == 422


HEAD = "Eixo\tSubeixo\tNúmero\tTítulo\tDescrição\tUnidade executora\tObjetivos\n"
ROW = 'Ética\tConduta\t9\tTreinar\t"Linha 1\nLinha 2"\tRH\tMenos erros\n'


@pytest.mark.parametrize("text", [HEAD + ROW, ROW])
def test_pasted_cells_are_shown_row_by_row_and_then_written(
    drafter: Visitor, plan: Plan, text: str
) -> None:
    answer = drafter.post(to("formulation:paste_rows", plan.uid), {"rows": text})
    assert answer.status_code == 302
    preview = answer["Location"]
    assert "9 Treinar" in drafter.get(preview).text
    assert plan.actions.count() == 3
    assert drafter.post(preview, {"create_units": "on"}).status_code == 302
    action = plan.actions.get(number="9")
    assert (str(action.axis), str(action.sub_axis)) == ("Ética", "Conduta")
    assert action.description == "Linha 1\nLinha 2"
    assert entries_of(plan)[0].verb == "formulation.plan_imported"


@pytest.mark.parametrize("text", ["", "  \n ", "uma coluna só\noutra linha", "x" * 500_001])
def test_what_is_no_table_is_refused_beside_the_field(
    drafter: Visitor, plan: Plan, text: str
) -> None:
    answer = drafter.post(to("formulation:paste_rows", plan.uid), {"rows": text})
    assert answer.status_code == 422
    assert answer.context["form"].errors["rows"]


def test_too_many_pasted_rows_are_refused() -> None:
    with pytest.raises(Invalid, match="até 5000 linhas"):
        sheets_of("a\tb\n" * 5_001)


def test_the_plan_is_given_in_the_open_format_too(drafter: Visitor, plan: Plan) -> None:
    plan.actions.filter(number="1").update(title="=1+1", planned_start="2026-04-01")
    content = drafter.get(to("formulation:open_document", plan.uid)).getvalue()
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    assert book.sheet_names == ["Eixos", "Subeixos", "Ações"]
    head, first, *_ = book.get_sheet_by_name("Ações").to_python()
    found = dict(zip(head, first, strict=True))
    assert (found["Título"], str(found["Início planejado"])) == ("=1+1", "2026-04-01")
