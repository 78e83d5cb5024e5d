"""What a birth says to a server that shards by schema. It was never run on Citus."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tenants.provisioning.birth import SHARDING, lay_out, make_schema
from tenants.provisioning.owner import owner_transaction
from tests.database import Database
from tests.tenants.own import own_code, standing_in

LISTEN = f"""
CREATE TABLE public.heard (command text, sharding text);
GRANT INSERT ON public.heard TO PUBLIC;
CREATE FUNCTION public.hear() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO public.heard VALUES (tg_tag, current_setting('{SHARDING}', true)); END $$;
CREATE EVENT TRIGGER hear ON ddl_command_start WHEN tag IN ('CREATE SCHEMA')
  EXECUTE FUNCTION public.hear();
"""


@pytest.fixture
def listening(fresh_database: Database, django_db_blocker: DjangoDbBlocker) -> Iterator[Database]:
    """A database that notes under which setting each schema is made."""
    fresh_database.rows(LISTEN)
    schema = f"m{own_code()}"
    with django_db_blocker.unblock(), standing_in(fresh_database):
        yield fresh_database
    fresh_database.rows("DROP EVENT TRIGGER hear")
    fresh_database.rows(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE')
    if fresh_database.rows("SELECT 1 FROM pg_roles WHERE rolname = %s", f"sispmpi_{schema}"):
        fresh_database.rows(f'DROP OWNED BY "sispmpi_{schema}"')
        fresh_database.rows(f'DROP ROLE "sispmpi_{schema}"')


def heard(database: Database) -> list[tuple[object, ...]]:
    return database.rows("SELECT sharding FROM public.heard")


def test_a_server_without_the_setting_is_told_nothing(listening: Database) -> None:
    with owner_transaction() as cursor:
        make_schema(cursor, f"m{own_code()}")
        cursor.execute(f"SELECT current_setting('{SHARDING}', true)")
        assert cursor.fetchone() == (None,)
    assert heard(listening) == [(None,)]


def test_a_server_that_knows_it_shards_the_born_schema_and_no_other(listening: Database) -> None:
    listening.rows(f'ALTER DATABASE "{listening.name}" SET {SHARDING} = off')
    with owner_transaction() as cursor:
        lay_out(cursor, "zz_scratch_citus")
        make_schema(cursor, f"m{own_code()}")
    assert heard(listening) == [("off",), ("on",)]
    with owner_transaction() as cursor:
        cursor.execute(f"SHOW {SHARDING}")
        assert cursor.fetchone() == ("off",)
