"""Organs, units, people and years from a sheet: seen row by row first, whole or not at all."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from access.models import Organ, Person, Unit
from access.rules import Profile
from audit.models import Entry
from documents.workbook import write_xlsx
from integrity.formulation.models import ImportRun, YearlyFigure
from integrity.formulation.rules.amounts import amount_of, whole_of
from integrity.formulation.rules.lines import Verdict
from integrity.formulation.rules.register_sheets import FIGURES, ORGANS, PEOPLE, REGISTERS, UNITS
from integrity.formulation.rules.registers import Known, plan_registers
from tests.conftest import As
from tests.documents.samples import EXE
from tests.factories import integrity as make
from tests.people import Visitor

HEADERS = {each.title: list(each.columns.values()) for each in REGISTERS}
Rows = list[list[object]]


@pytest.fixture
def ana(first_as: As) -> Visitor:
    return first_as(Profile.ORGANISATION_ADMIN)


def book(**sheets: Rows) -> bytes:
    """A workbook; `organs`, `units`, `people` and `figures` name its sheets."""
    titles = {"organs": ORGANS, "units": UNITS, "people": PEOPLE, "figures": FIGURES}
    return write_xlsx(
        {titles[name].title: [HEADERS[titles[name].title], *rows] for name, rows in sheets.items()}
    )


WHOLE = {
    "organs": [["Secretaria de Obras", "SMO", "Administração direta"]],
    "units": [
        ["SMO", "Setor de Pontes", "SP", "Diretoria de Obras"],
        ["Secretaria de Obras", "Diretoria de Obras", "DO", ""],
    ],
    "people": [["9001", "Olga Obras", "SMO", "Setor de Pontes"], ["9002", "Sem Lugar", "", ""]],
    "figures": [["SMO", "2025", "1.234.567,89", "40"], ["", "2025", 9_000_000, 900]],
}


def send(visitor: Visitor, content: bytes, name: str = "cadastros.xlsx", **more: str) -> Any:
    """Send a sheet to be checked."""
    upload = SimpleUploadedFile(name, content)
    return visitor.post("/estrutura/importar/", {"file": upload, **more})


def previewed(visitor: Visitor, content: bytes, name: str = "cadastros.xlsx", **more: str) -> str:
    """Send a sheet; the address of its preview."""
    answer = send(visitor, content, name, **more)
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer.headers["Location"])


def without_types(sheets: dict[str, Any]) -> dict[str, Any]:
    """The same without the type of organs, which this organisation may not have."""
    return sheets | {"organs": [[*row[:2], ""] for row in sheets["organs"]]}


@pytest.mark.parity("P27", "P28", "P29", "P30")
def test_a_sheet_is_shown_first_and_then_written_whole(ana: Visitor, in_first: None) -> None:
    before = (Organ.objects.count(), Unit.objects.count(), Person.objects.count())
    address = previewed(ana, book(**without_types(WHOLE)))
    page = ana.get(address).text
    assert "Setor de Pontes" in page and "2025 · Governo" in page and "Confirmar" in page
    assert (Organ.objects.count(), Unit.objects.count(), Person.objects.count()) == before
    assert ana.post(address).status_code == 302
    bridges = Unit.objects.get(name="Setor de Pontes")
    assert (bridges.organ.acronym, str(bridges.parent)) == ("SMO", "Diretoria de Obras")
    olga = Person.objects.get(registration_number="9001")
    assert (olga.name, olga.unit, olga.user) == ("Olga Obras", bridges, None)
    assert Person.objects.get(registration_number="9002").unit is None
    years = {str(each.organ or ""): each for each in YearlyFigure.objects.filter(year=2025)}
    assert str(years["Secretaria de Obras"].budget) == "1234567.89"
    assert (years[""].budget, years[""].staff) == (9_000_000, 900)
    entry = Entry.objects.filter(verb="formulation.registers_imported").latest("pk")
    assert "7 linhas novas" in entry.changes["Planilha"][1]


def test_what_was_exported_comes_back_as_the_same(ana: Visitor, in_first: None) -> None:
    ana.post(previewed(ana, book(**without_types(WHOLE))))
    content = b"".join(ana.get("/estrutura/cadastros.xlsx"))
    address = previewed(ana, content)
    run = ImportRun.objects.latest("pk")
    assert {line["verdict"] for line in run.report["lines"]} == {"same"}
    assert "já está cadastrado assim" in ana.get(address).text


def test_an_empty_cell_leaves_and_another_word_changes(ana: Visitor, in_first: None) -> None:
    unit = make.unit(name="Ouvidoria Geral", acronym="OG")
    organ = unit.organ.name
    address = previewed(ana, book(units=[[organ, "ouvidoria geral", "OGM", ""]]))
    assert "sigla: “OG” passa a “OGM”" in ana.get(address).text
    ana.post(address)
    unit.refresh_from_db()
    assert (unit.acronym, unit.parent) == ("OGM", None)
    ana.post(previewed(ana, book(units=[[organ, "Ouvidoria Geral", "", ""]])))
    unit.refresh_from_db()
    assert unit.acronym == "OGM"


FAULTS: list[tuple[dict[str, Rows], str]] = [
    ({"organs": [["", "X", ""]]}, "falta o nome"),
    ({"organs": [["A", "", "Tipo de outro planeta"]]}, "não está no catálogo"),
    ({"organs": [["A", "", ""], ["á", "", ""]]}, "repete a linha 2"),
    ({"organs": [["A", "SIGLA MUITO LONGA", ""]]}, "passa de 10 caracteres"),
    ({"units": [["Nenhum", "Setor", "", ""]]}, "o órgão “Nenhum” não existe"),
    ({"units": [["", "Setor", "", "Ausente"]]}, "não é do órgão"),
    ({"units": [["", "A", "", "B"], ["", "B", "", "A"]]}, "ficaria abaixo dela mesma"),
    ({"units": [["", "A", "", "A"]]}, "ficaria abaixo dela mesma"),
    ({"people": [["", "Ninguém", "", ""]]}, "falta a matrícula"),
    ({"people": [["1", "Ana", "", "Unidade que não há"]]}, "não é do órgão"),
    ({"figures": [["", "1800", "1", "1"]]}, "não é um ano"),
    ({"figures": [["", "2025", "mil", "1"]]}, "não é um valor em reais"),
    ({"figures": [["", "2025", "1000", "muitos"]]}, "não é uma quantidade"),
]


@pytest.mark.parametrize(("sheets", "words"), FAULTS, ids=[words for _, words in FAULTS])
def test_one_wrong_row_is_told_and_nothing_is_written(
    ana: Visitor, in_first: None, sheets: dict[str, Rows], words: str
) -> None:
    Organ.objects.exclude(pk=Organ.objects.earliest("pk").pk).update(name="Único Outro")
    only = len(Organ.objects.all()) == 1
    if not only:  # a row that leaves the organ out means the only one
        first = Organ.objects.earliest("pk").name
        sheets = {
            name: [[row[0] or first, *row[1:]] if name == "units" else row for row in rows]
            for name, rows in sheets.items()
        }
        if "people" in sheets:
            sheets = {"people": [[*row[:2], first, row[3]] for row in sheets["people"]]}
    right = {"figures": [["", "2031", "1000", "1"]]}
    address = previewed(ana, book(**(right | sheets)))
    page = ana.get(address).text
    assert words in page and "nada será gravado" in page
    assert ana.post(address).status_code == 409
    assert not YearlyFigure.objects.filter(year=2031).exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_csv_of_any_programme_is_read(
    ana: Visitor, in_first: None, encoding: str, mark: str
) -> None:
    text = (
        mark.join(["Matrícula", "Nome"]) + "\r\n" + mark.join(["77", '"João; Conceição"']) + "\r\n"
    )
    ana.post(previewed(ana, text.encode(encoding), "gente.csv", register="Pessoas"))
    assert Person.objects.get(registration_number="77").name == "João; Conceição"


@pytest.mark.parametrize(
    ("content", "name", "register", "words"),
    [
        (b"Nome\nA\n", "x.csv", "", "Diga de qual cadastro"),
        (b"Nada\nA\n", "x.csv", "Pessoas", "falta a coluna"),
        (b"", "x.csv", "Pessoas", "vazi"),
        (EXE, "x.csv", "Pessoas", "não é CSV"),
        (EXE, "x.xlsx", "", "não é Excel"),
        (b"Nome\n" + b"A\n" * 6_000, "x.csv", "\u00d3rg\u00e3os", "linhas"),
        (b"Nome\n\n", "x.csv", "\u00d3rg\u00e3os", "só há cabeçalhos"),
        (b"Nome\n" + b"A" * 40_000, "x.csv", "\u00d3rg\u00e3os", "não pôde ser lido"),
    ],
)
def test_what_is_no_sheet_of_registers_is_refused_beside_the_field(
    ana: Visitor, content: bytes, name: str, register: str, words: str
) -> None:
    answer = send(ana, content, name, register=register)
    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors)


def test_a_preview_gone_stale_is_refused_and_one_applied_is_not_applied_again(
    ana: Visitor, in_first: None
) -> None:
    address = previewed(ana, book(organs=[["Casa Civil", "CC", ""]]))
    Organ.objects.create(name="Casa Civil")
    assert "mudaram depois" in ana.post(address).text
    second = previewed(ana, book(organs=[["Casa Militar", "CM", ""]]))
    assert ana.post(second).status_code == 302
    assert "já foi importada" in ana.post(second).text


def test_who_keeps_one_organ_imports_nothing(first_as: As, in_first: None) -> None:
    local = first_as(Profile.INTERNAL_CONTROL, organ=make.organ())
    assert send(local, book(organs=[["A", "", ""]])).status_code == 403
    assert local.get("/estrutura/cadastros.xlsx").status_code == 403


def test_the_name_of_an_account_is_not_changed_by_a_sheet(ana: Visitor, in_first: None) -> None:
    eva = Person.objects.create(name="Eva Executora", registration_number="500", user=ana.user)
    page = ana.get(previewed(ana, book(people=[["500", "Eva Outra", "", ""]]))).text
    assert "corrija o nome na página dela" in page
    eva.refresh_from_db()
    assert eva.name == "Eva Executora"


@given(st.integers(0, 10**15 - 1), st.integers(0, 99))
def test_an_amount_is_the_same_however_it_is_written(whole: int, cents: int) -> None:
    brazilian = f"{whole:,}".replace(",", ".") + f",{cents:02d}"
    plain = f"{whole}.{cents:02d}"
    assert amount_of(brazilian) == amount_of(plain) == amount_of(f"R$ {brazilian}")
    assert whole_of(f"{whole:,}".replace(",", ".")) == whole_of(str(whole)) == whole


@given(st.text(max_size=20))
def test_no_text_makes_an_amount_fall(text: str) -> None:
    found = amount_of(text)
    assert found is None or found >= 0
    assert whole_of(text) is None or text.isascii()


names = st.sampled_from(["A", "B", "C", "D", "E"])


@given(st.lists(st.tuples(names, names | st.just("")), max_size=8))
def test_no_accepted_tree_of_units_has_a_circle(rows: list[tuple[str, str]]) -> None:
    known = Known(organs={("orgao",): {"name": "Órgão", "acronym": "", "type": ""}})
    table = [HEADERS[UNITS.title], *([["Órgão", name, "", parent] for name, parent in rows])]
    report = plan_registers({UNITS.title: table}, known)
    if report.count(Verdict.REFUSE):
        return
    above = {line.content["name"]: line.content["parent"] for line in report.lines}
    for start in above:
        seen, here = set(), start
        while here := above.get(here, ""):
            assert here not in seen
            seen.add(here)
