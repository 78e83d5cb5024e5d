"""What the table says that a person is answered. Pure: no request is made here."""

from access.rules import Profile
from tests.matrix.cast import Person
from tests.matrix.rows import Permit, Row

SHUT_OUT = ("nobody", "deactivated", "session of another host")
TAKEN_AWAY = ("people:", "journal:")  # what `cast.narrowed` leaves out, as addresses
# what these see is looked for before their permission: it hangs on the kind of document
SEEN_BY = dict.fromkeys(
    ("issued:revoke", "issued:replace"),
    frozenset({Profile.ORGANISATION_ADMIN, Profile.INTERNAL_CONTROL}),
)
SIGN_IN, UNKNOWN, REFUSED, HIDDEN, NO_METHOD = 302, 401, 403, 404, 405


def expected(row: Row, method: str, person: Person) -> int:
    """The status of the answer."""
    permit = row.permit(method)
    if permit is None:
        return NO_METHOD
    if permit.is_open:
        return opened(row, permit, person)
    if person.place in SHUT_OUT:
        return UNKNOWN if row.is_api else SIGN_IN
    if person.place == "without profile":
        return UNKNOWN if row.is_api else REFUSED
    return granted(row, permit, person)


def granted(row: Row, permit: Permit, person: Person) -> int:
    """The answer to somebody who holds a profile."""
    refused = HIDDEN if row.is_hidden else REFUSED
    is_looked_for = row.is_found_first or person.profile in SEEN_BY.get(row.route, ())
    if is_looked_for and not finds(row, person):
        return HIDDEN
    if person.profile not in permit.profiles or lacks(row, person):
        return refused
    if not finds(row, person):
        return HIDDEN
    if row.scope == "whole" and person.place not in ("whole", "derived", "neighbour"):
        return refused
    if permit.by_author and not person.is_author:
        return refused
    return permit.answer


def lacks(row: Row, person: Person) -> bool:
    """Whether the derived profile of the cast was made without what the route asks for."""
    open_to_all = row.route.startswith("people:own_")
    return person.place == "derived" and row.route.startswith(TAKEN_AWAY) and not open_to_all


def opened(row: Row, permit: Permit, person: Person) -> int:
    """The answer of a route that asks for no profile."""
    shut_out = person.place in SHUT_OUT
    if permit.opening == "visitors" and not shut_out:
        return 302
    if permit.opening == "people" and shut_out:
        return SIGN_IN
    if "=own" in row.needs and person.place == "without profile":
        return HIDDEN
    lost = 200 if row.is_told else HIDDEN
    return permit.answer if finds(row, person) else lost


def finds(row: Row, person: Person) -> bool:
    """Whether the objects of the row are within reach of somebody who may."""
    if person.place == "neighbour":
        return row.is_shared or not row.objects
    if row.scope == "third":
        return person.place in ("whole", "derived")
    if person.place == "other organ":
        return row.scope not in ("organ", "unit")
    return person.place != "other unit" or row.scope != "unit"
