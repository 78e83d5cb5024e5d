"""The owner's own connection: it makes schemas and roles, and nothing else uses it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from psycopg2.extensions import parse_dsn

from foundation.refusals import Refusal


class NoOwner(Refusal):
    """This process was not given the owner's address."""

    message = "DATABASE_OWNER_URL is missing: this process may not make schemas."


def quoted(name: str) -> str:
    """An SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def owner_connection(purpose: str) -> Any:
    """A connection of the owner, to be closed by who asked for it. Raises NoOwner.

    To the database of the present settings, whatever database the address names.
    """
    if not settings.DATABASE_OWNER_URL:
        raise NoOwner
    return psycopg2.connect(
        settings.DATABASE_OWNER_URL,
        dbname=connection.settings_dict["NAME"],
        application_name=f"sispmpi-{purpose}",
    )


@contextmanager
def owner_transaction() -> Iterator[Any]:
    """A cursor of the owner in one transaction: commits at the end, rolls back on any error."""
    opened = owner_connection("provisioning")
    try:
        with opened, opened.cursor() as cursor:
            yield cursor
    finally:
        opened.close()


@contextmanager
def as_owner() -> Iterator[None]:
    """Django's own connection in this thread is the owner's for a while. Raises NoOwner.

    For migrations in Python that a worker runs: its own login owns nothing.
    """
    if settings.DATABASE_LOGIN == "owner":
        yield
        return
    if not settings.DATABASE_OWNER_URL:
        raise NoOwner
    usual = connections[DEFAULT_DB_ALIAS]
    login = parse_dsn(settings.DATABASE_OWNER_URL)
    owner = type(usual)(
        {
            **usual.settings_dict,
            "USER": login.get("user", ""),
            "PASSWORD": login.get("password", ""),
            "HOST": login.get("host", ""),
            "PORT": login.get("port", ""),
            "LOGIN": "owner",
        },
        DEFAULT_DB_ALIAS,
    )
    connections[DEFAULT_DB_ALIAS] = owner
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = usual
        owner.close()


@contextmanager
def owner_in_django() -> Iterator[Any]:
    """A cursor of the owner in one transaction in which Django works too, until it ends.

    For migrations inside a larger piece of work. Raises NoOwner.
    """
    with as_owner(), transaction.atomic():
        connection.ensure_connection()
        link: Any = connection.connection
        with link.cursor() as cursor:
            yield cursor
