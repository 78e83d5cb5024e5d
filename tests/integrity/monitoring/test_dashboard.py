"""Every number of the dashboard, and the list that it opens."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.rules import Profile
from tests.conftest import As
from tests.integrity.execution.desk import to
from tests.integrity.execution.scene import Scene, build
from tests.integrity.monitoring.desk import listed, number, recommendation
from tests.people import Visitor
from tests.seed import FIRST, SECOND


@pytest.mark.parity("P95", "P98", "P99", "P100", "P101")
@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Não iniciada", {"1", "2", "8", "9"}),
        ("Em andamento", {"3", "4", "7"}),
        ("Concluída", {"5"}),
        ("Descontinuada", {"6"}),
        ("Início atrasado", {"2"}),
        ("Conclusão atrasada", {"3"}),
        ("Risco alto ou extremo", {"7"}),
    ],
)
def test_every_number_opens_the_actions_it_counts(
    monica: Visitor, varied: Scene, label: str, expected: set[str]
) -> None:
    count, address = number(monica.get(to("monitoring:dashboard")).text, label)
    assert count == len(expected)
    assert listed(monica, address) == expected


@pytest.mark.parity("P96", "P101")
def test_recommendations_are_counted_with_their_share_and_each_action_is_listed_once(
    monica: Visitor, varied: Scene
) -> None:
    page = monica.get(to("monitoring:dashboard")).text
    assert number(page, "Sem resposta")[0] == 2
    assert "66,67%" in page
    assert "33,33%" in page
    shown = monica.get(number(page, "Sem resposta")[1]).text
    assert shown.count(">7. Revisar") == 1


@pytest.mark.parity("P96", "P97", "P101")
@pytest.mark.parametrize(
    ("source", "state", "expected"),
    [
        ("commission", "open", {"7"}),
        ("commission", "answered", {"7"}),
        ("internal_control", "open", {"9"}),
        ("internal_control", "answered", {"8"}),
    ],
)
def test_recommendations_of_each_source_open_their_actions(
    monica: Visitor, varied: Scene, source: str, state: str, expected: set[str]
) -> None:
    address = f"{to('monitoring:list')}?origem={source}&recomendacao={state}"
    assert address.replace("&", "&amp;") in monica.get(to("monitoring:dashboard")).text
    assert listed(monica, address) == expected
    assert listed(monica, f"{address}&texto=revisar") == expected
    assert listed(monica, f"{address}&situacao=completed") == set()


@pytest.mark.parity("P96", "P97")
def test_shares_of_nothing_do_not_apply(monica: Visitor, scene: Scene) -> None:
    page = monica.get(to("monitoring:dashboard")).text
    assert page.count("não se aplica") == 8
    assert "0%" not in re.sub(r"<table.*?</table>", "", page, flags=re.S)


@pytest.mark.parity("P78", "P101")
@pytest.mark.parametrize(
    ("light", "expected"),
    [
        ("none", {"1", "8", "9"}),
        ("red", {"2", "3"}),
        ("yellow", {"4"}),
        ("blue", {"5"}),
        ("grey", {"6"}),
        ("green", {"7"}),
        ("white", set()),
    ],
)
def test_each_light_opens_its_actions(
    monica: Visitor, varied: Scene, light: str, expected: set[str]
) -> None:
    assert listed(monica, f"{to('monitoring:list')}?semaforo={light}") == expected


@pytest.mark.parity("N4")
def test_no_filter_shows_more_than_ones_own_organ(
    monica: Visitor, varied: Scene, first_as: As
) -> None:
    build(FIRST, "Câmara de Vila Primeira").action("99")
    build(SECOND).action("98")
    assert listed(monica, f"{to('monitoring:list')}?organ=2&plan=all") == set("123456789")
    assert monica.get(f"{to('monitoring:list')}?situacao=all").status_code == 422
    assert listed(first_as(Profile.HEAD), to("monitoring:list")) == {*"123456789", "99"}


def test_the_dashboard_asks_the_same_number_of_queries_whatever_the_plan(
    monica: Visitor, scene: Scene
) -> None:
    counts = []
    for numbers in (range(1, 3), range(3, 9)):
        for each in numbers:
            recommendation(scene.under_way(scene.action(str(each))).action)
        for name in ("dashboard", "list"):
            with CaptureQueriesContext(connection) as caught:
                monica.get(to(f"monitoring:{name}"))
            counts.append(len(caught))
    assert counts[:2] == counts[2:]
