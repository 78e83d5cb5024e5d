"""What of the handbook is made from the code: `python -m tests.docs` writes it."""

import csv
from collections.abc import Callable, Iterator
from io import StringIO
from itertools import groupby
from pathlib import Path

from django.core.management import call_command

from access.rules import CENTRE_PROFILES, ORGANISATION_PROFILES, Profile
from notifications.kinds import kinds
from tests.docs import api_page, tables
from tests.docs.sources import DOCS, capabilities, own_choices, proofs
from tests.matrix.page import routes

MARK = "<!-- Everything below this line is made from the code. -->"
FAMILIES = {
    "P": "What SisPMPI does today",
    "N": "What must be refused",
    "G": "Guards of the agreement",
}


def flows() -> str:
    """Every state machine, as `sispmpi flows` prints them."""
    printed = StringIO()
    call_command("flows", stdout=printed)
    return printed.getvalue()


def profiles() -> str:
    """Each profile with its capabilities."""
    blocks = (
        ("Of CGE-MG", CENTRE_PROFILES),
        ("Of every organisation", ORGANISATION_PROFILES),
        ("Without an account", frozenset({Profile.SYSTEM, Profile.REQUESTER, Profile.PARTNER})),
    )
    return "\n".join(line for title, held in blocks for line in profile_block(title, held))


def profile_block(title: str, held: frozenset[Profile]) -> Iterator[str]:
    """One table: profile, code, what it may do."""
    yield from (f"## {title}", "", "| profile | code | may |", "| --- | --- | --- |")
    for profile in Profile:
        if profile in held:
            may = ", ".join(f"`{each.name}`" for each in capabilities() if profile in each.profiles)
            yield f"| {profile.label} | `{profile.value}` | {may or '–'} |"
    yield ""


def values() -> str:
    """Every list of values with its labels, by the module that defines it."""
    lines = ["| list | code | what a person reads |", "| --- | --- | --- |"]
    for each in own_choices():
        name = f"`{each.__module__}.{each.__qualname__}`"
        for choice in each:
            lines.append(f"| {name} | `{choice.value}` | {choice.label} |")
            name = ""
    return "\n".join(lines) + "\n"


def rows() -> list[tuple[str, str]]:
    """Number and sentence of every row of the parity table."""
    with (DOCS / "reference" / "parity.csv").open(encoding="utf-8", newline="") as lines:
        return [(number, sentence) for number, sentence in csv.reader(lines, delimiter=";")]


def parity() -> str:
    """The rows that tests prove, with the tests; the numbers of the rest."""
    found = proofs()
    lines: list[str] = []
    for letter, family in groupby(rows(), key=lambda row: row[0][0]):
        listed = list(family)
        proven = [row for row in listed if row[0] in found]
        lines += [f"## {FAMILIES[letter]}: {len(proven)} of {len(listed)} proven", ""]
        if proven:
            lines += ["| row | what | proven by |", "| --- | --- | --- |"]
        lines += [f"| {number} | {text} | {links(found[number])} |" for number, text in proven]
        rest = ", ".join(number for number, _ in listed if number not in found)
        lines += [""] * bool(proven) + [f"Not proven by a test yet: {rest or 'none'}.", ""]
    return "\n".join(lines)


def links(tests: list[str]) -> str:
    """The tests of a row, each a link to its file."""
    named = (test.split("::") for test in tests)
    return "<br>".join(f"[{name}](../../tests/{place})" for place, name in named)


def notices() -> str:
    """Every kind of notice: who receives it, how, and whether that may be changed."""
    lines = [
        "| kind | title | who receives it | unless chosen | may be turned off |",
        "| --- | --- | --- | --- | --- |",
    ]
    for kind in sorted(kinds(), key=lambda kind: kind.key):
        free = "yes" if kind.sentence and not kind.locked else f"no: {kind.locked or 'a summary'}"
        cells = (f"`{kind.key}`", kind.title, kind.audience, kind.channel.label, free)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


MADE: dict[Path, Callable[[], str]] = {
    DOCS / "reference" / "api.md": api_page.page,
    DOCS / "reference" / "flows.md": flows,
    DOCS / "reference" / "glossary.md": values,
    DOCS / "reference" / "notices.md": notices,
    DOCS / "reference" / "parity.md": parity,
    DOCS / "reference" / "profiles.md": profiles,
    DOCS / "reference" / "routes.md": routes,
    DOCS / "reference" / "tables.md": tables.page,
}


def written(page: Path) -> str:
    """What a page should hold: its own words as they are, what is made made anew."""
    made = MADE[page]().rstrip() + "\n"
    if page.name == "flows.md":
        return made
    own, mark, _ = page.read_text(encoding="utf-8").partition(MARK)
    if not mark:
        raise ValueError(f"{page.name} has lost the line that begins with {MARK[:20]}")
    return f"{own}{MARK}\n\n{made}"
