"""A new edition takes the chosen open actions along, and loses nothing of them."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access.rules import Profile
from audit.queries import entries_of
from foundation.refusals import Invalid
from integrity.formulation.models import Action, Plan, RevisionRequest
from integrity.formulation.queries.replacing import continued, open_actions
from integrity.formulation.services.snapshot import snapshot_of
from integrity.formulation.services.versions import new_edition
from tests.conftest import As
from tests.factories import integrity as make
from tests.integrity.execution.desk import to
from tests.integrity.formulation.revising import approve, ask
from tests.people import Visitor


@pytest.fixture
def plan(in_first: None) -> Plan:
    """In force: of four actions one is completed, one under way, and a risk is treated by two."""
    made = make.ready_plan(actions=4)
    axis = made.axes.get()
    make.action(made, "5.1", axis=make.axis(made, "Outro eixo"), title="Só no outro eixo")
    sub_axis = make.sub_axis(axis)
    made.actions.filter(number="2").update(
        sub_axis=sub_axis,
        planned_start=date(2026, 4, 1),
        weight=7,
        milestones=[{"title": "Minuta", "day": "2026-05-01"}],
    )
    first, second = made.actions.filter(number__in=["1", "2"])
    first.supporting_units.add(make.unit(made.organ))
    make.risk(made, actions=(first, second))
    make.risk(made, event="Vazamento de dados")
    make.publish(made)
    made.actions.filter(number="2").update(status="in_progress")
    for status in ("in_progress", "completed"):
        made.actions.filter(number="3").update(status=status)
    made.refresh_from_db()
    return made


@pytest.fixture
def icaro(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.INTERNAL_CONTROL, organ=plan.organ)


@pytest.fixture
def asked(first_as: As, plan: Plan) -> RevisionRequest:
    ask(first_as(Profile.MONITORING, organ=plan.organ), plan, kind="new_edition")
    return RevisionRequest.objects.get()


def said(plan: Plan, number: str) -> dict[str, Any]:
    """All that a plan says of an action, without its address."""
    found = next(each for each in snapshot_of(plan)["actions"] if each["number"] == number)
    return {name: value for name, value in found.items() if name != "uid"}


@pytest.mark.parity("P129")
def test_every_open_action_is_offered_ticked_and_those_left_ticked_continue(
    icaro: Visitor, asked: RevisionRequest, plan: Plan
) -> None:
    form = icaro.get(to("formulation:approve_revision", asked.uid)).context["form"]
    offered = {str(each.uid) for each in plan.actions.exclude(number="3")}
    assert {str(each) for each in form.fields["carried"].initial} == offered
    kept = list(plan.actions.filter(number__in=["1", "2"]))
    ticked: Any = [str(each.uid) for each in kept]
    assert approve(icaro, asked, title="Edição de 2030", carried=ticked).status_code == 302
    draft = RevisionRequest.objects.get().draft
    assert draft is not None
    assert (draft.state, draft.edition) == ("not_started", 2)
    assert [each.number for each in draft.actions.all()] == ["1", "2"]
    for number in ("1", "2"):
        assert said(draft, number) == said(plan, number)
    assert set(continued(plan, draft)) == {each.pk for each in kept}
    assert [each.title for each in draft.axes.all()] == [kept[0].axis.title]
    risk = draft.risks.get()
    assert {each.number for each in risk.actions.all()} == {"1", "2"}
    entry = list(entries_of(draft))[-1]
    counts = {"Eixos": "1", "Subeixos": "1", "Ações": "2", "Riscos": "1"}
    assert entry.changes == {
        "Edição": ["1ª edição", "2ª edição"],
        **{name: ["", number] for name, number in counts.items()},
    }


def test_what_is_over_or_of_another_plan_is_not_carried(
    icaro: Visitor, asked: RevisionRequest, plan: Plan
) -> None:
    over = plan.actions.get(number="3")
    sent: Any = [str(over.uid)]
    answer = approve(icaro, asked, title="Edição de 2030", carried=sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["carried"])
    other = make.action(make.plan(make.organ()), "1")
    with pytest.raises(Invalid):
        new_edition(make.CONTROL, plan, "Edição", make.AT, [other.uid])
    assert Plan.objects.filter(organ=plan.organ).count() == 1


def test_a_plan_whose_actions_are_all_over_offers_none(
    icaro: Visitor, asked: RevisionRequest, plan: Plan
) -> None:
    plan.actions.filter(status="not_started").update(status="discontinued")
    plan.actions.filter(status="in_progress").update(status="discontinued")
    page = icaro.get(to("formulation:approve_revision", asked.uid))
    assert "carried" not in page.context["form"].fields


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(chosen=st.sets(st.sampled_from(["1", "2", "4", "5.1"])))
def test_whatever_is_chosen_nothing_of_it_is_lost_and_nothing_else_comes(
    plan: Plan, chosen: set[str]
) -> None:
    with transaction.atomic():
        uids = list(open_actions(plan).filter(number__in=chosen).values_list("uid", flat=True))
        before = snapshot_of(plan)
        draft = new_edition(make.CONTROL, plan, "Edição seguinte", make.AT, uids)
        assert snapshot_of(plan) == before
        assert {each.number for each in draft.actions.all()} == chosen
        for number in chosen:
            assert said(draft, number) == said(plan, number)
        used = set(draft.actions.values_list("axis_id", flat=True))
        assert set(draft.axes.values_list("pk", flat=True)) == used
        treated = Action.objects.filter(plan=plan, number__in=chosen, risks__archived_at=None)
        assert draft.risks.count() == treated.values("risks").distinct().exclude(risks=None).count()
        transaction.set_rollback(True)
