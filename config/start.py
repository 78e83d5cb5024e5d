"""What a process looks at before it starts; whatever it cannot work with is one clear line."""

import logging
import time
from collections.abc import Iterator
from functools import partial
from typing import Any

import psycopg2
from django.conf import settings
from django.db import connections

from config.environment import Refused
from config.production import refuse_demonstration
from tenants.backend.sessions import CannotTell, is_kept
from tenants.replica import REPLICA, fitness

logger = logging.getLogger(__name__)
SHARED = (
    "{name} leads to a pooler that shares sessions between clients (transaction or statement"
    " pooling): the role and schema of one organisation would be those of another's requests."
    " Set pool_mode = session there, or give the address of the server itself"
)
UNKNOWN = (
    "{name}: it could not be found out whether a pooler shares sessions between clients"
    " (PostgreSQL 14 or newer is needed)"
)
SILENT = "{name}: the database does not answer: {why}"
WITHOUT = "the process starts without the replica, which does not answer: {why}"
REPLICA_URL = "DATABASE_REPLICA_URL"
WAIT_SECONDS = 10
PAUSE = 0.5


def look_before_starting() -> None:
    """Raise Refused where the process must not start; say what will fail one day."""
    from config import locks

    refuse_loose_settings()
    refuse_demonstration()
    refuse_shared_sessions()
    for line in locks.warnings():
        logger.warning(line)


def refuse_loose_settings() -> None:
    """Raise Refused for settings under which one organisation could work in another."""
    for reason in loose_settings():
        raise Refused(reason)


def loose_settings() -> Iterator[str]:
    """Why the settings keep organisations apart no more; nothing when they do."""
    if getattr(settings, "CELERY_TASK_ALWAYS_EAGER", False):
        yield "CELERY_TASK_ALWAYS_EAGER: a task would run in the thread, and schema, of a request"
    if "django.contrib.sites" in settings.INSTALLED_APPS:
        yield "django.contrib.sites: its cache is one for all organisations"
    if settings.CACHES["default"].get("KEY_FUNCTION") != "foundation.cache.key":
        yield "CACHES: keys must carry the schema (foundation.cache.key)"
    if settings.SESSION_COOKIE_DOMAIN or settings.CSRF_COOKIE_DOMAIN:
        yield "SESSION_COOKIE_DOMAIN, CSRF_COOKIE_DOMAIN: a cookie belongs to one host"


def refuse_shared_sessions() -> None:
    """Raise Refused where any of the process's addresses leads to a shared session."""
    reason = reason_against_sessions()
    if reason:
        raise Refused(reason)


def reason_against_sessions() -> str:
    """Why the process cannot trust its sessions; empty when it can."""
    for name, description in descriptions().items():
        try:
            if not is_kept(partial(patient, description)):
                return SHARED.format(name=name)
        except psycopg2.OperationalError as error:
            return SILENT.format(name=name, why=" ".join(str(error).split()))
        except CannotTell:
            return UNKNOWN.format(name=name)
    return reason_against_replica() if REPLICA in connections else ""


def reason_against_replica() -> str:
    """The same of the replica; one that is down stops nobody, and is asked again before its use."""
    try:
        reason = fitness.reason_against_sessions()
    except psycopg2.OperationalError as error:
        logger.warning(WITHOUT.format(why=fitness.reason_of(error)))
        return ""
    fitness.the_replica.has_own_sessions = not reason
    named = {fitness.SHARED: SHARED, fitness.UNKNOWN: UNKNOWN}
    return named[reason].format(name=REPLICA_URL) if reason else ""


def descriptions() -> dict[str, dict[str, Any]]:
    """How each database that the process needs is reached, by its variable or its alias."""
    named = "DATABASE_OWNER_URL" if settings.DATABASE_LOGIN == "owner" else "DATABASE_URL"
    found = {
        named if alias == "default" else f"database {alias}": connections[
            alias
        ].get_connection_params()
        for alias in connections
        if alias != REPLICA
    }
    if settings.DATABASE_OWNER_URL:
        found.setdefault("DATABASE_OWNER_URL", {"dsn": settings.DATABASE_OWNER_URL})
    return found


def patient(description: dict[str, Any]) -> Any:
    """A session, as soon as the server answers: it may be starting, too."""
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            return psycopg2.connect(
                **{**description, "application_name": "sispmpi-start", "connect_timeout": 10}
            )
        except psycopg2.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(PAUSE)
