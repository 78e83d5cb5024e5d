"""What a person leaves open: each domain says what waits for its people, and passes it on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from access.rules import Actor
from foundation.tenancy import PUBLIC, current_schema
from identity.models import User


@dataclass(frozen=True, slots=True)
class OpenWork:
    """So many things of one kind wait for a person; `pass_on` gives them to another."""

    label: str
    count: int
    pass_on: Callable[[Actor, User, datetime], None]


Source = Callable[[User], OpenWork]
_sources: dict[bool, list[Source]] = {True: [], False: []}


def tells_of_open_work(*, at_centre: bool) -> Callable[[Source], Source]:
    """Register a domain's answer about people of the centre, or of organisations."""

    def register(source: Source) -> Source:
        if source not in _sources[at_centre]:
            _sources[at_centre].append(source)
        return source

    return register


def open_work_of(user: User) -> Iterator[OpenWork]:
    """Everything that waits for the person, without kinds of which there is none."""
    for source in _sources[current_schema() == PUBLIC]:
        work = source(user)
        if work.count:
            yield work
