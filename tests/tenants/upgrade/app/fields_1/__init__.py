"""One more column than the release before: for measurements."""

from tests.tenants.upgrade.app import first

__path__ = [*first.__path__, *__path__]
