"""No schema holds an index that nobody uses; one from an earlier release loses them."""

import re
from importlib import import_module

import pytest
from django.db import connection
from django.db.backends.postgresql.schema import DatabaseSchemaEditor
from django.test.utils import CaptureQueriesContext

from agreements.registry.models import Request
from foundation.tenancy import TEMPLATE
from identity.models import User
from tests.database import Database
from tests.seed import FIRST, SECOND

SCHEMAS = ("public", TEMPLATE, FIRST.schema, SECOND.schema)
PATTERNS = """
SELECT n.nspname || '.' || c.relname
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = ANY(%s)
  JOIN pg_opclass o ON o.oid = i.indclass[0]
 WHERE o.opcname IN ('varchar_pattern_ops', 'text_pattern_ops') ORDER BY 1
"""
OURS = ["public.request_protocol"]


def patterns(database: Database) -> list[str]:
    return [str(name) for (name,) in database.rows(PATTERNS, list(SCHEMAS))]


def django_s_index() -> str:
    """What Django's own editor would make beside the unique address of a person."""
    with connection.schema_editor(collect_sql=True) as editor:
        made = DatabaseSchemaEditor._create_like_index_sql(
            editor, User, User._meta.get_field("email")
        )
    return str(made)


@pytest.mark.django_db
def test_django_would_make_a_second_index_and_we_do_not() -> None:
    assert re.search(r'_[0-9a-f]{8}_like".*varchar_pattern_ops', django_s_index())
    with connection.schema_editor(collect_sql=True) as editor:
        editor.create_model(User)
    said = "\n".join([*editor.collected_sql, *map(str, editor.deferred_sql)])
    assert "UNIQUE" in said
    assert "_like" not in said


def test_only_an_index_that_a_model_names_serves_the_beginning_of_a_text(
    fresh_database: Database,
) -> None:
    assert patterns(fresh_database) == OURS


@pytest.mark.django_db
def test_the_step_of_an_upgrade_drops_what_an_earlier_release_made(
    fresh_database: Database,
) -> None:
    index = django_s_index()
    for schema in SCHEMAS:
        fresh_database.rows(index.replace(" ON ", f' ON "{schema}".', 1))
    assert len(patterns(fresh_database)) == len(OURS) + len(SCHEMAS)
    drop = import_module("access.migrations.0003_no_like_indexes").DROP
    for schema in SCHEMAS:
        fresh_database.rows(f'SET search_path = "{schema}"; {drop.replace("%", "%%")}')
    assert patterns(fresh_database) == OURS


@pytest.mark.django_db
def test_the_last_protocol_of_a_year_is_found_by_its_index() -> None:
    with connection.cursor() as cursor, CaptureQueriesContext(connection) as asked:
        list(Request.objects.filter(protocol__startswith="2026.").order_by("-protocol")[:1])
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        cursor.execute("EXPLAIN " + asked[0]["sql"])
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "request_protocol" in plan
