"""Facts as tests ask for them."""

from datetime import UTC, datetime

from tenants.facts.models import Facts
from tenants.models import Organisation, Tenant
from tests.seed import FIRST, Place

AT = datetime(2026, 11, 23, 15, tzinfo=UTC)


def organisation(place: Place = FIRST) -> Organisation:
    return Organisation.objects.get(ibge_code=place.ibge_code)


def tenant(place: Place = FIRST) -> Tenant:
    found: Tenant = Tenant.objects.get(schema_name=place.schema)
    return found


def facts(place: Place = FIRST) -> Facts:
    return Facts.objects.get(organisation__ibge_code=place.ibge_code)
