"""Every route that is read answers with strict headers and nothing inline."""

from dataclasses import replace

import pytest

from tests.matrix.expected import expected
from tests.matrix.rows import Row
from tests.matrix.safety import faults_of_answer
from tests.matrix.table import ROWS
from tests.matrix.test_routes import ROUTES
from tests.matrix.walking import Answer, ask
from tests.matrix.world import World

READ = [row for row in ROWS if row.get is not None]
UNSAFE = [
    "<script>alert(1)</script>",
    '<p style="color:red">x</p>',
    '<a onclick="x()">x</a>',
    '<a href="javascript:x()">x</a>',
    "<style>p{}</style>",
    '<form method="post" action="/x/"><button>Enviar</button></form>',
]


def page(world: World) -> Answer:
    """A page that everybody sees."""
    return ask(world.people["portal"][0], "GET", "/")


def test_the_first_page_of_the_portal_is_safe(world: World) -> None:
    assert list(faults_of_answer(page(world))) == []


@pytest.mark.parametrize("row", READ, ids=lambda row: row.key)
def test_what_is_read_is_safe(world: World, row: Row) -> None:
    assert row.get is not None
    people = world.people[row.kind]
    reader = next(each for each in people if expected(row, "GET", each) == row.get.answer)
    answer = ask(reader, "GET", world.path(ROUTES[row.kind, row.route].pattern, row, reader))
    assert list(faults_of_answer(answer)) == []


@pytest.mark.parametrize("text", UNSAFE)
def test_what_is_inline_or_without_a_token_is_found(world: World, text: str) -> None:
    safe = page(world)
    assert len(list(faults_of_answer(replace(safe, text=safe.text + text)))) == 1


def test_a_missing_header_and_a_wide_cookie_are_found(world: World) -> None:
    safe = page(world)
    bare = {name: value for name, value in safe.headers.items() if name != "X-Frame-Options"}
    loose = {**safe.headers, "Content-Security-Policy": "script-src 'self' 'unsafe-inline'"}
    assert len(list(faults_of_answer(replace(safe, headers=bare)))) == 1
    assert list(faults_of_answer(replace(safe, headers=loose)))
    assert list(faults_of_answer(replace(safe, cookies={"csrf": ".localhost"})))
    assert list(faults_of_answer(replace(safe, cookies={"rastro": ""})))
