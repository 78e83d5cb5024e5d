"""The same product and the same trial app on django-tenants' own engine."""

from tests.tenants.upgrade.settings import *  # noqa: F403
from tests.tenants.upgrade.settings import DATABASES

DATABASES["default"]["ENGINE"] = "django_tenants.postgresql_backend"
TENANT_MULTIPROCESSING_MAX_PROCESSES = 2
