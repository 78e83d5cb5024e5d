"""The wording of an extract, the checks of a gazette record, the situation of a term."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.publication.rules import (
    DELIVERY_FLOW,
    DeliveryState,
    ExtractFacts,
    GazetteRecord,
    Signatory,
    Situation,
    delivery_faults,
    extract_text,
    gazette_faults,
    normal_sha256,
    party_name,
    situation_of,
    term_text,
)
from agreements.registry.rules import StartBasis
from foundation.refusals import NotAllowed
from tests.factories.publication import SHA

SIGNED = date(2026, 1, 5)
FACTS = ExtractFacts(
    number=7,
    year=2026,
    partner="Município de Vila Primeira",
    partner_cnpj="11222333000181",
    object="Ceder o código-fonte do SisPMPI.",
    term="24 (vinte e quatro) meses, a partir da data da última assinatura",
    legal_basis="Lei nº 14.133, de 2021, art. 184",
    sei_number="1520.01.0000123/2026-78",
    signed_date=SIGNED,
    signatories=(
        Signatory("Conrado Controlador", "Controlador-Geral do Estado", for_centre=True),
        Signatory("Percival Prefeito", "Prefeito Municipal", for_centre=False),
    ),
)


def test_an_extract_has_every_subject_on_a_line_of_its_own() -> None:
    assert extract_text(FACTS).split("\n") == [
        "EXTRATO DO ACORDO DE COOPERAÇÃO TÉCNICA Nº 7/2026",
        "PARTÍCIPES: Estado de Minas Gerais, por intermédio da Controladoria-Geral do Estado de"
        " Minas Gerais (CGE-MG), e Município de Vila Primeira, CNPJ 11.222.333/0001-81.",
        "OBJETO: Ceder o código-fonte do SisPMPI.",
        "VALOR: sem transferência de recursos financeiros entre os partícipes.",
        "VIGÊNCIA: 24 (vinte e quatro) meses, a partir da data da última assinatura.",
        "FUNDAMENTO LEGAL: Lei nº 14.133, de 2021, art. 184.",
        "PROCESSO SEI: 1520.01.0000123/2026-78.",
        "DATA DA ASSINATURA: 05/01/2026.",
        "SIGNATÁRIOS: Conrado Controlador (Controlador-Geral do Estado), pela CGE-MG;"
        " Percival Prefeito (Prefeito Municipal), pelo partícipe.",
    ]


def test_a_town_signs_as_a_municipality_and_a_body_under_its_name() -> None:
    assert party_name("Uberaba", is_municipality=True) == "Município de Uberaba"
    assert party_name("Município de Uberaba", is_municipality=True) == "Município de Uberaba"
    assert party_name("Agência Fictícia", is_municipality=False) == "Agência Fictícia"


@pytest.mark.parametrize(
    ("basis", "fixed", "end", "expected"),
    [
        (StartBasis.SIGNATURE, None, date(2028, 1, 5), "última assinatura, com término em 05/01"),
        (StartBasis.STATE_GAZETTE, None, None, "Diário Oficial do Estado"),
        (StartBasis.FIXED_DATE, date(2026, 3, 1), None, "a partir de 01/03/2026"),
    ],
)
def test_a_term_says_from_when_it_runs(
    basis: StartBasis, fixed: date | None, end: date | None, expected: str
) -> None:
    text = term_text(length=24, unit="months", basis=basis, fixed_date=fixed, end_date=end)
    assert text.startswith("24 (vinte e quatro) meses, a partir ")
    assert expected in text


@pytest.mark.parity("G09")
@pytest.mark.parametrize(
    ("record", "fields"),
    [
        (GazetteRecord("DOE", SIGNED, page="4"), set()),
        (GazetteRecord("DOE", SIGNED, matter_code="17 1042944 - 1"), set()),
        (GazetteRecord("DOE", SIGNED - timedelta(days=1), page="4"), {"published_date"}),
        (GazetteRecord("DOE", date(2026, 12, 2), page="4"), {"published_date"}),
        (GazetteRecord("DOE", SIGNED, url="https://exemplo.test/"), {"page"}),
    ],
)
def test_a_gazette_record_is_dated_after_the_signature_and_can_be_found(
    record: GazetteRecord, fields: set[str]
) -> None:
    found = gazette_faults(record, signed_date=SIGNED, today=date(2026, 12, 1))
    assert set(found) == fields


@pytest.mark.parametrize(
    ("is_released", "is_clean", "fields"),
    [
        (True, True, set()),
        (False, True, {"release_uid"}),
        (True, False, {"is_clean"}),
        (False, False, {"release_uid", "is_clean"}),
    ],
)
def test_a_delivery_names_a_released_version_and_a_clean_dump(
    is_released: bool, is_clean: bool, fields: set[str]
) -> None:
    assert set(delivery_faults(is_released=is_released, is_clean=is_clean)) == fields


def test_a_hash_is_read_however_it_was_pasted() -> None:
    assert normal_sha256(f" {SHA.upper()[:32]}\n{SHA[32:]} ") == SHA


@given(
    start=st.dates(date(2000, 1, 1), date(2050, 1, 1)),
    length=st.integers(0, 4000),
    offset=st.integers(-50, 4100),
)
def test_the_first_and_the_last_day_of_a_term_are_in_force(
    start: date, length: int, offset: int
) -> None:
    end, today = start + timedelta(days=length), start + timedelta(days=offset)
    expected = (
        Situation.TO_START
        if offset < 0
        else Situation.ENDED
        if offset > length
        else Situation.IN_FORCE
    )
    assert situation_of(start, end, today) == expected


@pytest.mark.parametrize("state", [DeliveryState.CONTACTED, DeliveryState.RECEIVED])
def test_code_is_not_delivered_before_the_terms_nor_twice(state: DeliveryState) -> None:
    with pytest.raises(NotAllowed):
        DELIVERY_FLOW.after("deliver", state)
