"""Revisions at the same moment: one request, one draft, and nothing written to what is over."""

from functools import partial

import pytest

from access.rules import Profile
from foundation.tenancy import inside
from integrity.formulation.models import Plan, RevisionRequest
from integrity.formulation.services.revisions import request_revision
from tests.factories import integrity
from tests.hostile.test_races import at_once, twice
from tests.hostile.test_races import own_database as own_database
from tests.integrity.execution.desk import to
from tests.integrity.formulation.revising import ASKED
from tests.people import Visitor, person
from tests.seed import FIRST


def in_force() -> Plan:
    with inside(FIRST.schema):
        return integrity.published_plan()


def asked_for(plan: Plan) -> RevisionRequest:
    """A request that somebody who is not here made."""
    monitor = Visitor(FIRST.host, person(FIRST.schema, Profile.MONITORING)).actor
    with inside(FIRST.schema):
        return request_revision(
            actor=monitor,
            plan_uid=plan.uid,
            kind="new_version",
            reason="A lei mudou.",
            at=integrity.AT,
        )


@pytest.mark.parity("N17")
def test_two_who_ask_at_once_make_one_request() -> None:
    where = to("formulation:request_revision", in_force().uid)
    assert twice("formulation_plan", Profile.MONITORING, where, ASKED) == [302, 409]
    with inside(FIRST.schema):
        assert RevisionRequest.objects.count() == 1


def test_a_request_is_let_once() -> None:
    found = asked_for(in_force())
    where = to("formulation:approve_revision", found.uid)
    assert twice("formulation_plan", Profile.INTERNAL_CONTROL, where, {}) == [302, 409]
    with inside(FIRST.schema):
        assert Plan.objects.filter(state="drafting").count() == 1


def test_a_request_is_either_let_or_taken_back() -> None:
    found = asked_for(in_force())
    control = Visitor(FIRST.host, person(FIRST.schema, Profile.INTERNAL_CONTROL))
    monitor = Visitor(FIRST.host, person(FIRST.schema, Profile.MONITORING))
    let = partial(control.post, to("formulation:approve_revision", found.uid))
    back = partial(
        monitor.post, to("formulation:withdraw_revision", found.uid), {"reason": "Cedo demais."}
    )
    assert at_once("formulation_plan", let, back) == [302, 409]
    with inside(FIRST.schema):
        drafts = Plan.objects.filter(state="drafting").count()
        assert RevisionRequest.objects.get().state == ("approved" if drafts else "withdrawn")
