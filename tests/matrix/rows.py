"""One row of the table: who may read and who may write at a route, and what the answer is."""

from collections.abc import Iterator
from dataclasses import dataclass

from access.rules import CENTRE_PROFILES, ORGANISATION_PROFILES, Profile

OPEN = ("anybody", "visitors", "people")
GROUPS = {
    "control": "internal_control",
    "director": "dci_director",
    "dci": "dci_analyst dci_director",
    "confirmers": "dtic dci_analyst dci_director",
    "lawyers": "legal dci_director",
    "commenters": "dci_analyst dci_director legal",
    "publishers": "publication dci_director",
    "reviewers": "publication dci_analyst dci_director",
    "stewards": "network_admin dci_director",
    "upgraders": "network_admin dci_director dtic",
    "readers": "dci_analyst dci_director legal comptroller publication auditor",
    "admin": "organisation_admin",
    "managers": "organisation_admin internal_control",
    "supporters": "network_admin dtic",
    "overseers": "network_admin dtic dci_director auditor",
    "auditors": "auditor network_admin",
    "issuers": "auditor network_admin dci_director",
    "heads": "organisation_admin head",
    "showers": "organisation_admin internal_control head",
    "registrars": "organisation_admin formulation internal_control",
    "drafters": "organisation_admin head formulation internal_control",
    "authors": "monitoring internal_control",
    "watchers": "monitoring observer head internal_control",
    "followers": "executor monitoring observer head internal_control",
}
MARKS = ("hidden", "api", "found", "quiet", "told", "page", "shared")
SCOPES = ("", "organ", "unit", "whole", "third")


@dataclass(frozen=True, slots=True)
class Permit:
    """Who may use a method, and what they are answered: an opening, or the profiles."""

    opening: str
    profiles: frozenset[Profile]
    answer: int
    by_author: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it asks for no profile."""
        return bool(self.opening)


@dataclass(frozen=True, slots=True)
class Row:
    """One route with the objects that its address names.

    `scope` says who finds them: everybody of the organisation, who holds a profile in the organ, in
    the unit, or (`whole`) who holds it over the whole organisation; what lies in a `third` organ is
    found by the same people, and does not exist for others. `hidden`: to whoever may not,
    it does not exist.
    """

    kind: str
    route: str
    needs: tuple[str, ...]
    get: Permit | None
    post: Permit | None
    scope: str = ""
    is_hidden: bool = False
    is_api: bool = False
    is_found_first: bool = False
    is_quiet: bool = False
    is_told: bool = False
    is_page: bool = False
    is_shared: bool = False

    @property
    def key(self) -> str:
        """The name of the row in a report of tests."""
        return " ".join((self.kind, self.route, *self.needs))

    @property
    def objects(self) -> tuple[str, ...]:
        """What must exist before the route can be asked."""
        return tuple(each for each in self.needs if not each.startswith("="))

    def permit(self, method: str) -> Permit | None:
        """What the table says of a method."""
        return self.get if method == "GET" else self.post


def profiles_of(kind: str, word: str) -> frozenset[Profile]:
    """`all`, `all-observer`, a group, or one profile. Raises ValueError for an unknown word."""
    chosen, _, less = word.partition("-")
    everybody = CENTRE_PROFILES if kind == "centre" else ORGANISATION_PROFILES
    named = GROUPS.get(chosen, chosen).split()
    found = everybody if chosen == "all" else frozenset(map(Profile, named))
    return found - {Profile(less)} if less else found


def permit(kind: str, cell: str, answer: int) -> Permit | None:
    """`heads+executor 302`, `authors (author)`; `-` means that the method is not offered."""
    if cell == "-":
        return None
    words = cell.split()
    if words[-1].isdigit():
        answer = int(words.pop())
    by_author = words[-1] == "(author)"
    if by_author:
        words.pop()
    (who,) = words
    if who in OPEN:
        return Permit(who, frozenset(), answer)
    held = [profiles_of(kind, each) for each in who.split("+")]
    return Permit("", frozenset().union(*held), answer, by_author)


def read(kind: str, table: str) -> Iterator[Row]:
    """The rows of a table of text. Raises ValueError for what is not understood."""
    for line in table.strip().splitlines():
        if not line.strip():
            continue
        route, needs, get, post, marks = (cell.strip() for cell in line.split("|"))
        scope = next((each for each in marks.split() if each in SCOPES), "")
        if strange := set(marks.split()) - {scope, *MARKS}:
            raise ValueError(f"{route}: {strange}")
        yield Row(
            kind=kind,
            route=route,
            needs=tuple(needs.split()),
            get=permit(kind, get, 200),
            post=permit(kind, post, 422),
            scope=scope,
            is_hidden="hidden" in marks,
            is_api="api" in marks,
            is_found_first="found" in marks,
            is_quiet="quiet" in marks,
            is_told="told" in marks,
            is_page="page" in marks,
            is_shared="shared" in marks,
        )
