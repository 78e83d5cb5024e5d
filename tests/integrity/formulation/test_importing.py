"""What an import would do: pure planning, no database."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.refusals import Invalid
from integrity.formulation.rules.importing import Existing, ExistingAxis, plan_import
from integrity.formulation.rules.importing_actions import ExistingAction
from integrity.formulation.rules.lines import ImportReport, Line, Verdict
from integrity.formulation.rules.numbers import normal_number
from integrity.formulation.rules.sheets import LAYOUTS, check_layout, rows_of
from integrity.formulation.rules.units import KnownUnit
from tests.data.workbooks import HEAD, PLAN

TEXT = {name: [[str(cell) for cell in row] for row in rows] for name, rows in PLAN.items()}


def sheets(*actions: list[str]) -> dict[str, list[list[str]]]:
    """Two axes, and the actions given."""
    return {
        "Eixos": [["Título", "Descrição"], ["Ética", ""], ["Controle", "Interno"]],
        "Subeixos": [["Eixo", "Título", "Descrição"], ["Ética", "Conduta", ""]],
        "Ações": [[*HEAD], *actions],
    }


def row(number: str = "1", title: str = "Treinar", **cells: str) -> list[str]:
    """A row of the sheet of actions."""
    names = (
        "axis",
        "sub_axis",
        "number",
        "title",
        "description",
        "unit",
        "goal",
        "gain",
        "support",
    )
    given = {"axis": "Ética", "goal": "Pessoas treinadas", "unit": "RH", **cells}
    return [{"number": number, "title": title, **given}.get(name, "") for name in names]


def only(*actions: list[str], existing: Existing | None = None) -> Line:
    """The verdict on the last action."""
    return plan_import(sheets(*actions), existing or Existing()).of("Ações")[-1]


def test_question_marks_are_no_unit_and_the_action_waits_for_one() -> None:
    line = only(row(unit="????"))
    assert line.verdict is Verdict.MAKE
    assert line.content["executing_unit"] == ""
    assert "“????” não é uma unidade" in line.reasons
    assert "sem unidade executora: preencher antes de publicar" in line.reasons


def test_the_first_of_several_units_executes_and_the_others_support() -> None:
    line = only(row(unit="Gabinete; RH;Ouvidoria", support="RH; Arquivo"))
    assert line.content["executing_unit"] == "Gabinete"
    assert line.content["supporting_units"] == ["RH", "Ouvidoria", "Arquivo"]
    assert any("várias unidades executoras" in reason for reason in line.reasons)


def test_a_unit_is_known_by_its_acronym_whatever_the_accents() -> None:
    units = [KnownUnit("Recursos Humanos", "RH"), KnownUnit("Gabinete", "")]
    report = plan_import(sheets(row(unit="rh", support="GABINÊTE")), Existing(units=units))
    line = report.of("Ações")[0]
    assert line.content["executing_unit"] == "Recursos Humanos"
    assert line.content["supporting_units"] == ["Gabinete"]
    assert report.missing_units == ()


def test_an_acronym_of_two_units_is_not_guessed() -> None:
    units = [KnownUnit("Recursos Humanos", "RH"), KnownUnit("Rede Hospitalar", "RH")]
    line = only(row(unit="RH"), existing=Existing(units=units))
    assert line.content["executing_unit"] == ""
    assert "a sigla “RH” é de mais de uma unidade" in line.reasons


def test_a_missing_number_is_the_next_whole_one_that_nobody_begins_with() -> None:
    line = only(row("7.3"), row("", "Sem número"))
    assert line.content["number"] == "8"
    assert "sem número: recebe o 8" in line.reasons


def test_a_repeated_number_is_refused_and_says_where_it_was() -> None:
    line = only(row("1"), row("01", "Outra"))
    assert line.verdict is Verdict.REFUSE
    assert line.reasons == ("o número 1 já foi usado na linha 2",)


def test_the_number_of_a_refused_row_stays_free() -> None:
    line = only(row("1", axis="Nenhum"), row("1", "Outra"))
    assert line.verdict is Verdict.MAKE


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"axis": ""}, "falta o eixo"),
        ({"axis": "Outro"}, "o eixo “Outro” não está na aba Eixos nem no plano"),
        ({"sub_axis": "Nenhum"}, "o subeixo “Nenhum” não é do eixo “Ética”"),
        (
            {"axis": "Controle", "sub_axis": "Conduta"},
            "o subeixo “Conduta” não é do eixo “Controle”",
        ),
        ({"title": ""}, "falta o título"),
        ({"title": "a" * 256}, "o título passa de 255 caracteres"),
        ({"number": "A-3"}, "“A-3” não é um número de ação. Use um número como 7 ou 7.1."),
    ],
)
def test_a_row_that_has_no_place_is_refused_with_its_reason(
    cells: dict[str, str], reason: str
) -> None:
    line = only(row(**cells))
    assert (line.verdict, line.reasons) == (Verdict.REFUSE, (reason,))


def test_an_action_without_purpose_is_made_with_a_warning() -> None:
    line = only(row(goal=""))
    assert line.verdict is Verdict.MAKE
    assert "sem objetivo nem benefício: preencher antes de publicar" in line.reasons


def test_an_axis_of_the_same_title_is_joined_and_only_its_blanks_are_filled() -> None:
    existing = Existing(axes=[ExistingAxis("ética", ""), ExistingAxis("Controle", "Já escrito")])
    table = sheets()
    table["Eixos"][1] = ["Ética", "Conduta de todos"]
    first, second = plan_import(table, existing).of("Eixos")
    assert first.verdict is second.verdict is Verdict.MERGE
    assert first.content == {"title": "ética", "description": "Conduta de todos"}
    assert second.content["description"] == ""


def test_an_action_of_the_plan_keeps_its_texts_and_gains_what_it_lacked() -> None:
    twin = ExistingAction("1", "Treinar", "Ética", objective="O meu")
    existing = Existing(axes=[ExistingAxis("Ética")], actions=[twin])
    line = only(row("1", goal="O da planilha", gain="Menos erros"), existing=existing)
    assert line.verdict is Verdict.MERGE
    assert line.content["expected_benefit"] == "Menos erros"
    assert "objective" not in line.content
    assert "fica como está no plano: os objetivos" in line.reasons


def test_a_number_of_another_action_of_the_plan_is_refused() -> None:
    twin = ExistingAction("1", "Comprar", "Ética")
    line = only(row("1"), existing=Existing(axes=[ExistingAxis("Ética")], actions=[twin]))
    assert line.verdict is Verdict.REFUSE
    assert "já é da ação “Comprar”" in line.reasons[0]


def test_the_workbook_of_our_own_making_is_planned_row_by_row() -> None:
    report = plan_import(TEXT, Existing())
    verdicts = [each.verdict.value for each in report.of("Ações")]
    assert verdicts == ["make", "make", "make", "make", "refuse", "refuse", "refuse"]
    assert report.missing_units == ("SPT", "Ouvidoria", "Gabinete", "Arquivo")


@pytest.mark.parametrize("missing", ["Eixos", "Subeixos", "Ações"])
def test_a_workbook_that_lacks_a_sheet_is_refused_by_name(missing: str) -> None:
    with pytest.raises(Invalid, match=f"Falta a aba “{missing}”"):
        check_layout({name: rows for name, rows in TEXT.items() if name != missing})


def test_a_sheet_that_lacks_a_column_is_refused_by_name() -> None:
    table = {**TEXT, "Ações": [[cell for cell in row if cell != "Título"] for row in TEXT["Ações"]]}
    with pytest.raises(Invalid, match="Na aba “Ações” falta a coluna “Título”"):
        check_layout(table)


def test_headings_are_found_whatever_their_case_accents_and_number() -> None:
    head = ["EIXO", "subeixo", "Numero", "titulo", "descricao", "Unidade Executora"]
    typed = [f"célula {column}" for column in range(9)]
    table = {**TEXT, "acoes": [[*head, "Objetivo", "Benefício", "Unidade(s) de apoio"], typed]}
    del table["Ações"]
    check_layout(table)
    actions = next(layout for layout in LAYOUTS if layout.title == "Ações")
    [row] = rows_of(table, actions)
    assert sorted(row.cells.values()) == sorted(typed)


def test_too_many_rows_are_refused_with_their_count() -> None:
    with pytest.raises(Invalid, match=r"10\.0\d\d linhas; o limite é de 5\.000"):
        check_layout({**TEXT, "Ações": [TEXT["Ações"][0], *[[""] * 9] * 10_000]})


def test_an_empty_workbook_is_refused() -> None:
    with pytest.raises(Invalid, match="está vazia"):
        check_layout({name: rows[:1] for name, rows in TEXT.items()})


def test_a_report_comes_back_from_json_as_it_went() -> None:
    report = plan_import(TEXT, Existing())
    assert ImportReport.from_json(report.as_json()).digest() == report.digest()


cells = st.text(string.ascii_letters + string.digits + " ?;.áÉç=\n\x00", max_size=12)
axis_names = st.sampled_from(["Ética", "etica", "Controle", "Nenhum", ""])
numbers = st.sampled_from(["", "1", "1.0", "2", "2.1", "01", "x", "999999"])
action_rows = st.tuples(
    axis_names,
    st.sampled_from(["", "Conduta", "?"]),
    numbers,
    cells,
    cells,
    cells,
    cells,
    cells,
    cells,
).map(list)
books = st.lists(action_rows, max_size=12).map(lambda rows: sheets(*rows))


@given(books)
def test_every_filled_row_has_one_verdict_and_a_refusal_has_a_reason(
    book: dict[str, list[list[str]]],
) -> None:
    report = plan_import(book, Existing())
    for layout in LAYOUTS:
        assert [each.line for each in report.of(layout.title)] == [
            each.line for each in rows_of(book, layout)
        ]
    assert all(line.reasons for line in report.lines if line.is_refused)


@given(books)
def test_what_is_made_has_a_title_a_known_axis_and_a_number_of_its_own(
    book: dict[str, list[list[str]]],
) -> None:
    report = plan_import(book, Existing())
    made = [line.content for line in report.accepted("Ações")]
    held = [each["number"] for each in made]
    assert len(held) == len(set(held))
    assert all(normal_number(number) == number for number in held)
    assert {each["axis"] for each in made} <= {line.content["title"] for line in report.of("Eixos")}
    assert all(each["title"] for each in made)


@given(books)
def test_a_second_import_of_the_same_workbook_makes_nothing(
    book: dict[str, list[list[str]]],
) -> None:
    first = plan_import(book, Existing())
    again = plan_import(book, after(first))
    numbered = {row.line for row in rows_of(book, LAYOUTS[2]) if row["number"]}
    made = [each for each in again.of("Ações") if each.verdict is Verdict.MAKE]
    assert all(each.line not in numbered for each in made)
    assert {each.verdict for each in again.of("Eixos")} == {Verdict.MERGE}


def after(report: ImportReport) -> Existing:
    """The plan as the report would leave it, every missing unit made."""
    axes = [
        ExistingAxis(
            line.content["title"],
            line.content["description"],
            {
                each.content["title"]: each.content["description"]
                for each in report.accepted("Subeixos")
                if each.content["axis"] == line.content["title"]
            },
        )
        for line in report.accepted("Eixos")
    ]
    actions = [
        ExistingAction(
            **{**line.content, "supporting_units": tuple(line.content["supporting_units"])}
        )
        for line in report.accepted("Ações")
    ]
    return Existing(axes, actions, [KnownUnit(name) for name in report.missing_units])


@given(st.lists(st.integers(0, 99_999), min_size=1, max_size=5))
def test_a_number_in_normal_form_stays_as_it_is(parts: list[int]) -> None:
    number = ".".join(map(str, parts))
    assert normal_number(number) == number
    assert normal_number(f" 0{number.replace('.', ',')} ") == number
