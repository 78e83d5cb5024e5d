"""The table as a page of the handbook: every address with who reads and who sends there."""

from collections.abc import Iterator
from itertools import chain

from access.rules import CENTRE_PROFILES, ORGANISATION_PROFILES, Profile
from tests.matrix.routes import KINDS, Route, routes_of
from tests.matrix.rows import Permit, Row
from tests.matrix.table import ROWS

TITLES = {
    "portal": "The public portal",
    "account": "The account host, where gov.br sends people back to",
    "centre": "The central administration",
    "organisation": "The host of an organisation",
}
OPENINGS = {
    "anybody": "everybody",
    "visitors": "who is not signed in",
    "people": "who has an account",
}
WITHIN = {
    "organ": "in the organ",
    "unit": "in the unit",
    "whole": "over the whole",
    "third": "over the whole",
    "": "",
}
DONE = (200, 302, 422)


def routes() -> str:
    """A block for each kind of host."""
    return "\n".join(chain.from_iterable(block(kind) for kind in KINDS)) + "\n"


def block(kind: str) -> Iterator[str]:
    """One table: address, name, who reads, who sends, where the profile must be held."""
    yield from (f"## {TITLES[kind]}", "", "| address | name | reads | sends | held |")
    yield "| --- | --- | --- | --- | --- |"
    for route in routes_of(kind):
        rows = [row for row in ROWS if (row.kind, row.route) == (kind, route.name)]
        yield line(route, rows)
    yield ""


def line(route: Route, rows: list[Row]) -> str:
    """One address."""
    reads = who(route.kind, [row.get for row in rows])
    sends = who(route.kind, [row.post for row in rows])
    held = ", ".join(dict.fromkeys(WITHIN[row.scope] for row in rows if row.scope))
    return f"| `{route.pattern}` | `{route.name}` | {reads} | {sends} | {held or '–'} |"


def who(kind: str, permits: list[Permit | None]) -> str:
    """Those for whom something comes of it."""
    found = [each for each in permits if each is not None and each.answer in DONE]
    for each in found:
        if each.is_open:
            return OPENINGS[each.opening]
    held = frozenset[Profile]().union(*(each.profiles for each in found))
    everybody = CENTRE_PROFILES if kind == "centre" else ORGANISATION_PROFILES
    if not held:
        return "–"
    if held == everybody:
        return "every profile"
    names = ", ".join(f"`{each.value}`" for each in Profile if each in held)
    return f"the author, of {names}" if any(each.by_author for each in found) else names
