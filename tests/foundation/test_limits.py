"""How often: counted by caller, in all limits or in none."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from foundation.limits import Limit, all_allow, caller, give_back
from foundation.origin import Origin, coming_from


@pytest.fixture
def twice() -> Iterator[Limit]:
    """Twice in a minute."""
    limit = Limit(f"test-{uuid4()}", most=2, seconds=60)
    yield limit
    limit.forget("ana")
    limit.forget("bia")


def test_callers_are_counted_apart(twice: Limit) -> None:
    asked = ("ana", "bia", "ana", "ana", "bia", "bia")
    assert [twice.allows(who) for who in asked] == [True, True, True, False, True, False]


def test_what_is_given_back_may_be_used_again(twice: Limit) -> None:
    assert [twice.allows("ana"), twice.allows("ana")] == [True, True]
    give_back((twice, "ana"))
    assert [twice.allows("ana"), twice.allows("ana")] == [True, False]


def test_what_one_limit_refuses_uses_up_nothing_of_another(twice: Limit) -> None:
    assert [twice.allows("bia"), twice.allows("bia")] == [True, True]
    for _ in range(4):
        assert not all_allow((twice, "ana"), (twice, "bia"))
    assert all_allow((twice, "ana"))


def test_the_end_of_the_time_may_come_before_it_is_given_back(twice: Limit) -> None:
    give_back((twice, "ana"))
    assert [twice.allows("ana") for _ in range(3)] == [True, True, False]


def test_the_caller_of_a_request_is_its_network() -> None:
    with coming_from(Origin(address="2001:db8::5")):
        assert caller() == "2001:db8::/64"
