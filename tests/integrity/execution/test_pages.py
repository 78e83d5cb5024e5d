"""Who gets to the executor's pages, and how."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access.rules import Profile
from tests.conftest import As
from tests.integrity.execution.desk import classification, to
from tests.integrity.execution.scene import Scene
from tests.people import Visitor

POSTS = ("classify", "assign", "record", "discontinue", "add_evidence")
OTHERS = [
    Profile.ORGANISATION_ADMIN,
    Profile.HEAD,
    Profile.FORMULATION,
    Profile.MONITORING,
    Profile.INTERNAL_CONTROL,
    Profile.OBSERVER,
]


@pytest.mark.parity("P107", "N16")
@pytest.mark.parametrize("profile", OTHERS)
def test_only_an_executor_executes(first_as: As, scene: Scene, profile: Profile) -> None:
    action = scene.action()
    somebody = first_as(profile, organ=scene.organ)
    assert somebody.get(to("execution:list")).status_code == 403
    assert somebody.get(to("execution:action", action.uid)).status_code == 403
    for name in POSTS:
        assert somebody.post(to(f"execution:{name}", action.uid)).status_code == 403
    assert somebody.post(to("execution:remove_evidence", action.uid)).status_code == 403
    assert somebody.get("/api/execucao/acoes/").status_code == 403


def test_what_is_out_of_reach_is_not_found(
    eva: Visitor, scene: Scene, second_as: As, first_as: As
) -> None:
    action = scene.action(executing_unit=scene.works)
    own = scene.action("2")
    neighbour = second_as(Profile.EXECUTOR)
    for visitor, uid in ((eva, action.uid), (neighbour, own.uid)):
        assert visitor.get(to("execution:action", uid)).status_code == 404
        for name in POSTS:
            assert visitor.post(to(f"execution:{name}", uid)).status_code == 404


def test_a_visitor_signs_in_first(nobody_at_first: Visitor, scene: Scene) -> None:
    answer = nobody_at_first.get(to("execution:list"))
    assert answer.status_code == 302
    assert nobody_at_first.get("/api/execucao/acoes/").status_code == 401


@pytest.mark.parity("N14")
def test_no_verb_is_carried_out_by_get(eva: Visitor, scene: Scene) -> None:
    action = scene.action()
    for name in POSTS:
        assert eva.get(to(f"execution:{name}", action.uid)).status_code == 405


def test_a_light_moves_with_the_clock(eva: Visitor, scene: Scene) -> None:
    today = timezone.localdate()
    scene.execution(scene.action(), planned_start=today - timedelta(days=1))
    assert "Início atrasado" in eva.get(to("execution:list")).text


def test_the_page_says_which_section_waits(eva: Visitor, scene: Scene) -> None:
    action = scene.action()
    page = to("execution:action", action.uid)
    assert 'href="#classificacao"' in eva.get(page).content.decode()
    eva.post(to("execution:classify", action.uid), classification())
    assert 'href="#responsavel"' in eva.get(page).content.decode()
