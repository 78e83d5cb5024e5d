"""Organs with type and status, their years, and the years of the government."""

from decimal import Decimal
from typing import Any

import pytest

from access.models import Organ
from access.rules import Profile
from audit.queries import entries_of
from integrity.formulation.models import CatalogueEntry, YearlyFigure
from tests.conftest import As
from tests.factories import integrity as make
from tests.people import Visitor

NEW = "/estrutura/orgaos/novo/"


@pytest.fixture
def organ(in_first: None) -> Organ:
    return make.main_organ()


@pytest.fixture
def administrator(first_as: As, organ: Organ) -> Visitor:
    return first_as(Profile.ORGANISATION_ADMIN)


def sent(*years: tuple[object, object, object], **more: Any) -> dict[str, Any]:
    """What the form of an organ sends, with its rows of years."""
    found: dict[str, Any] = {"ano-TOTAL_FORMS": len(years), "ano-INITIAL_FORMS": 0, **more}
    for number, row in enumerate(years):
        for name, value in zip(("year", "budget", "staff"), row, strict=True):
            found[f"ano-{number}-{name}"] = value
    return found


def kind(name: str = "Autarquia") -> CatalogueEntry:
    return CatalogueEntry.objects.get(kind="organ_type", name=name)


@pytest.mark.parity("P27")
def test_an_organ_is_written_corrected_filtered_and_archived(
    administrator: Visitor, organ: Organ
) -> None:
    typed = {"name": "Serviço de Águas", "acronym": "SAAE", "organ_type": str(kind().uid)}
    assert administrator.post(NEW, sent(**typed)).status_code == 302
    made = Organ.objects.get(acronym="SAAE")
    assert made.type_uid == kind().uid
    (entry,) = entries_of(made)
    assert (entry.changes["Nome"], entry.changes["Tipo"]) == (
        ["", "Serviço de Águas"],
        ["", "Autarquia"],
    )
    edit = f"/estrutura/orgaos/{made.uid}/editar/"
    assert administrator.post(edit, sent(**typed | {"name": "Águas"})).status_code == 302
    found = administrator.get(f"/estrutura/orgaos/?texto=SAA&tipo={kind().uid}").content.decode()
    table = found.split("<table")[1].split("</table>")[0]
    assert "Águas" in table and organ.name not in table
    assert administrator.post(f"/estrutura/orgaos/{made.uid}/arquivar/").status_code == 302
    made.refresh_from_db()
    assert not made.is_active
    assert entries_of(made)[0].changes["Situação"] == ["Ativo", "Arquivado"]
    assert administrator.post(edit, sent(**typed)).status_code == 409
    assert "Águas" in administrator.get("/estrutura/orgaos/?situacao=arquivado").content.decode()
    assert "Águas" not in administrator.get("/estrutura/").content.decode()
    assert administrator.post(f"/estrutura/orgaos/{made.uid}/reabrir/").status_code == 302
    made.refresh_from_db()
    assert made.is_active


@pytest.mark.parity("P27")
@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("acronym", "ONZE LETRAS"), ("organ_type", "Autarquia")],
)
def test_a_wrong_organ_stays_on_the_page(administrator: Visitor, field: str, value: str) -> None:
    typed = {"name": "Outro órgão", "acronym": "OO", field: value}
    answer = administrator.post(NEW, sent((2025, "10,00", 3), **typed))
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert "10,00" in answer.content.decode()
    assert (Organ.objects.count(), YearlyFigure.objects.count()) == (1, 0)


@pytest.mark.parity("P27")
def test_an_organ_with_a_living_plan_and_the_last_one_are_not_archived(
    administrator: Visitor, organ: Organ
) -> None:
    path = f"/estrutura/orgaos/{organ.uid}/arquivar/"
    assert "pelo menos um órgão" in administrator.post(path).content.decode()
    make.organ("Outro")
    make.plan(organ)
    answer = administrator.post(path)
    assert answer.status_code == 409
    assert "plano em elaboração ou em vigor" in answer.content.decode()
    organ.refresh_from_db()
    assert organ.is_active


@pytest.mark.parity("P28")
def test_the_years_of_an_organ_are_saved_with_it_and_shown_three_a_page(
    administrator: Visitor, organ: Organ
) -> None:
    YearlyFigure.objects.create(year=2025, budget=Decimal("900000000.00"), staff=5000)
    edit = f"/estrutura/orgaos/{organ.uid}/editar/"
    rows = [(year, "1.500.000,50", 120) for year in (2022, 2023, 2024, 2025)]
    answer = administrator.post(edit, sent(*rows, ("", "", ""), name=organ.name))
    assert answer.status_code == 302
    assert list(organ.figures.values_list("year", flat=True)) == [2025, 2024, 2023, 2022]
    assert organ.figures.get(year=2024).budget == Decimal("1500000.50")
    changes = entries_of(organ)[0].changes
    assert changes["Números de 2025"] == ["", "orçamento 1500000,50, pessoal 120"]
    page = administrator.get(f"/estrutura/orgaos/{organ.uid}/")
    assert [each.of.year for each in page.context["years"]] == [2025, 2024, 2023]
    assert [bool(each.government) for each in page.context["years"]] == [True, False, False]
    assert "900.000.000,00" in page.content.decode()
    assert "2.025" not in page.content.decode()
    later = administrator.get(f"/estrutura/orgaos/{organ.uid}/?pagina=2")
    assert [each.of.year for each in later.context["years"]] == [2022]
    again = sent((2025, "2,00", 7), name=organ.name)
    assert administrator.post(edit, again | {"ano-0-DELETE": ""}).status_code == 302
    assert list(organ.figures.values_list("year", "staff")) == [(2025, 7)]
    assert entries_of(organ)[0].changes["Números de 2022"][1] == ""


@pytest.mark.parity("P28", "P29")
@pytest.mark.parametrize(
    "years",
    [
        [(2025, "0,99", 1)],
        [(2025, "", 1)],
        [("", "10,00", 1)],
        [(2025, "10,00", -1)],
        [(2025, "10,00", 1), (2025, "11,00", 2)],
    ],
)
def test_wrong_years_write_nothing(
    administrator: Visitor, organ: Organ, years: list[tuple[object, object, object]]
) -> None:
    edit = f"/estrutura/orgaos/{organ.uid}/editar/"
    answer = administrator.post(edit, sent(*years, name="Nome novo"))
    assert answer.status_code == 422
    assert administrator.post("/estrutura/governo/", sent(*years)).status_code == 422
    organ.refresh_from_db()
    assert (organ.name == "Nome novo", YearlyFigure.objects.count()) == (False, 0)


@pytest.mark.parity("P29")
def test_the_years_of_the_government_are_written_corrected_and_taken_out(
    administrator: Visitor, organ: Organ
) -> None:
    path = "/estrutura/governo/"
    given = sent((2024, "1,00", 10), (2025, "2,00", 20))
    assert administrator.post(path, given).status_code == 302
    row = YearlyFigure.objects.get(organ=None, year=2025)
    assert (row.budget, row.staff) == (2, 20)
    assert entries_of(row)[0].changes == {"2025": ["", "orçamento 2,00, pessoal 20"]}
    assert 'value="2025"' in administrator.get(path).content.decode()
    taken = sent((2024, "1,00", 10), (2025, "2,00", 20)) | {"ano-0-DELETE": "on"}
    assert administrator.post(path, taken).status_code == 302
    assert list(YearlyFigure.objects.values_list("year", flat=True)) == [2025]


@pytest.mark.parity("P27", "P28", "P29")
def test_who_keeps_one_organ_reaches_neither_others_nor_the_government(
    first_as: As, organ: Organ
) -> None:
    other = make.organ("Outro órgão")
    inside = first_as(Profile.ORGANISATION_ADMIN, organ=organ)
    assert inside.get(f"/estrutura/orgaos/{other.uid}/").status_code == 404
    assert inside.post(f"/estrutura/orgaos/{other.uid}/editar/", sent(name="X")).status_code == 404
    assert inside.post("/estrutura/governo/", sent((2025, "2,00", 1))).status_code == 403
    assert inside.post(f"/estrutura/orgaos/{organ.uid}/arquivar/").status_code == 403
    assert "Outro órgão" not in inside.get("/estrutura/orgaos/").content.decode()
    executor = first_as(Profile.EXECUTOR)
    assert executor.get("/estrutura/orgaos/").status_code == 403
    assert YearlyFigure.objects.count() == 0
