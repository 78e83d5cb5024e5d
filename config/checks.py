"""What `sispmpi check --database default` asks of the database itself."""

from collections.abc import Sequence
from typing import Any

from django.core import checks

from config import locks
from config.start import loose_settings, reason_against_sessions


@checks.register(checks.Tags.database)
def the_database_suits(
    app_configs: Any, databases: Sequence[str] | None = None, **_: Any
) -> list[checks.CheckMessage]:
    """Sessions belong to one client at every address, and there is room for locks."""
    if not databases:
        return []
    reason = reason_against_sessions()
    if reason:
        return [checks.Error(reason, id="sispmpi.E001")]
    return [checks.Warning(line, id="sispmpi.W001") for line in locks.warnings()]


@checks.register(checks.Tags.security)
def organisations_are_kept_apart(app_configs: Any, **_: Any) -> list[checks.CheckMessage]:
    """No setting lets one organisation work in another."""
    return [checks.Error(reason, id="sispmpi.E002") for reason in loose_settings()]
