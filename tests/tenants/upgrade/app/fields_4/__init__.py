"""One more column than the release before: for measurements."""

from tests.tenants.upgrade.app import fields_3

__path__ = [*fields_3.__path__, *__path__]
