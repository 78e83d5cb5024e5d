"""A form that another site sends is refused at every address (N14).

That reading writes nothing is part of the walk in `test_routes`.
"""

import pytest

from tests.matrix.cast import Person
from tests.matrix.expected import expected
from tests.matrix.rows import Row
from tests.matrix.table import ROWS
from tests.matrix.test_routes import FIRST_OF_ROUTE, ROUTES
from tests.matrix.walking import ask
from tests.matrix.world import World

REFUSED = 403
SENT = [row for row in ROWS if row in FIRST_OF_ROUTE and row.post is not None]
# the look of the pages; and what a mail program asks by itself (RFC 8058), by a signed link
FREE = {"ui:contrast": 302, "notifications:unsubscribe": 200}
OTHERS = ("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND")


def allowed(world: World, row: Row) -> Person:
    """Somebody for whom the verb would go through."""
    assert row.post is not None
    answers = (row.post.answer, 302) if row.post.is_open else (row.post.answer,)
    people = world.people[row.kind]
    return next(each for each in people if expected(row, "POST", each) in answers)


def address(world: World, row: Row, person: Person) -> str:
    """The path of a row for that person."""
    return world.path(ROUTES[row.kind, row.route].pattern, row, person)


@pytest.mark.parity("N14")
@pytest.mark.parametrize("row", SENT, ids=lambda row: row.key)
def test_a_form_without_its_token_is_refused_and_writes_nothing(world: World, row: Row) -> None:
    person = allowed(world, row)
    path = address(world, row, person)
    answer = ask(person, "POST", path, {}, checks_token=True)
    if row.route in FREE:
        assert (answer.status, answer.written) == (FREE[row.route], ())
        return
    if row.is_api:  # only a key writes there, and no other site has one
        assert (answer.status in (401, REFUSED), answer.written) == (True, ())
        return
    assert "403_csrf.html" in answer.templates
    assert (answer.status, answer.written) == (REFUSED, ())


@pytest.mark.parametrize("method", OTHERS)
def test_no_route_is_asked_by_another_method(world: World, method: str) -> None:
    answered = {}
    for row in ROWS:
        person = world.people[row.kind][0]
        answer = ask(person, method, address(world, row, person))
        answered[row.key] = (answer.status, answer.written)
    assert {key: told for key, told in answered.items() if told != (405, ())} == {}
