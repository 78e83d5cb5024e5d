"""django-tenants' engine with cheap introspection, a role per schema, a guard on the path."""

from typing import Any

import django.db.utils
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql.introspection import TableInfo
from django_tenants.postgresql_backend.base import DatabaseWrapper as TenantWrapper
from django_tenants.postgresql_backend.introspection import DatabaseSchemaIntrospection

from foundation.tenancy import PUBLIC, is_tenant_schema

ABORTED_TRANSACTION = "25P02"

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


class Introspection(DatabaseSchemaIntrospection):
    """Lists the tables of one schema from its own dependencies, not by a scan of every schema."""

    def get_table_list(self, cursor: Any) -> list[TableInfo]:
        cursor.execute(TABLES_OF_SCHEMA, [self.connection.schema_name])
        return [TableInfo(*row) for row in cursor.fetchall() if row[0] not in self.ignored_tables]


class DatabaseWrapper(TenantWrapper):
    """Sets role and search_path in one round trip and notices when somebody else changed them."""

    search_path_set_schemas: list[str] | None
    _setting_search_path: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.introspection = Introspection(self)
        self._reported_path: str | None = None

    def _place_statement(self, paths: list[str]) -> str:
        path = ", ".join(f'"{each}"' for each in paths)
        if settings.DATABASE_LOGIN == "owner":
            return f"SET search_path = {path}"
        if self.schema_name != PUBLIC and not is_tenant_schema(self.schema_name):
            raise ImproperlyConfigured(f"not the schema of an organisation: {self.schema_name!r}")
        role = role_of(self.schema_name, getattr(self.tenant, "audience", "centre"))
        return f'SET ROLE "{role}"; SET search_path = {path}'

    def _is_in_place(self) -> bool:
        """Whether the connection still stands where it was put: the server reports its path."""
        if not self.search_path_set_schemas:
            return False
        return bool(self.connection.get_parameter_status("search_path") == self._reported_path)

    def _handle_search_path(self, cursor: Any = None) -> None:
        """Before each statement: put role and path in place, unless they are. Errors are raised."""
        if self._setting_search_path or self._is_in_place():
            return
        self.search_path_set_schemas = None
        paths = self._get_cursor_search_paths()
        statement = self._place_statement(paths)
        self._setting_search_path = True
        chosen = self.connection.cursor() if cursor is None else cursor
        try:
            chosen.execute(statement)
            self.search_path_set_schemas = paths
            self._reported_path = self.connection.get_parameter_status("search_path")
        except Exception as error:
            if not is_aborted(error):
                raise
        finally:
            self._setting_search_path = False
            if cursor is None:
                chosen.close()


def is_aborted(error: Exception) -> bool:
    """The transaction is already aborted: the next statement fails by itself."""
    if isinstance(error, django.db.utils.InternalError):
        return True
    return getattr(error, "pgcode", None) == ABORTED_TRANSACTION
