"""CGE-MG makes a step wait with a reason; the partner reads it, and no clock runs meanwhile."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from access.rules import Profile
from agreements.continuity.tasks import watch_terms
from agreements.improvements.models import AnnualReport
from agreements.publication import services
from agreements.registry.holds import HoldStep, days_stood
from agreements.registry.models import Hold
from agreements.registry.rules import EffectOnUse, Side
from audit.models import Entry
from foundation.refusals import NotAllowed
from foundation.tenancy import inside
from notifications.models import Notice
from tenants.models import Birth, Tenant
from tenants.rules import TenantState
from tests.conftest import As
from tests.factories.agreements import (
    DIRECTOR,
    a_signed_agreement,
    an_agreement,
    applicant,
    deliver_events,
    held,
    released,
)
from tests.factories.publication import (
    DTIC,
    contacted,
    declared,
    delivered_to,
    in_force,
    open_report,
    published,
    signed_agreement_of,
    token_sent,
)
from tests.people import Visitor
from tests.seed import FIRST, SECOND

REPORTS = "/relatorio-anual/"
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(days, days, days)
def test_a_clock_never_stands_longer_than_the_hold(held: date, released: date, since: date) -> None:
    stood = days_stood(held, released, since)
    assert 0 <= stood <= max(0, (released - held).days)
    if since <= held <= released:
        assert stood == (released - held).days


@pytest.mark.django_db
def test_the_director_holds_a_step_and_both_sides_read_why(centre_as: As, first_as: As) -> None:
    agreement = published(signed_agreement_of(FIRST)).agreement
    head = first_as(Profile.HEAD)
    page = f"/acordos/{agreement.uid}/"
    director = centre_as(Profile.DCI_DIRECTOR)
    sent = {"step": "delivery", "reason": "A licença está em revisão."}
    assert director.post(f"{page}suspender/", {**sent, "reason": ""}).status_code == 422
    assert director.post(f"{page}suspender/", sent).status_code == 302
    assert director.post(f"{page}suspender/", sent).status_code == 409
    text = director.get(page).content.decode()
    assert "Etapa suspensa: Entrega do código" in text
    assert "Contatar a área técnica" not in text
    deliver_events()
    with inside(FIRST.schema):
        assert Notice.objects.filter(user=head.user, text__contains="em revisão").count() == 1
        assert Entry.verbs.filter(verb="registry.agreement.hold_told").count() == 1
    own = head.get(f"/acordo/{agreement.uid}/").content.decode()
    assert "A licença está em revisão." in own
    assert "Os prazos dela estão parados" in own
    hold = Hold.objects.get(agreement=agreement)
    again = f"{page}suspensoes/{hold.uid}/retomar/"
    assert director.post(again, {"reason": "Revisão concluída."}).status_code == 302
    assert director.post(again, {"reason": "Outra vez."}).status_code == 409
    verbs = Entry.verbs.filter(verb__in=["registry.agreement.step_held", "registry.hold.released"])
    assert [each.reason for each in verbs.order_by("pk")] == [
        "A licença está em revisão.",
        "Revisão concluída.",
    ]
    assert "Contatar a área técnica" in director.get(page).content.decode()


@pytest.mark.django_db
def test_a_held_delivery_waits_and_its_link_serves_as_many_days_longer(portal: Visitor) -> None:
    delivery = contacted()
    link, now = f"/aceite/{token_sent(delivery)}/", timezone.now()
    hold = held(delivery.agreement, HoldStep.DELIVERY, at=now - timedelta(days=9))
    answer = portal.get(link)
    assert answer.status_code == 409
    assert "A licença está em revisão." in answer.content.decode()
    with pytest.raises(NotAllowed, match="em revisão"):
        services.resend_link(actor=DTIC, uid=delivery.uid, at=now)
    expected = delivery.token_expires_at
    assert expected is not None
    released(hold)
    deliver_events()
    deliver_events()
    delivery.refresh_from_db()
    assert delivery.token_expires_at == expected + timedelta(days=9)
    assert portal.get(link).status_code == 200
    assert Entry.verbs.filter(verb="publication.delivery.time_given_back").count() == 1


@pytest.mark.django_db
def test_a_held_publication_is_not_registered() -> None:
    agreement = a_signed_agreement()
    hold = held(agreement, HoldStep.PUBLICATION)
    with pytest.raises(NotAllowed, match="suspendeu esta etapa"):
        published(agreement)
    released(hold)
    assert published(agreement).agreement == agreement


@pytest.mark.django_db
def test_a_held_birth_is_asked_for_when_it_is_released() -> None:
    agreement = a_signed_agreement()
    hold = held(agreement, HoldStep.BIRTH)
    published(agreement)
    assert not Birth.objects.filter(organisation=agreement.organisation).exists()
    released(hold)
    deliver_events()
    deliver_events()
    birth = Birth.objects.get(organisation=agreement.organisation)
    assert birth.agreement_uid == agreement.uid
    with pytest.raises(NotAllowed, match="já nasceu"):
        held(agreement, HoldStep.BIRTH)


@pytest.mark.django_db
def test_a_held_production_is_neither_declared_nor_judged_nor_seen() -> None:
    agreement = delivered_to(FIRST)
    hold = held(agreement, HoldStep.PRODUCTION)
    with pytest.raises(NotAllowed, match="em revisão"):
        declared(FIRST, agreement)
    released(hold)
    production = declared(FIRST, agreement)
    held(agreement, HoldStep.PRODUCTION)
    with pytest.raises(NotAllowed, match="em revisão"):
        services.confirm_production(actor=DTIC, uid=production.uid, at=timezone.now())


@pytest.mark.django_db
def test_held_reports_are_not_sent_are_not_late_and_get_their_days_back(first_as: As) -> None:
    report = open_report()
    today, now = timezone.localdate(), timezone.now()
    AnnualReport.objects.filter(pk=report.pk).update(
        due_date=today - timedelta(days=2), created_at=now - timedelta(days=300)
    )
    hold = held(report.agreement, HoldStep.REPORTS, at=now - timedelta(days=10))
    head = first_as(Profile.HEAD)
    page = f"{REPORTS}{report.uid}/"
    assert head.post(f"{page}enviar/").status_code == 409
    assert "atras" not in head.get(REPORTS).content.decode().lower()
    released(hold)
    deliver_events()
    deliver_events()
    report.refresh_from_db()
    assert report.due_date == today + timedelta(days=8)
    other = AnnualReport.objects.get(agreement=report.agreement, cycle=1, side=Side.CGE)
    assert other.state == "draft"


@pytest.mark.django_db
def test_what_was_late_before_the_hold_stays_late() -> None:
    report = open_report()
    due = timezone.localdate() - timedelta(days=40)
    AnnualReport.objects.filter(pk=report.pk).update(due_date=due)
    hold = held(report.agreement, HoldStep.REPORTS, at=timezone.now() - timedelta(days=10))
    released(hold)
    deliver_events()
    report.refresh_from_db()
    assert report.due_date == due


@pytest.mark.django_db
def test_the_end_of_the_use_waits_until_it_is_released(centre_as: As) -> None:
    centre_as(Profile.DCI_DIRECTOR)
    agreement = in_force(-1, place=FIRST, effect_on_use=EffectOnUse.ENDS_USE)
    hold = held(agreement, HoldStep.ENDING)
    watch_terms()
    deliver_events()
    place = Tenant.objects.get(schema_name=FIRST.schema)
    assert place.life == TenantState.ACTIVE
    released(hold)
    deliver_events()
    place.refresh_from_db()
    assert place.life == TenantState.READ_ONLY


@pytest.mark.django_db
def test_a_draft_has_no_step_to_hold_and_a_step_is_held_once() -> None:
    with pytest.raises(NotAllowed, match="última assinatura"):
        held(an_agreement(applicant=applicant("3118601")), HoldStep.DELIVERY)
    agreement = a_signed_agreement()
    hold = held(agreement, HoldStep.DELIVERY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.create(
            agreement=agreement,
            organisation=agreement.organisation,
            step=hold.step,
            reason="De novo.",
            held_at=timezone.now(),
            held_by_name=DIRECTOR().name,
        )


@pytest.mark.django_db
@pytest.mark.parametrize("profile", [Profile.DCI_ANALYST, Profile.DTIC, Profile.AUDITOR])
def test_only_the_director_holds_and_releases(centre_as: As, profile: Profile) -> None:
    agreement = a_signed_agreement()
    hold = held(agreement, HoldStep.DELIVERY)
    visitor = centre_as(profile)
    sent = {"step": "reports", "reason": "Porque sim."}
    assert visitor.post(f"/acordos/{agreement.uid}/suspender/", sent).status_code == 403
    again = f"/acordos/{agreement.uid}/suspensoes/{hold.uid}/retomar/"
    assert visitor.post(again, {"reason": "Porque sim."}).status_code == 403


@pytest.mark.django_db
def test_a_neighbour_sees_no_hold_of_another(second_as: As) -> None:
    agreement = published(signed_agreement_of(FIRST)).agreement
    held(agreement, HoldStep.DELIVERY)
    ana = second_as(Profile.HEAD)
    assert ana.get(f"/acordo/{agreement.uid}/").status_code == 404
    with inside(SECOND.schema):
        assert not Hold.objects.only("uid").exists()
    with inside(FIRST.schema):
        assert Hold.objects.only("uid").exists()
