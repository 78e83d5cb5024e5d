"""How many organisations adopted a model of the library: counted from the facts they pushed."""

from collections import Counter
from uuid import UUID

from access.rules import Actor, require
from tenants import permissions
from tenants.facts.models import Facts
from tenants.models import Tenant
from tenants.rules import TenantState


def adoptions_by_model(actor: Actor) -> Counter[str]:
    """For each model, by its uid, the organisations that use it in a plan. Raises Denied."""
    require(actor, permissions.SEE_TENANTS)
    counted: Counter[str] = Counter()
    found = Facts.objects.filter(organisation__is_training=False).exclude(adoptions={})
    for tally in found.values_list("adoptions", flat=True).iterator():
        counted.update(dict.fromkeys(tally, 1))
    return counted


def adoptions_of(actor: Actor, model_uid: UUID) -> dict[str, int]:
    """Organisations that use one model, and organs in whose plans it stands. Raises Denied."""
    require(actor, permissions.SEE_TENANTS)
    found = Facts.objects.filter(
        organisation__is_training=False, adoptions__has_key=str(model_uid)
    ).values_list("adoptions", flat=True)
    organs = [tally[str(model_uid)] for tally in found]
    return {"organisations": len(organs), "organs": sum(organs)}


def schemas_with(model_uid: UUID) -> list[str]:
    """The schemas in work where a model was adopted, places of training too."""
    found = Tenant.objects.filter(
        organisation__facts__adoptions__has_key=str(model_uid), life=TenantState.ACTIVE
    )
    return list(found.order_by("schema_name").values_list("schema_name", flat=True))
