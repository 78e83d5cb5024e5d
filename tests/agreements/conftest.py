"""A database of its own also for what crosses from an agreement to the place that it brings."""

from collections.abc import Iterator

import pytest
from django.conf import settings

from tenants import services
from tenants.models import Birth
from tests.agreements.road_by_pages import Road
from tests.database import Database
from tests.people import Visitor
from tests.tenants.conftest import own

__all__ = ["own"]


@pytest.fixture
def road(own: Database) -> Iterator[Road]:
    """Somebody at the portal; the place that is born goes with its role."""
    found = Road(Visitor(settings.BASE_DOMAIN))
    yield found
    for birth in Birth.objects.exclude(agreement_uid=None):
        schema = services.schema_of(birth)
        own.rows(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE')
        role = f"{settings.INSTALLATION_ID}_{schema}"
        if own.rows("SELECT 1 FROM pg_roles WHERE rolname = %s", role):
            own.rows(f'DROP OWNED BY "{role}"')
            own.rows(f'DROP ROLE "{role}"')
