"""A guest in a support session asks every route: answered by the table, and always journalled."""

import pytest

from access.rules import Profile
from tests.matrix.cast import Person
from tests.matrix.guests import JOURNALLED, guest_expected
from tests.matrix.rows import Row
from tests.matrix.table import ROWS
from tests.matrix.test_routes import FIRST_OF_ROUTE, ROUTES
from tests.matrix.walking import ask
from tests.matrix.world import World

OWN = [row for row in ROWS if row.kind == "organisation"]
SENT = [row for row in OWN if row in FIRST_OF_ROUTE]


def asked(world: World, row: Row, method: str, *, raised: bool) -> list[str]:
    """How the answer to the guest differs from the table, and from what the journals must hold."""
    (guest,) = world.people["support"]
    admin = Person("whole", guest.client, Profile.ORGANISATION_ADMIN)
    path = world.path(ROUTES[row.kind, row.route].pattern, row, admin)
    answer = ask(guest, method, path)
    wanted = guest_expected(row, method, path, admin, raised=raised)
    faults = []
    if answer.status != wanted:
        faults.append(f"{method} {path}: {answer.status}, not {wanted} {answer.fault}")
    runs = [answer.written[at : at + len(JOURNALLED)] for at in range(len(answer.written))]
    if JOURNALLED not in runs:
        faults.append(f"{method} {path}: not in both journals, wrote {answer.written}")
    if not raised and row.route != "support:leave" and len(answer.written) != len(JOURNALLED):
        faults.append(f"{method} {path}: wrote {answer.written}")
    return faults


@pytest.mark.parametrize("row", OWN, ids=lambda row: row.key)
def test_a_guest_reads_as_the_administration_does(world: World, row: Row) -> None:
    assert asked(world, row, "GET", raised=False) == []


@pytest.mark.parametrize("row", SENT, ids=lambda row: row.key)
def test_a_guest_sends_nothing(world: World, row: Row) -> None:
    assert asked(world, row, "POST", raised=False) == []
