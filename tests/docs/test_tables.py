"""Tables of an organisation stay few, and each has a reason."""

import pytest
from django.db import models

from foundation.tenancy import TEMPLATE
from tenants.provisioning import catalogue
from tenants.provisioning.owner import owner_transaction
from tests.docs.tables import MOST, reason, tables


def test_every_table_has_a_reason() -> None:
    assert [table.name for table in tables() if len(table.reason) < 15] == []


def test_a_model_that_says_nothing_has_no_reason() -> None:
    class Silent(models.Model):
        class Meta:
            app_label = "formulation"
            managed = False

    try:
        assert reason(Silent) == ""
    finally:
        del Silent._meta.apps.all_models["formulation"]["silent"]
        Silent._meta.apps.clear_cache()


@pytest.mark.django_db
def test_the_list_is_what_an_organisation_has_and_not_more_than_a_hundred_and_ten() -> None:
    with owner_transaction() as cursor:
        found = catalogue.read(cursor, catalogue.namespace_of(cursor, TEMPLATE))
    names = sorted(name for _, name, _ in found.tables)
    assert sorted(table.name for table in tables()) == names
    assert len(names) <= MOST
