"""A born schema equals one that Django migrated, object by object; unknown objects are refused."""

import re
import subprocess

import pytest

from foundation.tenancy import TEMPLATE
from tenants.provisioning import catalogue
from tenants.provisioning.owner import owner_transaction
from tenants.provisioning.render import CannotRender, in_order_of_references, render
from tests.database import Database, Session
from tests.plugin import SESSION
from tests.seed import FIRST

NO_BRACKETS = str.maketrans("", "", "()")


@pytest.fixture
def session(pytestconfig: pytest.Config, django_db_setup: None) -> Session:
    return pytestconfig.stash[SESSION]


def structure(session: Session, database: Database, schema: str) -> list[str]:
    """The blocks of `pg_dump --schema-only`, without the schema's own name."""
    dump = subprocess.run(
        [
            session.cluster.binaries / "pg_dump",
            "-n",
            schema,
            "--schema-only",
            "--no-owner",
            "--no-privileges",
            database.admin_url,
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    dump = re.sub(r"\\(un)?restrict \S+", "", dump)
    dump = re.sub(rf'(?<![\w])"?{schema}"?(?![\w])', "schema", dump)
    # PostgreSQL writes the casts of `x IN (…)` in two ways, by how often the text was parsed
    dump = re.sub(r"::(character varying|text)(\[\])?", "", dump)
    dump = re.sub(r"(CHECK|WHERE) .*", lambda found: found.group().translate(NO_BRACKETS), dump)
    return sorted(block.strip() for block in re.split(r"\n--\n-- Name: ", dump))


@pytest.mark.django_db
def test_a_born_schema_equals_a_migrated_one(session: Session) -> None:
    migrated = structure(session, session.own, TEMPLATE)
    born = structure(session, session.own, FIRST.schema)
    assert len(migrated) > 200
    assert [block for block in migrated if block not in born] == []
    assert [block for block in born if block not in migrated] == []


@pytest.mark.django_db
def test_what_the_template_holds_every_organisation_has(session: Session) -> None:
    for table in ("django_migrations", "execution_actiontype", "execution_limitingfactor"):
        query = f"SELECT id, {'name' if table != 'django_migrations' else 'app || name'} FROM "
        template = session.own.rows(f"{query} {TEMPLATE}.{table} ORDER BY id")
        assert template
        assert session.own.rows(f"{query} {FIRST.schema}.{table} ORDER BY id") == template


@pytest.mark.django_db
@pytest.mark.parametrize(
    "unknown",
    [
        "CREATE VIEW {0}.v AS SELECT 1 AS one",
        "CREATE MATERIALIZED VIEW {0}.m AS SELECT 1 AS one",
        "CREATE SEQUENCE {0}.s",
        "CREATE TYPE {0}.mood AS ENUM ('good')",
        "CREATE DOMAIN {0}.d AS text",
        "CREATE TABLE {0}.p (id int) PARTITION BY RANGE (id)",
        "ALTER TABLE {0}.access_organ ENABLE ROW LEVEL SECURITY",
        "CREATE RULE r AS ON DELETE TO {0}.access_organ DO INSTEAD NOTHING",
        "ALTER TABLE {0}.access_organ ADD COLUMN x bigint REFERENCES public.tenants_tenant (id)",
    ],
)
def test_an_object_that_the_renderer_does_not_know_is_refused(unknown: str) -> None:
    with pytest.raises(CannotRender), owner_transaction() as cursor:
        cursor.execute(unknown.format(TEMPLATE))
        render(cursor, TEMPLATE)


@pytest.mark.django_db
def test_every_table_comes_after_those_it_refers_to() -> None:
    with owner_transaction() as cursor:
        found = catalogue.read(cursor, catalogue.namespace_of(cursor, TEMPLATE))
    place = {oid: at for at, oid in enumerate(in_order_of_references(found))}
    assert len(place) == len(found.tables)
    for oid, constraints in found.constraints.items():
        for _, kind, _, target in constraints:
            if kind == "f":
                assert place[target] <= place[oid]


@pytest.mark.django_db
def test_tables_of_an_organisation_stay_few() -> None:
    with owner_transaction() as cursor:
        found = catalogue.read(cursor, catalogue.namespace_of(cursor, TEMPLATE))
    assert len(found.tables) <= 110
