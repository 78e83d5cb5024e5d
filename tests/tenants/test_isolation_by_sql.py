"""By direct SQL, generated from the catalogue: what an organisation reaches beside its own."""

from collections.abc import Iterator

import pytest

from foundation.tenancy import PUBLIC
from tenants.backend.base import role_of
from tenants.provisioning import cluster
from tests.database import Database
from tests.seed import FIRST, SECOND
from tests.tenants import reach
from tests.tenants.planting import inserted, key_of, sample
from tests.tenants.reach import REFUSED, Standing, under, under_after

WHOSE = {  # functions that an organisation may execute with the rights of their owner, and why
    "organisation_of(name)": "policies compare rows with it; it knows the role that asks only",
    "tenant_of(name)": "the same, for the copies of an organisation",
}
OWNER = role_of(PUBLIC, "owner")
# what a trigger asks of a row besides: without it the row of one's own would be refused as well
LAWFUL = {
    "continuity_asking": {"state": "'asked'"},
    "improvements_improvement": {"state": "'draft'"},
    "improvements_review": {"turn": "'answered'"},
    "publication_production": {"state": "'declared'", "source": "'partner'"},
    "registry_changeproposal": {"state": "'open'"},
    "work_plans_stageevidence": {"side": "'partner'"},
}
FOR_EVERYBODY = {
    "tenants_journalroot": "the roots of the day are published for anyone to check",
    "publication_release": "which versions of the code there are is the same for every partner",
    "library_exemplar": "the models that CGE published are offered to every plan",
}


@pytest.fixture
def anna(planted: Database) -> Iterator[Standing]:
    """Direct SQL under the role of the first organisation."""
    with under(planted, FIRST.schema) as standing:
        yield standing


@pytest.fixture
def vera(planted: Database) -> Iterator[Standing]:
    """Direct SQL under the role of the portal."""
    with under(planted, PUBLIC, "portal") as standing:
        yield standing


def test_nothing_of_any_other_schema_is_reached(anna: Standing) -> None:
    assert len(reach.relations(anna, SECOND.schema)) > 20
    assert len(reach.relations(anna, SECOND.schema, "S")) > 20
    others = set(reach.other_schemas(anna)) - {FIRST.schema}
    assert {SECOND.schema, "zz_template"} <= others
    for schema in others:
        assert reach.reached_in(anna, schema) == []


@pytest.mark.parametrize(
    ("grant", "seen"),
    [
        ("GRANT SELECT ON {b}.identity_user TO {a}", "identity_user: SELECT granted"),
        ("GRANT UPDATE (name) ON {b}.access_unit TO PUBLIC", "access_unit: UPDATE granted"),
        ("GRANT USAGE ON SCHEMA {b} TO {group}", f"{SECOND.schema}: USAGE"),
        ("GRANT USAGE ON SEQUENCE {b}.access_unit_id_seq TO {a}", "access_unit_id_seq"),
    ],
)
def test_the_walk_finds_a_grant_that_does_not_belong_there(
    planted: Database, grant: str, seen: str
) -> None:
    a, group = role_of(FIRST.schema), role_of(PUBLIC, "tenants")
    with under_after(planted, grant.format(a=a, b=SECOND.schema, group=group), FIRST.schema) as who:
        assert seen in reach.reached_in(who, SECOND.schema)


@pytest.mark.parametrize(
    ("audience", "schema"), [("tenant", FIRST.schema), ("portal", PUBLIC)], ids=str
)
def test_a_public_table_gives_what_its_app_declares_and_refuses_the_rest(
    planted: Database, audience: str, schema: str
) -> None:
    grants = cluster.declared_grants()
    with under(planted, schema, "portal") as who:
        tables = reach.relations(who, PUBLIC)
        assert len(tables) > 40
        for name in tables:
            said = reach.said_of(grants.get(name), audience)
            given = reach.privileges(who, PUBLIC, name)
            assert given == reach.declared(who, PUBLIC, name, said), name
            along = {"COPY": "SELECT", "LOCK": "UPDATE"}
            column = reach.first_column(who, PUBLIC, name)
            for verb, statement in reach.attempts(f'public."{name}"', column).items():
                if along.get(verb, verb) not in given:
                    assert who.tried(statement) == REFUSED, (name, verb)
        assert reach.counted_in(who, PUBLIC) == []


def test_a_shared_table_shows_and_changes_rows_of_the_organisation_only(
    planted: Database, anna: Standing
) -> None:
    shared = reach.shared_tables(anna)
    open_to_us = {
        name for name in reach.relations(anna, PUBLIC) if reach.privileges(anna, PUBLIC, name)
    }
    assert open_to_us - set(shared) == set(FOR_EVERYBODY)
    for name, (column, key) in shared.items():
        own, foreign = (key_of(planted, each.schema, key) for each in (FIRST, SECOND))
        place = f'public."{name}"'
        there = {row[0] for row in planted.rows(f'SELECT "{column}" FROM {place}')}
        assert {own, foreign} <= there, name
        assert set(anna.column(f'SELECT "{column}" FROM {place}')) == {own}, name
        given = reach.privileges(anna, PUBLIC, name)
        for changed in given.get("UPDATE", set()):
            update = f'UPDATE {place} SET "{changed}" = "{changed}" WHERE "{column}" = {foreign}'
            assert anna.touched(update) == 0, name
        if "UPDATE" in given:
            given_away = f'UPDATE {place} SET "{column}" = {foreign} WHERE "{column}" = {own}'
            assert anna.tried(given_away) == REFUSED, name
        if "DELETE" in given:
            assert anna.touched(f'DELETE FROM {place} WHERE "{column}" = {foreign}') == 0, name
        if "INSERT" in given:
            forged = sample(planted, name, 950_000, "attnotnull") | LAWFUL.get(name, {})
            if "agreement_id" in forged:
                forged["agreement_id"] = str(key_of(planted, FIRST.schema, "agreement"))
            assert anna.tried(inserted(name, forged | {column: str(foreign)})) == REFUSED, name
            refusal = anna.tried(inserted(name, forged | {column: str(own)}))
            assert refusal != REFUSED, name  # so it was the row's owner that was refused above


def test_every_shared_table_holds_its_rows_together_against_its_owner_too(anna: Standing) -> None:
    guarded = anna.column(
        "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relrowsecurity AND relforcerowsecurity"
    )
    assert set(reach.shared_tables(anna)) <= set(guarded)
    for name in reach.shared_tables(anna):
        anna.cursor.execute("SET LOCAL row_security = off")
        assert anna.tried(f'SELECT count(*) FROM public."{name}"') == REFUSED, name
    query = "SELECT DISTINCT unnest(roles)::text FROM pg_policies WHERE policyname = 'whole'"
    assert set(anna.column(query)) == {role_of(PUBLIC), OWNER}


def test_functions_with_the_rights_of_the_owner_tell_nothing_of_a_neighbour(
    planted: Database, anna: Standing, vera: Standing
) -> None:
    assert reach.definers(anna) == reach.definers(vera) == set(WHOSE)
    for function in ("organisation_of", "tenant_of"):
        asked = f"SELECT public.{function}(%s::name)"
        own = key_of(planted, FIRST.schema, function)
        assert anna.column(asked, role_of(FIRST.schema)) == [own]
        for who in (anna, vera):
            assert who.column(asked, role_of(SECOND.schema)) == [None]
    others = anna.rows(
        "SELECT p.oid::regprocedure::text, pg_get_function_identity_arguments(p.oid),"
        "       array(SELECT format_type(each, NULL) FROM unnest(proargtypes) each)"
        "  FROM pg_proc p WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        "   AND prorettype <> 'trigger'::regtype"
    )
    closed = [each for each in others if each[0] not in WHOSE]
    assert len(closed) > 5
    for name, _, kinds in closed:
        nothing = ", ".join(f"NULL::{kind}" for kind in kinds)
        assert anna.tried(f"SELECT public.{name.split('(')[0]}({nothing})") == REFUSED, name


def test_files_programs_other_sessions_and_other_roles_are_out_of_reach(anna: Standing) -> None:
    for statement in (
        "COPY access_unit TO PROGRAM 'cat'",
        "COPY access_unit FROM PROGRAM 'true'",
        "COPY access_unit TO '/tmp/x'",
        "COPY access_unit FROM '/etc/hostname'",
        "SELECT pg_read_file('/etc/hostname')",
        "SELECT pg_read_binary_file('/etc/hostname')",
        "SELECT pg_ls_dir('/')",
        "SELECT pg_stat_file('/etc/hostname')",
        "SELECT pg_reload_conf()",
        "SELECT passwd FROM pg_shadow",
        "SELECT rolpassword FROM pg_authid",
        "SELECT line_number FROM pg_hba_file_rules",
        "SET session_replication_role = replica",
        f"SET ROLE {OWNER}",
        "SET ROLE postgres",
        "SET SESSION AUTHORIZATION postgres",
        f"GRANT {role_of(SECOND.schema)} TO {role_of(FIRST.schema)}",
        f"ALTER ROLE {role_of(FIRST.schema)} BYPASSRLS",
    ):
        assert anna.tried(statement) == REFUSED, statement
    queries = anna.column("SELECT query FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    assert set(queries) <= {"<insufficient privilege>"}


def test_nothing_can_be_made_and_no_structure_changed(anna: Standing) -> None:
    own = [f'"{FIRST.schema}"."{name}"' for name in reach.relations(anna, FIRST.schema)]
    assert len(own) > 20
    for table in own:
        for change in ("ADD COLUMN x int", "DISABLE TRIGGER ALL", "OWNER TO CURRENT_USER"):
            assert anna.tried(f"ALTER TABLE {table} {change}") == REFUSED, (table, change)
        assert anna.tried(f"TRUNCATE {table}") == REFUSED, table
        assert anna.tried(f"DROP TABLE {table}") == REFUSED, table
    for statement in (
        "CREATE TABLE public.x (y int)",
        f"CREATE TABLE {FIRST.schema}.x (y int)",
        "CREATE TABLE ext.x (y int)",
        "CREATE TEMPORARY TABLE x (y int)",
        f"CREATE VIEW {FIRST.schema}.x AS SELECT 1",
        f"CREATE FUNCTION {FIRST.schema}.x() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE SCHEMA x",
        "CREATE ROLE x",
        "CREATE EXTENSION file_fdw",
        "CREATE PUBLICATION x",
        f"DROP SCHEMA {SECOND.schema} CASCADE",
        "DROP POLICY own ON public.tenants_organisation",
        "ALTER TABLE public.tenants_organisation DISABLE ROW LEVEL SECURITY",
        f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT SELECT ON TABLES TO PUBLIC",
    ):
        assert anna.tried(statement) == REFUSED, statement
    can_create = "SELECT has_database_privilege(current_database(), %s)"
    assert anna.column(can_create, "CREATE, TEMPORARY") == [False]
    assert anna.column("SELECT has_parameter_privilege('work_mem', 'ALTER SYSTEM')") == [False]
    powers = "rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls"
    assert anna.column(f"SELECT {powers} FROM pg_roles WHERE rolname = current_user") == [False]


def test_no_shared_table_is_locked_against_the_neighbours(anna: Standing) -> None:
    """Rows, not tables: a lock on a whole table would stop everybody."""
    modes = ("SHARE UPDATE EXCLUSIVE", "SHARE", "EXCLUSIVE", "ACCESS EXCLUSIVE")
    for name in reach.relations(anna, PUBLIC):
        for mode in modes:
            assert anna.tried(f'LOCK TABLE public."{name}" IN {mode} MODE NOWAIT') == REFUSED, name


def test_what_an_organisation_may_do_it_cannot_hand_on(anna: Standing) -> None:
    for table in reach.relations(anna, FIRST.schema):
        anna.cursor.execute(f"GRANT ALL ON {table} TO PUBLIC")  # a warning, and nothing given
    granted = "SELECT count(*) FROM information_schema.role_table_grants WHERE grantee = 'PUBLIC'"
    assert anna.column(f"{granted} AND table_schema = %s", FIRST.schema) == [0]
