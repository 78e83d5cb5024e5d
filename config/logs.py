"""One JSON object a line: time, level, logger, schema, request and what happened."""

import json
import logging
from datetime import UTC, datetime

from foundation.origin import origin
from foundation.tenancy import current_schema


class Formatter(logging.Formatter):
    """Writes a record as JSON; never fails because a schema is not known yet."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "schema": schema_or_none(),
            "request": origin().request_id,
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
