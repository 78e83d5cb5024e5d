"""An organisation sees its own agreement from its own host, and nobody else's."""

import pytest
from django.db import ProgrammingError, connection, transaction

from agreements.registry.models import Agreement, Request, Signature
from foundation.tenancy import inside
from tenants.models import Organisation
from tests.factories import agreements as make
from tests.seed import FIRST, SECOND

pytestmark = pytest.mark.django_db


def agreement_of_first() -> Agreement:
    """A signed agreement that belongs to the first organisation of the tests."""
    agreement = make.an_agreement_to_sign(
        applicant=make.body_applicant(
            name=FIRST.name, cnpj=Organisation.objects.get(ibge_code=FIRST.ibge_code).cnpj
        )
    )
    for document, side in make.ALL_FOUR:
        make.sign(agreement, document, side)
    return agreement


def test_an_organisation_reads_its_own_agreement_plan_and_signatures() -> None:
    agreement = agreement_of_first()
    make.an_agreement()
    with inside(FIRST.schema):
        assert [each.uid for each in Agreement.objects.all()] == [agreement.uid]
        assert Signature.objects.count() == 4
        assert agreement.work_plan.goals.count() == 5


def test_a_neighbour_reads_nothing_of_it() -> None:
    agreement_of_first()
    with inside(SECOND.schema):
        assert not Agreement.objects.exists()
        assert not Signature.objects.exists()


@pytest.mark.parametrize(
    "statement", ["UPDATE registry_agreement SET notice_days = 1", "DELETE FROM registry_agreement"]
)
def test_an_organisation_changes_nothing_in_the_registry(statement: str) -> None:
    agreement_of_first()
    with (
        inside(FIRST.schema),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_requests_are_for_the_centre() -> None:
    agreement_of_first()
    with (
        inside(FIRST.schema),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        Request.objects.exists()
