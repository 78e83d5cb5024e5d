"""The light, the status and the records of an action, whatever the days."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.refusals import NotAllowed
from integrity.execution import rules
from integrity.execution.rules import Course, Kind, Progress, SemaphorePolicy, semaphore
from integrity.formulation.rules.flows import ACTION_FLOW, ActionStatus

TODAY = date(2026, 6, 15)
days = st.dates(date(2020, 1, 1), date(2035, 1, 1))
maybe_days = st.none() | days
statuses = st.sampled_from(ActionStatus)
courses = st.builds(
    Course,
    status=statuses,
    kind=st.sampled_from([*Kind.values, ""]),
    planned_start=maybe_days,
    planned_end=maybe_days,
    last_change=days,
)


def one_off(days_left: int, status: ActionStatus = ActionStatus.IN_PROGRESS) -> Course:
    """A one-off action that should end in so many days."""
    end = TODAY + timedelta(days=days_left)
    return Course(status, Kind.ONE_OFF, end - timedelta(days=300), end, TODAY)


def continuous(days_silent: int) -> Course:
    """A continuous action under way, last touched so many days ago."""
    last = TODAY - timedelta(days=days_silent)
    return Course(ActionStatus.IN_PROGRESS, Kind.CONTINUOUS, date(2026, 1, 1), None, last)


@pytest.mark.parity("P76")
@pytest.mark.parametrize(
    ("days_left", "colour"),
    [(31, "green"), (30, "green"), (29, "yellow"), (0, "yellow"), (-1, "red"), (-90, "red")],
)
def test_a_one_off_action_is_lit_by_the_days_left(days_left: int, colour: str) -> None:
    assert semaphore(one_off(days_left), today=TODAY).colour == colour


@pytest.mark.parity("P77")
@pytest.mark.parametrize(
    ("days_silent", "colour"),
    [(0, "green"), (29, "green"), (30, "yellow"), (59, "yellow"), (60, "red"), (400, "red")],
)
def test_a_continuous_action_is_lit_by_the_days_of_silence(days_silent: int, colour: str) -> None:
    assert semaphore(continuous(days_silent), today=TODAY).colour == colour


@pytest.mark.parity("P78")
@pytest.mark.parametrize(
    ("status", "start", "colour", "text"),
    [
        (ActionStatus.NOT_STARTED, TODAY + timedelta(days=1), "white", "Não iniciada"),
        (ActionStatus.NOT_STARTED, TODAY, "white", "Não iniciada"),
        (ActionStatus.NOT_STARTED, TODAY - timedelta(days=1), "red", "Início atrasado"),
        (ActionStatus.COMPLETED, TODAY, "blue", "Concluída"),
        (ActionStatus.DISCONTINUED, TODAY, "grey", "Descontinuada"),
    ],
)
def test_a_late_start_shows_and_closed_actions_keep_their_colour(
    status: ActionStatus, start: date, colour: str, text: str
) -> None:
    course = Course(status, Kind.CONTINUOUS, start, None, TODAY)
    assert semaphore(course, today=TODAY) == rules.Light(colour, text)


@given(courses, days)
def test_every_light_says_in_words_what_its_colour_means(course: Course, today: date) -> None:
    light = semaphore(course, today=today)
    assert light.text
    assert light.colour in {"", "green", "yellow", "red", "blue", "white", "grey"}
    unclassified = not course.kind or course.planned_start is None
    if unclassified:
        assert light == rules.UNCLASSIFIED


@given(courses, days)
def test_closed_actions_are_never_late(course: Course, today: date) -> None:
    if course.status in rules.CLOSED:
        assert semaphore(course, today=today).colour in {"", "blue", "grey"}
        assert not rules.starts_late(course, today)
        assert not rules.ends_late(course, today)


@given(courses, days)
def test_a_late_start_is_red_whenever_the_action_is_classified(course: Course, today: date) -> None:
    if rules.starts_late(course, today) and course.kind:
        assert semaphore(course, today=today).colour == "red"


@given(st.integers(0, 365), st.integers(-365, 730))
def test_the_thresholds_are_those_of_the_policy(threshold: int, days_left: int) -> None:
    policy = SemaphorePolicy(green_from=threshold)
    colour = semaphore(one_off(days_left), today=TODAY, policy=policy).colour
    expected = "red" if days_left < 0 else "green" if days_left >= threshold else "yellow"
    assert colour == expected


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_silence_never_makes_a_light_better(shorter: int, longer: int) -> None:
    order = ["green", "yellow", "red"]
    shorter, longer = sorted((shorter, longer))
    before = semaphore(continuous(shorter), today=TODAY).colour
    assert order.index(before) <= order.index(semaphore(continuous(longer), today=TODAY).colour)


@pytest.mark.parity("P88")
@given(maybe_days, maybe_days)
def test_the_status_follows_from_the_days_recorded(start: date | None, end: date | None) -> None:
    status = ActionStatus.NOT_STARTED
    for verb in rules.verbs_of_progress(status, start, end):
        status = ACTION_FLOW.after(verb, status)
    if start is None:
        assert status == ActionStatus.NOT_STARTED
    else:
        assert status == (ActionStatus.COMPLETED if end else ActionStatus.IN_PROGRESS)


@pytest.mark.parametrize("status", sorted(rules.CLOSED))
def test_a_closed_action_takes_no_more_progress(status: ActionStatus) -> None:
    with pytest.raises(NotAllowed):
        rules.verbs_of_progress(status, TODAY, None)


@pytest.mark.parity("P81")
@given(st.sampled_from([*Kind.values, "", "x"]), maybe_days, maybe_days, st.integers(0, 3))
def test_a_classification_is_accepted_only_when_nothing_is_missing(
    kind: str, start: date | None, end: date | None, types: int
) -> None:
    faults = rules.classification_faults(kind, start, end, types)
    complete = kind in Kind.values and start is not None and types > 0
    if kind == Kind.ONE_OFF:
        complete = complete and end is not None and start is not None and end >= start
    assert bool(faults) is not complete


def report(**changes: object) -> Progress:
    """A record that is fine, but for what is changed."""
    fine = {
        "recorded_date": TODAY,
        "percent": 40,
        "narrative": "Minuta pronta.",
        "actual_start": date(2026, 5, 1),
    }
    return Progress(**(fine | changes))  # type: ignore[arg-type]


@pytest.mark.parity("P88", "N18")
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"percent": 101}, "percent"),
        ({"percent": -1}, "percent"),
        ({"percent": 10, "actual_start": None}, "percent"),
        ({"percent": 90, "actual_end": TODAY}, "percent"),
        ({"actual_end": date(2026, 4, 30), "percent": 100}, "actual_end"),
        ({"actual_start": None, "actual_end": TODAY, "percent": 0}, "actual_start"),
        ({"recorded_date": TODAY + timedelta(days=1)}, "recorded_date"),
        ({"actual_start": TODAY + timedelta(days=1)}, "actual_start"),
        ({"narrative": "  "}, "narrative"),
        ({"actual_start": None, "percent": 0, "spent_budget": Decimal("1.00")}, "spent_budget"),
    ],
)
def test_a_record_that_contradicts_itself_is_refused(
    changes: dict[str, object], field: str
) -> None:
    faults = rules.progress_faults(report(**changes), status=ActionStatus.NOT_STARTED, today=TODAY)
    assert list(faults) == [field]


def test_a_consistent_record_has_no_fault() -> None:
    done = report(percent=100, actual_end=TODAY, spent_budget=Decimal("900"))
    for each in (report(), done, report(percent=0, actual_start=None)):
        assert not rules.progress_faults(each, status=ActionStatus.NOT_STARTED, today=TODAY)


def test_an_action_that_has_begun_keeps_a_start() -> None:
    found = rules.progress_faults(
        report(actual_start=None, percent=0), status=ActionStatus.IN_PROGRESS, today=TODAY
    )
    assert list(found) == ["actual_start"]


@pytest.mark.parity("N12")
@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "//host/x",
        "https://a b",
        "",
    ],
)
def test_only_a_web_address_is_a_link(url: str) -> None:
    assert not rules.is_safe_link(url)
    assert rules.is_safe_link("https://exemplo.mg.gov.br/evidencia.pdf")
