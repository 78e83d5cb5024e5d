"""A code cannot be guessed, is read however it is typed, and tells a slip from a code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.codes import LENGTH, LOOKALIKES, SIGNS, check_sign, new_code, read, spelled
from documents.seals import qr_svg

BODIES = st.text(SIGNS, min_size=LENGTH - 1, max_size=LENGTH - 1)
CODES = BODIES.map(lambda body: body + check_sign(body))


def test_codes_come_by_chance_from_signs_that_nobody_confuses() -> None:
    found = {new_code() for _ in range(500)}
    assert len(found) == 500
    assert not LOOKALIKES & set(SIGNS) and len(set(SIGNS)) == 31
    assert all(read(each) == each for each in found)


@given(CODES, st.sampled_from("- ./\n"))
def test_a_code_is_read_with_whatever_stands_between_its_groups(code: str, between: str) -> None:
    assert read(spelled(code).lower().replace("-", between)) == code


@given(CODES, st.integers(0, LENGTH - 1), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_seen(code: str, place: int, sign: str) -> None:
    wrong = code[:place] + sign + code[place + 1 :]
    if wrong != code:
        with pytest.raises(ValueError, match="erro de digitação"):
            read(wrong)


@given(CODES, st.integers(0, LENGTH - 2))
def test_two_exchanged_neighbours_are_seen(code: str, place: int) -> None:
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if wrong != code and place < LENGTH - 2:
        with pytest.raises(ValueError, match="erro de digitação"):
            read(wrong)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Escreva o código"),
        (" - ", "Escreva o código"),
        ("ABCD", "este tem 4"),
        ("0BCD-EFGH-JKMN-PQRS", "nunca tem 0"),
        ("ÁBCD-EFGH-JKMN-PQRS", "erro de digitação"),
    ],
)
def test_what_can_be_no_code_is_refused_with_a_reason(typed: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read(typed)


def test_the_qr_code_is_a_plain_drawing_with_a_white_border() -> None:
    drawn = qr_svg("http://localhost/verificar/")
    assert drawn.startswith("<svg ") and 'fill="#fff"' in drawn
    assert "M0 0" not in drawn and "M4 4h1" in drawn
    assert not {"<script", "href", "style"} & set(drawn.split())
