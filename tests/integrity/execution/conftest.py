"""Eva, who executes, and an action that waits for her."""

import pytest

from access.rules import Profile
from integrity.formulation.models import Action
from tests.conftest import As
from tests.integrity.execution.scene import Scene
from tests.people import Visitor


@pytest.fixture
def eva(first_as: As, scene: Scene) -> Visitor:
    """Eva executes for the health secretariat."""
    return first_as(Profile.EXECUTOR, unit=scene.health)


@pytest.fixture
def ready(scene: Scene) -> Action:
    """An action that somebody answers for, not begun."""
    action = scene.action()
    scene.execution(action, responsible=scene.person())
    return action
