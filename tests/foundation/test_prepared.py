"""A text written once answers what the query set answers: same rows, same objects, new values."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.models import Assignment, DerivedProfile, Organ, Unit
from access.queries import OF_ACCOUNT, actor_of, assignments_of, of_account, profiles_of
from access.rules import Profile
from foundation.prepared import Prepared
from foundation.tenancy import inside
from identity.models import User
from tests.people import person
from tests.seed import FIRST, SECOND

TODAY = date(2026, 11, 24)
pytestmark = pytest.mark.django_db


def somebody_of_many_profiles() -> User:
    """Profiles over all, in an organ, in a unit, of the own making, as an alternate, and over."""
    organ = Organ.objects.create(name="Secretaria de Obras", acronym="SMO")
    unit = Unit.objects.create(organ=organ, name="Setor de Compras")
    made = DerivedProfile.objects.create(name="Só vê", base=Profile.OBSERVER, kept=["plan.view"])
    titular = person(FIRST.schema, Profile.HEAD)
    Assignment.objects.filter(pk=titular.pk).update(
        start_date=TODAY - timedelta(days=90),
        away_from=TODAY,
        away_until=TODAY + timedelta(days=9),
    )
    begun = {"start_date": TODAY - timedelta(days=30)}
    user = person(FIRST.schema, Profile.OBSERVER, derived=made, **begun).user
    for more in (
        {"profile": Profile.MONITORING, "organ": organ},
        {"profile": Profile.EXECUTOR, "unit": unit},
        {"profile": Profile.HEAD, "alternate_of": titular},
        {"profile": Profile.FORMULATION, "end_date": TODAY},
        {"profile": Profile.INTERNAL_CONTROL, "ended_at": timezone.now()},
    ):
        Assignment.objects.create(user=user, **begun, **more)
    return user


@pytest.mark.parametrize("days", [-60, -30, -1, 0, 1, 9, 10, 400])
def test_the_objects_are_those_of_the_query_set(in_first: None, days: int) -> None:
    user, day = somebody_of_many_profiles(), TODAY + timedelta(days=days)
    plain, found = list(assignments_of(user, today=day)), profiles_of(user, today=day)
    assert found == plain
    names = [each.attname for each in Assignment._meta.concrete_fields]
    for one, other in zip(found, plain, strict=True):
        assert [getattr(one, name) for name in names] == [getattr(other, name) for name in names]
        assert (one.organ, one.unit, one.derived) == (other.organ, other.unit, other.derived)
        assert actor_of(one) == actor_of(other)
        assert not one._state.adding and one._state.db == other._state.db


def test_what_belongs_to_a_row_comes_with_it_in_one_query(in_first: None) -> None:
    user = somebody_of_many_profiles()
    with CaptureQueriesContext(
        connection,
    ) as sent:
        names = {each.unit.name for each in profiles_of(user, today=TODAY) if each.unit}
    assert names == {"Setor de Compras"}
    assert len(sent) == 1


def test_each_organisation_is_asked_for_its_own(db: None) -> None:
    """The text names no schema: it reads where the connection stands."""
    with inside(FIRST.schema):
        user = somebody_of_many_profiles()
        assert profiles_of(user, today=TODAY)
    with inside(SECOND.schema):
        assert OF_ACCOUNT(user=user.pk, today=TODAY) == list(of_account(user.pk, TODAY))
        assert not Assignment.objects.filter(user_id=user.pk, profile=Profile.EXECUTOR).exists()


def test_the_text_is_written_once(in_first: None) -> None:
    asked: list[int] = []

    def named(user: int) -> QuerySet[User]:
        asked.append(user)
        return User.objects.filter(pk=user)

    prepared = Prepared(named, user=int)
    people = [person(FIRST.schema, Profile.OBSERVER).user for _ in range(3)]
    assert [prepared(user=each.pk) for each in people] == [[each] for each in people]
    assert len(asked) == 1


def test_a_parameter_that_is_not_in_the_text_is_a_fault(in_first: None) -> None:
    prepared = Prepared(lambda user, day: User.objects.filter(pk=user), user=int, day=date)
    with pytest.raises(ValueError, match="day"):
        prepared(user=1, day=TODAY)


def test_a_missing_parameter_is_a_fault(in_first: None) -> None:
    with pytest.raises(KeyError):
        OF_ACCOUNT(user=1)
