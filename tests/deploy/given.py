"""Services that somebody else operates, as far as the programme can tell."""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from config.local import accounts, lodging
from config.local.accounts import Login
from config.local.keyring import Keyring
from config.local.places import SOURCE
from config.local.ports import LOOPBACK, free_port
from config.local.postgres import Cluster, Server
from tests import memory
from tests.database import FAST

ROLES = SOURCE / "deploy" / "postgres" / "roles.sql"
OWNER_PASSWORD, APP_PASSWORD = "dono'de%tudo", "serve\\só"
MAIL_LOGIN = LoginPassword(b"rede", b"senha@do:correio")


@dataclass(frozen=True)
class Postgres:
    """A server of its own, not the one that the tests share."""

    cluster: Cluster
    server: Server

    def roles(self, **environment: str) -> "subprocess.CompletedProcess[str]":
        """`psql --file deploy/postgres/roles.sql` as the superuser."""
        return self.psql("--file", str(ROLES), environment=environment)

    def psql(
        self, *words: str, environment: Mapping[str, str]
    ) -> "subprocess.CompletedProcess[str]":
        """psql as the superuser, with no variables but these."""
        parts = urlsplit(self.server.url())
        known = {
            "PATH": os.defpath,
            "PGHOST": LOOPBACK,
            "PGPORT": str(parts.port),
            "PGUSER": parts.username or "",
            "PGPASSWORD": parts.password or "",
            "PGDATABASE": "postgres",
        }
        return subprocess.run(
            [str(self.cluster.binaries / "psql"), "--no-psqlrc", *words],
            env={**known, **environment},
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )

    def url(self, role: str, password: str, database: str = "sispmpi") -> str:
        """The address of a login."""
        return accounts.with_login(self.server.url(database), Login(role, password))


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that the server's user may enter (pytest's own are closed)."""
    with tempfile.TemporaryDirectory(prefix="given ", dir=memory.place()) as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def postgres(**settings: str) -> Iterator[Postgres]:
    """A new cluster."""
    with folder() as place:
        keys = Keyring(place / "secrets.json")
        cluster = lodging.cluster(place, keys, lambda text: None, {**FAST, **settings})
        try:
            yield Postgres(cluster, cluster.start())
        finally:
            cluster.stop()


@dataclass
class Inbox:
    """A mail server that keeps what it is given, from whoever signs in."""

    port: int = field(default_factory=free_port)
    messages: list[EmailMessage] = field(default_factory=list)

    @property
    def url(self) -> str:
        """What EMAIL_URL says of it."""
        return f"smtp://rede:senha%40do%3Acorreio@{LOOPBACK}:{self.port}"

    async def handle_DATA(  # noqa: N802
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        """A message has come."""
        if not session.authenticated:
            return "530 Authentication required"
        read = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(read, EmailMessage)
        self.messages.append(read)
        return "250 OK"

    def knows(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> Any:
        """Whether it is the programme that signs in."""
        return AuthResult(success=data == MAIL_LOGIN)


@contextmanager
def inbox() -> Iterator[Inbox]:
    """A mail server for as long as a test needs it."""
    kept = Inbox()
    controller = Controller(
        kept,
        hostname=LOOPBACK,
        port=kept.port,
        authenticator=kept.knows,
        auth_require_tls=False,
    )
    controller.start()
    try:
        yield kept
    finally:
        controller.stop()
