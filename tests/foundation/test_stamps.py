"""A stamp opens in the schema where it was made, within its time, and nowhere else."""

from datetime import timedelta

import pytest

from foundation.stamps import BadStamp, bound, digest, stamp, unstamp
from foundation.tenancy import PUBLIC, inside
from tests.seed import FIRST, SECOND

HOUR = timedelta(hours=1)


@pytest.mark.django_db
@pytest.mark.parametrize("other", [SECOND.schema, PUBLIC])
def test_what_one_organisation_stamped_opens_nowhere_else(other: str) -> None:
    with inside(FIRST.schema):
        token = stamp(["a", 1], salt="prova")
        assert unstamp(token, salt="prova", max_age=HOUR) == ["a", 1]
        with pytest.raises(BadStamp):
            unstamp(token, salt="outra", max_age=HOUR)
        with pytest.raises(BadStamp):
            unstamp(token, salt="prova", max_age=timedelta(0) - HOUR)
    with inside(other), pytest.raises(BadStamp):
        unstamp(token, salt="prova", max_age=HOUR)


@pytest.mark.django_db
def test_a_digest_differs_from_schema_to_schema_and_may_name_its_own() -> None:
    with inside(FIRST.schema):
        first = digest("texto", salt="prova")
        public = digest("texto", salt="prova", schema=PUBLIC)
        assert bound("prova") == f"{FIRST.schema}:prova"
    with inside(SECOND.schema):
        assert digest("texto", salt="prova") not in (first, public)
        assert digest("texto", salt="prova", schema=FIRST.schema) == first
    with inside(PUBLIC):
        assert digest("texto", salt="prova") == public
