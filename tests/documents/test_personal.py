"""Personal data are found in a text however they are written; what is public passes."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.personal import Kind, find, masked
from tests.documents import papers

WHITE_AND_SIGNS = ["", ".", "-", " ", ".\n", "\u00a0", "\u200b", "–", "-\n", "\u2011"]


@pytest.mark.parametrize(
    ("text", "kind", "left"),
    [
        ("CPF 529.982.247-25.", Kind.CPF, "CPF ***.982.247-**."),
        ("cpf: 52998224725", Kind.CPF, "cpf: ***.982.247-**"),
        ("5 2 9 9 8 2 2 4 7 2 5", Kind.CPF, "***.982.247-**"),
        ("529.982.247-\n25", Kind.CPF, "***.982.247-**"),
        ("CPF nº 529.982.247-26", Kind.CPF, "CPF nº ***.982.247-**"),
        ("ou ***.982.247-25", Kind.CPF, "ou [CPF omitido]"),
        ("529.XXX.XXX-XX", Kind.CPF, "[CPF omitido]"),
        ("fale: (31) 99876-5432", Kind.PHONE, "fale: [telefone omitido]"),
        ("31 3915-9000", Kind.PHONE, "[telefone omitido]"),
        ("+55 31 998765432", Kind.PHONE, "[telefone omitido]"),
        ("Tel.: 3915-9000", Kind.PHONE, "Tel.: [telefone omitido]"),
        ("ana.souza@correio.com.br", Kind.EMAIL, "[e-mail omitido]"),
        ("Rua das Flores, 123", Kind.ADDRESS, "[endereço omitido]"),
        ("R. das Flores, nº 12, apto 302", Kind.ADDRESS, "[endereço omitido]"),
        ("CEP 30140-071", Kind.ADDRESS, "CEP [endereço omitido]"),
        ("RG nº 12.345.678-9", Kind.IDENTITY, "RG nº [documento omitido]"),
        ("MG-12.345.678", Kind.IDENTITY, "[documento omitido]"),
        ("12.345.678 SSP/MG", Kind.IDENTITY, "[documento omitido] SSP/MG"),
    ],
)
def test_a_datum_is_found_and_its_mask_takes_its_place(text: str, kind: Kind, left: str) -> None:
    assert [each.kind for each in find(text)] == [kind]
    assert masked(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "CNPJ 18.715.615/0001-60 ou 18715615000160",
        "processo SEI 1520.01.0006015/2023-83",
        "NUP 23000.017123/2020-37, PGE-PRO-2026/00371, 202111867001731",
        "processo 1234567-89.2023.8.13.0024",
        "gabinete@cge.mg.gov.br, prefeito@vila.mg.leg.br",
        "matéria 01 1500191 - 1",
        "CPF ***.982.247-**",
        "CPF 000.000.000-00",
        "vigência de 05/01/2026 a 04/01/2031, biênio 31 2023-2024",
        "art. 184 da Lei Federal nº 14.133, de 1º de abril de 2021; Decreto 48.419/2022",
        "SHA-256 0123456789abcdef0123456789abcdef0123456789012345678901234567890a",
        "documento 98765432, MASP 1.234.567-8, R$ 12.345.678,90",
        "Av. do acordo vale por 24 meses",
    ],
)
def test_what_is_public_passes(text: str) -> None:
    assert find(text) == []
    assert masked(text) == text


def test_what_may_stay_is_left_however_it_is_written() -> None:
    text = "Fale em (31) 3915-9000 ou 31 3915-9000, CPF 529.982.247-25."
    phone = next(each for each in find(text) if each.kind == Kind.PHONE)
    assert masked(text, {phone.key}) == text.replace("529.982.247-25", "***.982.247-**")


@settings(max_examples=200)
@given(
    base=st.integers(1, 10**9 - 2),
    signs=st.tuples(*[st.sampled_from(WHITE_AND_SIGNS)] * 3),
    before=st.text(st.characters(blacklist_categories=["Nd"], blacklist_characters="*./-–\u2011")),
    after=st.text(st.characters(blacklist_categories=["Nd"], blacklist_characters="*./-–\u2011")),
)
def test_no_valid_cpf_survives_masking(
    base: int, signs: tuple[str, str, str], before: str, after: str
) -> None:
    digits = papers.cpf_of(base)
    if len(set(digits)) == 1:
        return
    first, second, third = signs
    number = f"{digits[:3]}{first}{digits[3:6]}{second}{digits[6:9]}{third}{digits[9:]}"
    left = masked(f"{before}{number}{after}")
    assert digits not in re.sub(r"\D", "", left)
    assert all(each.kind != Kind.CPF for each in find(left))


@given(st.text(st.sampled_from("0123456789.-/ *@aRCPFU(){}\n"), max_size=80))
def test_masking_ends_and_leaves_nothing_to_mask(text: str) -> None:
    assert find(masked(text)) == []
