"""What the scanner condemned stays out of every archive, by name and with its reason."""

import json
from io import StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from access.rules import SYSTEM, Profile
from audit.models import Entry
from documents import checking, quarantine
from documents.models import StoredFile
from documents.rules import EVIDENCE, LETTER, Scan
from documents.services import store
from foundation.tenancy import PUBLIC, inside
from tenants import lifecycle
from tenants.archive import backups
from tenants.archive.faults import BadArchive
from tenants.archive.manifest import Body, parse
from tenants.archive.restoring import restore_organisation
from tenants.archive.tasks import carry_out_departure
from tenants.archive.writing import export
from tenants.models import Backup, Tenant
from tenants.rules import BackupPurpose
from tests.database import Database
from tests.documents.samples import PDF, PNG
from tests.people import Visitor, centre_actor, person
from tests.seed import FIRST
from tests.tenants.own import files_of, own_code

HELD = {
    "name": "files/abc",
    "size": 3,
    "sha256": "0" * 64,
    "reason": "com vírus (Eicar)",
    "is_left_out": True,
}


def condemned(schema: str = FIRST.schema) -> tuple[StoredFile, StoredFile]:
    """One file with a virus, one that still waits, and one that nobody looked at."""
    with inside(schema):
        kept = [
            store(
                actor=SYSTEM,
                upload=ContentFile(content, name=name),
                purpose=purpose,
                at=timezone.now(),
            )
            for content, name, purpose in (
                (PDF, "ofício.pdf", LETTER),
                (PNG, "foto.png", EVIDENCE),
                (PNG + b"x", "outra.png", EVIDENCE),
            )
        ]
        quarantine.settle(kept[0].pk, "condemn", at=timezone.now(), virus="Eicar-Test-Signature")
        waiting = StoredFile.objects.create(
            name="espera.png",
            size=len(PNG),
            media_type="image/png",
            sha256=kept[1].sha256,
            purpose=EVIDENCE.name,
            storage_key=f"{schema}/espera.png",
            at=timezone.now(),
            scan=Scan.WAITING,
        )
        quarantine.default_storage.save(waiting.storage_key, ContentFile(PNG))
        return StoredFile.objects.get(pk=kept[0].pk), waiting


@pytest.mark.slow
def test_a_virus_stays_out_and_the_restored_place_works_without_it(
    own: Database, tmp_path: Path
) -> None:
    infected, waiting = condemned()
    path = tmp_path / "primeira.zip"
    manifest = export(FIRST.schema, path, at=timezone.now())
    told = {each.name.partition("/")[2]: each for each in manifest.held}
    left_out = told.pop(infected.storage_key.partition("/")[2])
    assert (left_out.sha256, left_out.size) == (infected.sha256, len(PDF))
    assert (left_out.reason, left_out.is_left_out) == ("com vírus (Eicar-Test-Signature)", True)
    assert [(each.reason, each.is_left_out) for each in told.values()] == [
        ("em verificação contra vírus", False)
    ]
    assert manifest.faults == []
    with ZipFile(path) as opened:
        assert PDF not in [opened.read(name) for name in opened.namelist()]
        assert f"files/{waiting.storage_key.partition('/')[2]}" in opened.namelist()
        assert '"held"' in opened.read("LEIA-ME.txt").decode()
    said = StringIO()
    call_command("tenant", "prove", str(path), stdout=said)
    assert f"left out: {left_out.name} (com vírus" in said.getvalue()
    assert f"SHA-256 {infected.sha256}" in said.getvalue()
    schema = f"m{own_code()}"
    restore_organisation(path, actor=SYSTEM, schema=schema, slug="copia", at=timezone.now())
    assert len(files_of(tmp_path, schema)) == 3
    with inside(schema):
        assert StoredFile.objects.get(uid=infected.uid).scan == Scan.INFECTED
        assert StoredFile.objects.get(uid=waiting.uid).scan == Scan.WAITING
        assert list(checking.compare(at=timezone.now(), with_hashes=True).lines()) == []
    entry = Entry.verbs.filter(verb="tenants.tenant.restored").latest("pk")
    assert entry.changes["arquivos com vírus, sem o conteúdo"] == ["", "1"]


@pytest.mark.slow
def test_people_are_told_how_many_files_a_copy_lacks(own: Database) -> None:
    condemned()
    backup = backups.take(FIRST.schema, BackupPurpose.NIGHTLY, at=timezone.now())
    assert (backup.left_out, backup.unjudged, backup.fault) == (1, 1, "")
    visitor = Visitor(FIRST.host, person(FIRST.schema, Profile.ORGANISATION_ADMIN))
    page = visitor.get("/copias-de-seguranca/").text
    assert "1 com vírus, fora da cópia" in page
    assert "1 ainda em verificação" in page
    centre = Visitor(settings.CENTRE_HOST, person(PUBLIC, Profile.AUDITOR))
    tenant = Tenant.objects.select_related("organisation").get(schema_name=FIRST.schema)
    page = centre.get(f"/organizacoes/{tenant.organisation.uid}/").text
    assert "sem o conteúdo de 1 arquivo com vírus" in page


@pytest.mark.slow
def test_a_virus_keeps_nobody_from_leaving(own: Database, nascent: str) -> None:
    condemned(nascent)
    renata = centre_actor(Profile.NETWORK_ADMIN)
    for verb in (lifecycle.freeze, lifecycle.close):
        verb(actor=renata, schema=nascent, reason="Fim.", at=timezone.now())
    asked = lifecycle.request_departure(
        actor=renata, schema=nascent, reason="Fim.", at=timezone.now()
    )
    carry_out_departure(departure_id=asked.pk)
    assert Tenant.objects.get(schema_name=nascent).life == "archived"
    assert Backup.objects.get(tenant__schema_name=nascent).left_out == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "../fora"}, "nome de arquivo inaceitável"),
        ({"name": "files/.oculto"}, "nome de arquivo inaceitável"),
        ({"name": "files/presente"}, "diz e desdiz"),
        ({"is_left_out": False}, "diz e desdiz"),
        ({"is_left_out": "sim"}, "valor inaceitável"),
        ({"reason": None}, "valor inaceitável"),
        ({"more": 1}, "sobra o dado 'more'"),
    ],
)
def test_a_list_of_held_files_that_cannot_be_is_refused(change: dict[str, Any], said: str) -> None:
    with pytest.raises(BadArchive, match=said):
        parse(manifest_with([HELD | change]))


def test_archives_made_before_the_list_are_read() -> None:
    assert parse(manifest_with([HELD])).left_out[0].name == "files/abc"
    assert parse(manifest_with(None)).held == []


def manifest_with(held: list[dict[str, Any]] | None) -> bytes:
    """A manifest of one file, with a list of held ones or none."""
    part = {"name": "files/presente", "size": 1, "sha256": "0" * 64}
    body = dict.fromkeys(Body.__dataclass_fields__, "")
    whole: dict[str, Any] = {
        "product": "sispmpi-rede",
        "format": 1,
        "version": "0.1.0",
        "made_at": "2026-11-23T10:00:00+00:00",
        "schema": "m3170107",
        "hosts": [],
        "organisation": body,
        "migrations": [],
        "tables": [],
        "counters": [],
        "files": [part],
        "note": part | {"name": "LEIA-ME.txt"},
        "faults": [],
    }
    return json.dumps(whole if held is None else whole | {"held": held}).encode()
