"""One JSON object a line: time, level, logger, schema, request and what happened."""

import json
import logging
from datetime import UTC, datetime

from django.db import connection

from foundation.origin import origin
from foundation.tenancy import PUBLIC, TEMPLATE, cast_any, current_schema, is_tenant_schema


class Place(logging.Filter):
    """Tells of every record where it was written: schema, kind of host, request or task."""

    def filter(self, record: logging.LogRecord) -> bool:
        schema = schema_or_none()
        record.schema = schema
        record.place = kind_of(schema)
        record.request_id = origin().request_id
        return True


class Formatter(logging.Formatter):
    """Writes a record as JSON, with what `Place` knows of it."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "schema": getattr(record, "schema", None),
            "place": getattr(record, "place", None),
            "request": getattr(record, "request_id", ""),
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def schema_or_none() -> str | None:
    """The schema of the thread, when Django is far enough to know."""
    try:
        return current_schema()
    except Exception:  # logging must survive a half-configured process
        return None


def kind_of(schema: str | None) -> str | None:
    """Portal, centre or organisation; public for a thread at no host."""
    if schema is None or schema == TEMPLATE:
        return schema
    if is_tenant_schema(schema):
        return "organisation"
    return str(getattr(cast_any(connection).tenant, "audience", PUBLIC))
