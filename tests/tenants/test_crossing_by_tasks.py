"""Every background task of the product names its schema, and refuses one that is not served."""

from typing import Any

import pytest
from celery import current_app

from foundation.tasks import SchemaTask, TenantRefused
from foundation.tenancy import PUBLIC, current_schema

current_app.loader.import_default_modules()
OURS = {name: task for name, task in current_app.tasks.items() if not name.startswith("celery.")}
STRANGE = ("m9999999", "zz_template", "information_schema", "", "m3199901; DROP", "ext")


def test_every_task_stands_on_the_base_that_asks_for_its_place() -> None:
    assert len(OURS) > 10
    assert [name for name, task in OURS.items() if not isinstance(task, SchemaTask)] == []


@pytest.mark.parametrize("name", sorted(OURS))
def test_a_task_works_in_no_schema_that_nobody_serves(db: None, name: str) -> None:
    task: Any = OURS[name]
    for schema in STRANGE:
        with pytest.raises((TenantRefused, ValueError)):
            task(schema=schema)
    if not task.public_ok:
        for given in ({}, {"schema": PUBLIC}):
            with pytest.raises(TenantRefused):
                task(**given)
    assert current_schema() == PUBLIC
