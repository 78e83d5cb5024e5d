"""The environment of the process, read once; what is missing or bad is named in one clear line."""

import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from environs import Env, EnvError, EnvValidationError

ROOT = Path(__file__).resolve().parent.parent
NO_RESTART = 3  # gunicorn starts a worker that ends with any other code again and again
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


def database(url: str, name: str) -> dict[str, object]:
    """Django's description of a PostgreSQL server from `postgres://user:password@host:port/name`."""
    parts = urlsplit(url)
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


def storage(url: str) -> dict[str, object]:
    """Django's description of the file store from `file:///directory`."""
    parts = urlsplit(url)
    if parts.scheme != "file" or not parts.path:
        raise Refused("STORAGE_URL is not of the form file:///directory")
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": unquote(parts.path), "file_permissions_mode": 0o600},
    }


def mail(url: str) -> dict[str, object]:
    """Django's e-mail settings from `smtp[s]://user:password@host:port` or `file:///directory`."""
    parts = urlsplit(url)
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


def broker(url: str, name: str) -> str:
    """The address of a Redis-compatible server, checked."""
    parts = urlsplit(url)
    if parts.scheme not in ("redis", "rediss") or not parts.hostname:
        raise Refused(f"{name} is not of the form redis://:password@host:port/0")
    return url
