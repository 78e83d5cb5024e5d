"""The open data: whole, without personal data, the same bytes while nothing changes."""

import csv
import hashlib
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import jsonschema
import pytest
from django.core.files.storage import default_storage
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from access.rules import Actor, Profile
from agreements.continuity.services import publish_amendment
from agreements.continuity.values import Gazette
from agreements.openness import services
from agreements.openness.models import Edition
from agreements.openness.packaging import SHAPE
from agreements.openness.resources import RESOURCES
from agreements.openness.tasks import publish_open_data
from agreements.publication.models import Extract
from audit.models import Entry
from foundation.refusals import Denied
from tenants.middleware import PORTAL
from tests.agreements.openness.frictionless import DATA_PACKAGE, line_schema
from tests.documents.samples import PDF, upload
from tests.factories.agreements import a_signed_agreement, applicant
from tests.factories.publication import (
    PUBLISHER,
    accepted,
    centre_report,
    contacted,
    delivered,
    published,
    received,
    signed_agreement_of,
    with_amendment,
)
from tests.people import Visitor
from tests.seed import FIRST

pytestmark = pytest.mark.django_db
FOLDER = "/dados-abertos/"
PERSONAL = (
    re.compile(r"\d{3}\.\d{3}\.\d{3}-\d{2}"),
    re.compile(r"[\w.]+@[\w.]+"),
    re.compile(r"\(\d{2}\) ?\d{4,5}-\d{4}"),
)
PEOPLE = ("Percival Prefeito", "Flora Focal", "Téo Técnico", "Pessoa de")


def fetched(portal: Visitor, name: str) -> bytes:
    answer = portal.get(f"{FOLDER}{name}")
    assert answer.status_code == 200, name
    return b"".join(answer) if answer.streaming else answer.content


def asked(portal: Visitor, name: str, **headers: str) -> tuple[int, Any]:
    """Status and headers of a file, which is read to its end."""
    answer = portal.get(f"{FOLDER}{name}", headers=headers)
    if answer.streaming:
        assert sum(map(len, answer)) == int(answer["Content-Length"])
    return answer.status_code, answer.headers


def package(portal: Visitor) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(fetched(portal, "datapackage.json"))
    return found


def lines(portal: Visitor, name: str) -> list[dict[str, str]]:
    text = fetched(portal, f"{name}.csv").decode("utf-8")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))


def everything(portal: Visitor) -> Iterator[tuple[str, bytes]]:
    for each in package(portal)["resources"]:
        yield each["path"], fetched(portal, each["path"])


@pytest.fixture
def full() -> Extract:
    """An agreement of which every table has something to tell."""
    agreement = published(signed_agreement_of(FIRST)).agreement
    received(delivered(accepted(contacted(Extract.objects.get(agreement=agreement)))))
    with_amendment(agreement, is_signed=True)
    publish_amendment(
        actor=PUBLISHER,
        uid=agreement.uid,
        gazette=Gazette(published_date=timezone.localdate(), page="3"),
        file=upload(PDF, "diario.pdf"),
        at=timezone.now(),
    )
    centre_report(agreement)
    extract = Extract.objects.get(agreement=agreement)
    extract.object = "Cessão do código; fale com 111.444.777-35, ana@exemplo.test, (31) 99999-1234"
    extract.save()
    publish_open_data()
    return extract


def test_the_package_is_valid_and_every_line_keeps_to_its_schema(
    portal: Visitor, full: Extract
) -> None:
    found = package(portal)
    jsonschema.validate(found, DATA_PACKAGE)
    tables = [each for each in found["resources"] if each["format"] == "csv"]
    assert [each["name"] for each in tables] == [each.name for each in RESOURCES]
    for each in tables:
        for line in lines(portal, each["name"]):
            jsonschema.validate(line, line_schema(each["schema"]))


def test_what_the_package_says_of_a_file_is_true(portal: Visitor, full: Extract) -> None:
    for each in package(portal)["resources"]:
        content = fetched(portal, each["path"])
        assert each["bytes"] == len(content)
        assert each["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_both_formats_tell_the_same(portal: Visitor, full: Extract) -> None:
    for resource in RESOURCES:
        listed = json.loads(fetched(portal, f"{resource.name}.json"))
        table = lines(portal, resource.name)
        assert [set(each) for each in listed] == [set(resource.names())] * len(table)
        for one, other in zip(listed, table, strict=True):
            for name, value in one.items():
                plain = (
                    str(value).lower()
                    if isinstance(value, bool)
                    else str("" if value is None else value)
                )
                assert other[name].removeprefix("'") == plain


def test_every_table_has_its_lines(portal: Visitor, full: Extract) -> None:
    rows = {each.name: len(lines(portal, each.name)) for each in RESOURCES}
    assert rows == {
        "acordos": 1,
        "aditivos": 1,
        "publicacoes": 1,
        "entregas": 1,
        "relatorios_anuais": 2,
        "melhorias": 1,
    }
    (told,) = lines(portal, "acordos")
    assert told["id_acordo"] == str(full.uid)
    assert told["situacao"] == "Vigente"
    assert {each["id_acordo"] for each in lines(portal, "melhorias")} == {str(full.uid)}


def test_no_cell_holds_anything_personal(portal: Visitor, full: Extract) -> None:
    for name, content in everything(portal):
        text = content.decode("utf-8")
        for pattern in PERSONAL:
            assert pattern.findall(text) == [], name
        for person in PEOPLE:
            assert person not in text, name
    (told,) = lines(portal, "acordos")
    assert told["objeto"] == (
        "Cessão do código; fale com ***.444.777-**, [e-mail omitido], [telefone omitido]"
    )


def test_a_draft_is_in_no_table(portal: Visitor) -> None:
    a_signed_agreement()
    publish_open_data()
    for resource in RESOURCES:
        assert lines(portal, resource.name) == []


def test_where_nothing_changed_the_files_are_the_same_bytes(portal: Visitor, full: Extract) -> None:
    names = ("datapackage.json", "dcat.jsonld", "changelog.md", "acordos.csv", "acordos.json")
    before = {name: fetched(portal, name) for name in names}
    publish_open_data()
    assert Edition.objects.count() == 1
    assert {name: fetched(portal, name) for name in names} == before


def test_a_new_agreement_makes_a_new_edition_and_leaves_the_other_tables(
    portal: Visitor, full: Extract
) -> None:
    before = Edition.objects.get().parts
    published(a_signed_agreement(applicant=applicant("4113700")))
    publish_open_data()
    newest = Edition.objects.order_by("-sequence")[0]
    assert newest.version == f"{SHAPE}.2"
    assert newest.parts["acordos.csv"] != before["acordos.csv"]
    assert newest.parts["melhorias.csv"] == before["melhorias.csv"]
    assert "Acordos: de 1 para 2 linhas" in fetched(portal, "changelog.md").decode()
    entry = Entry.objects.filter(verb="openness.edition.published").latest("pk")
    assert entry.changes["versão"] == [f"{SHAPE}.1", f"{SHAPE}.2"]


@pytest.mark.parametrize("name", ["acordos.csv", "datapackage.json", "changelog.md"])
def test_who_has_a_file_already_is_told_so(portal: Visitor, full: Extract, name: str) -> None:
    _, told = asked(portal, name)
    assert asked(portal, name, if_none_match=told["ETag"])[0] == 304
    assert asked(portal, name, if_modified_since=told["Last-Modified"])[0] == 304
    assert asked(portal, name, if_none_match='"x"')[0] == 200
    assert told["Access-Control-Allow-Origin"] == "*"


def test_a_file_that_was_lost_from_the_store_comes_back(portal: Visitor, full: Extract) -> None:
    content = fetched(portal, "acordos.csv")
    default_storage.delete(Edition.objects.get().parts["acordos.csv"].key)
    publish_open_data()
    assert fetched(portal, "acordos.csv") == content


def test_files_of_editions_long_replaced_are_removed(
    portal: Visitor, django_capture_on_commit_callbacks: Any
) -> None:
    extract = published()
    for number in range(3):
        Extract.objects.filter(pk=extract.pk).update(sei_number=f"processo {number}")
        with django_capture_on_commit_callbacks(execute=True):
            publish_open_data()
    keys = [each.parts["acordos.csv"].key for each in Edition.objects.order_by("sequence")]
    assert [default_storage.exists(key) for key in keys] == [False, True, True]


def test_the_catalogue_names_every_file(portal: Visitor, full: Extract) -> None:
    told = json.loads(fetched(portal, "dcat.jsonld"))
    (dataset,) = told["dcat:dataset"]
    assert dataset["dct:license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
    named = {each["dcat:downloadURL"]["@id"] for each in dataset["dcat:distribution"]}
    paths = {each["path"] for each in package(portal)["resources"]}
    assert named == {f"{dataset['dcat:landingPage']['@id']}{path}" for path in paths}


def test_the_page_describes_every_column(portal: Visitor, full: Extract) -> None:
    page = portal.get(FOLDER).content.decode()
    for resource in RESOURCES:
        assert f'href="{resource.name}.csv"' in page
        for field in resource.fields:
            assert field.description in page
    assert "CC-BY-4.0" in page


def test_before_the_first_night_the_page_says_when(portal: Visitor) -> None:
    assert "a primeira é gerada nesta noite" in portal.get(FOLDER).content.decode()
    assert portal.get(f"{FOLDER}acordos.csv").status_code == 404


def test_a_term_that_ended_shows_in_the_next_edition(portal: Visitor) -> None:
    extract = published()
    publish_open_data()
    Extract.objects.filter(pk=extract.pk).update(
        start_date=extract.start_date - timedelta(days=9),
        end_date=timezone.localdate() - timedelta(days=1),
    )
    publish_open_data()
    assert [each["situacao"] for each in lines(portal, "acordos")] == ["Encerrado"]


def test_nobody_but_the_clock_publishes_open_data() -> None:
    director = Actor(name="Dora Diretora", profile=Profile.DCI_DIRECTOR)
    with pytest.raises(Denied):
        services.publish_edition(actor=director, at=timezone.now())
    assert not Edition.objects.exists()


def test_the_portal_reads_editions_and_changes_none(portal: Visitor, full: Extract) -> None:
    connection.set_tenant(PORTAL)  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM openness_edition")
        assert cursor.fetchone()[0] == 1
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute("UPDATE openness_edition SET version = '9'")
