"""Numbers, ordinals, dates and lists in Portuguese."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation import words


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "zero"),
        (14, "catorze"),
        (21, "vinte e um"),
        (100, "cem"),
        (101, "cento e um"),
        (999, "novecentos e noventa e nove"),
        (1000, "mil"),
        (1100, "mil e cem"),
        (1234, "mil duzentos e trinta e quatro"),
        (2005, "dois mil e cinco"),
        (853_000, "oitocentos e cinquenta e três mil"),
    ],
)
def test_a_number_is_written_out(number: int, text: str) -> None:
    assert words.number_in_words(number) == text


def test_what_is_counted_may_be_feminine() -> None:
    assert words.number_in_words(222, feminine=True) == "duzentas e vinte e duas"
    assert words.number_in_words(101, feminine=True) == "cento e uma"
    assert words.number_in_words(2000, feminine=True) == "duas mil"


@given(st.lists(st.integers(0, 999_999), min_size=2, max_size=2, unique=True))
def test_two_numbers_never_have_the_same_words(pair: list[int]) -> None:
    assert words.number_in_words(pair[0]) != words.number_in_words(pair[1])


@pytest.mark.parametrize("number", [-1, 1_000_000])
def test_a_number_without_words_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="extenso"):
        words.number_in_words(number)


def test_clauses_are_numbered_by_ordinals() -> None:
    assert [words.ordinal(each) for each in (1, 10, 12, 99)] == [
        "primeira",
        "décima",
        "décima segunda",
        "nonagésima nona",
    ]
    with pytest.raises(ValueError, match="ordinal"):
        words.ordinal(100)


def test_a_list_is_joined_as_it_is_spoken() -> None:
    assert words.joined([]) == ""
    assert words.joined(["a"]) == "a"
    assert words.joined(["a", "b", "c"]) == "a, b e c"
    assert words.joined(["PDF", "Word"], "ou") == "PDF ou Word"


def test_a_count_agrees_with_its_noun() -> None:
    assert words.counted(1, "ação", "ações") == "1 ação"
    assert words.counted(0, "ação", "ações") == "0 ações"
    assert words.counted(5571, "município", "municípios") == "5.571 municípios"


def test_the_first_of_a_month_is_an_ordinal() -> None:
    assert words.date_in_words(date(2026, 3, 1)) == "1º de março de 2026"
    assert words.date_in_words(date(2026, 1, 30)) == "30 de janeiro de 2026"


def test_words_are_compared_without_accents_case_or_doubled_spaces() -> None:
    assert words.folded("  São  JOÃO del-Rei ") == "sao joao del-rei"


@given(st.text())
def test_comparing_twice_changes_nothing(text: str) -> None:
    assert words.folded(words.folded(text)) == words.folded(text)


def test_a_pasted_control_character_does_not_reach_a_document() -> None:
    assert words.printable("a\x00b\x0bc\r\nd\te\ue000") == "ab\nc\nd\te"


def test_what_has_no_width_or_turns_the_direction_of_reading_is_left_out() -> None:
    assert words.printable("\ufeffPla\u200bno \u202eetnemadarre\u202c nº 1") == (
        "Plano etnemadarre nº 1"
    )
