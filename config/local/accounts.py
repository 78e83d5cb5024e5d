"""The two login roles and the database of an installation: one owns, the other serves."""

from contextlib import closing
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT, connection, cursor

from config.local.faults import BadVariable

OWNER = "LOGIN NOSUPERUSER CREATEROLE CREATEDB"
APPLICATION = "LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOINHERIT"

# what any role may call unless told otherwise: to leave objects of its own, to keep others waiting
LARGE_OBJECTS = "^lo_(creat|create|from_bytea|import)$"
LOCKS = "^pg_(try_)?advisory_"
FUNCTIONS = """
SELECT oid::regprocedure::text FROM pg_proc
 WHERE pronamespace = 'pg_catalog'::regnamespace AND proname ~ %s
"""


@dataclass(frozen=True)
class Login:
    """A role that signs in."""

    name: str
    password: str


def connect(url: str) -> closing[connection]:
    """A connection in autocommit, as CREATE DATABASE wants it."""
    opened = psycopg2.connect(url, connect_timeout=10)
    opened.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
    return closing(opened)


def prepare(url: str, *, database: str, owner: Login, application: Login) -> None:
    """Make both roles and the database, or bring their passwords up to date (as superuser)."""
    with connect(url) as link, link.cursor() as query:
        _login(query, owner, OWNER)
        _login(query, application, APPLICATION)
        query.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
        if query.fetchone() is None:
            query.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(database), sql.Identifier(owner.name)
                )
            )
        close_to_strangers(query, database, application.name)
    with connect(with_database(url, database)) as link, link.cursor() as query:
        query.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
        close_functions(query, owner)


def close_to_strangers(query: cursor, database: str, application: str) -> None:
    """Only the owner and the application may connect (a cloned database starts open)."""
    name = sql.Identifier(database)
    query.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    query.execute(
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, sql.Identifier(application))
    )


def close_functions(query: cursor, owner: Login) -> None:
    """Nobody makes large objects; whom the owner says may take advisory locks (as superuser)."""
    query.execute(FUNCTIONS, [f"{LARGE_OBJECTS}|{LOCKS}"])
    for (function,) in query.fetchall():
        query.execute(f"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC")
    query.execute(FUNCTIONS, [LOCKS])
    name = sql.Identifier(owner.name)
    for (function,) in query.fetchall():
        grant = sql.SQL("GRANT EXECUTE ON FUNCTION {} TO {} WITH GRANT OPTION")
        query.execute(grant.format(sql.SQL(function), name))


def add_application(owner_url: str, application: Login) -> str:
    """Make the application's role beside an owner given from outside; its address."""
    try:
        with connect(owner_url) as link, link.cursor() as query:
            _login(query, application, APPLICATION)
            query.execute("SELECT current_database()")
            (database,) = query.fetchone() or ("",)
            close_to_strangers(query, database, application.name)
    except psycopg2.errors.InsufficientPrivilege as error:
        raise BadVariable("DATABASE_OWNER_URL", f"is missing, and {_line(error)}") from None
    except psycopg2.Error as error:
        raise BadVariable("DATABASE_URL", f"cannot be used: {_line(error)}") from None
    return with_login(owner_url, application)


def _login(query: cursor, login: Login, attributes: str) -> None:
    query.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [login.name])
    verb = "CREATE" if query.fetchone() is None else "ALTER"
    query.execute(
        sql.SQL("{} ROLE {} {} PASSWORD {}").format(
            sql.SQL(verb),
            sql.Identifier(login.name),
            sql.SQL(attributes),
            sql.Literal(login.password),
        )
    )


def with_database(url: str, database: str) -> str:
    """The same server and role, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{quote(database)}"))


def with_login(url: str, login: Login) -> str:
    """The same server and database, another role."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(login.name)}:{quote(login.password)}@{place}"))


def _line(error: psycopg2.Error) -> str:
    return " ".join(str(error).split())
