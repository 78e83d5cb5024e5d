"""What a read-only organisation and a place of training say at the top of every page."""

import pytest
from django.utils import timezone

from access.rules import Profile
from tenants import hosts, lifecycle
from tenants.models import Organisation
from tests.conftest import As
from tests.integrity.formulation.test_structure import NO_YEARS
from tests.people import centre_actor
from tests.seed import FIRST

pytestmark = pytest.mark.django_db
PAGES = ("/", "/planos/", "/pessoas/", "/estrutura/", "/avisos/")
ADD = "/estrutura/orgaos/novo/"


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    hosts.forget()


def freeze() -> None:
    director = centre_actor(Profile.DCI_DIRECTOR)
    lifecycle.freeze(actor=director, schema=FIRST.schema, reason="Prova", at=timezone.now())
    hosts.forget()


def test_every_page_of_a_read_only_organisation_says_so_and_keeps_its_buttons(
    first_as: As,
) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    plain = ana.get("/").content.decode()
    assert "Somente leitura" not in plain
    freeze()
    found = 0
    for path in PAGES:
        answer = ana.get(path)
        if answer.status_code == 200:
            found += 1
            assert "nada é gravado" in answer.content.decode(), path
    assert found >= 3


def test_a_form_of_a_read_only_organisation_says_why_it_is_of_no_use(first_as: As) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    hint = "o que for enviado não será gravado"
    assert hint not in ana.get(ADD).content.decode()
    freeze()
    page = ana.get(ADD).content.decode()
    assert hint in page and 'type="submit"' in page
    assert ana.post(ADD, {"name": "Novo órgão", "acronym": "NO", **NO_YEARS}).status_code == 409


def test_every_page_of_a_place_of_training_says_so(first_as: As) -> None:
    Organisation.objects.filter(ibge_code=FIRST.ibge_code).update(is_training=True)
    hosts.forget()
    eva = first_as(Profile.EXECUTOR)
    for path in ("/", "/execucao/", "/avisos/"):
        page = eva.get(path).content.decode()
        assert "Ambiente de treinamento" in page and 'href="/treinamento/"' in page
