"""A chain that somebody broke names its first broken link; one that was moved still holds."""

import pytest
from django.db import connection

from audit.proof import FIRST_FAULT, NOT_LINKED, Root, prove
from tests.audit.journal import as_role, forge, settle, write
from tests.database import Database
from tests.seed import FIRST

FORGERIES = {
    "UPDATE m.audit_entry SET reason = 'outro' WHERE position = 3": (3, "não corresponde"),
    "UPDATE m.audit_entry SET recorded_at = now() WHERE position = 3": (3, "não corresponde"),
    "UPDATE m.audit_entry SET hash = repeat('a', 64) WHERE position = 3": (3, "não corresponde"),
    "DELETE FROM m.audit_entry WHERE position = 3": (3, "não continua"),
    "UPDATE m.audit_entry SET position = position + 900 WHERE position = 3": (3, "não continua"),
}


@pytest.mark.parametrize("statement", FORGERIES)
def test_the_first_broken_link_is_named(fresh_database: Database, statement: str) -> None:
    with as_role(fresh_database, FIRST.schema) as link:
        for number in range(6):
            with link, link.cursor() as cursor:
                write(cursor, f"Fato {number}")
        forge(fresh_database, FIRST.schema, statement.replace("m.", f"{FIRST.schema}."))
        with link.cursor() as cursor:
            cursor.execute(FIRST_FAULT)
            place, _, _, _, what = cursor.fetchone()
    position, words = FORGERIES[statement]
    assert (place, words in what) == (position, True)


def test_an_entry_written_with_the_triggers_off_is_found(fresh_database: Database) -> None:
    with as_role(fresh_database, FIRST.schema) as link, link.cursor() as cursor:
        write(cursor, "Fato")
        link.commit()
        forge(
            fresh_database,
            FIRST.schema,
            f"INSERT INTO {FIRST.schema}.audit_entry (uid, kind, at, verb, title, actor_name,"
            " actor_profile, channel, address, host, request_id, subject_type, subject_label,"
            " changes, reason, database_user) VALUES (gen_random_uuid(), 'verb', now(),"
            " 'V', 'Plantado',"
            " '', 'head', '', '', '', '', '', '', '{}', '', '')",
        )
        cursor.execute(NOT_LINKED)
        assert cursor.fetchone()[2] == "Plantado"


@pytest.mark.django_db
def test_what_was_cut_off_at_the_end_is_missed_by_the_published_root(in_first: None) -> None:
    with connection.cursor() as cursor:
        write(cursor, "Fato")
    settle()
    proof = prove()
    assert proof.holds
    assert prove([Root(proof.entries, proof.head, "22/11/2026")]).holds
    cut = prove([Root(proof.entries + 2, "a" * 64, "22/11/2026")]).broken
    assert cut is not None
    assert (cut.position, "faltam registros" in cut.what) == (proof.entries + 2, True)
    other = prove([Root(proof.entries, "a" * 64, "22/11/2026")]).broken
    assert other is not None
    assert "difere da raiz publicada em 22/11/2026" in other.what
