"""Cache keys carry the schema, so that no organisation reads what another stored."""

from foundation.tenancy import current_schema


def key(name: str, prefix: str, version: int) -> str:
    """The full key of Django's cache, with the schema of the thread in it."""
    return f"{prefix}:{current_schema()}:{version}:{name}"
