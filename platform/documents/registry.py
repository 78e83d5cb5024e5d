"""Who may download a file: the domain that owns its purpose answers."""

from collections.abc import Callable

from access.rules import Actor
from documents.models import StoredFile

Guard = Callable[[Actor, StoredFile], bool]

_guards: dict[str, Guard] = {}


def guard(purpose_name: str, may_download: Guard) -> None:
    """Let a domain decide on the files of one purpose; call it in the app's `ready()`.

    Raises ValueError when another domain decides on them already.
    """
    known = _guards.setdefault(purpose_name, may_download)
    if known is not may_download:
        raise ValueError(f"two guards for the files of {purpose_name!r}")


def may_download(actor: Actor, file: StoredFile) -> bool:
    """Whether the person may have the file; nobody may where no domain answers for it."""
    answer = _guards.get(file.purpose)
    return answer is not None and answer(actor, file)
