"""The end of an agreement: announced with notice, come on its day, told to both sides."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from access.rules import Profile
from agreements.continuity.models import Amendment, Ending
from agreements.continuity.tasks import watch_terms
from agreements.publication.models import Extract
from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState, EffectOnUse
from audit.models import Entry
from notifications.models import Notice
from tenants.models import Tenant
from tenants.rules import TenantState
from tests.agreements.continuity.test_amendments import asked, signature
from tests.agreements.continuity.test_amendments import at as amendment_of
from tests.conftest import As
from tests.documents.samples import PDF, upload
from tests.factories.agreements import an_agreement, deliver_events
from tests.factories.publication import in_force
from tests.seed import FIRST

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def notice(**more: object) -> dict[str, object]:
    """The partner gave notice today, and leaves in 60 days."""
    values = {
        "kind": "withdrawal",
        "side": "partner",
        "notified_date": TODAY().isoformat(),
        "last_date": (TODAY() + timedelta(days=60)).isoformat(),
        "reason": "A prefeitura adotou outro sistema.",
        "file": upload(PDF, "denuncia.pdf"),
    }
    return values | more


def at(agreement: Agreement, step: str = "") -> str:
    return f"/acordos/{agreement.uid}/fim/{step}"


@pytest.mark.parity("G19")
def test_a_withdrawal_respects_the_notice_of_the_agreement(centre_as: As) -> None:
    davi = centre_as(Profile.DCI_DIRECTOR)
    agreement = in_force(400)
    early = notice(last_date=(TODAY() + timedelta(days=59)).isoformat())
    answer = davi.post(at(agreement), early)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "aviso de 60 dias" in page and "A prefeitura adotou outro sistema." in page
    assert davi.post(at(agreement), notice()).status_code == 302
    ending = Ending.objects.get(agreement=agreement)
    assert ending.last_date == TODAY() + timedelta(days=60)
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.PUBLISHED
    entry = Entry.objects.get(verb="continuity.ending.announced")
    assert entry.reason == "A prefeitura adotou outro sistema."
    assert davi.post(at(agreement), notice()).status_code == 409


def test_an_announced_end_is_taken_back_with_a_reason(centre_as: As) -> None:
    davi = centre_as(Profile.DCI_DIRECTOR)
    agreement = in_force(400)
    davi.post(at(agreement), notice())
    ana = centre_as(Profile.DCI_ANALYST)
    assert ana.post(amendment_of(agreement), asked()).status_code == 409
    answer = davi.post(at(agreement, "desfazer/"), {"reason": "O partícipe voltou atrás."})
    assert answer.status_code == 302
    assert Ending.objects.get().retraction_reason == "O partícipe voltou atrás."
    assert Entry.objects.filter(verb="continuity.ending.retracted").count() == 1
    assert davi.get(at(agreement, "desfazer/")).status_code == 409


@pytest.mark.parity("G20")
def test_an_agreement_ends_the_day_after_its_last(centre_as: As) -> None:
    last_day, day_after = in_force(0), in_force(-1, town="3148004")
    assert watch_terms()["ended"] == 1
    last_day.refresh_from_db()
    day_after.refresh_from_db()
    assert last_day.state == AgreementState.PUBLISHED
    assert day_after.state == AgreementState.ENDED
    assert Ending.objects.get(agreement=day_after).ended_at is not None
    entries = Entry.objects.filter(verb="registry.agreement.ended")
    assert [entry.reason for entry in entries] == ["Fim do prazo"]
    dora = centre_as(Profile.DTIC)
    assert dora.get(f"/acordos/{day_after.uid}/entregas/nova/").status_code == 409
    assert centre_as(Profile.AUDITOR).get(f"/acordos/{day_after.uid}/").status_code == 200


def test_the_daily_clock_run_twice_or_a_week_late_does_the_same() -> None:
    agreement = in_force(-8)
    assert watch_terms()["ended"] == 1
    assert watch_terms()["ended"] == 0
    ending = Ending.objects.get(agreement=agreement)
    assert ending.last_date == TODAY() - timedelta(days=8)
    assert Entry.objects.filter(verb="registry.agreement.ended").count() == 1


def test_an_amendment_signed_in_time_keeps_the_agreement_until_it_is_published(
    centre_as: As,
) -> None:
    ana = centre_as(Profile.DCI_ANALYST)
    agreement = in_force(0)
    ana.post(amendment_of(agreement), asked(late_reason="Ficou para a última hora."))
    ana.post(amendment_of(agreement, "assinatura/"), signature())
    yesterday = TODAY() - timedelta(days=1)
    Agreement.objects.filter(pk=agreement.pk).update(end_date=yesterday)
    assert watch_terms()["ended"] == 0
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.PUBLISHED


def test_an_amendment_that_was_only_asked_for_ends_with_the_agreement(centre_as: As) -> None:
    ana = centre_as(Profile.DCI_ANALYST)
    agreement = in_force(0)
    ana.post(amendment_of(agreement), asked(late_reason="Ficou para a última hora."))
    Agreement.objects.filter(pk=agreement.pk).update(end_date=TODAY() - timedelta(days=1))
    assert watch_terms()["ended"] == 1
    assert Amendment.objects.get().state == "abandoned"


def test_a_decided_end_in_the_past_comes_at_once_and_the_public_sees_it(centre_as: As) -> None:
    davi = centre_as(Profile.DCI_DIRECTOR)
    agreement = in_force(400)
    yesterday = TODAY() - timedelta(days=1)
    decided = notice(
        kind="consent",
        side="",
        notified_date=yesterday.isoformat(),
        last_date=yesterday.isoformat(),
    )
    assert davi.post(at(agreement), decided).status_code == 302
    agreement.refresh_from_db()
    assert (agreement.state, agreement.end_date) == (AgreementState.ENDED, yesterday)
    extract = Extract.objects.get(agreement=agreement)
    assert extract.end_date == yesterday
    assert extract.later[-1]["title"] == "Distrato: acordo encerrado"


def test_where_the_use_ends_the_organisation_becomes_read_only_and_is_told(centre_as: As) -> None:
    centre_as(Profile.DCI_DIRECTOR)
    agreement = in_force(-1, place=FIRST, effect_on_use=EffectOnUse.ENDS_USE)
    watch_terms()
    deliver_events()
    deliver_events()
    assert Tenant.objects.get(schema_name=FIRST.schema).life == TenantState.READ_ONLY
    assert Notice.objects.filter(key__startswith=f"ended:{agreement.uid}").count() == 1


def test_where_the_use_goes_on_the_organisation_stays_as_it_is() -> None:
    in_force(-1, place=FIRST)
    watch_terms()
    deliver_events()
    assert Tenant.objects.get(schema_name=FIRST.schema).life == TenantState.ACTIVE


def test_each_notice_before_the_end_is_given_once(centre_as: As) -> None:
    centre_as(Profile.DCI_DIRECTOR)
    agreement = in_force(29)
    assert watch_terms()["told"] == 1
    watch_terms()
    notices = Notice.objects.filter(key__startswith=f"term:{agreement.uid}")
    assert [each.key.rsplit(":", 1)[-1] for each in notices] == ["30"]
    assert "em 29 dias" in notices[0].text


def test_only_the_director_ends_an_agreement(centre_as: As) -> None:
    agreement = in_force(400)
    for profile in (Profile.DCI_ANALYST, Profile.COMPTROLLER, Profile.NETWORK_ADMIN):
        assert centre_as(profile).post(at(agreement), notice()).status_code == 403
    assert not Ending.objects.exists()


@pytest.mark.parity("G24")
def test_a_pending_agreement_holds_no_dates_and_a_published_one_holds_both() -> None:
    draft = an_agreement()
    assert (draft.start_date, draft.end_date) == (None, None)
    dated = {"start_date": TODAY(), "end_date": TODAY()}
    for pk, change in (
        (draft.pk, dated),
        (in_force(10, town="3148004").pk, {"start_date": None, "end_date": None}),
    ):
        with pytest.raises(IntegrityError, match="dated_once_published"), transaction.atomic():
            Agreement.objects.filter(pk=pk).update(**change)


def test_no_end_comes_before_the_agreement_began(centre_as: As) -> None:
    agreement = in_force(400)
    long_ago = (TODAY() - timedelta(days=400)).isoformat()
    wrong_year = notice(kind="consent", side="", notified_date=long_ago, last_date=long_ago)
    answer = centre_as(Profile.DCI_DIRECTOR).post(at(agreement), wrong_year)
    assert answer.status_code == 422
    assert "anterior ao começo do acordo" in answer.content.decode()
    assert not Ending.objects.exists()


def test_an_announced_end_is_told_and_stops_the_usual_notices(centre_as: As) -> None:
    davi = centre_as(Profile.DCI_DIRECTOR)
    agreement = in_force(100, place=FIRST)
    davi.post(at(agreement), notice())
    deliver_events()
    assert Notice.objects.filter(key__startswith="announced:").count() == 1
    assert watch_terms()["told"] == 0


def test_what_fails_for_one_agreement_stops_no_other(caplog: pytest.LogCaptureFixture) -> None:
    broken, whole = in_force(-2), in_force(-1, town="3148004")
    Ending.objects.create(
        agreement=broken,
        kind="consent",
        notified_date=TODAY() - timedelta(days=30),
        last_date=TODAY() - timedelta(days=30),
        former_end_date=TODAY(),
        reason="Data errada, de antes do começo.",
        registered_by_name="Importação",
        registered_at=timezone.now(),
    )
    assert watch_terms()["ended"] == 1
    whole.refresh_from_db()
    assert whole.state == AgreementState.ENDED
    assert "was not ended" in caplog.text
