"""Revisions at the same moment: one request, one draft, and nothing written to what is over."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from access.models import Person
from access.rules import Profile
from foundation.tenancy import inside
from integrity.execution.models import ActionExecution, ProgressRecord
from integrity.formulation.models import Adhesion, Plan, RevisionRequest
from integrity.formulation.services.revisions import approve_revision, request_revision
from integrity.monitoring.models import Recommendation
from tests.factories import integrity
from tests.hostile.test_races import at_once, twice
from tests.hostile.test_races import own_database as own_database
from tests.integrity.execution.desk import progress, to
from tests.integrity.formulation.revising import ASKED
from tests.integrity.formulation.test_publication import SENT
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


def test_two_who_adhere_at_once_make_one_adhesion() -> None:
    with inside(FIRST.schema):
        organ = integrity.main_organ()
    where = to("formulation:declare_adhesion", organ.uid)
    assert twice("access_organ", Profile.HEAD, where, {"post": "Prefeita"}) == [302, 409]
    with inside(FIRST.schema):
        assert Adhesion.objects.count() == 1


def test_what_is_withdrawn_meanwhile_is_not_approved() -> None:
    with inside(FIRST.schema):
        sent = integrity.opined(integrity.ready_plan())
        organ = integrity.main_organ()
    pair = [Visitor(FIRST.host, person(FIRST.schema, Profile.HEAD)) for _ in range(2)]
    withdraw = to("formulation:withdraw_adhesion", organ.uid)
    approve = to("formulation:approve_plan", sent.uid)
    posts = [partial(pair[0].post, withdraw, {"reason": "Fim."}), partial(pair[1].post, approve)]
    answers = at_once("access_organ", *posts)
    with inside(FIRST.schema):
        ended, plan = Adhesion.objects.get(), Plan.objects.get()
    assert ended.state == "withdrawn"
    assert answers == ([302, 302] if plan.state == "approved" else [302, 409])


def publishing(draft: Plan) -> Callable[[], Any]:
    """The head publishes the new version."""
    head = Visitor(FIRST.host, person(FIRST.schema, Profile.HEAD))
    sent = {**SENT, "version": str(draft.version)}
    return partial(head.post, to("formulation:publication", draft.uid), sent)


def drafted(plan: Plan) -> Plan:
    """The next version of the plan, let by internal control and approved by the head."""
    with inside(FIRST.schema):
        actor = Visitor(FIRST.host, person(FIRST.schema, Profile.INTERNAL_CONTROL)).actor
        found = approve_revision(actor=actor, uid=asked_for(plan).uid, at=integrity.AT)
        draft = Plan.objects.get(pk=found.draft_id)
        integrity.approved(draft)
        return draft


def carried_out(plan: Plan) -> tuple[ActionExecution, Visitor]:
    """An action of the plan under way, and who executes it."""
    with inside(FIRST.schema):
        rosa = Person.objects.create(name="Rosa Responsável")
        execution = ActionExecution.objects.create(
            action=plan.actions.get(),
            kind="continuous",
            planned_start=integrity.TODAY,
            responsible=rosa,
            updated_at=integrity.AT,
        )
    return execution, Visitor(FIRST.host, person(FIRST.schema, Profile.EXECUTOR))


@pytest.mark.parity("P92")
def test_what_is_reported_while_a_plan_is_replaced_is_carried_over_or_refused() -> None:
    plan = in_force()
    execution, eva = carried_out(plan)
    draft = drafted(plan)
    where = to("execution:record", execution.action.uid)
    report = partial(eva.post, where, progress(version=1))
    found = at_once("formulation_action", publishing(draft), report)
    with inside(FIRST.schema):
        old, new = (ProgressRecord.objects.filter(execution__action__plan=p) for p in (plan, draft))
        assert old.count() == new.count() == (found == [302, 302])
    assert found in ([302, 302], [302, 409])


def test_an_answer_given_while_a_plan_is_replaced_is_carried_over_or_refused() -> None:
    plan = in_force()
    _, eva = carried_out(plan)
    with inside(FIRST.schema):
        asked = Recommendation.objects.create(
            action=plan.actions.get(),
            source="commission",
            text="Publiquem a minuta.",
            author_name="Mônica Monitora",
            issued_at=integrity.AT,
        )
    draft = drafted(plan)
    answer = partial(eva.post, to("monitoring:answer", asked.uid), {"answer": "Publicada."})
    found = at_once("monitoring_recommendation", publishing(draft), answer)
    with inside(FIRST.schema):
        old, new = (Recommendation.objects.get(action__plan=each) for each in (plan, draft))
        assert (old.state, old.answer) == (new.state, new.answer)
        assert new.state == ("answered" if found == [302, 302] else "open")
    assert found in ([302, 302], [302, 409])


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
