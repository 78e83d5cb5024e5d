"""The terms of the commissions that write plans."""

from collections.abc import Iterator

from django.urls import reverse

from access.rules import Actor
from integrity.formulation import permissions
from integrity.formulation.models import Commission
from integrity.formulation.queries.commission import ends_on
from integrity.formulation.queries.plans import plans_of
from integrity.formulation.rules.flows import OPEN_STATES
from notifications.ical import Entry
from notifications.links import absolute


def days(actor: Actor) -> Iterator[Entry]:
    """The last day of each commission whose plan is still being written by the actor's people."""
    if not actor.may(permissions.DRAFT_PLAN):
        return
    plans = plans_of(actor).filter(state__in=OPEN_STATES)
    found = Commission.objects.filter(plan__in=plans.order_by(), due_date__isnull=False)
    for commission in found.select_related("plan"):
        day = ends_on(commission)
        assert day is not None
        plan = commission.plan
        link = reverse("formulation:plan", args=[plan.uid], urlconf="config.urls.organisation")
        yield Entry(
            name=f"comissao-{commission.uid}",
            day=day,
            title=f"Prazo da comissão: {plan}",
            link=absolute(link),
            changed_at=plan.updated_at,
            sequence=plan.version,
        )
