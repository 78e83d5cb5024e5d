"""What a demonstration looks like from inside, as JSON: run on the database that was filled."""

import json
import os
import sys
from collections import Counter
from typing import Any


def main() -> None:
    """Print what the product's own queries and its sign-in page answer."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from config.demo.accounts import held_in, places

    found = {
        "bodies": bodies(),
        "profiles": {schema: profiles(held_in(schema)) for _, _, schema in places()},
        "abaete": plan_of("m3100203"),
        "diamantina": plan_of("m3121605"),
        "signed_in": {host: signed_in(host, held_in(schema)) for host, _, schema in places()},
        "waiting": waiting([schema for _, _, schema in places()]),
    }
    json.dump(found, sys.stdout)


def bodies() -> dict[str, list[str]]:
    """Where each organisation stands: request, agreement, delivery, birth, reports."""
    from agreements.improvements.models import AnnualReport
    from agreements.publication.models import Delivery, Extract
    from agreements.registry.models import Agreement, Request
    from agreements.registry.queries import missing_of
    from agreements.work_plans.models import Draft
    from tenants.models import Organisation, Tenant

    found = {}
    for body in Organisation.objects.all():
        agreement = Agreement.objects.filter(organisation=body).first()
        words = [f"request {each.state}" for each in Request.objects.filter(organisation=body)]
        if agreement is not None:
            words += [f"agreement {agreement.state}", f"missing {len(missing_of(agreement))}"]
            words += [f"drafts {Draft.objects.filter(agreement=agreement).count()}"]
            of = {"agreement": agreement}
            words += [f"extract {each.number}" for each in Extract.objects.filter(**of)]
            words += [f"delivery {each.state}" for each in Delivery.objects.filter(**of)]
            reports = AnnualReport.objects.filter(**of).exclude(state="draft")
            words += [f"{each.side} report {each.state}" for each in reports]
            words += [f"improvements {each.improvements.count()}" for each in reports]
        words += [f"tenant {each.life}" for each in Tenant.objects.filter(organisation=body)]
        found[body.name] = words
    return found


def profiles(held: dict[str, list[str]]) -> list[str]:
    """The names of the profiles held, without the places."""
    return sorted({each.split(" · ")[0] for labels in held.values() for each in labels})


def plan_of(schema: str) -> dict[str, Any]:
    """The plan of an organisation with its lights, as the product itself derives them."""
    from django.utils import timezone

    from foundation.tenancy import inside
    from integrity.evaluation.models import MonitoringReport
    from integrity.execution.models import Evidence
    from integrity.execution.queries import policy_in_force, row_of
    from integrity.formulation.models import Action, CommissionMember, Plan
    from integrity.monitoring.models import Recommendation, RiskAssessment

    with inside(schema):
        plan = Plan.objects.order_by("edition", "revision")[0]
        actions = Action.objects.select_related("execution").filter(plan=plan)
        policy, today = policy_in_force(), timezone.localdate()
        rows = [row_of(action, today=today, policy=policy) for action in actions]
        said = Recommendation.objects.values_list("source", "state")
        return {
            "state": plan.state,
            "axes": plan.axes.count(),
            "members": CommissionMember.objects.count(),
            "actions": len(rows),
            "without_unit": sum(action.executing_unit is None for action in actions),
            "lights": dict(Counter(f"{row.light.colour}: {row.light.text}" for row in rows)),
            "kinds": sorted({row.execution.kind for row in rows if row.execution}),
            "files": Evidence.objects.exclude(file=None).count(),
            "said": sorted(f"{source} {state}" for source, state in said),
            "risks": sorted(RiskAssessment.objects.values_list("level", flat=True)),
            "reports": MonitoringReport.objects.count(),
            "asked": list(plan.revision_requests.values_list("kind", "state", "draft__state")),
        }


def signed_in(host: str, held: dict[str, list[str]]) -> dict[str, list[int]]:
    """For each person of a host: what the sign-in and then the first page answered."""
    from django.test import Client

    from config.demo import keys

    found = {}
    for email in held:
        client = Client(SERVER_NAME=host)
        answer = client.post("/conta/entrar/", {"login": email, "password": keys.known()})
        found[email] = [answer.status_code, client.get("/").status_code]
    return found


def waiting(schemas: list[str]) -> int:
    """How many facts no handler has heard of yet."""
    from events.models import Outbox
    from foundation.tenancy import inside

    count = 0
    for schema in schemas:
        with inside(schema):
            count += Outbox.objects.filter(delivered_at=None).count()
    return count


if __name__ == "__main__":
    main()
