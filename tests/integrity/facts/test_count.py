"""One query counts what the rules of the phases say, and nothing of anybody."""

from datetime import date, datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access.rules import Actor, Profile
from foundation.tenancy import inside
from integrity.execution.models import ActionExecution
from integrity.execution.queries import policy_in_force, row_of
from integrity.execution.rules import DEFAULT_POLICY, Kind, ends_late, starts_late
from integrity.facts.queries import count
from integrity.formulation.models import Action
from integrity.formulation.rules.flows import ActionStatus
from integrity.formulation.services.organs import add_organ
from integrity.monitoring.models import RiskAssessment
from tenants.facts.rules import Figures
from tests.factories import integrity
from tests.integrity.execution.scene import NOON, Scene
from tests.integrity.monitoring.desk import answered, recommendation
from tests.people import person
from tests.seed import FIRST, SECOND


def counted(day: date | None = None, place: str = FIRST.schema) -> Figures:
    with inside(place):
        return count(day or timezone.localdate())


def test_an_organisation_that_has_only_been_born_counts_nothing(db: None) -> None:
    assert counted(place=SECOND.schema) == Figures()


def test_the_scene_is_counted_as_the_dashboard_shows_it(varied: Scene) -> None:
    found = counted()
    assert found.plans == {"published": 1}
    assert found.actions == {"not_started": 4, "in_progress": 3, "completed": 1, "discontinued": 1}
    assert found.actions_late == 2
    assert found.risks == {"extreme": 1}
    assert (found.recommendations_open, found.recommendations_late) == (3, 3)
    assert found.in_force_since_date == date(2026, 3, 2)


def test_it_is_one_query_whatever_there_is(varied: Scene) -> None:
    with inside(FIRST.schema), CaptureQueriesContext(connection) as asked:
        count(timezone.localdate())
    assert len([each for each in asked if "SET ROLE" not in each["sql"]]) == 1


def test_a_plan_in_drafting_counts_as_a_plan_and_its_actions_do_not(in_first: None) -> None:
    integrity.ready_plan(actions=3)
    found = count(timezone.localdate())
    assert found.plans == {"drafting": 1}
    assert found.actions == {}
    assert found.in_force_since_date is None


def test_lateness_is_that_of_the_day_it_is_asked_of(scene: Scene) -> None:
    action = scene.action()
    start = timezone.localdate() + timedelta(days=5)
    scene.execution(action, planned_start=start, planned_end=start + timedelta(days=3))
    assert counted(start).actions_late == 0
    assert counted(start + timedelta(days=1)).actions_late == 1


def test_only_the_newest_risk_of_an_action_counts(scene: Scene) -> None:
    action = scene.action()
    with inside(FIRST.schema):
        for days, level in enumerate(("high", "medium", "low")):
            at = NOON + timedelta(days=days)
            RiskAssessment.objects.create(
                action=action, level=level, reason="x", assessed_at=at, assessed_by="M"
            )
    assert counted().risks == {"low": 1}


def test_an_answer_is_late_after_the_days_that_make_an_update_late(scene: Scene) -> None:
    recommendation(scene.action("1"))
    answered(recommendation(scene.action("2")))
    due = timezone.localdate(NOON) + timedelta(days=DEFAULT_POLICY.stale_after)
    on_time, late = counted(due), counted(due + timedelta(days=1))
    assert (on_time.recommendations_open, on_time.recommendations_late) == (1, 0)
    assert (late.recommendations_open, late.recommendations_late) == (1, 1)


def test_the_last_activity_is_the_newest_entry_about_a_plan(in_first: None) -> None:
    assert count(timezone.localdate()).last_activity_at is None
    integrity.plan()
    assert count(timezone.localdate()).last_activity_at == integrity.AT
    at = integrity.AT + timedelta(hours=1)
    admin = Actor(name="Ana Administradora", profile=Profile.ORGANISATION_ADMIN)
    add_organ(actor=admin, name="Câmara Municipal", acronym="CM", at=at)
    assert count(timezone.localdate()).last_activity_at == at


def test_nothing_personal_leaves(varied: Scene) -> None:
    person(FIRST.schema, Profile.HEAD, "Percival Prefeito")
    told = repr(counted())
    for name in ("Percival", "Mônica", "Rosa", "Revisar", "Publiquem", "Secretaria"):
        assert name not in told


DAYS = st.integers(-40, 40)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    courses=st.lists(
        st.tuples(st.sampled_from(ActionStatus), st.none() | DAYS, st.none() | DAYS), max_size=6
    ),
    passed=DAYS,
)
def test_the_query_is_late_where_the_rules_are(
    scene: Scene, courses: list[tuple[ActionStatus, int | None, int | None]], passed: int
) -> None:
    with inside(FIRST.schema):
        ActionExecution.objects.all().delete()
        Action.objects.all().delete()
    for number, (status, start, end) in enumerate(courses, start=1):
        classify(scene.action(str(number), status=status), start, end)
    day = timezone.localdate(NOON) + timedelta(days=passed)
    with inside(FIRST.schema):
        policy = policy_in_force()
        found = Action.objects.select_related("execution")
        rows = [row_of(each, today=day, policy=policy) for each in found]
    late = [row for row in rows if starts_late(row.course, day) or ends_late(row.course, day)]
    assert counted(day).actions_late == len(late)


def classify(action: Action, start: int | None, end: int | None) -> None:
    """A classification whose days lie so far from noon; none without a start."""
    if start is None:
        return
    first = timezone.localdate(NOON) + timedelta(days=start)
    last = None if end is None else max(first, first + timedelta(days=end))
    with inside(FIRST.schema):
        ActionExecution.objects.create(
            action=action,
            kind=Kind.CONTINUOUS if last is None else Kind.ONE_OFF,
            planned_start=first,
            planned_end=last,
            updated_at=datetime.now(tz=timezone.get_current_timezone()),
        )
