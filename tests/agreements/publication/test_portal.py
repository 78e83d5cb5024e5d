"""Extracts for everybody: the list, the page, JSON, Atom; nothing private in any of them."""

import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from agreements.publication.models import Extract
from foundation.municipalities import by_code
from tenants.middleware import PORTAL
from tests.factories.agreements import a_signed_agreement, applicant
from tests.factories.publication import published
from tests.people import Visitor

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
ITABIRITO = "3131901"
LONDRINA = "4113700"
PRIVATE = ("@", "3333-0000", "Flora Focal", "Téo Técnico")


def extract_of(place: str) -> Extract:
    return published(a_signed_agreement(applicant=applicant(place)))


@pytest.fixture
def two() -> tuple[Extract, Extract]:
    assert by_code(LONDRINA)
    return extract_of(ITABIRITO), extract_of(LONDRINA)


def test_the_list_shows_every_extract(portal: Visitor, two: tuple[Extract, Extract]) -> None:
    page = portal.get("/extratos/").content.decode()
    for extract in two:
        assert extract.partner in page
        link = f'href="/extratos/{extract.number}-{extract.year}/">'
        assert f"{link}ACT nº {extract.number}/{extract.year}</a>" in page


@pytest.mark.parametrize(
    "words", ["itabirito", "ITABIRITO", "codigo-fonte itabirito", "itabiritu", "percival itabirito"]
)
def test_a_search_forgives_accents_case_and_small_slips(
    portal: Visitor, two: tuple[Extract, Extract], words: str
) -> None:
    page = portal.get("/extratos/", {"busca": words}).content.decode()
    assert "1 extrato encontrado" in page
    assert two[0].partner in page


def test_a_search_that_finds_nothing_says_so(portal: Visitor, two: tuple[Extract, Extract]) -> None:
    page = portal.get("/extratos/", {"busca": "xilofone quântico"}).content.decode()
    assert "Nenhum extrato encontrado" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"uf": "PR"}, {LONDRINA}),
        ({"natureza": "municipality_mg"}, {ITABIRITO}),
        ({"situacao": "in_force"}, {ITABIRITO, LONDRINA}),
        ({"situacao": "ended"}, set()),
        ({"ano": "1999"}, {ITABIRITO, LONDRINA}),
        ({"uf": "'; drop table", "pagina": "zero"}, {ITABIRITO, LONDRINA}),
    ],
)
def test_filters_narrow_and_unknown_values_filter_nothing(
    portal: Visitor, two: tuple[Extract, Extract], query: dict[str, str], found: set[str]
) -> None:
    listed = json.loads(portal.get("/extratos.json", query).content)["extratos"]
    assert {each["codigo_ibge"] for each in listed} == found


def test_a_term_is_in_force_on_its_last_day_and_ended_on_the_next(portal: Visitor) -> None:
    extract = published()
    today = timezone.localdate()
    for end, expected in ((today, "Vigente"), (today - timedelta(days=1), "Encerrado")):
        Extract.objects.update(start_date=today - timedelta(days=10), end_date=end)
        assert expected in portal.get(extract.get_absolute_url()).content.decode()
        answer = portal.get(f"/extratos/{extract.number}-{extract.year}.json")
        assert answer.json()["situacao"] == expected


def test_an_extract_has_a_page_of_its_own(portal: Visitor) -> None:
    extract = published()
    page = portal.get(extract.get_absolute_url()).content.decode()
    assert "EXTRATO DO ACORDO DE COOPERAÇÃO TÉCNICA" in page
    assert "Publicação do partícipe pendente" in page
    assert "Percival Prefeito, Prefeito Municipal" in page
    assert portal.get("/extratos/999999-2026/").status_code == 404
    assert portal.get(f"/extratos/{10**30}-2026/").status_code == 404


def test_the_feed_is_atom_with_one_entry_an_extract(
    portal: Visitor, two: tuple[Extract, Extract]
) -> None:
    answer = portal.get("/extratos.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    for needed in ("id", "title", "updated", "link"):
        assert feed.find(f"{ATOM}{needed}") is not None
    entries = feed.findall(f"{ATOM}entry")
    assert {each.findtext(f"{ATOM}id") for each in entries} == {f"urn:uuid:{e.uid}" for e in two}
    assert all(each.findtext(f"{ATOM}updated") for each in entries)


def test_json_is_open_to_any_page_and_counts_what_it_holds(
    portal: Visitor, two: tuple[Extract, Extract]
) -> None:
    answer = portal.get("/extratos.json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    content = answer.json()
    assert content["total"] == len(content["extratos"]) == 2
    assert content["proxima"] is None
    assert content["extratos"][0]["publicacao"]["diario"] == "Minas Gerais"


def test_nothing_private_is_published(portal: Visitor) -> None:
    extract = published()
    for path in (
        "/extratos/",
        "/extratos.json",
        "/extratos.atom",
        extract.get_absolute_url(),
        f"/extratos/{extract.number}-{extract.year}.json",
    ):
        answer = portal.get(path).content.decode()
        main = answer.split("<main", 1)[-1].split("</main>", 1)[0]
        assert extract.partner in main
        for word in PRIVATE:
            assert word not in main, (path, word)


def test_the_role_of_the_portal_reads_extracts_and_writes_none(portal: Visitor) -> None:
    published()
    connection.set_tenant(PORTAL)  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM publication_extract")
        assert cursor.fetchone()[0] == 1
        for statement in (
            "UPDATE publication_extract SET text = ''",
            "SELECT 1 FROM publication_publication",
            "SELECT summary FROM improvements_annualreport",
        ):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                cursor.execute(statement)
