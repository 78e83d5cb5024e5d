"""The product as it runs in production: connections that live on and are looked at first.

The cache is in the process: no server is measured that both sides would ask alike.
"""

from config.settings import *  # noqa: F403
from config.settings import CACHES, DATABASES, MIDDLEWARE

LIVING = {"CONN_MAX_AGE": 300, "CONN_HEALTH_CHECKS": True}
DATABASES["default"].update(LIVING)
CACHES["default"]["BACKEND"] = "django.core.cache.backends.locmem.LocMemCache"
MIDDLEWARE.append("tests.bench.bare.OwnUrls")
