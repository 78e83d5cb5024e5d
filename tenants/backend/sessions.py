"""Whether a session of the database stays with one client, as its role and path must.

A pooler in transaction or statement mode hands the same session to one client after the other, and
with it the role and the search path of an organisation. Counting servers or asking a pooler proves
nothing: a pool with room to spare looks like a session, and only its administrators may ask it.
So a session is told to end by itself when it has been idle for a moment, and then left idle:

- its client is told of the end, without asking, when the session is its own;
- otherwise the pooler loses one of many, keeps the client, and serves the next question from
  another session, or from the same one without what was set in it.
"""

import select
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import psycopg2

ARM = (
    "SELECT pg_backend_pid(), set_config('sispmpi.probe', %s, false),"
    " set_config('idle_session_timeout', '50ms', false)"
)
ASK = "SELECT pg_backend_pid(), current_setting('sispmpi.probe', true)"
QUIET_MILLISECONDS = 1000
PATIENCE = 15.0
ATTEMPTS = 3
Open = Callable[[], Any]


class CannotTell(Exception):
    """The server neither ended the session nor answered from another one."""


def is_kept(open_session: Open) -> bool:
    """Whether a session belongs to its client from start to end. Raises CannotTell.

    `open_session` opens a connection of its own; psycopg2's errors in doing so are let through.
    """
    for _ in range(ATTEMPTS):
        found = answer(open_session())
        if found is not None:
            return found
    raise CannotTell


def answer(opened: Any) -> bool | None:
    """What one session shows; None where it was lost in another way, or cannot be told to end."""
    opened.autocommit = True
    until = time.monotonic() + PATIENCE
    try:
        with opened.cursor() as cursor:
            cursor.execute(ARM, [uuid4().hex])
            armed = cursor.fetchone()[:2]
            while time.monotonic() < until:
                was_told = told_of_end(opened)
                try:
                    cursor.execute(ASK)
                except psycopg2.OperationalError:
                    return True if was_told else None
                if cursor.fetchone() != armed:
                    return False
    except psycopg2.Error:
        return None
    finally:
        opened.close()
    return None


def told_of_end(opened: Any) -> bool:
    """Whether something arrives unasked; a server or pooler sends nothing but the end."""
    watched = select.poll()
    watched.register(opened.fileno(), select.POLLIN)
    return bool(watched.poll(QUIET_MILLISECONDS))
