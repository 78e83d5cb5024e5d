"""The geometry of the charts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.rendering import rendered
from ui import charts
from ui.charts import Measure

VALUES = st.lists(st.integers(min_value=0, max_value=10_000), min_size=1, max_size=12)


def measures(*values: float) -> list[Measure]:
    return [Measure(f"m{position}", value, "blue") for position, value in enumerate(values)]


def test_a_quarter_starts_where_the_three_quarters_before_it_end() -> None:
    first, second = charts.ring(measures(3, 1)).arcs
    assert (first.percent, second.percent) == (75, 25)
    assert (first.start, second.start) == (0, 75)
    assert (first.offset, second.offset) == ("25", "50")
    assert second.dashes == "25 75"


@given(VALUES)
def test_the_arcs_of_a_ring_close_it_exactly(values: list[int]) -> None:
    ring = charts.ring(measures(*values))
    total = sum(arc.percent for arc in ring.arcs)
    assert total == pytest.approx(100 if any(values) else 0)
    assert ring.total == sum(values)


def test_a_ring_of_nothing_has_empty_arcs() -> None:
    assert [arc.percent for arc in charts.ring(measures(0, 0)).arcs] == [0, 0]


def test_the_largest_bar_takes_the_whole_width() -> None:
    assert [bar.width for bar in charts.bars(measures(8, 2, 0))] == ["100", "25", "0"]


def test_bars_may_be_measured_against_a_given_maximum() -> None:
    assert [bar.width for bar in charts.bars(measures(8, 200), maximum=100)] == ["8", "100"]


@given(VALUES)
def test_no_bar_leaves_its_frame(values: list[int]) -> None:
    assert all(0 <= float(bar.width) <= 100 for bar in charts.bars(measures(*values)))


@pytest.mark.parametrize(
    ("value", "shown"), [(62.5, 62), (-3, 0), (140, 100), (None, 0), ("62,4", 62), ("", 0)]
)
def test_a_progress_stays_between_nothing_and_all(value: float | str | None, shown: int) -> None:
    assert charts.bounded_percent(value) == shown


def test_items_without_a_tone_take_the_next_one_of_the_palette() -> None:
    found = charts.measures([{"label": "a", "value": 1}, {"label": "b", "value": 2, "tone": "red"}])
    assert [item.tone for item in found] == ["blue", "red"]


def test_a_doughnut_says_its_numbers_in_a_table() -> None:
    slices = [{"label": "No prazo", "value": 3}, {"label": "Atrasadas & paradas", "value": 1}]
    html = rendered('<c-doughnut title="Ações" :slices="slices" />', slices=slices)
    assert "Atrasadas &amp; paradas</th> <td>1</td> <td>25%</td>" in html
    assert html.count('class="sp-arc"') == 2
    assert '<svg viewBox="0 0 42 42" aria-hidden="true"' in html


def test_a_bar_chart_says_its_numbers_beside_the_bars() -> None:
    html = rendered('<c-bars title="Por unidade" :items="items" />', items=measures(1500, 3))
    assert '<span class="sp-bar-value">1.500</span>' in html
    assert 'width="0.2"' in html
