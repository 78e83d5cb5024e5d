"""Which tests share a worker, and which begin first.

A module goes to one worker, so that what it sets up once is set up once. Some modules share one:
they use the same processes, or servers that would crowd each other. What takes longest begins
first, or one worker would be left alone with it at the end.
"""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

# the longest first; the beginning of a path may stand for several modules
UNITS = {
    "services": (
        "tests/journeys/test_main_job.py",
        "tests/journeys/",
        "tests/deploy/test_recipes.py",
        "tests/tenants/test_birth_by_workers.py",
        "tests/tenants/test_hosts_spread.py",
        "tests/local/test_services.py",
    ),
    "routes": ("tests/matrix/test_routes.py",),
    "upgrade": ("tests/tenants/upgrade/",),
    "given": ("tests/deploy/",),
    "matrix": ("tests/matrix/",),
    "releases": ("tests/tenants/archive/test_every_release.py",),
    "run": ("tests/local/test_run.py",),
    "chaos": ("tests/chaos/",),
    "cells": ("tests/tenants/cells/",),
    "births": ("tests/tenants/test_birth.py",),
    "demonstration": ("tests/config/test_demo.py",),
    "publics": ("tests/agreements/test_five_publics.py",),
    "object store": ("tests/documents/test_object_store.py",),
    "archives": ("tests/tenants/archive/",),
    "replica": ("tests/tenants/replica/",),
}
ORDER = {name: place for place, name in enumerate(UNITS)}


def module_of(nodeid: str) -> str:
    """The path of the module that a test stands in."""
    return nodeid.split("::", 1)[0]


def unit_of(nodeid: str) -> str:
    """What goes to one worker together."""
    module = module_of(nodeid)
    return next((name for name, paths in UNITS.items() if module.startswith(paths)), module)


def place_of(item: pytest.Item) -> tuple[int, bool]:
    """When a test begins: by its unit; of the others, those that start processes first."""
    is_slow = item.get_closest_marker("slow") is not None
    return ORDER.get(unit_of(item.nodeid), len(ORDER)), not is_slow


class ByUnit(LoadScopeScheduling):
    """Hands out one unit after the other, in the order of the collection."""

    def __init__(self, config: pytest.Config, log: Any = None) -> None:
        config.option.loadscopereorder = False  # not by the number of tests
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return unit_of(nodeid)
