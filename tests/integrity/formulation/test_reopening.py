"""The administration reopens a published plan; what was published stays, and everybody is told."""

from typing import Any

import pytest

from access.rules import Profile
from audit.queries import entries_of
from integrity.formulation.models import Plan, PlanPublication, RevisionRequest
from integrity.formulation.queries import revisions
from notifications.models import Notice
from tests.conftest import As
from tests.factories import integrity as make
from tests.integrity.execution.desk import to
from tests.integrity.formulation.revising import ask, deliver
from tests.people import Visitor

SENT = {"reason": "O anexo saiu trocado.", "is_sure": "on"}


@pytest.fixture
def plan(in_first: None) -> Plan:
    """In force, with two actions."""
    return make.published_plan(actions=2)


@pytest.fixture
def ada(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.ORGANISATION_ADMIN)


def reopen(visitor: Visitor, plan: Plan, **given: Any) -> Any:
    return visitor.post(to("formulation:reopen", plan.uid), {**SENT, **given})


@pytest.mark.parity("P72")
def test_a_reopened_plan_stays_in_force_as_published_while_its_next_version_is_drafted(
    ada: Visitor, plan: Plan
) -> None:
    kept = PlanPublication.objects.values().get()
    assert reopen(ada, plan).status_code == 302
    plan.refresh_from_db()
    draft = RevisionRequest.objects.get(plan=plan).draft
    assert draft is not None
    assert (plan.state, draft.state, draft.revision) == ("published", "drafting", 1)
    assert draft.actions.count() == 2
    assert PlanPublication.objects.values().get() == kept
    entry = entries_of(plan)[0]
    assert (entry.verb, entry.reason) == ("formulation.plan_reopened", SENT["reason"])
    assert entry.actor_uid == ada.user.uid
    file = plan.publication.file
    answer = ada.get(f"/arquivos/{file.uid}/", follow=True)
    assert (answer.status_code, answer.getvalue()[:5]) == (200, b"%PDF-")


@pytest.mark.parity("P72")
def test_everybody_at_work_on_the_plan_is_told_once_with_the_reason(
    ada: Visitor, first_as: As, plan: Plan
) -> None:
    profiles = (Profile.HEAD, Profile.MONITORING, Profile.INTERNAL_CONTROL)
    told = {first_as(each, organ=plan.organ).user for each in profiles}
    reopen(ada, plan)
    deliver()
    notices = Notice.objects.filter(kind="formulation.revision_reopened")
    readers = {each.user for each in notices}
    assert readers >= told | {ada.user}
    assert "O anexo saiu trocado." in notices[0].text
    assert notices.count() == len(readers)
    assert Notice.objects.filter(kind="formulation.revision_no_drafters").count() == 1


@pytest.mark.parity("P72")
def test_plans_are_listed_ten_a_page_with_the_last_published_first(
    ada: Visitor, plan: Plan
) -> None:
    others = [make.published_plan(make.organ()) for _ in range(10)]
    page = ada.get(to("formulation:plans_to_reopen"))
    shown = list(page.context["page_obj"])
    assert (len(shown), shown[0]) == (10, others[-1])
    assert to("formulation:reopen", others[-1].uid) in page.text
    second = ada.get(to("formulation:plans_to_reopen"), {"pagina": "2"})
    assert list(second.context["page_obj"]) == [plan]
    assert to("formulation:plans_to_reopen") in ada.get(to("formulation:plans")).text


@pytest.mark.parity("P72")
@pytest.mark.parametrize("lacking", ["reason", "is_sure"])
def test_without_a_reason_or_a_yes_nothing_is_reopened(
    ada: Visitor, plan: Plan, lacking: str
) -> None:
    assert reopen(ada, plan, **{lacking: ""}).status_code == 422
    assert not RevisionRequest.objects.exists()
    assert not Plan.objects.exclude(pk=plan.pk).exists()


def test_a_plan_with_a_pending_request_or_a_draft_is_not_reopened(
    ada: Visitor, first_as: As, plan: Plan
) -> None:
    ask(first_as(Profile.MONITORING, organ=plan.organ), plan)
    assert reopen(ada, plan).status_code == 409
    assert ada.get(to("formulation:reopen", plan.uid)).status_code == 409
    assert RevisionRequest.objects.get().state == "pending"


def test_the_list_says_what_hinders_where_the_link_would_lead_to_a_refusal(
    ada: Visitor, plan: Plan
) -> None:
    link = f'href="{to("formulation:reopen", plan.uid)}"'
    assert link in ada.get("/planos/reabertura/").text
    reopen(ada, plan)
    page = ada.get("/planos/reabertura/").text
    assert link not in page
    assert str(revisions.hindrance_of(plan)) in page


def test_only_the_administration_reopens(first_as: As, plan: Plan) -> None:
    for profile in (Profile.INTERNAL_CONTROL, Profile.FORMULATION, Profile.HEAD):
        visitor = first_as(profile, organ=plan.organ)
        assert reopen(visitor, plan).status_code == 403
        assert visitor.get(to("formulation:plans_to_reopen")).status_code == 403
    assert not RevisionRequest.objects.exists()
