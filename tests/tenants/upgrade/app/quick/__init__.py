"""A release after the second."""

from tests.tenants.upgrade.app import second

__path__ = [*second.__path__, *__path__]
