"""What is answered at a host whose organisation lives in another cell."""

import json
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client

from tenants import hosts
from tenants.cells.rules import Cell
from tenants.models import Domain, Tenant
from tests.seed import FIRST, SECOND

OWN = "integridade.vilaprimeira.mg.gov.br"
NORTH = Cell("norte", "https://norte.example.org")
SOUTH = Cell("sul", "http://10.0.0.5:8000", is_behind=True)


@pytest.fixture(autouse=True)
def _elsewhere(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first organisation lives in the north, the second in the south."""
    monkeypatch.setattr(settings, "OTHER_CELLS", {"norte": NORTH, "sul": SOUTH})
    for place, cell in ((FIRST, NORTH), (SECOND, SOUTH)):
        found = Tenant.objects.filter(schema_name=place.schema)
        for life in ("read_only", "closed"):
            found.update(life=life)
        found.update(cell=cell.name)
    first = Tenant.objects.get(schema_name=FIRST.schema)
    Domain.objects.create(
        tenant=first, domain=OWN, state="verified", token="0" * 32, is_primary=False
    )
    hosts.forget()


def test_people_are_sent_to_the_other_cell_with_their_method_and_for_now() -> None:
    for host in (FIRST.host, OWN):
        for method in ("get", "post"):
            answer = getattr(Client(SERVER_NAME=host), method)("/avisos/?a=%C3%A7")
            assert answer.status_code == 307
            assert answer["Location"] == "https://vila-primeira.norte.example.org/avisos/?a=%C3%A7"
            assert answer["Cache-Control"] == "no-store"


def test_a_cell_behind_the_same_proxy_is_named_by_421_and_no_loop() -> None:
    answer = Client(SERVER_NAME=SECOND.host).get("/avisos/")
    assert answer.status_code == 421
    assert SECOND.name in answer.content.decode()


def test_a_cell_that_is_not_configured_is_a_page_and_an_error_of_the_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "OTHER_CELLS", {"norte": NORTH})
    assert Client(SERVER_NAME=SECOND.host).get("/").status_code == 503
    with pytest.raises(CommandError, match="sul"):
        call_command("cells", "routes")


def test_the_table_for_a_proxy_names_every_host_of_another_cell_only() -> None:
    written = StringIO()
    call_command("cells", "routes", stdout=written)
    found = {each["host"]: each for each in json.loads(written.getvalue())}
    assert set(found) == {FIRST.host, OWN, SECOND.host}
    assert found[OWN]["to"] == "https://vila-primeira.norte.example.org"
    written = StringIO()
    call_command("cells", "routes", "--format", "caddy", stdout=written)
    lines = written.getvalue().splitlines()
    assert f"@cell1 host {FIRST.host}" in lines
    assert "redir @cell1 https://vila-primeira.norte.example.org{uri} 307" in lines
    assert "reverse_proxy @cell3 http://10.0.0.5:8000" in lines


def test_the_database_lets_no_organisation_of_another_cell_be_active() -> None:
    found = Tenant.objects.filter(schema_name=FIRST.schema)
    found.update(life="read_only")
    with pytest.raises(IntegrityError, match="tenant_writes_in_one_cell"), transaction.atomic():
        found.update(life="active")
