"""Every route is asked by everybody: the answers are those of the table, refusals write nothing."""

from collections.abc import Iterator

import pytest

from tests.matrix.cast import Person
from tests.matrix.expected import SHUT_OUT, expected
from tests.matrix.routes import KINDS, Route, routes_of
from tests.matrix.rows import Row
from tests.matrix.table import ROWS
from tests.matrix.walking import Answer, ask
from tests.matrix.world import World

ROUTES = {(each.kind, each.name): each for kind in KINDS for each in routes_of(kind)}
FIRST_OF_ROUTE = dict.fromkeys({(row.kind, row.route): row for row in reversed(ROWS)}.values())
# what is written beside the journal: one's own notices, and what one types and has not saved
OWN_THINGS = {"notifications_notice", "formulation_typeddraft"}


def test_the_table_and_the_resolvers_name_the_same_routes() -> None:
    listed = {(row.kind, row.route) for row in ROWS}
    assert sorted(set(ROUTES) - listed) == [], "routes without a row in tests/matrix/table.py"
    assert sorted(listed - set(ROUTES)) == [], "rows of tests/matrix/table.py without a route"


def test_no_row_stands_twice() -> None:
    keys = [row.key for row in ROWS]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parity("N14", "N16")
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_a_route_answers_everybody_as_the_table_says(world: World, row: Row) -> None:
    route = ROUTES[row.kind, row.route]
    faults = [
        f"{method} {route.pattern} by {person}: {fault}"
        for method in ("GET", "POST")
        for person in askers(row, method, world.people[row.kind])
        for fault in faults_of(world, route, row, method, person)
    ]
    assert faults == [], "\n" + "\n".join(faults)


def askers(row: Row, method: str, people: list[Person]) -> list[Person]:
    """Everybody, at least once a route; further rows of it, one person of each place and answer.

    Where the profile is never looked at, one person of each place stands for all.
    """
    permit = row.permit(method)
    if permit is not None and not permit.is_open and row in FIRST_OF_ROUTE:
        return people
    return list({(each.place, expected(row, method, each)): each for each in people}.values())


def faults_of(world: World, route: Route, row: Row, method: str, person: Person) -> Iterator[str]:
    """How the answer differs from the table."""
    answer = ask(person, method, world.path(route.pattern, row, person))
    wanted = expected(row, method, person)
    if answer.status != wanted:
        yield f"{answer.status}, not {wanted} {answer.fault}"
    if is_sent_to_sign_in(row, method, person) and "/conta/entrar/" not in answer.location:
        yield f"sent to {answer.location}, not to sign in"
    if carries_out(row, method, person):
        yield from faults_of_verb(row, answer)
    elif set(answer.written) - leave_of(person):
        yield f"wrote {answer.written}"


def leave_of(person: Person) -> set[str]:
    """Whose profile in use is over is signed out, and the journal says so under a sealed name."""
    return {"audit_entry", "audit_personkey"} if person.place == "without profile" else set()


def is_sent_to_sign_in(row: Row, method: str, person: Person) -> bool:
    """Whether the table sends the person to sign in."""
    permit = row.permit(method)
    if permit is None or person.place not in SHUT_OUT or row.is_api:
        return False
    if row.route == "account_logout":  # who is not signed in has nothing to sign out of
        return False
    return permit.opening in ("", "people")


def carries_out(row: Row, method: str, person: Person) -> bool:
    """Whether even a form with nothing filled in makes something happen."""
    permit = row.permit(method)
    done = 200 if row.is_page else 302
    if method == "GET" or permit is None or permit.answer != done:
        return False
    if row.route == "account_logout" and person.place in SHUT_OUT:
        return False
    return expected(row, method, person) == done and not is_sent_to_sign_in(row, method, person)


def faults_of_verb(row: Row, answer: Answer) -> Iterator[str]:
    """A verb leaves an entry in the journal; what is quiet touches one's own things alone."""
    if row.is_quiet and not set(answer.written) <= OWN_THINGS:
        yield f"wrote {answer.written}"
    if not row.is_quiet and not answer.is_journalled:
        yield f"left no entry, wrote {answer.written}"
