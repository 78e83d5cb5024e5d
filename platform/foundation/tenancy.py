"""In whose schema the thread works: asked and changed here only."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, cast

from django.db import connection, connections
from django.utils.asyncio import async_unsafe

PUBLIC = "public"
TEMPLATE = "zz_template"
SCHEMA_NAME = re.compile(r"(m[0-9]{7}|o[0-9a-z_]{2,40})\Z")
RESERVED = re.compile(r"zz_[a-z0-9_]{2,55}\Z")


def is_tenant_schema(name: str) -> bool:
    """Whether `name` may be the schema of an organisation (`m` + IBGE code, or `o` + letters)."""
    return SCHEMA_NAME.match(name) is not None


def current_schema() -> str:
    """The schema in which the thread works now."""
    return str(cast(Any, connection).schema_name)


@async_unsafe("A coroutine has no schema: what it awaits works elsewhere.")
def refuse_event_loop() -> None:
    """Raise SynchronousOnlyOperation where coroutines take turns."""


@contextmanager
def inside(schema: str) -> Iterator[None]:
    """Work in `schema` for a while, on every connection of the thread; then go back.

    Raises ValueError for a name that is neither public nor an organisation's, and Django's
    SynchronousOnlyOperation in an event loop: the work of a coroutine
    goes on in other threads, which stand elsewhere.
    """
    refuse_event_loop()
    if schema not in (PUBLIC, TEMPLATE) and not is_tenant_schema(schema):
        raise ValueError(f"not a schema of an organisation: {schema!r}")
    before = [(each, each.tenant) for each in map(cast_any, connections.all())]
    for each, _ in before:
        each.set_schema(schema)
    try:
        yield
    finally:
        for each, tenant in before:
            each.set_tenant(tenant)


_visited: ContextVar[str] = ContextVar("visited", default="")


def visited() -> str:
    """The schema where the thread is only a guest, or nothing."""
    return _visited.get()


@contextmanager
def visiting(schema: str) -> Iterator[None]:
    """Inside, the thread is a guest: in that schema under the guest's role, elsewhere the public's.

    `inside` does not lead out of it.
    """
    token = _visited.set(schema)
    forget_roles()
    try:
        yield
    finally:
        _visited.reset(token)
        forget_roles()


def forget_roles() -> None:
    """Every connection of the thread chooses its role anew, where it stands."""
    for each in map(cast_any, connections.all()):
        each.set_tenant(each.tenant)


def cast_any(value: object) -> Any:
    """The tenant-aware wrapper, whose attributes the type checker does not know."""
    return value
