"""The public API: what the open data tell, filtered, paged, counted by address, asked again."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from agreements.openness.api.views import PER_MINUTE
from agreements.openness.tasks import publish_open_data
from agreements.publication.models import Extract
from tests.factories.agreements import a_signed_agreement, applicant
from tests.factories.publication import (
    accepted,
    centre_report,
    contacted,
    delivered,
    published,
    signed_agreement_of,
)
from tests.people import Visitor
from tests.seed import FIRST

pytestmark = pytest.mark.django_db
AGREEMENTS = "/api/publica/v1/acordos/"
ITABIRITO, LONDRINA = "3131901", "4113700"


@pytest.fixture(autouse=True)
def _uncounted() -> Iterator[None]:
    """Nobody has asked yet."""
    PER_MINUTE.forget("127.0.0.1")
    yield
    PER_MINUTE.forget("127.0.0.1")


@pytest.fixture
def two() -> tuple[Extract, Extract]:
    """One that lasts, one that ended yesterday."""
    here = published(a_signed_agreement(applicant=applicant(ITABIRITO)))
    there = published(a_signed_agreement(applicant=applicant(LONDRINA)))
    today = timezone.localdate()
    Extract.objects.filter(pk=there.pk).update(
        start_date=today - timedelta(days=400), end_date=today - timedelta(days=1)
    )
    return here, there


def towns(portal: Visitor, **query: Any) -> list[str]:
    answer = portal.get(AGREEMENTS, query)
    assert answer.status_code == 200, answer.content
    return [each["municipio_ibge"] for each in answer.json()["resultados"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {ITABIRITO, LONDRINA}),
        ({"uf": "PR"}, {LONDRINA}),
        ({"situacao": "vigente"}, {ITABIRITO}),
        ({"situacao": "encerrado"}, {LONDRINA}),
        ({"natureza": "municipio-de-minas-gerais"}, {ITABIRITO}),
        ({"busca": "itabiritu"}, {ITABIRITO}),
        ({"ano": "2001"}, set()),
        ({"vence_ate": "2099-12-31"}, {ITABIRITO}),
        ({"uf": "MG", "situacao": "encerrado"}, set()),
    ],
)
def test_filters_narrow_and_add_up(
    portal: Visitor, two: tuple[Extract, Extract], query: dict[str, str], found: set[str]
) -> None:
    assert set(towns(portal, **query)) == found


@pytest.mark.parametrize(
    "query", [{"uf": "XX"}, {"ano": "ontem"}, {"vence_ate": "31/12/2026"}, {"por_pagina": "1000"}]
)
def test_what_is_not_understood_is_refused_by_field(portal: Visitor, query: dict[str, str]) -> None:
    answer = portal.get(AGREEMENTS, query)
    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == set(query)


def test_pages_lead_to_one_another(portal: Visitor, two: tuple[Extract, Extract]) -> None:
    first = portal.get(AGREEMENTS, {"por_pagina": 1}).json()
    assert (first["total"], first["paginas"], first["anterior"]) == (2, 2, None)
    path = first["proxima"].split("localhost", 1)[1].split("/", 1)[1]
    second = portal.get(f"/{path}").json()
    assert second["pagina"] == 2 and second["proxima"] is None
    assert first["resultados"] != second["resultados"]
    assert portal.get(AGREEMENTS, {"pagina": 9}).status_code == 404


def test_an_agreement_tells_what_hangs_on_it(portal: Visitor) -> None:
    agreement = published(signed_agreement_of(FIRST)).agreement
    extract = Extract.objects.get(agreement=agreement)
    delivered(accepted(contacted(extract)))
    told = portal.get(f"{AGREEMENTS}{extract.number}-{extract.year}/").json()
    assert told["participe_nome"] == extract.partner
    assert [each["diario"] for each in told["publicacoes"]] == ["Minas Gerais"]
    assert [each["versao"] for each in told["entregas"]] == ["2.4.1"]
    assert "teo@municipio.test" not in json.dumps(told)
    assert portal.get(f"{AGREEMENTS}9999-1999/").status_code == 404


def test_the_api_and_the_open_data_tell_the_same(portal: Visitor) -> None:
    agreement = published(signed_agreement_of(FIRST)).agreement
    centre_report(agreement)
    publish_open_data()
    for name in ("acordos", "melhorias"):
        listed = json.loads(b"".join(portal.get(f"/dados-abertos/{name}.json")))
        assert portal.get(f"/api/publica/v1/{name}/").json()["resultados"] == listed
        assert len(listed) == 1


def test_who_has_an_answer_is_told_that_nothing_changed(
    portal: Visitor, two: tuple[Extract, Extract]
) -> None:
    first = portal.get(AGREEMENTS)
    assert first["Access-Control-Allow-Origin"] == "*"
    again = portal.get(AGREEMENTS, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Extract.objects.filter(pk=two[0].pk).update(sei_number="outro")
    assert portal.get(AGREEMENTS, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_one_address_asks_so_often_and_is_then_told_when_to_come_back(
    portal: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agreements.openness.api.views.PER_MINUTE", type(PER_MINUTE)("few", 2, 60))
    answers = [portal.get(AGREEMENTS) for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "60"
    assert "Pedidos demais" in answers[2].json()["detail"]


def test_the_public_api_only_reads(portal: Visitor) -> None:
    assert portal.post(AGREEMENTS, {}).status_code == 405
