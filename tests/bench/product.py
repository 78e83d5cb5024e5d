"""The product as it runs in production: connections that live on and are looked at first."""

from config.settings import *  # noqa: F403
from config.settings import DATABASES, MIDDLEWARE

LIVING = {"CONN_MAX_AGE": 300, "CONN_HEALTH_CHECKS": True}
DATABASES["default"].update(LIVING)
MIDDLEWARE.append("tests.bench.bare.OwnUrls")
