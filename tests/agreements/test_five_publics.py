"""The six steps of the procedure for each of the five publics, walked page by page."""

from typing import Any

import pytest

from agreements.improvements.rules import ReportState
from agreements.registry.rules import AgreementState
from agreements.work_plans.models import Stage
from audit.queries import entries_of
from foundation.tenancy import inside
from tenants.rules import Nature
from tests.agreements.road_by_pages import Road
from tests.factories.agreements import new_cnpj

PUBLICS: dict[Nature, dict[str, str]] = {
    Nature.MUNICIPALITY_MG: {"municipality": "Grupiara (MG)"},
    Nature.MUNICIPALITY: {"municipality": "Nova Aurora (PR)"},
    Nature.STATE: {"name": "Estado de Goiás", "acronym": "GO", "state": "GO"},
    Nature.FEDERAL: {"name": "Ministério Fictício", "acronym": "MF", "state": "DF"},
    Nature.BODY: {"name": "Fundação Fictícia de Minas", "acronym": "FFM", "state": "MG"},
}


@pytest.mark.slow
@pytest.mark.parametrize("nature", sorted(PUBLICS))
def test_each_public_goes_from_its_request_to_an_accepted_yearly_report(
    road: Road, nature: Nature
) -> None:
    asker: dict[str, Any] = {"nature": nature.value, "municipality": "", **PUBLICS[nature]}
    road.asked(**asker, cnpj=new_cnpj())
    road.admitted()
    road.drafted()
    road.signed()
    road.published()
    assert road.agreement.state == AgreementState.PUBLISHED
    assert road.agreement.organisation.nature == nature
    road.delivered()
    administrator = road.born()
    page = administrator.get("/acordo/")
    assert page.status_code == 200 and road.agreement.title in page.text
    report = road.reported(administrator)
    assert report.state == ReportState.ACCEPTED
    assert report.improvements.count() == 1
    seen = [entry.verb for entry in entries_of(road.agreement)]
    assert "registry.agreement.signed" in seen
    with inside(administrator.schema):
        assert any("report" in entry.verb for entry in entries_of(report))
    reported = Stage.objects.filter(goal__plan__agreement=road.agreement, done_date__isnull=False)
    assert reported.count() >= 5, "what the system sees itself is done on the work plan"
