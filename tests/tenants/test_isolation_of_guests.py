"""By direct SQL, generated from the grants: what a guest reaches from the room of an agreement."""

import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import count

import pytest

from foundation.grants import RoomGrant
from foundation.tenancy import PUBLIC
from tenants.backend.base import role_of
from tenants.provisioning import cluster, rooms
from tests.database import Database
from tests.tenants import reach
from tests.tenants.planting import dropped_checks, inserted, sample
from tests.tenants.reach import REFUSED, Standing, under

ROOMS = rooms.declared_in(cluster.grants_modules())
SHARED = {name: grant for name, grant in ROOMS.items() if grant.rows != "true"}
KEYS = {"flora": sha256(b"flora").hexdigest(), "vera": sha256(b"vera").hexdigest()}
OWN = re.compile(r"(\w+) = \(SELECT public\.(room_\w+)\(\)\)")
OWN_AND = re.compile(r"\s*(\w+) = \(SELECT public\.(room_\w+)\(\)\) AND \(\s*side = 'partner'")
OF_AGREEMENT = re.compile(r"(agreement_id) IN \(SELECT .*room_(agreement)\(\)\)\)")


def planted_for(database: Database, who: str, numbers: Iterator[int]) -> dict[str, int]:
    """Rows of one partner in every table of rooms; the numbers by which they are its own."""
    keys = {
        f"room_{name}": next(numbers) for name in ("guest", "agreement", "organisation", "session")
    }
    database.rows("SET session_replication_role = replica")
    for name in sorted(SHARED, key=lambda each: each != "room_guest"):
        row = sample(database, name, next(numbers))
        row |= {column: str(keys[f"room_{key}"]) for column, key in belongs(name).items()}
        if name == "room_guestsession":
            row |= {"key_hash": f"'{KEYS[who]}'", "ended_at": "NULL"}
            row |= {"expires_at": "now() + interval '1 hour'"}
        if OWN_AND.match(SHARED[name].rows):
            row |= {"side": "'partner'"}
        if name == "room_guest":
            row |= {"revoked_at": "NULL", "link_hash": f"'{KEYS[who]}'"}
        unchecked = "SET session_replication_role = replica; "
        database.rows(unchecked + inserted(name, row, "ON CONFLICT DO NOTHING"))
    return keys


def belongs(table: str) -> dict[str, str]:
    """Which columns of a table say whose its rows are."""
    named = {
        "room_guest": {"id": "guest", "agreement_id": "agreement"},
        "registry_agreement": {"id": "agreement", "organisation_id": "organisation"},
        "documents_storedfile": {},
    }
    if table in named:
        return named[table]
    rule = SHARED[table].rows
    found = OWN.fullmatch(rule) or OF_AGREEMENT.fullmatch(rule) or OWN_AND.match(rule)
    assert found, f"{table}: a rule of a kind this walk does not know: {rule}"
    return {found[1]: found[2].removeprefix("room_")}


@pytest.fixture(scope="module")
def partners(planted: Database) -> dict[str, dict[str, int]]:
    """The numbers of two partners, each with a row of its own in every table."""
    for statement in dropped_checks(planted):
        planted.rows(statement)
    numbers = count(700_000)
    return {who: planted_for(planted, who, numbers) for who in KEYS}


@pytest.fixture
def flora(planted: Database, partners: dict[str, dict[str, int]]) -> Iterator[Standing]:
    """Direct SQL under the role of rooms, with the key of Flora's session."""
    with under(planted, PUBLIC, "room") as standing:
        standing.cursor.execute(f"SET sispmpi.room = 'session:{KEYS['flora']}'")
        yield standing


def test_a_guest_sees_and_changes_rows_of_the_own_room_only(
    planted: Database, flora: Standing, partners: dict[str, dict[str, int]]
) -> None:
    assert len(SHARED) > 8
    for name in sorted(set(SHARED) - {"documents_storedfile"}):
        for column, key in belongs(name).items():
            own, foreign = (partners[who][f"room_{key}"] for who in ("flora", "vera"))
            place = f'public."{name}"'
            there = {row[0] for row in planted.rows(f'SELECT "{column}" FROM {place}')}
            assert {own, foreign} <= there, name
            assert set(flora.column(f'SELECT "{column}" FROM {place}')) == {own}, name
            for changed in reach.privileges(flora, PUBLIC, name).get("UPDATE", set()):
                update = f'UPDATE {place} SET "{changed}" = "{changed}"'
                assert flora.touched(f'{update} WHERE "{column}" = {foreign}') == 0, name
            if "INSERT" in reach.privileges(flora, PUBLIC, name):
                row = sample(planted, name, 950_000, "attnotnull") | {column: str(foreign)}
                assert flora.tried(inserted(name, row)) == REFUSED, name


@pytest.mark.parametrize("key", ["", "session:", f"session:{'0' * 64}", f"link:{'0' * 64}", "x:y"])
def test_without_the_key_of_a_room_nothing_is_seen(
    planted: Database, partners: dict[str, dict[str, int]], key: str
) -> None:
    with under(planted, PUBLIC, "room") as nobody:
        nobody.cursor.execute("SELECT set_config('sispmpi.room', %s, false)", [key])
        for name in SHARED:
            column = next(iter(reach.privileges(nobody, PUBLIC, name)["SELECT"]))
            assert nobody.rows(f'SELECT "{column}" FROM public."{name}"') == [], name


def test_at_the_door_a_key_opens_the_own_row_and_nothing_else(
    planted: Database, partners: dict[str, dict[str, int]]
) -> None:
    with under(planted, PUBLIC, "room") as at_door:
        at_door.cursor.execute(f"SET sispmpi.room = 'link:{KEYS['flora']}'")
        assert at_door.column("SELECT id FROM room_guest") == [partners["flora"]["room_guest"]]
        for name in set(SHARED) - {"room_guest", "room_guestsession"}:
            column = next(iter(reach.privileges(at_door, PUBLIC, name)["SELECT"]))
            assert at_door.rows(f'SELECT "{column}" FROM public."{name}"') == [], name


@pytest.mark.parametrize(
    "end",
    [
        "UPDATE room_guestsession SET ended_at = now()",
        "UPDATE room_guestsession SET expires_at = now() - interval '1 second'",
        "UPDATE room_guest SET revoked_at = now(), revoke_reason = 'x'",
    ],
)
def test_an_ended_session_opens_nothing_in_the_database_either(
    planted: Database, partners: dict[str, dict[str, int]], end: str
) -> None:
    with reach.under_after(planted, end, PUBLIC) as flora:
        way = (
            f"SET ROLE \"{role_of(PUBLIC, 'room')}\"; SET sispmpi.room = 'session:{KEYS['flora']}'"
        )
        flora.cursor.execute(way)
        assert flora.rows("SELECT id FROM registry_agreement") == []
        assert flora.rows("SELECT id FROM room_guest") == []


def test_a_public_table_gives_guests_what_its_app_declares_and_refuses_the_rest(
    planted: Database, flora: Standing
) -> None:
    for name in reach.relations(flora, PUBLIC):
        grant = ROOMS.get(name, RoomGrant("", "true"))
        given = reach.privileges(flora, PUBLIC, name)
        assert given == reach.declared(flora, PUBLIC, name, grant.may), name
        column = reach.first_column(flora, PUBLIC, name)
        along = {"COPY": "SELECT", "LOCK": "UPDATE"}
        for verb, statement in reach.attempts(f'public."{name}"', column).items():
            if along.get(verb, verb) not in given:
                assert flora.tried(statement) == REFUSED, (name, verb)
    assert reach.counted_in(flora, PUBLIC) == []


def test_a_guest_reaches_no_schema_of_an_organisation(flora: Standing) -> None:
    schemas = reach.other_schemas(flora)
    assert len(schemas) > 2
    assert [each for each in schemas if reach.reached_in(flora, each)] == []


def test_only_guests_ask_whose_room_it_is(planted: Database, flora: Standing) -> None:
    asked = {
        "room_guest()",
        "room_agreement()",
        "room_organisation()",
        "open_room()",
        "room_host()",
    }
    assert asked <= reach.definers(flora)
    for schema, audience in ((PUBLIC, "centre"), (PUBLIC, "portal"), (PUBLIC, "account")):
        with under(planted, schema, audience) as other:
            assert not asked & reach.definers(other), audience


DRAFT = """
INSERT INTO work_plans_draft (uid, agreement_id, organisation_id, document, version, text,
  text_hash, side, wordings, clause_hashes, docx_id, pdf_id, generated_at, generated_by)
SELECT gen_random_uuid(), agreement_id, organisation_id, 'agreement', 77, '{{}}', 'unsent', 'cge',
  '{{}}', '{{}}', 1, 1, now(), 'A CGE' FROM work_plans_draft WHERE agreement_id = {own}
"""
COMMENT = """
INSERT INTO negotiation_clausecomment (uid, agreement_id, key, version, side, text, at, by_name)
VALUES (gen_random_uuid(), {own}, 'lgpd', 77, 'cge', 'x', now(), 'A CGE')
"""
SENT = """
INSERT INTO negotiation_exchange (uid, agreement_id, side, agreement_draft_id, work_plan_draft_id,
  note, at, by_name)
SELECT gen_random_uuid(), {own}, 'cge', id, id, '', now(), 'A CGE' FROM work_plans_draft
 WHERE text_hash = 'unsent'
"""
TO_BE_SIGNED = (
    "UPDATE registry_agreement SET state = 'awaiting_signature', agreement_hash = 'unsent'"
    " WHERE id = {own}"
)


@pytest.mark.parametrize(("then", "seen"), [("", 0), (SENT, 1), (TO_BE_SIGNED, 1)])
def test_a_draft_and_what_is_said_of_it_are_seen_once_it_was_sent(
    planted: Database, partners: dict[str, dict[str, int]], then: str, seen: int
) -> None:
    own = partners["flora"]["room_agreement"]
    unchecked = "SET LOCAL session_replication_role = replica"
    before = "; ".join(
        each.format(own=own) for each in (unchecked, DRAFT, COMMENT, *([then] if then else []))
    )
    with reach.under_after(planted, before, PUBLIC) as flora:
        role = role_of(PUBLIC, "room")
        flora.cursor.execute(f"SET ROLE \"{role}\"; SET sispmpi.room = 'session:{KEYS['flora']}'")
        assert len(flora.rows("SELECT id FROM work_plans_draft WHERE version = 77")) == seen
        assert (
            len(flora.rows("SELECT id FROM negotiation_clausecomment WHERE version = 77")) == seen
        )
