"""The plan begins from the model, is changed in draft, and gets dates when the agreement does."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from access.rules import Profile
from agreements.registry.services import mark_published
from agreements.work_plans import queries, services
from agreements.work_plans.models import Stage
from agreements.work_plans.rules import StageEvent, StageTerms
from audit.queries import entries_of
from foundation.periods import TermUnit, add_business_days, add_term
from foundation.refusals import Denied, Invalid, NotAllowed
from tests.agreements.work_plans.test_rules import terms
from tests.factories import agreements as make

pytestmark = pytest.mark.django_db


def stage_of(agreement: object, order: int = 2, place: int = 2) -> Stage:
    """A stage of an agreement's plan, by the numbers people see."""
    return Stage.objects.get(goal__plan__agreement=agreement, goal__order=order, order=place)


def test_the_model_plan_has_five_goals_each_with_stages() -> None:
    agreement = make.an_agreement()
    plan = services.start_plan(actor=make.ANALYST(), uid=agreement.uid, at=timezone.now())
    counts = [goal.stages.count() for goal in plan.goals.all()]
    assert counts == [3, 3, 5, 4, 2]
    assert plan.justification == agreement.request.justification


def test_a_plan_is_started_once() -> None:
    agreement = make.an_agreement_with_drafts()
    with pytest.raises(NotAllowed):
        services.start_plan(actor=make.ANALYST(), uid=agreement.uid, at=timezone.now())


def test_a_stage_is_changed_in_draft() -> None:
    agreement = make.an_agreement_with_drafts()
    stage = stage_of(agreement)
    services.change_stage(
        actor=make.ANALYST(), uid=stage.uid, terms=terms(end_offset=45), at=timezone.now()
    )
    stage.refresh_from_db()
    assert (stage.description, stage.end_offset) == ("Instalar em ambiente de teste", 45)
    assert entries_of(agreement).filter(verb="work_plans.plan.stage_changed").count() == 1


def test_stages_are_added_and_taken_out_in_draft() -> None:
    agreement = make.an_agreement_with_drafts()
    goal = stage_of(agreement).goal
    added = services.add_stage(
        actor=make.ANALYST(), goal_uid=goal.uid, terms=terms(), at=timezone.now()
    )
    assert added.order == 4
    services.remove_stage(actor=make.ANALYST(), uid=added.uid, at=timezone.now())
    assert goal.stages.count() == 3


@pytest.mark.parametrize("wrong", [{"description": ""}, {"end_offset": -1}])
def test_a_stage_that_makes_no_sense_is_not_written(wrong: dict[str, object]) -> None:
    stage = stage_of(make.an_agreement_with_drafts())
    with pytest.raises(Invalid):
        services.change_stage(
            actor=make.ANALYST(), uid=stage.uid, terms=terms(**wrong), at=timezone.now()
        )


def try_each_verb(stage: Stage, actor: make.Actor) -> list[type[Exception]]:
    """What each verb on a stage raises."""
    raised: list[type[Exception]] = []
    given: StageTerms = terms()
    for verb in (
        lambda: services.change_stage(actor=actor, uid=stage.uid, terms=given, at=timezone.now()),
        lambda: services.add_stage(
            actor=actor, goal_uid=stage.goal.uid, terms=given, at=timezone.now()
        ),
        lambda: services.remove_stage(actor=actor, uid=stage.uid, at=timezone.now()),
    ):
        try:
            verb()
        except (Denied, NotAllowed) as refusal:
            raised.append(type(refusal))
    return raised


def test_a_plan_that_was_sent_changes_no_more() -> None:
    stage = stage_of(make.an_agreement_to_sign())
    assert try_each_verb(stage, make.ANALYST()) == [NotAllowed] * 3


def test_the_comptroller_does_not_change_a_plan() -> None:
    stage = stage_of(make.an_agreement_with_drafts())
    assert try_each_verb(stage, make.COMPTROLLER()) == [Denied] * 3


def test_publication_dates_the_stages_that_do_not_wait_for_the_delivery() -> None:
    agreement = make.a_signed_agreement()
    day = timezone.localdate() + timedelta(days=1)
    publication = make.actor(Profile.PUBLICATION)
    found = mark_published(
        actor=publication, agreement=agreement, gazette_date=day, at=timezone.now()
    )
    make.deliver_events()
    assert stage_of(agreement, 2, 2).end_date == day + timedelta(days=30)
    assert stage_of(agreement, 1, 1).end_date == add_business_days(timezone.localdate(), 10)
    assert stage_of(agreement, 4, 2).start_date == add_term(day, 1, TermUnit.YEARS)
    assert found.end_date is not None
    assert stage_of(agreement, 5, 2).end_date == found.end_date
    assert stage_of(agreement, 2, 3).end_date is None


def test_the_delivery_dates_the_rest_and_a_second_time_changes_nothing() -> None:
    agreement = make.a_signed_agreement()
    known = {StageEvent.DELIVERY: date(2026, 3, 2)}
    first = services.date_stages(uid=agreement.uid, known=known, at=timezone.now())
    again = services.date_stages(uid=agreement.uid, known=known, at=timezone.now())
    assert first > 0
    assert again == 0
    assert stage_of(agreement, 3, 5).end_date == date(2026, 8, 29)
    plan = queries.plan_of(agreement)
    assert plan is not None
