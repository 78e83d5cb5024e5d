"""What `sispmpi check --database default` asks of the database itself."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

from config.start import reason_against_sessions


@register(Tags.database)
def sessions_are_kept(
    app_configs: Any, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Every address leads to sessions that belong to one client."""
    if not databases:
        return []
    reason = reason_against_sessions()
    return [Error(reason, id="sispmpi.E001")] if reason else []
