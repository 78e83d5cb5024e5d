"""The published roots, by the names that the public knows their organisations by."""

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, StrIndex, Substr

from tenants.journal.models import JournalRoot
from tenants.models import Domain, Tenant

CENTRE = "CGE-MG"


def shown_roots() -> QuerySet[JournalRoot]:
    """Roots of the centre and of every organisation that opened, without places of training.

    An organisation opens only after its agreement was published, so that none of them is a secret.
    """
    place = Tenant.objects.filter(schema_name=OuterRef("schema_name"))
    host = Domain.objects.filter(tenant__schema_name=OuterRef("schema_name")).order_by(
        "-is_primary", "pk"
    )
    label = host.annotate(label=Substr("domain", 1, StrIndex("domain", Value(".")) - 1))
    training = Tenant.objects.filter(organisation__is_training=True)
    return (
        JournalRoot.objects.exclude(schema_name__in=training.values("schema_name"))
        .annotate(
            owner=Coalesce(Subquery(place.values("organisation__name")[:1]), Value(CENTRE)),
            slug=Coalesce(Subquery(label.values("label")[:1]), Value(CENTRE.lower())),
        )
        .order_by("-day", "owner", "schema_name")
    )
