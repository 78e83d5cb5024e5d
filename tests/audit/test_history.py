"""What changes in a row enters the journal whoever changes it; secrets and names do not."""

import json

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from access.models import Organ
from access.rules import SYSTEM
from audit.models import Entry, Kind
from audit.proof import prove
from events.services import emit
from foundation.history import history_of, watched_tables
from foundation.tenancy import TEMPLATE, inside
from identity.models import User
from tests.audit.journal import as_role, settle
from tests.conftest import As
from tests.database import Database
from tests.events.test_delivery import BellRung
from tests.seed import FIRST

EXCUSED = {
    "audit.Entry": "the journal itself",
    "audit.PersonKey": "sealed keys; that one was asked for or destroyed is told by a verb",
    "events.Outbox": "a queue: what it tells is an entry already",
    "identity.Invitation": "holds the hash of a one-time token; inviting is journalled by its verb",
    "notifications.Email": "a queue of messages; what became of each is kept in the row",
    "notifications.Notice": "a person's own list; read or not concerns nobody else",
    "mfa.Authenticator": "of the library; holds secrets, and its own verbs are journalled",
    "formulation.TypedDraft": "what one person typed and did not save; no part of the plan",
    "openness.Edition": "names files that anybody may read; built by the clock, final",
    "tenants.Drift": "what a nightly count found different from what was pushed",
    "tenants.Erasure": "written once and final; every erasure is journalled by its verb",
    "tenants.Facts": "figures counted from rows that are followed themselves",
    "tenants.StuckDelivery": "a mirror of the outboxes; the wish to send again is an entry",
    "tenants.JournalRoot": "published once and final; made from the journals themselves",
    "tenants.Recount": "when which organisation is counted again",
    "tenants.VerifiableDocument": "the public face of an issued document, which is followed; its"
    " verbs are journalled where it was issued",
    "tenants.UpgradeRun": "counts how far an upgrade is; begun and ended by verbs",
    "usersessions.UserSession": "of the library; holds the key of a session",
    "tenants.UpgradeScript": "made by migrations, by the owner alone",
    "account.EmailAddress": "of the library; not used, an address is proven by its invitation",
    "account.EmailConfirmation": "of the library; not used, holds a key",
    "auth.Group": "of the library; not used, profiles take its place",
    "auth.Permission": "of the library; not used, capabilities take its place",
    "contenttypes.ContentType": "of the library; written by migrations",
    "sessions.Session": "holds the key of a session",
}
SECRETS = ("password", "token", "secret", "session", "storage_key", "key")
CLAUSES = ("work_plans_clause", "work_plans_clausewording")  # `key` names a clause of the model
TALK = ("negotiation_clausecomment", "negotiation_proposal")
NO_SECRETS = {("publication_delivery", "token_expires_at")} | {
    (table, "key") for table in (*CLAUSES, *TALK, "library_exemplar")
}


def test_every_model_is_followed_or_excused_with_a_reason() -> None:
    models = {each._meta.label for each in apps.get_models()}
    followed = {each._meta.label for each in apps.get_models() if history_of(each)}
    assert models - followed == set(EXCUSED)
    assert all(len(reason) > 10 for reason in EXCUSED.values())


def test_every_field_of_a_followed_model_is_shown_or_left_out() -> None:
    for model in apps.get_models():
        declared = history_of(model)
        if declared is not None:
            assert declared.unnamed(model) == set(), model._meta.label


def test_no_secret_is_among_the_columns_of_the_journal() -> None:
    """N8 begins here: what never enters cannot be searched."""
    for table, watched in watched_tables().items():
        for column in (*watched.shown, *watched.personal):
            is_secret = any(each in column for each in SECRETS)
            assert not is_secret or (table, column) in NO_SECRETS, column


@pytest.mark.django_db
@pytest.mark.parametrize("schema", [TEMPLATE, FIRST.schema, "public"])
def test_every_followed_table_has_its_trigger(schema: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            "  JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE p.proname = 'journal_note' AND c.relnamespace = %s::regnamespace",
            [schema],
        )
        found = {row[0] for row in cursor.fetchall()}
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace AND relkind = 'r'",
            [schema],
        )
        assert found == {row[0] for row in cursor.fetchall()} & set(watched_tables())
        assert len(found) > 15


@pytest.mark.django_db
def test_a_change_behind_the_system_is_noted_with_the_user_of_the_database(in_first: None) -> None:
    organ = Organ.objects.create(name="Saúde", acronym="SMS")
    settle()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE access_organ SET name = 'Educação' WHERE id = %s", [organ.pk])
    Organ.objects.filter(pk=organ.pk).update(acronym="SME")
    Organ.objects.bulk_create([Organ(name="Obras"), Organ(name="Cultura")])
    Organ.objects.filter(name="Obras").delete()
    settle()
    found = list(
        Entry.objects.filter(kind=Kind.CHANGE, subject_type="access.organ", subject_uid=organ.uid)
        .order_by("position")
        .values_list("verb", "changes", "title", "verb_uid")
    )
    outside = ("Alteração fora do sistema", None)
    assert found == [
        (
            "RowAdded",
            {"name": [None, "Saúde"], "acronym": [None, "SMS"], "is_active": [None, True]},
            *outside,
        ),
        ("RowChanged", {"name": ["Saúde", "Educação"]}, *outside),
        ("RowChanged", {"acronym": ["SMS", "SME"]}, *outside),
    ]
    last = Entry.objects.get(verb="RowRemoved")
    assert last.changes["name"] == ["Obras", None]
    assert last.database_user == f"sispmpi_app (sispmpi_{FIRST.schema})"
    assert last.is_outside
    assert prove().holds


@pytest.mark.django_db
def test_a_change_by_a_verb_names_the_verb(in_first: None) -> None:
    with transaction.atomic():
        organ = Organ.objects.create(name="Saúde")
        emit(BellRung.of(SYSTEM, organ, at=timezone.now()))
        other = Organ.objects.create(name="Obras")
        emit(BellRung.of(SYSTEM, other, at=timezone.now()))
    settle()
    changes = Entry.objects.filter(kind=Kind.CHANGE, subject_uid__in=[organ.uid, other.uid])
    for each in changes:
        verb = Entry.verbs.get(uid=each.verb_uid)
        assert (verb.subject_uid, each.title) == (each.subject_uid, verb.title)
        assert not each.is_outside
    assert changes.count() == 2


@pytest.mark.django_db
def test_a_verb_of_another_schema_is_named_too(centre_as: As) -> None:
    with transaction.atomic():
        organ = Organ.objects.create(name="CGE-MG")
        emit(BellRung.of(SYSTEM, organ, at=timezone.now()))
        with inside(FIRST.schema):
            first = Organ.objects.create(name="Saúde")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    verb = Entry.verbs.get(verb=BellRung.name)
    with inside(FIRST.schema):
        change = Entry.objects.get(kind=Kind.CHANGE, subject_uid=first.uid)
        assert (change.verb_uid, change.title) == (verb.uid, BellRung.title)


@pytest.mark.django_db
def test_passwords_and_personal_values_do_not_enter(in_first: None) -> None:
    user = User.objects.create_user("ana@exemplo.test", "uma senha comprida", name="Ana Lima")
    user.name, user.phone = "Ana Souza", "31 99999-0000"
    user.save()
    user.set_password("outra senha comprida")
    user.save()
    settle()
    rows = Entry.objects.filter(subject_type="identity.user", subject_uid=user.uid)
    assert [each.verb for each in rows.order_by("position")] == ["RowAdded", "RowChanged"]
    assert rows.get(verb="RowChanged").changes == {
        "name": ["dado pessoal", "dado pessoal"],
        "phone": [None, "dado pessoal"],
    }
    text = json.dumps([each.changes for each in rows])
    for word in ("Ana", "exemplo.test", "argon2", "password", "99999"):
        assert word not in text


def test_a_qualified_write_is_noted_in_the_schema_of_its_row(fresh_database: Database) -> None:
    """Whatever the search path says: the trigger knows where its table lies."""
    with as_role(fresh_database, FIRST.schema) as link, link, link.cursor() as cursor:
        cursor.execute("SET search_path = pg_catalog")
        cursor.execute(
            f"INSERT INTO {FIRST.schema}.access_organ (uid, name, acronym, is_active)"
            " VALUES (gen_random_uuid(), 'Saúde', '', true)"
        )
    found = fresh_database.rows(
        f"SELECT count(*) FROM {FIRST.schema}.audit_entry WHERE subject_type = 'access.organ'"
        " AND changes -> 'name' ->> 1 = 'Saúde'"
    )
    assert found == [(1,)]
