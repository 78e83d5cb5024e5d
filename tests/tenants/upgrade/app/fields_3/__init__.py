"""One more column than the release before: for measurements."""

from tests.tenants.upgrade.app import fields_2

__path__ = [*fields_2.__path__, *__path__]
