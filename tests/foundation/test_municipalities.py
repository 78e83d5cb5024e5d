"""The municipalities and states of Brazil."""

import csv
from pathlib import Path

import pytest

from foundation import municipalities
from foundation.words import folded
from tests.foundation.reference import path_of


def test_every_municipality_is_there_once() -> None:
    found = municipalities.everything()
    assert len(found) == len({each.ibge_code for each in found}) == 5571
    assert len(municipalities.of_state("MG")) == 853


def test_the_states_stand_in_the_order_of_their_names() -> None:
    found = municipalities.states()
    assert len(found) == 27
    assert [name for _, name in found] == sorted((name for _, name in found), key=folded)
    assert {state for state, _ in found} == {each.state for each in municipalities.everything()}


def test_a_municipality_is_found_by_its_code() -> None:
    found = municipalities.by_code("3170107")
    assert found is not None and str(found) == "Uberaba (MG)"
    assert municipalities.by_code("3100000") is None


def test_a_code_whose_digit_breaks_the_rule_is_accepted_all_the_same() -> None:
    found = municipalities.by_code("3117836")
    assert found is not None and found.state == "MG"


@pytest.mark.parametrize("typed", ["uberaba", "UBERABA mg", "Uberaba (MG)", " uberába/mg "])
def test_a_name_is_found_however_it_is_typed(typed: str) -> None:
    assert str(municipalities.search(typed)[0]) == "Uberaba (MG)"


def test_names_that_begin_with_the_text_come_first() -> None:
    found = [each.name for each in municipalities.search("sao joao", 500)]
    begins = [folded(name).startswith("sao joao") for name in found]
    assert begins == sorted(begins, reverse=True) and set(begins) == {True, False}


def test_a_search_gives_no_more_than_asked_and_nothing_for_nothing() -> None:
    assert len(municipalities.search("a", 7)) == 7
    assert municipalities.search(" ") == []
    assert municipalities.search("Atlântida Perdida") == []


def test_a_table_that_was_not_built_says_what_to_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(municipalities, "TABLE", tmp_path / "municipalities.csv")
    with pytest.raises(municipalities.TableMissing, match="make run"):
        municipalities.everything.__wrapped__()


def test_the_table_agrees_with_another_source() -> None:
    with path_of("municipalities.csv").open(encoding="utf-8-sig", newline="") as lines:
        codes = {row["codigo_ibge"] for row in csv.DictReader(lines)}
    assert codes == {each.ibge_code for each in municipalities.everything()}
