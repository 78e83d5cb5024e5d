"""The programme as the clients of the tests meet it: its middleware is made once for all of them.

A web server makes it once, too; for every client anew, it looks through all static files.
"""

from typing import Any, ClassVar

from django.core.signals import setting_changed
from django.test.client import ClientHandler


class Door(ClientHandler):
    """A handler of Django's test client that shares its middleware until a setting changes."""

    made: ClassVar[dict[str, Any]] = {}

    def load_middleware(self, is_async: bool = False) -> None:
        if not Door.made:
            known = set(vars(self))
            super().load_middleware(is_async)
            kept = {"_middleware_chain", *(set(vars(self)) - known)}
            Door.made = {name: vars(self)[name] for name in kept}
        vars(self).update(Door.made)


def forget(**changed: object) -> None:
    """A middleware may have read the setting when it was made."""
    Door.made = {}


setting_changed.connect(forget)
