"""What happens in an organisation reaches its own row: once a burst, late or twice all the same."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from audit.models import Entry
from documents.clearance import Decision
from events.models import Outbox
from events.tasks import deliver
from foundation.tasks import TenantRefused
from foundation.tenancy import inside
from integrity.facts.handlers import PHASES, kinds
from integrity.formulation.rules.public_plan import Paper
from integrity.formulation.services import public_plans
from notifications.links import on_host
from tenants.facts import services, tasks
from tenants.facts.models import Facts
from tests.factories import integrity
from tests.people import Visitor
from tests.seed import FIRST, SECOND
from tests.tenants.facts.scene import AT, facts, organisation

pytestmark = pytest.mark.django_db


def happen(actions: int = 1) -> None:
    """A plan with its commission and actions, by the services that make them."""
    with inside(FIRST.schema):
        integrity.ready_plan(actions=actions)


def deliver_all() -> int:
    """Hand what happened in the first organisation to its handlers, as the worker does."""
    with inside(FIRST.schema):
        waiting = list(Outbox.objects.filter(delivered_at=None).values_list("pk", flat=True))
    for pk in waiting:
        deliver(schema=FIRST.schema, outbox_id=pk)
    return len(waiting)


def queued(calls: list[object]) -> list[object]:
    """The pushes among what is sent after commit."""
    return [each for each in calls if "tenants.facts.tasks.push" in getattr(each, "args", ())]


def test_a_burst_of_events_is_pushed_once(
    django_capture_on_commit_callbacks: pytest.FixtureRequest,
) -> None:
    happen(actions=4)
    with django_capture_on_commit_callbacks() as calls:  # type: ignore[operator]
        assert deliver_all() >= 6
    assert len(queued(calls)) == 1
    assert facts().asked_at is not None
    assert facts().counted_at is None


def test_a_push_counts_what_happened_under_the_role_of_the_organisation() -> None:
    happen(actions=2)
    deliver_all()
    tasks.push(schema=FIRST.schema)
    row = facts()
    assert row.plans == {"drafting": 1}
    assert row.last_activity_at == integrity.AT
    assert row.asked_at is None
    assert row.counted_at is not None


def test_a_push_that_comes_twice_counts_once() -> None:
    happen()
    deliver_all()
    with inside(FIRST.schema):
        assert services.push(schema=FIRST.schema, at=AT)
        assert not services.push(schema=FIRST.schema, at=AT + timedelta(hours=1))
    assert facts().counted_at == AT


def test_an_event_delivered_long_after_leaves_the_truth_of_now() -> None:
    happen()
    with inside(FIRST.schema):
        waiting = list(Outbox.objects.values_list("pk", flat=True))
        integrity.publish(integrity.Plan.objects.get())
    deliver_all()
    tasks.push(schema=FIRST.schema)
    published = {"published": 1}
    assert facts().plans == published
    with inside(FIRST.schema):
        Outbox.objects.filter(pk__in=waiting).update(delivered_at=None)
    for pk in reversed(waiting):
        deliver(schema=FIRST.schema, outbox_id=pk)
    tasks.push(schema=FIRST.schema)
    assert facts().plans == published


def test_an_event_after_a_push_asks_for_the_next(
    django_capture_on_commit_callbacks: pytest.FixtureRequest,
) -> None:
    happen()
    deliver_all()
    tasks.push(schema=FIRST.schema)
    with inside(FIRST.schema):
        integrity.action(integrity.Plan.objects.get(), "7")
    with django_capture_on_commit_callbacks() as calls:  # type: ignore[operator]
        deliver_all()
    assert len(queued(calls)) == 1


def test_the_sweep_finds_a_push_that_the_broker_lost() -> None:
    happen()
    deliver_all()
    assert tasks.sweep() == 0
    Facts.objects.update(asked_at=AT - timedelta(days=1))
    assert tasks.sweep() == 1


def test_every_event_of_a_plan_asks_for_a_push() -> None:
    from events.registry import is_awaited

    found = [kind for phase in PHASES for kind in kinds(phase)]
    assert len(found) > 25
    assert [kind.name for kind in found if not is_awaited(kind.name)] == []


def test_a_push_for_a_schema_that_nobody_serves_is_refused() -> None:
    with pytest.raises((TenantRefused, ValueError)):
        tasks.push(schema="m0000000")
    with pytest.raises(TenantRefused):
        tasks.push(schema="public")


def test_an_organisation_sees_and_writes_its_own_facts_only() -> None:
    for place in (FIRST, SECOND):
        services.count(schema=place.schema, at=AT)
    neighbour = organisation(SECOND).pk
    with inside(FIRST.schema), connection.cursor() as cursor:
        cursor.execute("SELECT organisation_id FROM public.tenants_facts")
        assert cursor.fetchall() == [(organisation(FIRST).pk,)]
        cursor.execute(
            "UPDATE public.tenants_facts SET actions_late = 9 WHERE organisation_id = %s",
            [neighbour],
        )
        assert cursor.rowcount == 0
        cursor.execute("UPDATE public.tenants_facts SET actions_late = 3")
        assert cursor.rowcount == 1
        for statement in (
            f"UPDATE public.tenants_facts SET organisation_id = {neighbour}",
            "DELETE FROM public.tenants_facts",
            "SELECT 1 FROM public.tenants_drift",
            "SELECT 1 FROM public.tenants_recount",
        ):
            with pytest.raises(ProgrammingError), transaction.atomic():
                cursor.execute(statement)
    assert facts(SECOND).actions_late == 0


def test_facts_for_a_neighbour_cannot_be_made_up() -> None:
    values = f"({organisation(SECOND).pk}, '{{}}', '{{}}', 0, '{{}}', 0, 0, '')"
    columns = (
        "organisation_id, plans, actions, actions_late, risks, recommendations_open,"
        " recommendations_late, fault"
    )
    with inside(FIRST.schema), connection.cursor() as cursor:
        statement = f"INSERT INTO public.tenants_facts ({columns}) VALUES {values}"
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            cursor.execute(statement)


def test_a_push_changes_nothing_in_the_journal() -> None:
    happen()
    with inside(FIRST.schema):
        before = Entry.objects.count()
        services.ask(schema=FIRST.schema, at=AT)
        services.push(schema=FIRST.schema, at=AT)
        assert Entry.objects.count() == before


def test_the_portal_links_to_the_plans_of_an_organisation_that_shows_some(portal: Visitor) -> None:
    with inside(FIRST.schema):
        plan = integrity.published_plan()
        choice = public_plans.Choice(frozenset(), Paper.NONE)
        decision = Decision(stamp=public_plans.sheet_for(plan.publication, choice).stamp)
        public_plans.show_plan(
            actor=integrity.HEAD, uid=plan.uid, choice=choice, decision=decision, at=integrity.AT
        )
    link = on_host(FIRST.host, "/planos-publicos/")
    assert link not in portal.get("/organizacoes/").text
    deliver_all()
    tasks.push(schema=FIRST.schema)
    assert facts().plans_shown == 1
    page = portal.get("/organizacoes/").text
    assert link in page
    assert SECOND.host not in page
