"""Whether the replica answers, is a standby, and has what the primary had a moment ago.

Looked at by one thread of a process every two seconds, and only while the portal is being read.
"""

import logging
import time
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import psycopg2
from django import db
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

from tenants.backend.sessions import CannotTell, is_kept
from tenants.replica import REPLICA

logger = logging.getLogger(__name__)
EVERY_SECONDS = 2.0
REST = 10  # an unfit replica that is slow to say so costs a tenth of one thread at most
WRITTEN = "SELECT pg_current_wal_lsn()"
REPLAYED = """
SELECT pg_is_in_recovery(),
       pg_last_wal_replay_lsn() >= %s::pg_lsn,
       EXTRACT(epoch FROM now() - pg_last_xact_replay_timestamp())
"""
SHARED = "a pooler shares its sessions between clients"
UNKNOWN = "it could not be found out whether a pooler shares its sessions"


@dataclass(slots=True)
class Fitness:
    """What this process knows of the replica."""

    has_own_sessions: bool = False
    _is_fit: bool = False
    _said: bool | None = None
    _next_look: float = 0.0
    _seen: tuple[float, str] | None = None
    _looking: Lock = field(default_factory=Lock)

    def is_fit(self) -> bool:
        """The present judgement; a thread that finds another one looking does not wait for it."""
        if time.monotonic() >= self._next_look and self._looking.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._looking.release()
        return self._is_fit

    def failed(self, error: Exception) -> None:
        """A read went wrong: nobody reads there before the next look."""
        self._judge(reason_of(error), 0.0)
        connections[REPLICA].close()

    def _look(self) -> None:
        begun = time.monotonic()
        try:
            reason = self._reason(begun)
        except (db.Error, psycopg2.Error) as error:
            reason = reason_of(error)
            connections[REPLICA].close()
        self._judge(reason, time.monotonic() - begun)

    def _judge(self, reason: str, took: float) -> None:
        self._is_fit = not reason
        pause = max(EVERY_SECONDS, REST * took) if reason else EVERY_SECONDS
        self._next_look = time.monotonic() + pause
        if self._is_fit is self._said:
            return
        self._said = self._is_fit
        if reason:
            logger.warning("the portal is read from the primary, not the replica: %s", reason)
        else:
            logger.info("the portal is read from the replica")

    def _reason(self, now: float) -> str:
        """Why the replica is not to be read now; empty when it is."""
        if not self.has_own_sessions:
            reason = reason_against_sessions()
            if reason:
                return reason
            self.has_own_sessions = True
        # the primary first: what it has now, the replica may have when it is asked
        written = str(row(DEFAULT_DB_ALIAS, WRITTEN)[0])
        is_standby, is_level, age = row(REPLICA, REPLAYED, written)
        if not is_standby:
            return "it is not a standby"
        if is_level or (age is not None and age <= settings.REPLICA_LAG_SECONDS):
            self._seen = now, written
            return ""
        # after a pause of the primary the age says nothing: is it level with the look before?
        before, self._seen = self._seen, (now, written)
        is_recent = before is not None and now - before[0] <= settings.REPLICA_LAG_SECONDS
        if before and is_recent and row(REPLICA, REPLAYED, before[1])[1]:
            return ""
        return "it is late" if age is None else f"it is late by {age:.0f} s"


def row(alias: str, query: str, *values: str) -> tuple[Any, ...]:
    """The one row that a database answers."""
    with connections[alias].cursor() as cursor:
        cursor.execute(query, values or None)
        found: tuple[Any, ...] = cursor.fetchone()
        return found


def reason_against_sessions() -> str:
    """Why sessions of the replica cannot be trusted with a role. Raises psycopg2's errors."""
    try:
        return "" if is_kept(opened) else SHARED
    except CannotTell:
        return UNKNOWN


def opened() -> Any:
    """A session of the replica, or psycopg2's error at once when it is down."""
    return psycopg2.connect(**connections[REPLICA].get_connection_params())


def reason_of(error: Exception) -> str:
    """What the database said, in one line."""
    return " ".join(str(error).split())


the_replica = Fitness()
