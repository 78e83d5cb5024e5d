"""A real PgBouncer with the configuration of deploy/, in whatever mode a test asks for."""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

import psycopg2

from config.local.places import NOBODY, SOURCE
from config.local.ports import LOOPBACK, free_port
from config.local.processes import wait_until
from tests.packages import program

RECIPE = SOURCE / "deploy" / "postgres" / "pgbouncer.ini"


@dataclass(frozen=True)
class Bouncer:
    """A pooler that answers, and where it says what it does."""

    port: int
    log: Path

    def url(self, address: str) -> str:
        """The same login and database, through the pooler."""
        parts = urlsplit(address)
        login = parts.netloc.rpartition("@")[0]
        return urlunsplit(parts._replace(netloc=f"{login}@{LOOPBACK}:{self.port}"))


def configuration(target: str, port: int, folder: Path, changes: dict[str, str]) -> str:
    """The recipe with the addresses of this test and what it wants otherwise."""
    parts = urlsplit(target)
    text = re.sub(
        r"^sispmpi = .*$",
        f"* = host={parts.hostname} port={parts.port}",
        RECIPE.read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    wanted = {
        "listen_addr": LOOPBACK,
        "listen_port": str(port),
        "auth_file": f"{folder}/userlist.txt",
        **changes,
    }
    for name, value in wanted.items():
        text, found = re.subn(rf"^{name} =.*$", f"{name} = {value}", text, flags=re.MULTILINE)
        text += "" if found else f"{name} = {value}\n"
    return text


def logins(addresses: tuple[str, ...]) -> str:
    """The list of users as PgBouncer reads it."""
    parts = [urlsplit(each) for each in addresses]
    pairs = [(unquote(each.username or ""), unquote(each.password or "")) for each in parts]
    return "".join(
        '"{}" "{}"\n'.format(*(word.replace('"', '""') for word in pair)) for pair in pairs
    )


@contextmanager
def bouncer(*addresses: str, **changes: str) -> Iterator[Bouncer]:
    """PgBouncer in front of the server of some addresses, for their logins."""
    words = program("pgbouncer")
    with tempfile.TemporaryDirectory(prefix="bouncer") as name:
        folder, port = Path(name), free_port()
        (folder / "pgbouncer.ini").write_text(configuration(addresses[0], port, folder, changes))
        (folder / "userlist.txt").write_text(logins(addresses))
        for each in (folder, *folder.iterdir()):
            each.chmod(0o755)
        as_root = os.geteuid() == 0
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [*words, str(folder / "pgbouncer.ini")],
                stdout=log,
                stderr=subprocess.STDOUT,
                user=NOBODY.uid if as_root else None,
                group=NOBODY.gid if as_root else None,
                extra_groups=[] if as_root else None,
            )
        started = Bouncer(port, folder / "log")
        try:
            assert wait_until(lambda: answers(started.url(addresses[0])), seconds=10), (
                started.log.read_text()
            )
            yield started
        finally:
            process.terminate()
            process.wait()


def answers(url: str) -> bool:
    """Whether a login gets through."""
    with suppress(psycopg2.OperationalError):
        psycopg2.connect(url, connect_timeout=2).close()
        return True
    return False
