"""Integrity risks on their scale: matrix, residual, presets, coverage."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrity.formulation.rules import risks
from integrity.formulation.rules.risk_scales import (
    FIVE,
    FOUR,
    PRESETS,
    Category,
    Efficacy,
    Level,
    Scale,
    by_bands,
    scale_faults,
)
from integrity.formulation.rules.risks import Judgement, assessed, coverage, is_same

FEDERAL = PRESETS[FIVE]
PLACES = st.integers(1, 5)


@pytest.mark.parametrize(
    ("impact", "row"),
    [
        (5, "Médio Alto Extremo Extremo Extremo"),
        (4, "Médio Alto Alto Extremo Extremo"),
        (3, "Médio Médio Alto Alto Extremo"),
        (2, "Baixo Médio Médio Alto Alto"),
        (1, "Baixo Baixo Médio Médio Médio"),
    ],
)
def test_the_federal_matrix_is_the_one_in_use(impact: int, row: str) -> None:
    found = [FEDERAL.levels[FEDERAL.level_of(place, impact)].name for place in range(1, 6)]
    assert " ".join(found) == row


@pytest.mark.parametrize("name", [FOUR, FIVE])
def test_a_preset_is_without_fault_and_comes_back_from_json(name: str) -> None:
    assert scale_faults(PRESETS[name]) == {}
    assert Scale.from_json(PRESETS[name].as_json()) == PRESETS[name]
    assert [each.name for each in PRESETS[name].levels] == ["Baixo", "Médio", "Alto", "Extremo"]


@given(PLACES, PLACES, st.integers(0, 4))
def test_what_remains_is_never_graver_and_without_controls_the_same(
    probability: int, impact: int, efficacy: int
) -> None:
    inherent = FEDERAL.level_of(probability, impact)
    assert FEDERAL.residual_of(probability, impact, efficacy) <= inherent
    assert FEDERAL.residual_of(probability, impact, 0) == inherent


def test_strong_controls_turn_the_gravest_risk_into_a_medium_one() -> None:
    found = assessed(Judgement(5, 5, 4), FEDERAL, 3, "2026-03-02")
    assert (found["level"], found["residual"], found["is_grave"]) == ("Extremo", "Médio", True)
    assert (found["scale"], found["day"], found["efficacy_name"]) == (3, "2026-03-02", "Forte")


@given(PLACES, PLACES, st.integers(0, 3))
def test_an_assessment_keeps_its_level_whatever_becomes_of_the_cell(
    probability: int, impact: int, other: int
) -> None:
    before = assessed(Judgement(probability, impact), FEDERAL, 1, "2026-03-02")
    edited = replace(FEDERAL, matrix=tuple((other,) * 5 for _ in range(5)))
    assert before == assessed(Judgement(probability, impact), FEDERAL, 1, "2026-03-02")
    after = assessed(Judgement(probability, impact), edited, 2, "2026-03-03")
    assert after["level"] == edited.levels[other].name
    assert is_same(Judgement(probability, impact), before, 1)
    assert not is_same(Judgement(probability, impact), before, 2)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"probabilities": ("Uma",)}, "probabilities"),
        ({"impacts": ("Baixo", "BAIXO")}, "impacts"),
        ({"levels": (Level("Baixo", 2), Level("Alto", 3)), "grave_from": 1}, "levels"),
        ({"levels": (Level("Baixo", 1), Level("Alto", 1)), "grave_from": 1}, "levels"),
        ({"levels": tuple(Level(f"Nível {n}", n) for n in range(1, 7))}, "levels"),
        ({"efficacies": (Efficacy("Nenhum", 100), Efficacy("Mágico", 120))}, "efficacies"),
        ({"categories": (Category("x" * 61), Category("Legal"))}, "categories"),
        ({"responses": ()}, "responses"),
        ({"grave_from": 4}, "grave_from"),
    ],
)
def test_a_scale_that_contradicts_itself_is_told_by_field(
    change: dict[str, object], field: str
) -> None:
    assert list(scale_faults(replace(FEDERAL, **change))) == [field]  # type: ignore[arg-type]


@given(st.integers(2, 7), st.integers(2, 7))
def test_a_matrix_of_bands_never_falls_to_the_right_nor_upwards(columns: int, rows: int) -> None:
    found = by_bands(columns, rows, FEDERAL.levels)
    assert all(list(row) == sorted(row) for row in found)
    assert all(list(column) == sorted(column) for column in zip(*found, strict=True))


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 3)), max_size=12))
def test_coverage_counts_the_grave_alone_and_nothing_of_nothing(
    pairs: list[tuple[bool, int]],
) -> None:
    found = coverage(pairs)
    assert found.grave == sum(grave for grave, _ in pairs)
    assert 0 <= found.treated <= found.grave
    assert (found.percent is None) == (found.grave == 0)
    assert ("Não se aplica" in str(found)) == (found.grave == 0)


def test_a_risk_is_said_in_one_sentence() -> None:
    said = risks.sentence("Falta de rodízio.", "Conluio", "obra mais cara", "Economia")
    assert said == (
        "Devido a falta de rodízio, poderá ocorrer conluio, ocasionando obra mais cara,"
        " com impacto em economia."
    )
    assert risks.sentence("TCU mudou a regra", "x", "y", " ").endswith("ocasionando y.")


@pytest.mark.parametrize(
    ("probability", "impact", "field"),
    [(1, None, "impact"), (None, 1, "probability"), (6, 1, "probability"), (1, 0, "impact")],
)
def test_probability_and_impact_come_together_and_from_the_scale(
    probability: int | None, impact: int | None, field: str
) -> None:
    assert list(risks.judgement_faults(probability, impact, FEDERAL)) == [field]
    assert risks.judgement_faults(None, None, FEDERAL) == {}
