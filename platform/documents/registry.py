"""What documents asks of others: who may download a file, and where its documents are verified."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from access.rules import Actor
from documents.models import IssuedDocument, StoredFile
from documents.rules import PLAN_PDF, Purpose
from documents.seals import Seal

Guard = Callable[[Actor, StoredFile], bool]

_guards: dict[str, Guard] = {}
_purposes: dict[str, Purpose] = {}


class Window(Protocol):
    """Where anybody verifies what was issued: a room above keeps it in public."""

    def seal(self, code: str) -> Seal:
        """What the document says of itself."""

    def enter(self, document: IssuedDocument, *, kind: str) -> None:
        """Show a document that was issued just now, in the same transaction."""

    def replace(
        self, old: IssuedDocument, *, actor: Actor, by: IssuedDocument, at: datetime
    ) -> None:
        """The newer document takes the place of an older one."""


_windows: list[Window] = []


def show_in(window: Window) -> None:
    """Let a room above keep what the public may verify."""
    _windows[:] = [window]


def window() -> Window:
    """Where issued documents are shown."""
    return _windows[0]


def purposes() -> list[Purpose]:
    """Every purpose that a domain answers for."""
    return list(_purposes.values())


def purpose_of(file: StoredFile) -> Purpose | None:
    """What a file is for, where a domain answers for that."""
    return _purposes.get(file.purpose)


def guard(purpose: Purpose, may_download: Guard) -> None:
    """Let a domain decide on the files of one purpose; call it in the app's `ready()`.

    Raises ValueError when another domain decides on them already.
    """
    known = _guards.setdefault(purpose.name, may_download)
    if known is not may_download:
        raise ValueError(f"two guards for the files of {purpose.name!r}")
    _purposes[purpose.name] = purpose


def may_download(actor: Actor, file: StoredFile) -> bool:
    """Whether the person may have the file; nobody may where no domain answers for it."""
    if actor.visit is not None and file.purpose != PLAN_PDF.name:
        return False  # what people uploaded holds personal data; a support session sees none of it
    answer = _guards.get(file.purpose)
    return answer is not None and answer(actor, file)
