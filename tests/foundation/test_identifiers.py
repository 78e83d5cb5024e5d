"""CNPJ, CPF and process numbers: the right ones pass, the wrong ones are told why."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation import identifiers as ids
from tests.foundation.reference import path_of

GOOD_CNPJ = ["11.222.333/0001-81", "12.ABC.345/01DE-35", "18.715.615/0001-60", "18.715.565/0001-10"]
GOOD_CPF = ["529.982.247-25", "111.444.777-35"]
GOOD_SEI = ["1520.01.0006015/2023-83", "1500.01.0026004/2019-30", "1220.01.0000625/2019-45"]
GOOD_NUP = ["23000.017123/2020-37", "00190.103568/2016-67", "60090.001292/2025-24"]


@pytest.mark.parametrize("typed", GOOD_CNPJ)
def test_a_cnpj_is_stored_without_punctuation_and_shown_with_it(typed: str) -> None:
    stored = ids.normal_cnpj(typed)
    assert re.fullmatch("[0-9A-Z]{14}", stored)
    assert ids.formatted_cnpj(stored) == typed


def test_a_cnpj_may_be_typed_in_small_letters_and_with_spaces() -> None:
    assert ids.normal_cnpj(" 12 abc345/01de–35 ") == "12ABC34501DE35"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("12.ABC.345/01DE-36", ids.CNPJ_DIGITS),
        ("18.715.615/0001-61", ids.CNPJ_DIGITS),
        ("12.ABC.345/01DE-A5", ids.CNPJ_DIGITS),
        ("00.000.000/0000-00", ids.CNPJ_REPEATED),
        ("11.111.111/1111-11", ids.CNPJ_REPEATED),
        ("18.715.615/0001-6", ids.CNPJ_LENGTH),
        ("18.715.615/0001-600", ids.CNPJ_LENGTH),
        ("", ids.CNPJ_LENGTH),
        ("１８７１５６１５０００１６０", ids.CNPJ_DIGITS),
    ],
)
def test_a_wrong_cnpj_is_refused_with_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence)):
        ids.normal_cnpj(typed)


def outcome(typed: str) -> tuple[str, str]:
    """What is stored, or the sentence of the refusal."""
    try:
        return ids.normal_cnpj(typed), ""
    except ValueError as error:
        return "", str(error)


@given(st.text(max_size=20) | st.from_regex(r"[0-9A-Z]{12}[0-9]{2}", fullmatch=True))
def test_whatever_is_typed_a_cnpj_is_stored_whole_or_refused_with_a_sentence(typed: str) -> None:
    stored, sentence = outcome(typed)
    assert sentence in ("", ids.CNPJ_LENGTH, ids.CNPJ_DIGITS, ids.CNPJ_REPEATED)
    assert bool(stored) != bool(sentence)
    assert not stored or outcome(ids.formatted_cnpj(stored)) == (stored, "")


@given(st.sampled_from(GOOD_CNPJ), st.integers(12, 13), st.integers(1, 9))
def test_another_check_digit_is_refused(good: str, place: int, more: int) -> None:
    stored = ids.normal_cnpj(good)
    digit = str((int(stored[place]) + more) % 10)
    assert outcome(stored[:place] + digit + stored[place + 1 :]) == ("", ids.CNPJ_DIGITS)


@pytest.mark.parametrize("typed", GOOD_CPF)
def test_a_cpf_is_stored_bare_shown_whole_to_its_owner_and_masked_to_others(typed: str) -> None:
    stored = ids.normal_cpf(typed)
    assert stored.isdigit() and len(stored) == 11
    assert ids.formatted_cpf(stored) == typed
    assert ids.masked_cpf(stored) == f"***{typed[3:12]}**"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("529.982.247-26", ids.CPF_DIGITS),
        ("111.111.111-11", ids.CPF_REPEATED),
        ("529.982.247", ids.CPF_LENGTH),
        ("abc", ids.CPF_LENGTH),
    ],
)
def test_a_wrong_cpf_is_refused_with_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence)):
        ids.normal_cpf(typed)


def test_what_is_no_cpf_is_never_shown_masked() -> None:
    assert ids.masked_cpf("Fátima") == ""


@pytest.mark.parametrize("number", [*GOOD_SEI, *GOOD_NUP, " 1520.01.0006015/2023-83 ", ""])
def test_a_right_process_number_needs_no_second_look(number: str) -> None:
    assert ids.process_number_warning(number) is None


@pytest.mark.parametrize("number", ["1520.01.0001234/2023-11", "23000.017123/2020-38"])
def test_wrong_check_digits_are_pointed_out(number: str) -> None:
    assert ids.process_number_warning(number) == ids.PROCESS_DIGITS


@pytest.mark.parametrize(
    "number",
    ["PGE-PRO-2026/00371", "202111867001731", "IMA.2024.00000327-11", "1520.01.006015/2023-83"],
)
def test_another_format_is_pointed_out_as_such(number: str) -> None:
    assert ids.process_number_warning(number) == ids.PROCESS_SHAPE


@given(st.integers(0, 9999), st.integers(0, 99), st.integers(0, 9_999_999), st.integers(1990, 2100))
def test_the_digits_of_sei_follow_from_the_rest(body: int, unit: int, row: int, year: int) -> None:
    parts = (f"{body:04d}", f"{unit:02d}", f"{row:07d}", str(year))
    digits = ids.sei_mg_check_digits(*parts)
    number = f"{parts[0]}.{parts[1]}.{parts[2]}/{parts[3]}-{digits}"
    assert ids.is_sei_mg_number(number)
    other = f"{(int(digits) + 1) % 100:02d}"
    assert not ids.is_sei_mg_number(f"{number[:-2]}{other}")


def test_every_real_number_of_sei_is_right() -> None:
    numbers = path_of("sei-mg-numbers.txt").read_text(encoding="utf-8").split()
    assert numbers
    assert [each for each in numbers if not ids.is_sei_mg_number(each)] == []


def test_every_vector_of_the_collection_is_judged_as_it_says() -> None:
    text = path_of("identifiers.md").read_text(encoding="utf-8")
    lines = [[cell.strip() for cell in line.split("|")] for line in text.splitlines()]
    rows = {cells[1]: cells[2:4] for cells in lines if len(cells) > 4}
    good, bad = (re.findall(r"[0-9A-Z]{2}\.[0-9A-Z]{3}\.\S{10}\d", cell) for cell in rows["CNPJ"])
    assert len(good) >= 6 and len(bad) >= 3
    assert [ids.formatted_cnpj(ids.normal_cnpj(each)) for each in good] == good
    for each in bad:
        with pytest.raises(ValueError, match="CNPJ"):
            ids.normal_cnpj(each)
    good, bad = (re.findall(r"\d{5}\.\d{6}/\d{4}-\d\d", cell) for cell in rows["federal NUP"])
    assert len(good) >= 4 and bad
    assert all(map(ids.is_federal_number, good)) and not any(map(ids.is_federal_number, bad))
