"""The demonstration is told in days before today: it must look right on whatever day it is made."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from config.demo.abaete_plan import CONTENT
from config.demo.abaete_stories import STORIES
from config.demo.bodies import BODIES, Body
from config.demo.days import Calendar
from config.demo.stories import Story
from foundation.identifiers import is_sei_mg_number, normal_cnpj
from integrity.execution.rules import Course, semaphore
from integrity.formulation.rules.flows import ActionStatus

LIGHTS = 10
SATURDAY = 5


def calendars() -> Iterator[Calendar]:
    """Every day of four years, a leap year among them, at changing hours."""
    first = datetime(2026, 1, 1, tzinfo=UTC)
    return (Calendar(first + timedelta(days=n, hours=n % 24)) for n in range(4 * 366))


def course(story: Story, days: Calendar) -> Course:
    """An action as its story leaves it."""
    last = story.reports[-1].ago if story.reports else story.classified
    status = ActionStatus.IN_PROGRESS if story.reports else ActionStatus.NOT_STARTED
    if story.is_done:
        status = ActionStatus.COMPLETED
    if story.abandoned:
        status = ActionStatus.DISCONTINUED
    planned = [on(days, story.start), None if story.end is None else on(days, story.end)]
    return Course(status, story.kind, *planned, last_change=days.day(last))


def on(days: Calendar, ago: int) -> date:
    return days.day(ago) if ago > 0 else days.ahead(-ago)


def test_what_happened_happened_on_working_days_in_order_and_before_today() -> None:
    for days in calendars():
        told = [days.day(ago) for ago in range(450, 0, -1)]
        assert told == sorted(told)
        assert told[-1] < days.today
        assert {day.weekday() for day in told} == set(range(SATURDAY))
        assert days.at(1, 16) < days.now


def test_the_stories_show_every_light_on_every_day() -> None:
    for days in calendars():
        lights = {semaphore(course(story, days), today=days.today) for story in STORIES}
        assert len(lights) == LIGHTS, (days.today, lights)


def test_every_story_is_of_an_action_and_one_action_has_none() -> None:
    numbers = {action.number for action in CONTENT.actions}
    assert numbers - {story.number for story in STORIES} == {"5.2"}
    assert {story.number for story in STORIES} < numbers


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.key)
def test_made_up_numbers_have_right_check_digits(body: Body) -> None:
    assert normal_cnpj(body.cnpj) == body.cnpj
    assert is_sei_mg_number(body.sei_number(2026))
