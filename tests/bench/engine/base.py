"""Django's engine; it answers the questions about tenancy and does nothing about them."""

import os
from typing import Any

from django.db.backends.postgresql.base import DatabaseWrapper as Plain


class DatabaseWrapper(Plain):
    """One schema, for ever."""

    tenant: Any = None
    schema_name = os.environ.get("BENCH_SCHEMA", "public")

    def set_tenant(self, tenant: Any) -> None:
        """Stays where it is."""

    def set_schema(self, name: str) -> None:
        """Stays where it is."""

    def set_schema_to_public(self) -> None:
        """Stays where it is."""
