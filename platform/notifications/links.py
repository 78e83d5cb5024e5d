"""Addresses that work from outside a request: the host of the schema in which the thread works."""

from collections.abc import Callable

from django.conf import settings

from foundation.tenancy import PUBLIC, current_schema

HostOf = Callable[[str], str]
_host_of: list[HostOf] = []


def register(host_of: HostOf) -> None:
    """Let the tenants room answer which host leads to a schema."""
    _host_of[:] = [host_of]


def on_host(host: str, path: str) -> str:
    """The full address of a path on a host."""
    port = f":{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT not in ("", "80", "443") else ""
    return f"{settings.PUBLIC_SCHEME}://{host}{port}{path}"


def absolute(path: str) -> str:
    """The full address of a path in the present schema: the centre's in public."""
    schema = current_schema()
    if schema == PUBLIC:
        return on_host(settings.CENTRE_HOST, path)
    return on_host(_host_of[0](schema), path)


def on_portal(path: str) -> str:
    """The full address of a path of the public portal."""
    return on_host(settings.BASE_DOMAIN, path)
