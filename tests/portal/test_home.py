"""The front door: what the network is, its figures, its newest extracts."""

import pytest

from portal import registry
from tests.factories.publication import published
from tests.people import Visitor

pytestmark = pytest.mark.django_db


def test_an_empty_network_has_a_front_door_that_invites(portal: Visitor) -> None:
    page = portal.get("/").content.decode()
    assert "SisPMPI em Rede" in page
    assert 'href="/solicitar/"' in page
    assert "Nenhum acordo publicado ainda" in page
    for step in ("Pedido", "Minutas", "Assinatura", "Publicação", "Relatório anual"):
        assert f"<strong>{step}.</strong>" in page


def test_the_front_door_counts_and_lists_what_was_published(portal: Visitor) -> None:
    extract = published()
    answer = portal.get("/")
    figures = {each["label"]: each["number"] for each in answer.context["figures"]}
    assert figures["acordos vigentes"] == 1
    assert figures["melhorias aceitas"] == 0
    assert figures["organizações na rede"] >= 2
    assert extract.partner in answer.content.decode()


def test_the_front_door_leads_to_the_search(portal: Visitor) -> None:
    page = portal.get("/").content.decode()
    assert 'action="/extratos/"' in page
    assert 'name="busca"' in page


def test_the_portal_answers_to_reading_only(portal: Visitor) -> None:
    assert portal.post("/").status_code == 405


def test_what_is_registered_twice_is_shown_once() -> None:
    before = registry.figures()
    registry.register_figure(before[0])
    assert registry.figures() == before
    assert [each.order for each in before] == sorted(each.order for each in before)
