"""A report of the first organisation, at any point of its road."""

import pytest
from django.utils import timezone

from access.rules import Profile
from agreements.improvements import services
from agreements.improvements.models import AnnualReport
from foundation.tenancy import inside
from tests.conftest import As
from tests.factories.publication import IMPROVEMENT, YEAR, open_report
from tests.people import Visitor
from tests.seed import FIRST


@pytest.fixture
def report(db: None) -> AnnualReport:
    """Of the first cycle, in draft."""
    return open_report()


@pytest.fixture
def ana(first_as: As) -> Visitor:
    """Who administers the first organisation."""
    return first_as(Profile.ORGANISATION_ADMIN)


@pytest.fixture
def filled(report: AnnualReport, ana: Visitor) -> AnnualReport:
    """With text, numbers and one improvement."""
    now = timezone.now()
    with inside(FIRST.schema):
        services.save_report(actor=ana.actor, uid=report.uid, revision=0, values=YEAR, at=now)
        services.add_improvement(actor=ana.actor, uid=report.uid, values=IMPROVEMENT, at=now)
    report.refresh_from_db()
    return report


@pytest.fixture
def sent(filled: AnnualReport, ana: Visitor) -> AnnualReport:
    """Sent to CGE-MG."""
    with inside(FIRST.schema):
        services.send_report(actor=ana.actor, uid=filled.uid, at=timezone.now())
    filled.refresh_from_db()
    return filled
