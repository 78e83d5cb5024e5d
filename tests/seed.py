"""What every test database holds: two organisations, born as in the product, and nothing else."""

import os
from dataclasses import dataclass

BASE_DOMAIN = "localhost"


@dataclass(frozen=True)
class Place:
    """An organisation of the test database."""

    name: str
    slug: str
    ibge_code: str
    cnpj: str

    @property
    def schema(self) -> str:
        return f"m{self.ibge_code}"

    @property
    def host(self) -> str:
        return f"{self.slug}.{BASE_DOMAIN}"


FIRST = Place("Vila Primeira", "vila-primeira", "3199901", "11222333000181")
SECOND = Place("Vila Segunda", "vila-segunda", "3199902", "11444777000161")
PLACES = (FIRST, SECOND)


def schema_at(host: str) -> str:
    """The schema behind one of the hosts of the tests."""
    return next((place.schema for place in PLACES if place.host == host), "public")


def main() -> None:
    """Bring both organisations in, by the services that do it in production."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.utils import timezone

    from access.rules import SYSTEM
    from tenants import services
    from tenants.backend.base import GUEST
    from tenants.models import Organisation
    from tenants.provisioning.cluster import make_role
    from tenants.provisioning.owner import owner_transaction
    from tenants.provisioning.steering import READERS
    from tenants.rules import Nature

    for place in PLACES:
        organisation = Organisation.objects.create(
            name=place.name,
            acronym="PM",
            nature=Nature.MUNICIPALITY_MG,
            state="MG",
            ibge_code=place.ibge_code,
            cnpj=place.cnpj,
        )
        birth = services.request_birth(
            actor=SYSTEM,
            organisation=organisation,
            agreement_uid=None,
            administrator_name="Primeira Administradora",
            administrator_email=f"admin@{place.slug}.test",
            at=timezone.now(),
        )
        while services.next_step(birth.pk, at=timezone.now()):
            pass
        with owner_transaction() as cursor:  # roles belong to the whole cluster: tests only lend it
            make_role(cursor, f"{place.schema}{GUEST}", inside=READERS)
