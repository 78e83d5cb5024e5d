"""What the environment asks of a local start, read once; a bad variable is named in one line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from config.local.faults import BadVariable
from config.local.keyring import Keyring
from config.local.places import state_directory

POSTGRES = ("postgres", "postgresql")
REDIS = ("rediss", "redis")
ENVIRONMENTS = ("development", "test", "production")
INSTALLATION = re.compile(r"[a-z][a-z0-9]{1,15}")
FIRST_PORT = 8000
PORTS = range(FIRST_PORT, FIRST_PORT + 100)


@dataclass(frozen=True)
class Wishes:
    """A checked environment: empty addresses are services to be started here."""

    environ: Mapping[str, str]
    state: Path
    installation: str
    environment: str
    database_url: str
    owner_url: str
    broker_url: str
    port: int | None

    @property
    def keys(self) -> Keyring:
        """The secrets of this copy."""
        return Keyring(self.state / "secrets.json")


def read(environ: Mapping[str, str]) -> Wishes:
    """Check what a local start needs to know. Raises BadVariable."""
    database = _url(environ, "DATABASE_URL", POSTGRES)
    owner = _url(environ, "DATABASE_OWNER_URL", POSTGRES)
    if owner and not database:
        raise BadVariable("DATABASE_URL", "is missing: DATABASE_OWNER_URL does not stand alone")
    installation = environ.get("INSTALLATION_ID", "").strip() or "sispmpi"
    if not INSTALLATION.fullmatch(installation):
        raise BadVariable("INSTALLATION_ID", "is not 2 to 16 small letters and digits")
    environment = environ.get("ENVIRONMENT", "").strip() or "development"
    if environment not in ENVIRONMENTS:
        raise BadVariable("ENVIRONMENT", f"is not one of {', '.join(ENVIRONMENTS)}")
    return Wishes(
        environ=environ,
        state=state_directory(environ),
        installation=installation,
        environment=environment,
        database_url=database,
        owner_url=owner,
        broker_url=_url(environ, "BROKER_URL", REDIS),
        port=_port(environ),
    )


def _url(environ: Mapping[str, str], name: str, schemes: tuple[str, ...]) -> str:
    url = environ.get(name, "").strip()
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise BadVariable(name, f"is not of the form {schemes[-1]}://user:password@host:port/name")
    if schemes is POSTGRES and not parts.path.strip("/"):
        raise BadVariable(name, "names no database after the host")
    return url


def _port(environ: Mapping[str, str]) -> int | None:
    for name in ("PORT", "PUBLIC_PORT"):
        text = environ.get(name, "").strip()
        if text and not (text.isdigit() and 0 < int(text) < 65536):
            raise BadVariable(name, "is not a port number (1 to 65535)")
    wished = environ.get("PORT", "").strip()
    return int(wished) if wished else None
