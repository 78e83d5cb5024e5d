"""The plan in force that execution, monitoring and evaluation are tried on."""

import pytest

from tests.integrity.execution.scene import Scene, build


@pytest.fixture
def scene(db: None) -> Scene:
    """An organ of the first organisation with a published plan."""
    return build()
