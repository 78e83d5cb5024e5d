"""The public API: what the open data tell, filtered, paged, counted by address, asked again."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from agreements.continuity.models import Amendment
from agreements.continuity.rules import AmendmentState
from agreements.improvements.models import AnnualReport
from agreements.improvements.rules import ReportState
from agreements.openness.api.views import PER_MINUTE
from agreements.openness.tasks import publish_open_data
from agreements.publication.models import Extract
from tests.factories.agreements import a_signed_agreement, applicant
from tests.factories.publication import (
    accepted,
    centre_report,
    contacted,
    delivered,
    in_force,
    published,
    received,
    signed_agreement_of,
    with_amendment,
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


LISTS = ("aditivos", "publicacoes", "entregas", "relatorios-anuais")


def listed(portal: Visitor, name: str, **query: Any) -> dict[str, Any]:
    answer = portal.get(f"/api/publica/v1/{name}/", query)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize("name", LISTS)
def test_before_the_first_edition_the_lists_are_empty(portal: Visitor, name: str) -> None:
    assert (listed(portal, name)["total"], listed(portal, name)["resultados"]) == (0, [])


def test_publications_are_listed_and_filtered(
    portal: Visitor, two: tuple[Extract, Extract]
) -> None:
    publish_open_data()
    assert listed(portal, "publicacoes")["total"] == 2
    (one,) = listed(portal, "publicacoes", id_acordo=str(two[0].uid))["resultados"]
    assert (one["diario"], one["numero"]) == ("Minas Gerais", two[0].number)
    assert listed(portal, "publicacoes", ano=2001)["total"] == 0
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert listed(portal, "publicacoes", desde=tomorrow)["total"] == 0
    first = listed(portal, "publicacoes", por_pagina=1)
    assert (first["paginas"], len(first["resultados"])) == (2, 1)


def test_an_amendment_is_listed_once_it_has_effect(portal: Visitor) -> None:
    agreement = in_force(120)
    with_amendment(agreement, is_signed=True)
    publish_open_data()
    assert listed(portal, "aditivos")["total"] == 0
    Amendment.objects.filter(agreement=agreement).update(state=AmendmentState.IN_EFFECT)
    publish_open_data()
    (one,) = listed(portal, "aditivos")["resultados"]
    assert (one["sequencia"], one["numero"]) == (1, agreement.number)


def test_deliveries_are_counted_by_version_and_name_nobody(portal: Visitor) -> None:
    agreement = published(signed_agreement_of(FIRST)).agreement
    received(delivered(accepted(contacted(Extract.objects.get(agreement=agreement)))))
    publish_open_data()
    told = listed(portal, "entregas")
    assert told["por_versao"] == [{"versao": "2.4.1", "entregues": 1, "recebidas": 1}]
    assert "Téo" not in json.dumps(told, ensure_ascii=False)


def test_only_accepted_reports_are_listed(portal: Visitor) -> None:
    agreement = published(signed_agreement_of(FIRST)).agreement
    report = centre_report(agreement)
    publish_open_data()
    assert {each["situacao"] for each in listed(portal, "relatorios-anuais")["resultados"]} <= {
        "Aceito"
    }
    AnnualReport.objects.filter(pk=report.pk).update(state=ReportState.ACCEPTED)
    publish_open_data()
    assert listed(portal, "relatorios-anuais", parte="cge")["total"] == 1
    assert listed(portal, "relatorios-anuais", parte="participe")["total"] == 0


@pytest.mark.parametrize("query", [{"desde": "ontem"}, {"id_acordo": "1"}, {"ano": "x"}])
def test_a_filter_of_a_list_that_is_not_understood_is_refused(
    portal: Visitor, query: dict[str, str]
) -> None:
    answer = portal.get("/api/publica/v1/aditivos/", query)
    assert (answer.status_code, set(answer.json()["errors"])) == (400, set(query))


def test_who_has_a_list_is_told_that_nothing_changed(
    portal: Visitor, two: tuple[Extract, Extract]
) -> None:
    publish_open_data()
    first = portal.get("/api/publica/v1/publicacoes/")
    again = portal.get("/api/publica/v1/publicacoes/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
