"""The bare view behind the middleware that finds the organisation, and allauth's."""

from tests.bench.product import *  # noqa: F403

ALLAUTH = "allauth.account.middleware.AccountMiddleware"
MIDDLEWARE = ["tenants.middleware.HostMiddleware", ALLAUTH, "tests.bench.bare.OwnUrls"]
