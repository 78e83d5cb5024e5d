"""What a town publishes reaches the centre by itself, within seconds, on wide and narrow pages."""

import time

import pytest

from access.rules import Profile
from tests.journeys.agreement_road import mail_of, of_the_centre
from tests.journeys.people import Traveller, Travellers
from tests.seed import FIRST, SECOND

PUBLISH = f"""
from foundation.tenancy import inside
from tests.factories import integrity
with inside("{FIRST.schema}"):
    integrity.published_plan(actions=3)
"""
WAIT_SECONDS = 60


def wait_for(reader: Traveller, address: str, text: str) -> None:
    """Open a page again until it says so."""
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        reader.page.goto(address)
        if text in reader.page.inner_text("body"):
            return
        time.sleep(1)
    raise AssertionError(f"{address} never said “{text}”: {reader.services.log[-2000:]}")


@pytest.mark.journey
def test_what_a_town_publishes_reaches_the_centre_by_itself(travellers: Travellers) -> None:
    services = travellers.services
    centre = services.url("cge")
    services.command("shell", "-c", PUBLISH)
    augusto = of_the_centre(travellers, Profile.AUDITOR, "Augusto Auditor")
    wait_for(augusto, f"{centre}/situacao-da-rede/", "Publicado: 1")
    services.command("tenant", "recount")
    augusto.go(centre)
    augusto.follow("Situação da rede")
    augusto.reads("Não iniciada: 3")
    augusto.reads("Com plano em vigor")
    augusto.reads(FIRST.name)
    augusto.reads(SECOND.name)
    augusto.fill(atraso="com")
    augusto.press("Filtrar")
    augusto.reads("Nenhuma organização encontrada")
    narrow = travellers.person("Augusto no telefone", 360)
    narrow.sign_in(centre, mail_of("Augusto Auditor"))
    narrow.go(f"{centre}/situacao-da-rede/")
    assert narrow.page.evaluate("document.documentElement.scrollWidth") <= 360
    narrow.follow(FIRST.name)
    narrow.reads("Ações em vigor")
    narrow.go(f"{centre}/situacao-da-rede/divergencias/")
    narrow.reads("Nenhuma divergência")
