"""The kept archive of every release comes in: rows, files, privileges, sign-in, structure."""

import json
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from access.rules import SYSTEM, Profile
from audit.models import Entry
from foundation.tenancy import TEMPLATE, inside
from identity.models import User
from tenants.archive.faults import BadArchive
from tenants.archive.proof import prove
from tenants.archive.restoring import restore_organisation
from tenants.archive.versions import product_version
from tenants.models import Tenant
from tests.archives import ARCHIVES, KNOWN_PASSWORD
from tests.database import Database, Session
from tests.people import Visitor
from tests.plugin import SESSION
from tests.seed import FIRST
from tests.tenants.own import files_of, own_code, traces
from tests.tenants.test_template import structure

pytestmark = pytest.mark.slow
KEPT = sorted(ARCHIVES.glob("*.zip"))
REFUSED = sorted((ARCHIVES / "refused").glob("*.zip"))
every_release = pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)


def manifest_of(path: Path) -> dict[str, object]:
    with zipfile.ZipFile(path) as opened:
        found: dict[str, object] = json.loads(opened.read("manifest.json"))
    return found


def restored(path: Path) -> str:
    """The schema of a copy."""
    schema = f"m{own_code()}"
    restore_organisation(path, actor=SYSTEM, schema=schema, slug="abaete-copia", at=timezone.now())
    return schema


def missing(path: Path) -> list[str]:
    """What this release holds more than the archive."""
    from tenants.upgrade.names import on_disk

    there = {".".join(each) for each in manifest_of(path)["migrations"]}  # type: ignore[attr-defined]
    return sorted({".".join(each) for each in on_disk()} - there)


def test_the_archive_of_this_version_and_of_an_earlier_state_are_kept() -> None:
    versions = {str(manifest_of(path)["version"]) for path in KEPT}
    assert product_version() in versions
    assert any("tenants.0003_upgrades" in missing(path) for path in KEPT)


@every_release
def test_it_comes_in_whole_its_people_sign_in_and_the_journal_says_so(
    own: Database, tmp_path: Path, path: Path, pytestconfig: pytest.Config
) -> None:
    schema = restored(path)  # once for all that is asked: it goes through many migrations
    every_row_and_file_is_there(own, tmp_path, path, schema)
    its_structure_is_the_present_one(own, pytestconfig.stash[SESSION], schema)
    the_journal_of_the_centre_and_the_row_of_the_tenant_say_where_it_stands(own, path, schema)
    its_people_sign_in(schema)
    its_role_reads_and_writes_nothing_else(own, schema)


def every_row_and_file_is_there(own: Database, tmp_path: Path, path: Path, schema: str) -> None:
    manifest = manifest_of(path)
    for table in manifest["tables"]:  # type: ignore[attr-defined]
        found = own.rows(f'SELECT count(*) FROM "{schema}"."{table["name"]}"')
        if table["name"] != "django_migrations":
            assert found == [(table["rows"],)], table["name"]
    hashes = {each["name"].partition("/")[2]: each["sha256"] for each in manifest["files"]}  # type: ignore[attr-defined]
    assert len(hashes) == 4
    assert files_of(tmp_path, schema) == hashes
    known = own.rows(f'SELECT storage_key, sha256 FROM "{schema}".documents_storedfile')
    assert {str(key): str(value) for key, value in known} == {
        f"{schema}/{name}": value for name, value in hashes.items()
    }
    titles = own.rows(f'SELECT count(*) FROM "{schema}".formulation_action WHERE title <> %s', "")
    assert int(str(titles[0][0])) > 5
    journal = own.rows(f'SELECT count(*) FROM "{schema}".audit_entry')
    assert int(str(journal[0][0])) > 30


def its_structure_is_the_present_one(own: Database, session: Session, schema: str) -> None:
    wanted, made = structure(session, own, TEMPLATE), structure(session, own, schema)
    assert len(wanted) > 200
    assert [block for block in wanted if block not in made] == []
    assert [block for block in made if block not in wanted] == []
    history = "SELECT app, name FROM {}.django_migrations ORDER BY 1, 2"
    assert own.rows(history.format(f'"{schema}"')) == own.rows(history.format(TEMPLATE))


def its_people_sign_in(schema: str) -> None:
    with inside(schema):
        person = User.objects.filter(assignments__profile=Profile.EXECUTOR).first()
    assert person is not None
    visitor = Visitor("abaete-copia.localhost")
    done = visitor.post("/conta/entrar/", {"login": person.email, "password": KNOWN_PASSWORD})
    assert (done.status_code, done["Location"]) == (302, "/")
    assert visitor.get("/pessoas/eu/").status_code == 200
    wrong = Visitor("abaete-copia.localhost")
    again = wrong.post("/conta/entrar/", {"login": person.email, "password": "outra senha"})
    assert again.status_code == 200


def its_role_reads_and_writes_nothing_else(own: Database, schema: str) -> None:
    role = f"sispmpi_{schema}"
    may = "SELECT has_table_privilege(%s, %s, %s)"
    for table in own.rows("SELECT tablename FROM pg_tables WHERE schemaname = %s", schema):
        name = f'"{schema}"."{table[0]}"'
        assert own.rows(may, role, name, "SELECT") == [(True,)], table
        assert own.rows(may, role, name, "TRUNCATE") == [(False,)], table
    plan = f'"{schema}".formulation_plan'
    assert own.rows(may, role, plan, "UPDATE") == [(False,)]
    own.rows(f"SELECT public.let_write('{schema}', true)")
    assert own.rows(may, role, plan, "UPDATE") == [(True,)]
    assert privileges(own, schema) == privileges(own, FIRST.schema)


def privileges(database: Database, schema: str) -> list[tuple[object, ...]]:
    """What its own role may do with each table and sequence of a schema."""
    return database.rows(
        "SELECT c.relname, c.relkind::text, a.privilege_type, a.is_grantable"
        "  FROM pg_class c, aclexplode(c.relacl) a"
        " WHERE c.relnamespace = quote_ident(%s)::regnamespace"
        "   AND a.grantee = quote_ident(%s)::regrole ORDER BY 1, 2, 3",
        schema,
        f"sispmpi_{schema}",
    )


def the_journal_of_the_centre_and_the_row_of_the_tenant_say_where_it_stands(
    own: Database, path: Path, schema: str
) -> None:
    tenant = Tenant.objects.get(schema_name=schema)
    assert tenant.life == "read_only"
    hashes = own.rows("SELECT hash FROM public.tenant_migration_state(ARRAY[%s])", TEMPLATE)
    assert hashes == [(tenant.migration_hash,)]
    entry = Entry.objects.filter(verb="tenants.tenant.restored").latest("pk")
    assert entry.changes["arquivo"] == ["", path.name]
    assert entry.changes["versão"] == [manifest_of(path)["version"], product_version()]
    assert entry.changes["migrações no caminho"] == ["", str(len(missing(path)))]


@every_release
def test_it_is_proven_and_rehearsed_without_a_trace(
    own: Database, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = f"m{own_code()}"
    before = traces(own, f"zz_scratch|{schema}")
    prove(path)
    call_command("tenant", "import", str(path), "--as", f"{schema}/abaete-copia", "--dry-run")
    said = capsys.readouterr().out
    assert "nothing was written" in said
    for name in missing(path):
        assert name in said.partition("would run: ")[2]
    assert traces(own, f"zz_scratch|{schema}") == before


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.stem)
def test_a_draft_before_the_first_release_is_refused_by_name(own: Database, path: Path) -> None:
    with pytest.raises(BadArchive, match=r"manifest\.json: .*note.*") as caught:
        restored(path)
    assert caught.value.part == "manifest.json"
    assert traces(own, own_code()) == []


def test_kept_archives_are_whole_and_small() -> None:
    assert KEPT and REFUSED
    for path in (*KEPT, *REFUSED):
        assert path.stat().st_size < 256 * 1024
        with zipfile.ZipFile(path) as opened:
            seal = sha256(opened.read("manifest.json")).hexdigest()
            assert opened.read("manifest.sha256").decode() == seal
