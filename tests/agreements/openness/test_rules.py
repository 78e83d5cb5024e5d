"""What is masked in an open table, and what a cell looks like."""

import csv
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.openness.resources import RESOURCES
from agreements.openness.rules import FORMULA, in_csv, masked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("CPF 111.444.777-35.", "CPF ***.444.777-**."),
        ("CPF 11144477735", "CPF ***.444.777-**"),
        ("fale com ana.souza@cidade.mg.gov.br hoje", "fale com [e-mail omitido] hoje"),
        ("ligue (31) 99999-1234", "ligue [telefone omitido]"),
        ("ligue 31 3333 0000", "ligue [telefone omitido]"),
        ("duas\n  linhas", "duas linhas"),
        ("Lei nº 14.133, de 2021", "Lei nº 14.133, de 2021"),
        ("CNPJ 12.345.678/0001-95", "CNPJ 12.345.678/0001-95"),
        ("processo 1520.01.0000123/2026-78", "processo 1520.01.0000123/2026-78"),
    ],
)
def test_free_text_is_masked_and_numbers_of_bodies_stay(text: str, shown: str) -> None:
    assert masked(text) == shown


@given(st.text())
def test_masking_twice_changes_nothing_more(text: str) -> None:
    assert masked(masked(text)) == masked(text)


@given(st.one_of(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.integers()))
def test_no_cell_is_a_formula_and_every_cell_is_read_back(value: str | int) -> None:
    cell = in_csv(masked(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        assert not cell.startswith(FORMULA)
    made = StringIO(newline="")
    csv.writer(made, delimiter=";").writerow([cell, "fim"])
    made.seek(0)
    assert list(csv.reader(made, delimiter=";")) == [[cell, "fim"]]


def test_a_cell_says_no_more_than_its_type() -> None:
    told = [in_csv(each) for each in (None, True, False, 0, date(2026, 1, 5), "a;b")]
    assert told == ["", "true", "false", "0", "2026-01-05", "a;b"]


def test_every_column_is_named_for_machines_and_described_for_people() -> None:
    for resource in RESOURCES:
        names = resource.names()
        assert len(names) == len(set(names))
        assert set(resource.key) <= set(names)
        for field in resource.fields:
            assert field.name == field.name.lower() and field.name.isascii()
            assert field.description.endswith(".") and field.type_name
