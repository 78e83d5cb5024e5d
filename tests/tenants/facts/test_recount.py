"""The nightly recount: repairs what stands otherwise, and says which figure, and of whom."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from access.rules import SYSTEM, Profile
from audit.models import Entry
from events.models import Outbox
from foundation.refusals import Denied, NotAllowed
from foundation.tenancy import inside
from tenants.facts import queries, services, tasks
from tenants.facts.models import Drift, Facts, Recount
from tenants.facts.rules import GRACE
from tenants.models import Organisation, Tenant
from tenants.rules import Nature, TenantState
from tests.factories import integrity
from tests.integrity.execution.scene import Scene, build
from tests.people import centre_actor
from tests.seed import FIRST, SECOND
from tests.tenants.facts.scene import AT, facts, organisation, tenant

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=2)


@pytest.fixture
def scene() -> Scene:
    """A plan in force with one late action, counted at the centre."""
    found = build()
    start = timezone.localdate(AT) - timedelta(days=1)
    found.execution(found.action(), planned_start=start)
    services.count(schema=FIRST.schema, at=AT)
    return found


def recounted(at: Any = LATER) -> list[tuple[str, Any, Any]]:
    found = services.recount_one(tenant=tenant(), at=at)
    return [(each.figure, each.stood, each.found) for each in found]


def test_what_stands_right_leaves_no_trace_but_the_hour(scene: Scene) -> None:
    assert recounted() == []
    assert (facts().recounted_at, facts().counted_at) == (LATER, LATER)


def test_a_figure_that_drifted_is_repaired_and_told(scene: Scene) -> None:
    Facts.objects.filter(organisation=organisation()).update(actions_late=7, plans={"drafting": 2})
    assert recounted() == [("plans", {"drafting": 2}, {"published": 1}), ("actions_late", 7, 1)]
    assert (facts().actions_late, facts().plans) == (1, {"published": 1})
    kept = Drift.objects.get(figure="actions_late")
    assert (kept.organisation, kept.stood, kept.found) == (organisation(), 7, 1)
    assert (kept.counted_at, kept.noticed_at) == (AT, LATER)


def test_a_lost_event_is_found_by_the_recount(scene: Scene) -> None:
    scene.action("2")  # written without the verb, so that nobody was told
    assert recounted() == [("actions", {"not_started": 1}, {"not_started": 2})]


def test_what_became_late_by_the_calendar_alone_has_not_drifted(scene: Scene) -> None:
    due = timezone.localdate(AT)
    scene.execution(scene.action("2"), planned_start=due)
    services.count(schema=FIRST.schema, at=AT)
    assert facts().actions_late == 1
    assert recounted(AT + timedelta(days=1)) == []
    assert facts().actions_late == 2


def test_what_is_on_its_way_is_counted_and_has_not_drifted(scene: Scene) -> None:
    scene.action("2")
    Facts.objects.update(asked_at=LATER - GRACE / 2)
    assert recounted() == []
    assert facts().actions == {"not_started": 2}
    assert facts().asked_at is None


def test_what_waits_to_be_delivered_has_not_drifted_until_it_waits_too_long(scene: Scene) -> None:
    now = timezone.now()
    scene.action("2")
    with inside(FIRST.schema):
        Outbox.objects.all().delete()
        Outbox.objects.create(name="formulation.action_added", body={})
    assert recounted(now) == []
    scene.action("3")
    with inside(FIRST.schema):
        Outbox.objects.update(emitted_at=now - 2 * GRACE)
    assert [name for name, *_ in recounted(now + timedelta(seconds=1))] == ["actions"]


def test_a_first_count_is_no_drift() -> None:
    with inside(FIRST.schema):
        integrity.ready_plan()
    assert recounted() == []
    assert facts().plans == {"drafting": 1}


def test_a_recount_is_started_by_who_may_and_journalled() -> None:
    actor = centre_actor(Profile.NETWORK_ADMIN)
    found = services.start_recount(actor=actor, at=AT)
    assert (found.total, found.started_by_name) == (2, actor.name)
    entry = Entry.objects.get(subject_uid=found.uid)
    assert (entry.verb, entry.actor_name) == ("tenants.recount.started", actor.name)
    with pytest.raises(Denied):
        services.start_recount(actor=centre_actor(Profile.AUDITOR), at=AT)


def test_a_recount_of_one_organisation_stands_in_its_trail() -> None:
    actor = centre_actor(Profile.DCI_DIRECTOR)
    services.start_recount(actor=actor, organisation=organisation(), at=AT)
    assert Entry.objects.filter(
        subject_uid=organisation().uid, verb="tenants.recount.started"
    ).exists()


def test_an_organisation_without_a_place_is_not_recounted() -> None:
    applicant = Organisation.objects.create(
        name="Vila Nova", nature=Nature.BODY, state="MG", cnpj="11222333000181"
    )
    with pytest.raises(NotAllowed):
        services.start_recount(actor=SYSTEM, organisation=applicant, at=AT)


def test_the_clock_recounts_everybody_one_task_each(
    django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with django_capture_on_commit_callbacks() as calls:
        tasks.recount_all()
    assert any("tenants.facts.tasks.recount" in each.args for each in calls)
    started = Recount.objects.get()
    assert started.started_by_name == "Sistema"
    assert tasks.recount(recount_id=started.pk) == 2
    for place in (FIRST, SECOND):
        tasks.recount_one(place=place.schema)
    progress = queries.last_recount(centre_actor(Profile.AUDITOR))
    assert progress is not None
    assert (progress.done, progress.is_over, progress.drifts) == (2, True, 0)


def test_a_suspended_organisation_is_recounted_too(scene: Scene) -> None:
    Tenant.objects.filter(schema_name=FIRST.schema).update(life=TenantState.SUSPENDED)
    Facts.objects.update(actions_late=4)
    assert tasks.recount_one(place=FIRST.schema) == 1
    assert facts().actions_late == 1


def test_what_cannot_be_recounted_keeps_its_figures_and_says_why(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tenants.facts import registry

    def broken(day: Any) -> Any:
        raise OSError("sem disco")

    whole = registry.source()
    registry.register(registry.Source(broken, whole.plans, whole.actions, whole.risks))
    try:
        with pytest.raises(OSError, match="sem disco"):
            services.recount_or_say_why(tenant=tenant(), at=LATER)
    finally:
        registry.register(whole)
    assert (facts().fault, facts().actions_late) == ("OSError: sem disco", 1)
    recounted()
    assert facts().fault == ""


def test_a_schema_that_waits_for_its_upgrade_is_left_alone(scene: Scene) -> None:
    behind = tenant()
    behind.migration_hash = "never seen before"
    from tenants.upgrade import release

    release._behind[behind.migration_hash] = True
    try:
        assert services.recount_or_say_why(tenant=behind, at=LATER) == []
    finally:
        del release._behind[behind.migration_hash]
    assert facts().fault == services.BEHIND
    assert facts().counted_at == AT


def command(*words: str) -> str:
    said = StringIO()
    call_command("tenant", "recount", *words, stdout=said)
    return said.getvalue()


def test_the_command_recounts_one_or_all_and_names_what_drifted(scene: Scene) -> None:
    Facts.objects.update(actions_late=4)
    assert command(FIRST.schema).splitlines() == [
        f"{FIRST.schema}\t1 figure repaired: actions_late 4 → 1"
    ]
    assert command().splitlines() == [
        f"{FIRST.schema}\tas it stood",
        f"{SECOND.schema}\tas it stood",
    ]


def test_the_command_is_a_recount_like_any_other(scene: Scene) -> None:
    command()
    progress = queries.last_recount(centre_actor(Profile.AUDITOR))
    assert progress is not None
    assert (progress.recount.started_by_name, progress.done) == ("Sistema", 2)
    command(FIRST.schema)
    assert Recount.objects.filter(organisation=organisation()).count() == 1


def test_the_command_refuses_a_schema_that_does_not_stand() -> None:
    with pytest.raises(CommandError, match="m0000000"):
        command("m0000000")
