"""The main job, from a town's request to its yearly report: eleven steps on three hosts."""

from pathlib import Path

import pytest

from tests.journeys.agreement_road import AgreementRoad
from tests.journeys.people import Travellers
from tests.journeys.plan_road import PlanRoad


@pytest.mark.journey
@pytest.mark.slow
def test_a_town_goes_from_its_request_to_a_monitored_plan(
    travellers: Travellers, tmp_path: Path
) -> None:
    road, plan = AgreementRoad(travellers, tmp_path), PlanRoad(travellers, tmp_path)
    road.request()
    road.triage()
    road.signatures()
    road.publication()
    road.availability()
    administrator = plan.arrival()
    road.town = plan.town
    drafter = plan.invite(administrator, "Fábio Formulador", "formulation")
    executor = plan.invite(administrator, "Eva Executora", "executor", unit="Controladoria")
    monitor = plan.invite(administrator, "Mônica Monitora", "monitoring")
    control = plan.invite(administrator, "Ícaro Controle", "internal_control")
    head = plan.invite(administrator, "Helena Prefeita", "head")
    plan.formulation(drafter, control, head, administrator)
    plan.execution(executor)
    plan.monitoring(monitor, executor)
    plan.evaluation(control)
    plan.revision(monitor, control, drafter, executor, head)
    road.annual_report(administrator)
    seen = sum(person.looked for person in travellers.people)
    assert seen > 100
