"""The journal is a chain that nobody changes, forks or leaves, however many write at once."""

import threading
from decimal import Decimal
from typing import Any

import psycopg2
import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from audit.chain import FIELDS, GENESIS, canonical, first_fault, hash_of, jsonb_text
from audit.models import Entry
from audit.proof import LINES, lines, prove
from foundation.tenancy import PUBLIC, inside
from tests.audit.journal import as_role, settle, write
from tests.database import Database
from tests.seed import FIRST, SECOND

NASTY = 'aspas " barra \\ fim\nlinha\ttab \x01\x7f \u2028 çã 😀 </script> %s {0}'


def chain(link: Any) -> list[tuple[str, str]]:
    """The chain where a connection stands, as anybody may download it."""
    with link.cursor() as cursor:
        cursor.execute(LINES, [0, 100_000])
        return [(found, text) for found, text, _ in cursor.fetchall()]


@pytest.mark.django_db
@pytest.mark.parametrize("schema", [PUBLIC, FIRST.schema])
def test_each_entry_follows_from_the_one_before(schema: str) -> None:
    with inside(schema), connection.cursor() as cursor:
        before = prove()
        uids = [write(cursor, f"Fato {number}") for number in range(5)]
        settle()
        proof = prove()
        assert (proof.holds, proof.entries) == (True, before.entries + 5)
        mine = Entry.objects.filter(uid__in=uids).order_by("position")
        assert [str(each.uid) for each in mine] == uids
        assert mine[0].previous_hash == before.head
        assert mine[4].hash == proof.head
        assert first_fault(split(each) for each in lines()) is None


def split(line: str) -> tuple[str, str]:
    found, _, text = line.rstrip("\n").partition(" ")
    return found, text


@pytest.mark.django_db
def test_the_hash_is_recomputed_outside_the_database(in_first: None) -> None:
    """From the columns alone, in plain Python, whatever signs a text holds."""
    changes = {"b": [None, NASTY], "aa": [Decimal("1.10"), True], "ç": [{"z": 1, "y": []}, -0.5]}
    with connection.cursor() as cursor:
        uid = write(cursor, "Fato", jsonb_text(plain(changes)))
        settle()
        cursor.execute("SET LOCAL timezone = 'UTC'")
        instants = 'to_char({0}, \'YYYY-MM-DD"T"HH24:MI:SS.US"Z"\')'
        columns = ", ".join(
            instants.format(each) if each in ("at", "recorded_at") else f"{each}::text"
            for each in FIELDS
        )
        cursor.execute(
            f"SELECT hash, previous_hash, {columns} FROM audit_entry WHERE uid = %s", [uid]
        )
        found, previous, *texts = cursor.fetchone()
    named = dict(zip(FIELDS, texts, strict=True))
    assert named["changes"] == jsonb_text(plain(changes))
    assert hash_of(canonical(previous, named)) == found


def plain(value: Any) -> Any:
    """The same with decimals where JSON has numbers with a point."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return Decimal(str(value)) if isinstance(value, float) else value


words = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=9)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=4),
    max_leaves=8,
)


@pytest.mark.django_db
def test_json_is_written_as_postgresql_writes_it() -> None:
    seen: list[Any] = []

    @given(values)
    def look(value: Any) -> None:
        seen.append(value)
        with connection.cursor() as cursor:
            cursor.execute("SELECT (%s::jsonb)::text", [jsonb_text(value)])
            assert cursor.fetchone()[0] == jsonb_text(value)

    look()
    assert len(seen) > 50


@pytest.mark.django_db
@pytest.mark.parametrize("schema", [PUBLIC, FIRST.schema])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET reason = 'outro'",
        "UPDATE audit_entry SET hash = NULL",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "ALTER TABLE audit_entry DISABLE TRIGGER USER",
        "SELECT public.journal_link_all(current_schema())",
    ],
)
def test_the_application_can_neither_change_nor_remove(schema: str, statement: str) -> None:
    with inside(schema), connection.cursor() as cursor:
        write(cursor, "Fato")
        settle()
        with (
            pytest.raises(Exception, match=r"permission denied|must be owner"),
            transaction.atomic(),
        ):
            cursor.execute(statement)


@pytest.mark.parametrize("schema", [PUBLIC, FIRST.schema])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {}.audit_entry SET reason = 'x'",
        "DELETE FROM {}.audit_entry",
        "TRUNCATE {}.audit_entry",
    ],
)
def test_not_even_the_owner_of_the_tables_can(
    fresh_database: Database, schema: str, statement: str
) -> None:
    with as_role(fresh_database, schema) as link, link, link.cursor() as cursor:
        write(cursor, "Fato")
    with (
        psycopg2.connect(fresh_database.owner_url) as link,
        link.cursor() as cursor,
        pytest.raises(psycopg2.Error, match="append-only"),
    ):
        cursor.execute(statement.format(schema))


@pytest.mark.django_db
def test_the_application_does_not_choose_its_place_in_the_chain(in_first: None) -> None:
    with connection.cursor():
        entry = Entry.objects.create(
            at="2026-11-23T12:00:00Z",
            verb="Said",
            title="Fato",
            subject_label="x",
            position=7,
            hash="f" * 64,
            previous_hash=GENESIS,
        )
        settle()
        entry.refresh_from_db()
        assert entry.hash != "f" * 64
        assert prove().holds
        with pytest.raises(Exception, match="only a trigger"), transaction.atomic():
            Entry.objects.create(
                kind="change", at="2026-11-23T12:00:00Z", verb="RowChanged", subject_label="x"
            )


def test_writers_at_once_make_one_chain(fresh_database: Database) -> None:
    """Eight people, each with transactions of several entries in both kinds of schema."""
    writers, rounds = 8, 12
    faults: list[Exception] = []

    def work(number: int) -> None:
        schema = FIRST.schema if number % 2 else PUBLIC
        try:
            with as_role(fresh_database, schema) as link:
                for turn in range(rounds):
                    with link, link.cursor() as cursor:
                        for part in range(1 + turn % 3):
                            write(cursor, f"{number}.{turn}.{part}")
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    written = sum(1 + turn % 3 for turn in range(rounds)) * writers // 2
    for schema in (PUBLIC, FIRST.schema):
        with as_role(fresh_database, schema) as link:
            found = chain(link)
        assert len(found) >= written
        assert first_fault(found) is None


def test_a_lock_on_a_parent_row_does_not_deadlock_with_the_chain(fresh_database: Database) -> None:
    """A child is written after the entry while another transaction holds the parent and waits."""
    with (
        as_role(fresh_database, FIRST.schema) as one,
        as_role(fresh_database, FIRST.schema) as two,
    ):
        with one.cursor() as first, two.cursor() as second:
            first.execute(
                "INSERT INTO access_organ (uid, name, acronym, is_active)"
                " VALUES (gen_random_uuid(), 'Saúde', '', true) RETURNING id"
            )
            organ = first.fetchone()[0]
            one.commit()
            second.execute("SELECT 1 FROM access_organ WHERE id = %s FOR UPDATE", [organ])
            write(second, "Segura o órgão")
            write(first, "Escreve a unidade")
            first.execute(
                "INSERT INTO access_unit (uid, organ_id, name, acronym, is_active)"
                " SELECT gen_random_uuid(), id, 'Farmácia', '', true FROM access_organ"
            )
            commit = threading.Thread(target=one.commit)
            commit.start()
            commit.join(0.3)
            two.commit()
            commit.join(5)
            assert not commit.is_alive()
        assert first_fault(chain(one)) is None


@pytest.mark.django_db
def test_one_transaction_in_two_schemas_links_both() -> None:
    with transaction.atomic():
        for schema in (FIRST.schema, SECOND.schema, PUBLIC, FIRST.schema):
            with inside(schema), connection.cursor() as cursor:
                write(cursor, "Fato")
    settle()
    for schema in (FIRST.schema, SECOND.schema, PUBLIC):
        with inside(schema):
            assert prove().holds
            assert not Entry.objects.filter(hash=None).exists()
