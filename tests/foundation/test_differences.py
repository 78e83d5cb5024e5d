"""Differences between two texts give both texts back, and are told word by word."""

from hypothesis import given
from hypothesis import strategies as st

from foundation.differences import (
    ADDED,
    REMOVED,
    SAME,
    Piece,
    differences,
    first_text,
    is_changed,
    lines_of,
    second_text,
)

WORDS = st.lists(
    st.sampled_from(["prazo", "de", "15", "dias", " ", "\n", ",", "–", "ção", "útil", "§ 1º"]),
    max_size=30,
).map("".join)
TEXTS = st.one_of(WORDS, st.text(max_size=60))


@given(TEXTS, TEXTS)
def test_the_pieces_give_back_the_first_and_the_second_text(first: str, second: str) -> None:
    pieces = differences(first, second)
    assert first_text(pieces) == first
    assert second_text(pieces) == second
    assert all(each.text for each in pieces)
    assert is_changed(pieces) == (first != second)


@given(TEXTS, TEXTS)
def test_lines_hold_the_same_pieces_without_the_breaks(first: str, second: str) -> None:
    pieces = differences(first, second)
    lines = list(lines_of(pieces))
    whole = "".join(each.text for each in pieces)
    assert "".join(each.text for line in lines for each in line) == whole.replace("\n", "")
    assert len(lines) == whole.count("\n") + 1


def test_a_changed_number_is_told_as_a_word_taken_out_and_one_put_in() -> None:
    assert differences("prazo de 15 dias", "prazo de 30 dias") == [
        Piece(SAME, "prazo de "),
        Piece(REMOVED, "15"),
        Piece(ADDED, "30"),
        Piece(SAME, " dias"),
    ]


def test_a_word_is_never_cut_in_two() -> None:
    kinds = {each.text: each.kind for each in differences("publicação", "publicações")}
    assert kinds == {"publicação": REMOVED, "publicações": ADDED}
