"""django-tenants' engine with cheap introspection, a role per schema, a guard on the path."""

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql.introspection import TableInfo
from django.db.backends.postgresql.schema import DatabaseSchemaEditor
from django_tenants.postgresql_backend.base import DatabaseWrapper as TenantWrapper
from django_tenants.postgresql_backend.introspection import DatabaseSchemaIntrospection

from foundation.tenancy import PUBLIC, is_tenant_schema, visited
from tenants.backend.cursor import PlacedCursor

GUEST = "-look"  # no name of a schema has a hyphen
ROOM_KEY = re.compile(r"(?:[a-z]+:[0-9a-f]{64})?")
TABLES_OF_SCHEMA = """
SELECT c.relname,
       CASE WHEN c.relispartition THEN 'p' WHEN c.relkind IN ('m', 'v') THEN 'v' ELSE 't' END,
       obj_description(c.oid, 'pg_class')
  FROM pg_catalog.pg_depend d
  JOIN pg_catalog.pg_class c ON c.oid = d.objid
 WHERE d.classid = 'pg_catalog.pg_class'::regclass
   AND d.refclassid = 'pg_catalog.pg_namespace'::regclass
   AND d.refobjid = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = %s)
   AND c.relkind IN ('f', 'm', 'p', 'r', 'v')
"""


def role_of(schema: str, audience: str = "centre") -> str:
    """The cluster-wide role under which a schema is worked in."""
    suffix = audience if schema == PUBLIC else schema
    return f"{settings.INSTALLATION_ID}_{suffix}"


def role_of_guest(schema: str) -> str:
    """The role of somebody of CGE-MG in the organisation; outside it, what everybody may."""
    return role_of(PUBLIC, "portal") if schema == PUBLIC else role_of(schema) + GUEST


class Introspection(DatabaseSchemaIntrospection):
    """Lists the tables of one schema from its own dependencies, not by a scan of every schema."""

    def get_table_list(self, cursor: Any) -> list[TableInfo]:
        cursor.execute(TABLES_OF_SCHEMA, [self.connection.schema_name])
        return [TableInfo(*row) for row in cursor.fetchall() if row[0] not in self.ignored_tables]


class SchemaEditor(DatabaseSchemaEditor):
    """Makes no second index for `LIKE 'beginning%'` beside each unique text.

    Each costs memory and files for every organisation. A query that needs one names it in its
    model, with the operator class.
    """

    def _create_like_index_sql(self, model: Any, field: Any) -> None:
        return None


class DatabaseWrapper(TenantWrapper):
    """Sets role and search_path with the first statement; notices when somebody changed them.

    `way()` and `arrived()` are for its cursors. Where the connection stands is known by the
    statement that put it there, and believed only while the server reports the path it set.
    """

    SchemaEditorClass = SchemaEditor

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._entered: set[str] = set()
        self.forget_place()
        super().__init__(*args, **kwargs)
        self.introspection = Introspection(self)

    @property
    def entered(self) -> frozenset[str]:
        """The schemas that this connection worked in since it began."""
        return frozenset(self._entered)

    def forget_place(self) -> None:
        """Put role and path in place anew before the next statement."""
        self._standing = ""
        self._reported: str | None = None

    def set_tenant(self, tenant: Any, include_public: bool = True) -> None:
        self._wanted = ""
        super().set_tenant(tenant, include_public)

    def _choose(self) -> str:
        """The statement for where this thread has to work now."""
        paths = self._get_cursor_search_paths()
        self._path = ", ".join(paths)
        path = ", ".join(f'"{each}"' for each in paths)
        if "owner" in (settings.DATABASE_LOGIN, self.settings_dict.get("LOGIN")):
            return f"SET search_path = {path}"
        if self.schema_name != PUBLIC and not is_tenant_schema(self.schema_name):
            raise ImproperlyConfigured(f"not the schema of an organisation: {self.schema_name!r}")
        if visited():
            role = role_of_guest(self.schema_name)
        else:
            role = role_of(self.schema_name, getattr(self.tenant, "audience", "centre"))
        return f'SET ROLE "{role}"; {self._key()}SET search_path = {path}'

    def _key(self) -> str:
        """What opens one room to the role of rooms; it travels with the role."""
        key = getattr(self.tenant, "key", None)
        if key is None:
            return ""
        if not ROOM_KEY.fullmatch(key):
            raise ImproperlyConfigured("not the key of a room")
        return f"SET sispmpi.room = '{key}'; "

    def _reported_path(self) -> str | None:
        path: str | None = self.connection.get_parameter_status("search_path")
        return path

    def way(self) -> str:
        """What must be executed before the next statement; empty when all stands in place."""
        if not self._wanted:
            self._wanted = self._choose()
        if self._standing == self._wanted and self._reported_path() == self._reported:
            return ""
        self.forget_place()
        return self._wanted

    def arrived(self) -> None:
        """The way was executed. Where the statement behind it left another path, it is redone."""
        reported = self._reported_path()
        if reported is None or reported.replace('"', "") == self._path:
            self._standing, self._reported = self._wanted, reported
        self._entered.add(self.schema_name)

    def create_cursor(self, name: str | None = None) -> Any:
        if name:  # it holds one statement, so the way is gone before
            return super().create_cursor(name)
        cursor = self.connection.cursor(cursor_factory=PlacedCursor)
        cursor.place = self
        cursor.tzinfo_factory = self.tzinfo_factory if settings.USE_TZ else None
        return cursor

    def _handle_search_path(self, cursor: Any = None) -> None:
        """Called with each new cursor: an unnamed one finds its way by itself."""
        if cursor is None:
            with self.wrap_database_errors, self.create_cursor() as own:
                own.go()
        elif not self._wanted:
            self._wanted = self._choose()

    def init_connection_state(self) -> None:
        self._entered.clear()
        self.forget_place()
        super().init_connection_state()
        if self.settings_dict.get("READ_ONLY"):
            with self.connection.cursor() as cursor:  # no place is needed for that
                cursor.execute("SET default_transaction_read_only = on")

    def close(self) -> None:
        self.forget_place()
        super().close()

    def rollback(self) -> None:
        self.forget_place()  # the server takes role and path back with the rest
        super().rollback()

    def savepoint_rollback(self, sid: str) -> None:
        try:
            super().savepoint_rollback(sid)
        finally:
            self.forget_place()

    def close_if_unusable_or_obsolete(self) -> None:
        """Between requests and tasks: begin anew, on a new connection where this one saw enough.

        A backend keeps what it learnt of every table for as long as it lives.
        """
        self.forget_place()
        if 0 < settings.SCHEMAS_PER_CONNECTION < len(self._entered):
            self.close()
        else:
            super().close_if_unusable_or_obsolete()
