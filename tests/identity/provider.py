"""A provider of identity on this machine, and the browser's way through it."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from config.local import identity, ports
from tests.people import Visitor

PERSON = {"cpf": "12345678909", "name": "Ana de Exemplo", "level": "silver", "mfa": "1"}


@dataclass
class Live(identity.Provider):
    """The demonstration's provider, which a test may make lie: `lies` replace what it vouches for,
    `forged` is sent instead of the token."""

    lies: Mapping[str, Any] | None = None
    forged: str = ""

    def claims(self, held: Mapping[str, Any]) -> dict[str, Any]:
        return {**super().claims(held), **(self.lies or {})}

    def signed(self, claims: Mapping[str, Any]) -> str:
        return self.forged or super().signed(claims)


@contextmanager
def live() -> Iterator[Live]:
    """The provider, answering over HTTP."""
    door = ports.listening_socket(0)
    found = Live(f"http://{ports.LOOPBACK}:{door.getsockname()[1]}", "sispmpi", "segredo")
    server = identity.server(found, door)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def path_of(url: str) -> str:
    """What stands behind the host."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def asked_of(url: str) -> dict[str, str]:
    """The parameters of an address."""
    return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))


@dataclass
class Browser:
    """One browser: a client at the organisation's host, another at the account host."""

    here: Visitor
    account: Visitor
    provider: Live

    def to_provider(self, start: str = "/conta/govbr/") -> str:
        """From the button to the address at the provider."""
        left = self.here.get(start)
        assert left.status_code == 302, left.content.decode()
        begun = self.account.get(path_of(left["Location"]))
        assert begun.status_code == 302, begun.content.decode()
        return str(begun["Location"])

    def from_provider(self, url: str, person: Mapping[str, str] = PERSON) -> Any:
        """What the account host answers when the provider sends the browser back."""
        return self.account.get(path_of(self.provider.grant(asked_of(url), person)))

    def ticket(self, start: str = "/conta/govbr/", person: Mapping[str, str] = PERSON) -> str:
        """The path, at the organisation, with a ticket that was not used yet."""
        answer = self.from_provider(self.to_provider(start), person)
        assert answer.status_code == 302, answer.content.decode()
        return path_of(answer["Location"])

    def through(self, start: str = "/conta/govbr/", person: Mapping[str, str] = PERSON) -> Any:
        """The whole way; what the organisation answers."""
        return self.here.get(self.ticket(start, person))
