"""The second release: what the first held, and more."""

from tests.tenants.upgrade.app import first

__path__ = [*first.__path__, *__path__]
