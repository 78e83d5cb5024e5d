"""Mônica, who monitors, Eva, who executes, and actions in every state."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access.rules import Profile
from foundation.tenancy import inside
from integrity.formulation.rules.flows import ActionStatus
from integrity.monitoring.models import RiskAssessment
from integrity.monitoring.rules import Source
from tests.conftest import As
from tests.integrity.execution.scene import Scene
from tests.integrity.monitoring.desk import answered, recommendation
from tests.people import Visitor
from tests.seed import FIRST


@pytest.fixture
def monica(first_as: As, scene: Scene) -> Visitor:
    """Mônica is of the monitoring commission."""
    return first_as(Profile.MONITORING, organ=scene.organ)


@pytest.fixture
def eva(first_as: As, scene: Scene) -> Visitor:
    """Eva executes for the health secretariat."""
    return first_as(Profile.EXECUTOR, unit=scene.health)


@pytest.fixture
def varied(scene: Scene) -> Scene:
    """Nine actions, one for each thing that a dashboard tells apart."""
    today = timezone.localdate()
    ago, ahead = today - timedelta(days=10), today + timedelta(days=10)
    scene.action("1")
    scene.execution(scene.action("2"), planned_start=ago)
    scene.under_way(scene.action("3"), planned_end=ago)
    scene.under_way(scene.action("4"), planned_end=ahead)
    scene.execution(scene.action("5", status=ActionStatus.COMPLETED))
    scene.execution(scene.action("6", status=ActionStatus.DISCONTINUED))
    seventh = scene.under_way(scene.action("7")).action
    with inside(FIRST.schema):
        for level in ("low", "extreme"):
            RiskAssessment.objects.create(
                action=seventh, level=level, reason="x", assessed_at=timezone.now(), assessed_by="M"
            )
    recommendation(seventh)
    answered(recommendation(seventh))
    recommendation(seventh)
    answered(recommendation(scene.action("8"), Source.INTERNAL_CONTROL))
    recommendation(scene.action("9"), Source.INTERNAL_CONTROL)
    return scene
