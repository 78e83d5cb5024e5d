"""The bare view of plain Django: the same without a host to resolve."""

from tests.bench.bare_product import ALLAUTH
from tests.bench.plain import *  # noqa: F403

MIDDLEWARE = [ALLAUTH, "tests.bench.bare.OwnUrls"]
