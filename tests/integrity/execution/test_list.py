"""The executor's list, on the page and in the API: scope, search, pages, number of queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.rules import Profile
from foundation.tenancy import inside
from integrity.formulation.rules.flows import ActionStatus, PlanState
from tests.conftest import As
from tests.integrity.execution.scene import Scene, build
from tests.people import Visitor
from tests.seed import FIRST, SECOND

LIST = "/execucao/"
API = "/api/execucao/acoes/"


@pytest.fixture
def eva(first_as: As, scene: Scene) -> Visitor:
    """Eva executes for the health secretariat."""
    return first_as(Profile.EXECUTOR, unit=scene.health)


def titles(visitor: Visitor, query: str = "") -> list[str]:
    """What the API lists; the page shows the same."""
    found = visitor.get(f"{API}{query}").json()["results"]
    page = visitor.get(f"{LIST}{query}").text
    assert all(each["titulo"] in page for each in found)
    return [each["titulo"] for each in found]


@pytest.mark.parity("P73")
def test_without_a_plan_in_force_there_is_nothing_to_execute(eva: Visitor, scene: Scene) -> None:
    scene.action()
    with inside(FIRST.schema):
        scene.plan.state = PlanState.SUPERSEDED
        scene.plan.save(update_fields=["state"])
    assert "Nenhum plano publicado" in eva.get(LIST).text
    assert titles(eva) == []


@pytest.mark.parity("P74")
def test_an_executor_sees_the_unit_and_the_units_below(eva: Visitor, scene: Scene) -> None:
    scene.action("1", "Da secretaria")
    scene.action("2", "Da clínica", executing_unit=scene.clinic)
    scene.action("3", "De obras", executing_unit=scene.works)
    scene.action("4", "De ninguém", executing_unit=None)
    build(SECOND).action("1", "Da vizinha")
    other = build(FIRST, "Câmara de Vila Primeira")
    other.action("1", "Da câmara")
    assert titles(eva) == ["Da secretaria", "Da clínica"]


@pytest.mark.parity("P74")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("etica", ["Código de Ética"]),
        ("GESTÃO", ["Código de Ética", "Ouvidoria"]),
        ("formacao continua", ["Ouvidoria"]),
        ("clinica", ["Ouvidoria"]),
        ("12.3", ["Ouvidoria"]),
        ("100%", []),
    ],
)
def test_the_search_reads_title_axis_sub_axis_unit_and_number(
    eva: Visitor, scene: Scene, text: str, expected: list[str]
) -> None:
    scene.action("1", "Código de Ética")
    scene.action("12.3", "Ouvidoria", sub_axis=scene.sub_axis, executing_unit=scene.clinic)
    query = f"?texto={text.replace('%', '%25')}"
    assert titles(eva, query) == expected


@pytest.mark.parity("P74", "N4")
def test_a_filter_narrows_and_never_widens(eva: Visitor, scene: Scene) -> None:
    scene.action("1", "Por fazer")
    scene.action("2", "Feita", status=ActionStatus.COMPLETED)
    scene.action("3", "De obras", executing_unit=scene.works)
    assert titles(eva, "?situacao=completed") == ["Feita"]
    wider = f"?plan=all&organ=2&unit={scene.works.uid}&executing_unit={scene.works.pk}"
    assert titles(eva, wider) == ["Por fazer", "Feita"]
    assert eva.get(f"{LIST}?situacao=everything").status_code == 422
    assert eva.get(f"{API}?situacao=everything").status_code == 400


@pytest.mark.parity("P74")
def test_a_page_has_ten_actions_in_the_order_of_the_plan(eva: Visitor, scene: Scene) -> None:
    for number in range(1, 13):
        scene.action(str(number), f"Ação número {number}.")
    assert titles(eva) == [f"Ação número {number}." for number in range(1, 11)]
    assert titles(eva, "?pagina=2") == ["Ação número 11.", "Ação número 12."]


@pytest.mark.parity("P75")
def test_each_line_says_class_types_status_and_light_in_words(eva: Visitor, scene: Scene) -> None:
    today = timezone.localdate()
    scene.under_way(scene.action(), planned_end=today + timedelta(days=29))
    scene.action("2")
    page = eva.get(LIST).text
    for words in ("Ação pontual: Processo", "Em andamento (10%)", "Prazo próximo"):
        assert words in page
    assert "Não classificada" in page
    assert "Sem classificação" in page
    assert "1ª edição" in page
    assert "02/03/2026" in page


def test_the_number_of_queries_does_not_grow_with_the_plan(eva: Visitor, scene: Scene) -> None:
    counts = []
    for numbers in (range(1, 3), range(3, 10)):
        for number in numbers:
            scene.execution(scene.action(str(number)), responsible=scene.person())
        for address in (LIST, API):
            with CaptureQueriesContext(connection) as caught:
                eva.get(address)
            counts.append(len(caught))
    assert counts[:2] == counts[2:]
