"""The environment of the process, read once; what is missing or bad is named in one clear line."""

import re
import sys
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from environs import Env, EnvError, EnvValidationError

from documents.clamd import place_of
from identity.rules import Assurance
from tenants.cells.rules import FORM, Cell, cells

ROOT = Path(__file__).resolve().parent.parent
NO_RESTART = 3  # gunicorn starts a worker that ends with any other code again and again
STORES = "file:///directory or s3://key:secret@host:port/bucket?tls=0|1&region=…"
BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
REGION = re.compile(r"[a-z0-9-]+")
DEVELOPMENT_KEY = "chave-de-desenvolvimento-nao-usar-em-producao-0123456789"


class Refused(SystemExit):
    """The process does not start; the reason is one line on standard error."""

    def __init__(self, line: str) -> None:
        sys.stderr.write(f"sispmpi: {line}\n")
        super().__init__(NO_RESTART)


def read(env: Env) -> None:
    """Raise Refused with every variable that is missing or bad."""
    try:
        env.seal()
    except EnvValidationError as error:
        messages = error.error_messages
        found = (
            "; ".join(f"{name}: {', '.join(map(str, why))}" for name, why in messages.items())
            if isinstance(messages, dict)
            else str(error)
        )
        raise Refused(f"environment variables to correct: {found}") from error
    except EnvError as error:
        raise Refused(f"environment variable to correct: {error}") from error


def address(url: str, name: str) -> SplitResult:
    """The parts of an address whose port, if it has one, is a number."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise Refused(f"{name} is not an address: {error}") from None
    return parts


def database(url: str, name: str) -> dict[str, object]:
    """Django's description of a PostgreSQL server from `postgres://user:password@host:port/name`."""
    parts = address(url, name)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise Refused(f"{name} is not of the form postgres://user:password@host:port/database")
    return {
        "ENGINE": "tenants.backend",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or 5432),
    }


def replica(url: str, primary: dict[str, object]) -> dict[str, object]:
    """The same of a standby of the primary: read only, given up soon when it does not answer."""
    found = database(url, "DATABASE_REPLICA_URL")
    if found["USER"] != primary["USER"]:
        raise Refused("DATABASE_REPLICA_URL: the login must be that of DATABASE_URL")
    return {
        **primary,
        **found,
        "READ_ONLY": True,
        "OPTIONS": {"connect_timeout": 2, "tcp_user_timeout": 5000},
    }


def storage(url: str) -> dict[str, object]:
    """Django's description of the file store: a directory, or a bucket of an S3 service."""
    parts = address(url, "STORAGE_URL")
    if parts.scheme == "s3":
        return bucket(parts)
    if parts.scheme != "file" or not parts.path:
        raise Refused(f"STORAGE_URL is not of the form {STORES}")
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": unquote(parts.path), "file_permissions_mode": 0o600},
    }


def bucket(parts: SplitResult) -> dict[str, object]:
    """The same from `s3://key:secret@host:port/bucket?tls=0|1&region=…`."""
    name, asked = parts.path.strip("/"), dict(parse_qsl(parts.query, keep_blank_values=True))
    tls, region = asked.pop("tls", "1"), asked.pop("region", "us-east-1")
    if not (parts.hostname and parts.username and parts.password) or asked or parts.fragment:
        raise Refused(f"STORAGE_URL is not of the form {STORES}")
    if tls not in ("0", "1") or not REGION.fullmatch(region):
        raise Refused("STORAGE_URL: tls is 0 or 1, region small letters, digits and hyphens")
    if not BUCKET.fullmatch(name):
        raise Refused("STORAGE_URL names no bucket: 3 to 63 small letters, digits, dots, hyphens")
    place = parts.netloc.rpartition("@")[2]
    return {
        "BACKEND": "documents.object_store.ObjectStore",
        "OPTIONS": {
            "endpoint_url": f"{'https' if tls == '1' else 'http'}://{place}",
            "bucket_name": name,
            "region_name": region,
            "access_key": unquote(parts.username),
            "secret_key": unquote(parts.password),
        },
    }


def mail(url: str) -> dict[str, object]:
    """Django's e-mail settings from `smtp[s]://user:password@host:port` or `file:///directory`."""
    parts = address(url, "EMAIL_URL")
    if parts.scheme == "file" and parts.path:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": unquote(parts.path),
        }
    if parts.scheme not in ("smtp", "smtp+tls", "smtps") or not parts.hostname:
        raise Refused("EMAIL_URL is not of the form smtp://user:password@host:port or file:///dir")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }


def scanner(url: str) -> str:
    """The address of a ClamAV daemon, checked; empty: none."""
    if url:
        address(url, "CLAMD_URL")
        try:
            place_of(url)
        except ValueError as error:
            raise Refused(str(error)) from None
    return url


def broker(url: str, name: str) -> str:
    """The address of a Redis-compatible server, checked."""
    parts = address(url, name)
    if parts.scheme not in ("redis", "rediss") or not parts.hostname:
        raise Refused(f"{name} is not of the form redis://:password@host:port/0")
    return url


def cells_of(text: str, own: str) -> dict[str, Cell]:
    """The other cells that CELLS names."""
    try:
        return cells(text, own)
    except ValueError as error:
        raise Refused(f"CELLS: {error}" if str(error) != FORM else FORM) from None


def act_levels(text: str) -> dict[str, Assurance]:
    """What ACT_LEVELS asks for: `capability=prata,capability=ouro`."""
    named = {each.label: each for each in Assurance}
    found: dict[str, Assurance] = {}
    for entry in filter(None, (each.strip() for each in text.split(","))):
        name, _, level = entry.partition("=")
        if not name or level not in named:
            raise Refused(f"ACT_LEVELS is not of the form capability=level: {entry!r}")
        found[name] = named[level]
    return found
