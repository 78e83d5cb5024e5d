"""The whole cluster comes back as it was at a moment, by the scripts of deploy/postgres."""

import fcntl
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest

from config.local.accounts import connect
from config.local.places import SOURCE
from config.local.ports import LOOPBACK
from config.local.postgres import Cluster
from config.local.processes import standing_in, wait_until
from tests.database import Database, build
from tests.deploy import given
from tests.seed import FIRST, PLACES, SECOND

pytestmark = pytest.mark.slow

SCRIPTS = SOURCE / "deploy" / "postgres"
PASSWORD = "guarda-tudo"
WRITE = (
    "INSERT INTO {}.execution_limitingfactor (uid, name, is_active)"
    " VALUES (gen_random_uuid(), %s, true)"
)
READ = "SELECT name FROM {}.execution_limitingfactor WHERE name IN ('antes', 'depois')"


@dataclass(frozen=True)
class Kept:
    """An installation whose server keeps its log, and where."""

    postgres: given.Postgres
    folder: Path

    @property
    def database(self) -> Database:
        server = self.postgres
        return Database(
            name="sispmpi",
            url=server.url("sispmpi_app", given.APP_PASSWORD),
            owner_url=server.url("sispmpi_owner", given.OWNER_PASSWORD),
            admin_url=server.server.url("sispmpi"),
        )

    def script(self, name: str, *words: str) -> "subprocess.CompletedProcess[str]":
        """A script of the recipe, as the server's user."""
        account = self.postgres.cluster.account
        found = {
            "PATH": f"{self.postgres.cluster.binaries}:{os.defpath}",
            "BASE_FOLDER": str(self.folder / "base"),
            "ARCHIVE_FOLDER": str(self.folder / "archive"),
            "BACKUP_PASSWORD": PASSWORD,
            "PGHOST": LOOPBACK,
            "PGPORT": str(urlsplit(self.postgres.server.url()).port),
        }
        return subprocess.run(
            ["sh", str(self.folder / name), *words],
            env=found,
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )

    def base(self) -> Path:
        """A base backup, made now."""
        done = self.script("base-backup.sh")
        assert done.returncode == 0, done.stderr
        return Path(done.stdout.strip())

    def archived(self) -> set[str]:
        """The files of the archive."""
        return {each.name for each in (self.folder / "archive").iterdir()}

    def keep_the_log(self) -> None:
        """Until everything written so far lies in the archive."""
        self.database.rows("SELECT pg_create_restore_point('written')")  # or nothing is switched
        ((last,),) = self.database.rows("SELECT pg_walfile_name(pg_switch_wal())")
        assert wait_until(lambda: str(last) in self.archived(), seconds=90)


@pytest.fixture(scope="module")
def kept() -> Iterator[Kept]:
    """Two organisations on a server that archives, as the recipe tells it to."""
    recipe = (SCRIPTS / "postgresql.conf").read_text(encoding="utf-8")
    (command,) = re.findall(r"^archive_command = '(.*)'$", recipe, re.MULTILINE)
    with given.folder() as folder:
        shutil.copytree(SCRIPTS, folder, dirs_exist_ok=True)
        for name in ("base", "archive"):
            (folder / name).mkdir()
            (folder / name).chmod(0o777)
        where = f'ARCHIVE_FOLDER="{folder}/archive"'
        command = command.replace("/etc/postgresql", f'"{folder}"')
        settings = {"archive_mode": "on", "archive_command": f"{where} {command}"}
        with given.postgres(**settings) as server:
            passwords = {
                "OWNER_PASSWORD": given.OWNER_PASSWORD,
                "APP_PASSWORD": given.APP_PASSWORD,
                "BACKUP_PASSWORD": PASSWORD,
            }
            assert server.roles(**passwords).returncode == 0
            place = Kept(server, folder)
            build(place.database)
            yield place


def write(database: Database, name: str) -> None:
    for place in PLACES:
        database.rows(WRITE.format(place.schema), name)


def destroy(cluster: Cluster) -> None:
    """`kill -9` of the server, and its data are gone."""
    for pid in standing_in(cluster.files):
        with suppress(ProcessLookupError):  # the others end when the first one is gone
            os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: not standing_in(cluster.files), seconds=30)
    shutil.rmtree(cluster.files)


def recovered(kept: Kept, base: Path, moment: str) -> Kept:
    """The cluster of that moment, started on a folder of its own."""
    cluster = replace(kept.postgres.cluster, home=kept.postgres.cluster.home.parent / "recovered")
    cluster.home.mkdir()
    shutil.copy2(kept.postgres.cluster.home / "password", cluster.home / "password")
    if cluster.account:
        for each in (cluster.home, cluster.home / "password"):
            os.chown(each, cluster.account.uid, cluster.account.gid)
    done = kept.script("recover.sh", str(base), str(cluster.files), moment)
    assert done.returncode == 0, done.stderr
    return Kept(given.Postgres(cluster, cluster.start()), kept.folder)


def under_role(database: Database, place: str, query: str) -> list[tuple[object, ...]]:
    """What an organisation's role is answered, entered by the programme's login."""
    with closing(psycopg2.connect(database.url)) as link, link.cursor() as cursor:
        cursor.execute(f"SET ROLE sispmpi_{place}")
        cursor.execute(query)
        return list(cursor.fetchall())


def test_a_moment_must_name_its_time_zone_and_a_folder_be_empty(kept: Kept) -> None:
    refused = kept.script("recover.sh", "/nowhere", "/nowhere", "2026-11-23 14:05:00")
    assert refused.returncode == 2 and "time zone" in refused.stderr
    full = str(kept.folder)
    refused = kept.script("recover.sh", "/nowhere", full, "2026-11-23 14:05:00-03")
    assert refused.returncode == 2 and "not empty" in refused.stderr


def test_the_archive_never_replaces_a_file_by_another(kept: Kept) -> None:
    segment = kept.folder / "base" / "segment"
    segment.write_text("um")
    segment.chmod(0o644)
    assert kept.script("archive.sh", str(segment), "0" * 24).returncode == 0
    assert kept.script("archive.sh", str(segment), "0" * 24).returncode == 0
    segment.write_text("outro")
    assert kept.script("archive.sh", str(segment), "0" * 24).returncode != 0
    assert (kept.folder / "archive" / ("0" * 24)).read_text() == "um"
    (kept.folder / "archive" / ("0" * 24)).unlink()
    segment.unlink()


def test_old_base_backups_go_with_what_only_they_needed(kept: Kept) -> None:
    first = kept.base()
    kept.keep_the_log()
    before = kept.archived()
    second, third = kept.base(), kept.base()  # their names are seconds, which differ
    assert sorted((kept.folder / "base").iterdir()) == [second, third]
    assert not first.exists()
    assert before - kept.archived()


def test_of_two_base_backups_at_once_the_second_changes_nothing(kept: Kept) -> None:
    folder = kept.folder / "base"
    there = sorted(folder.iterdir())
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        done = kept.script("base-backup.sh")
    finally:
        os.close(held)
    assert done.returncode == 1 and "another copy" in done.stderr
    assert sorted(folder.iterdir()) == there


def test_the_cluster_comes_back_as_it_was_at_a_moment(kept: Kept) -> None:
    base = kept.base()
    write(kept.database, "antes")
    ((moment,),) = kept.database.rows("SELECT clock_timestamp()::text")
    time.sleep(0.2)
    write(kept.database, "depois")
    kept.database.rows(f'DROP SCHEMA "{SECOND.schema}" CASCADE')  # the accident
    kept.keep_the_log()
    destroy(kept.postgres.cluster)
    after = recovered(kept, base, str(moment))
    try:
        for place in PLACES:
            assert after.database.rows(READ.format(place.schema)) == [("antes",)]
            query = READ.format(f'"{place.schema}"')
            assert under_role(after.database, place.schema, query) == [("antes",)]
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            under_role(after.database, FIRST.schema, READ.format(SECOND.schema))
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            under_role(after.database, FIRST.schema, "SELECT 1 FROM public.registry_request")
        write(after.database, "de novo")  # it is open for writing
        with connect(after.database.owner_url) as link, link.cursor() as cursor:
            cursor.execute("SELECT pg_is_in_recovery()")
            assert cursor.fetchone() == (False,)
    finally:
        after.postgres.cluster.stop()
