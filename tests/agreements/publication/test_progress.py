"""What happens dates the stages of the work plan and completes those that the system sees."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access.rules import Profile
from agreements.improvements import services as reporting
from agreements.improvements.models import AnnualReport
from agreements.publication import services
from agreements.registry.models import Agreement
from agreements.registry.rules import Side
from agreements.work_plans.models import Stage
from agreements.work_plans.rules import StageFact
from audit.queries import entries_of
from foundation.tenancy import inside
from tests.conftest import As
from tests.documents.samples import PDF, upload
from tests.factories.agreements import ANALYST, deliver_events
from tests.factories.publication import (
    DTIC,
    IMPROVEMENT,
    PUBLISHER,
    YEAR,
    accepted,
    contacted,
    declared,
    delivered,
    open_report,
    published,
    received,
    record,
    signed_agreement_of,
)
from tests.seed import FIRST

pytestmark = pytest.mark.django_db


def stage(agreement: Agreement, fact: StageFact) -> Stage:
    return Stage.objects.get(goal__plan__agreement=agreement, shown_by=fact)


def done(agreement: Agreement) -> set[str]:
    found = Stage.objects.filter(goal__plan__agreement=agreement, done_date__isnull=False)
    return set(found.values_list("shown_by", flat=True))


def test_each_fact_completes_its_stage_and_no_other() -> None:
    extract = published(signed_agreement_of(FIRST))
    agreement = extract.agreement
    deliver_events()
    assert done(agreement) == {StageFact.STATE_GAZETTE}
    services.register_partner_gazette(
        actor=PUBLISHER,
        uid=agreement.uid,
        record=record(),
        file=upload(PDF, "diario.pdf"),
        at=timezone.now(),
    )
    deliver_events()
    assert done(agreement) == {StageFact.STATE_GAZETTE, StageFact.PARTNER_GAZETTE}
    delivery = received(delivered(accepted(contacted(extract))))
    deliver_events()
    assert done(agreement) >= {StageFact.TERMS, StageFact.DELIVERY, StageFact.RECEIPT}
    assert StageFact.PRODUCTION not in done(agreement)
    production = declared(agreement=delivery.agreement)
    services.confirm_production(actor=DTIC, uid=production.uid, at=timezone.now())
    deliver_events()
    assert stage(agreement, StageFact.PRODUCTION).done_date == production.start_date
    titles = [each.title for each in entries_of(agreement)]
    assert titles.count("Etapas do plano de trabalho concluídas") == 6


def test_the_delivery_dates_the_stages_counted_from_it_and_a_later_one_moves_none() -> None:
    extract = published(signed_agreement_of(FIRST))
    delivery = received(delivered(accepted(contacted(extract))))
    assert stage(extract.agreement, StageFact.PRODUCTION).end_date is None
    deliver_events()
    due = timezone.localdate() + timedelta(days=180)
    assert stage(extract.agreement, StageFact.PRODUCTION).end_date == due
    type(delivery).objects.filter(pk=delivery.pk).update(
        contacted_at=timezone.now() - timedelta(days=9)
    )
    again = delivered(accepted(contacted(extract)))
    type(again).objects.filter(pk=again.pk).update(delivered_at=timezone.now() + timedelta(days=9))
    deliver_events()
    assert stage(extract.agreement, StageFact.PRODUCTION).end_date == due


def test_the_reports_of_both_sides_complete_their_stage() -> None:
    report = open_report()
    other = AnnualReport.objects.get(agreement=report.agreement, side=Side.CGE)
    now = timezone.now()
    send(other)
    deliver_events()
    assert StageFact.REPORTS not in done(report.agreement)
    with inside(FIRST.schema):
        send(report)
        deliver_events()
    assert stage(report.agreement, StageFact.REPORTS).done_date == timezone.localdate(now)


def send(report: AnnualReport) -> None:
    from tests.matrix.world import HEAD

    actor, now = ANALYST() if report.side == Side.CGE else HEAD, timezone.now()
    reporting.save_report(actor=actor, uid=report.uid, revision=0, values=YEAR, at=now)
    reporting.add_improvement(actor=actor, uid=report.uid, values=IMPROVEMENT, at=now)
    reporting.send_report(actor=actor, uid=report.uid, at=now)


def test_both_sides_see_the_milestones_beside_the_state(first_as: As, centre_as: As) -> None:
    extract = published(signed_agreement_of(FIRST))
    received(delivered(accepted(contacted(extract))))
    deliver_events()
    own = first_as(Profile.OBSERVER).get("/acordo/").content.decode()
    centre = centre_as(Profile.AUDITOR).get(f"/acordos/{extract.agreement.uid}/").content.decode()
    for page in (own, centre):
        for title in ("Publicação", "Entrega do código", "Em produção", "Relatórios anuais"):
            assert title in page
    assert "Concluída em" in own
    assert "2.4.1" in own
    assert "teo@municipio.test" not in own
    plan = centre_as(Profile.AUDITOR).get(f"/acordos/{extract.agreement.uid}/plano/")
    assert "Concluída em" in plan.content.decode()
