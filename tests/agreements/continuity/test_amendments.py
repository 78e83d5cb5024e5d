"""More time for an agreement: asked for early, signed in time, in effect once published."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from access.rules import Profile
from agreements.continuity.models import Amendment
from agreements.continuity.rules import AmendmentState
from agreements.publication.models import Extract
from agreements.registry.models import Agreement
from audit.models import Entry
from tests.conftest import As
from tests.documents.samples import PDF, upload
from tests.factories.publication import in_force
from tests.people import Visitor

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def asked(**more: object) -> dict[str, object]:
    """One more year."""
    values = {
        "term_length": "12",
        "term_unit": "months",
        "requested_date": TODAY().isoformat(),
        "justification": "O plano de integridade vai até o ano que vem.",
        "late_reason": "",
    }
    return values | more


def signature(**more: object) -> dict[str, object]:
    """Both sides signed today."""
    values = {
        "signed_date": TODAY().isoformat(),
        "document_number": "112233",
        "file": upload(PDF, "aditivo.pdf"),
    }
    return values | more


def gazette(**more: object) -> dict[str, object]:
    """Today's gazette, page 7."""
    values = {
        "published_date": TODAY().isoformat(),
        "page": "7",
        "matter_code": "",
        "url": "https://diario.exemplo.test/7",
        "file": upload(PDF, "diario.pdf"),
    }
    return values | more


def at(agreement: Agreement, step: str = "") -> str:
    return f"/acordos/{agreement.uid}/aditivo/{step}"


def requested(days_left: int, analyst: Visitor) -> Agreement:
    """An agreement whose amendment was asked for by its page."""
    agreement = in_force(days_left)
    typed = asked(late_reason="O ofício chegou hoje.")
    assert analyst.post(at(agreement), typed).status_code == 302
    return agreement


@pytest.mark.parity("G15")
def test_an_amendment_is_asked_for_once_and_in_time(centre_as: As) -> None:
    ana = centre_as(Profile.DCI_ANALYST)
    agreement = in_force(200)
    assert ana.post(at(agreement), asked()).status_code == 302
    amendment = Amendment.objects.get(agreement=agreement)
    assert (amendment.sequence, amendment.state) == (1, AmendmentState.REQUESTED)
    assert amendment.former_end_date == agreement.end_date < amendment.new_end_date
    assert Entry.objects.filter(verb="continuity.amendment.requested").count() == 1
    second = ana.post(at(agreement), asked())
    assert second.status_code == 409
    assert Amendment.objects.filter(agreement=agreement).count() == 1


def test_a_late_request_says_why_and_keeps_what_was_typed(centre_as: As) -> None:
    ana = centre_as(Profile.DCI_ANALYST)
    agreement = in_force(50)
    answer = ana.post(at(agreement), asked(justification="Falta terminar a avaliação."))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "termina em 50 dias" in page and "Falta terminar a avaliação." in page
    assert not Amendment.objects.exists()
    assert (
        ana.post(at(agreement), asked(late_reason="A prefeita assumiu agora.")).status_code == 302
    )
    entry = Entry.objects.get(verb="continuity.amendment.requested")
    assert entry.reason == "A prefeita assumiu agora."


def test_nothing_is_asked_for_when_the_last_day_is_over(centre_as: As) -> None:
    assert centre_as(Profile.DCI_ANALYST).get(at(in_force(-1))).status_code == 409


def test_on_the_last_day_there_is_still_time(centre_as: As) -> None:
    ana = centre_as(Profile.DCI_ANALYST)
    agreement = requested(0, ana)
    assert ana.post(at(agreement, "assinatura/"), signature()).status_code == 302


@pytest.mark.parity("G16")
def test_an_amendment_signed_one_day_late_is_refused_with_the_way_out(centre_as: As) -> None:
    ana = centre_as(Profile.DCI_ANALYST)
    agreement = requested(0, ana)
    Amendment.objects.filter(agreement=agreement).update(
        former_end_date=TODAY() - timedelta(days=1)
    )
    answer = ana.post(at(agreement, "assinatura/"), signature())
    assert answer.status_code == 409
    assert "novo pedido de acordo" in answer.content.decode()
    amendment = Amendment.objects.get(agreement=agreement)
    assert (amendment.state, amendment.signed_date) == (AmendmentState.REQUESTED, None)
    assert not Entry.objects.filter(verb="continuity.amendment.signed").exists()


def test_the_database_takes_no_late_signature_either(centre_as: As) -> None:
    requested(5, centre_as(Profile.DCI_ANALYST))
    with pytest.raises(IntegrityError, match="amendment_signed_in_time"), transaction.atomic():
        Amendment.objects.update(state="signed", signed_date=TODAY() + timedelta(days=6))


@pytest.mark.parity("G17")
def test_an_amendment_takes_effect_when_it_is_published(centre_as: As, portal: Visitor) -> None:
    ana, paulo = centre_as(Profile.DCI_ANALYST), centre_as(Profile.PUBLICATION)
    agreement = requested(100, ana)
    assert paulo.get(at(agreement, "publicacao/")).status_code == 409
    assert ana.post(at(agreement, "assinatura/"), signature()).status_code == 302
    before = agreement.end_date
    agreement.refresh_from_db()
    assert agreement.end_date == before
    nowhere = paulo.post(at(agreement, "publicacao/"), gazette(page=""))
    assert nowhere.status_code == 422
    assert "Informe a página ou o código da matéria." in nowhere.content.decode()
    assert paulo.post(at(agreement, "publicacao/"), gazette()).status_code == 302
    agreement.refresh_from_db()
    amendment = Amendment.objects.get(agreement=agreement)
    assert agreement.end_date == amendment.new_end_date > before
    assert amendment.state == AmendmentState.IN_EFFECT
    assert Entry.objects.filter(verb="registry.agreement.extended").count() == 1
    extract = Extract.objects.get(agreement=agreement)
    assert extract.end_date == amendment.new_end_date
    page = portal.get(extract.get_absolute_url()).content.decode()
    assert "1º termo aditivo" in page and "https://diario.exemplo.test/7" in page
    address = f"/extratos/{extract.number}-{extract.year}.json"
    told = portal.get(address).json()["alteracoes"]
    assert [each["endereco"] for each in told] == ["https://diario.exemplo.test/7"]


def test_amendments_never_reach_beyond_five_years(centre_as: As) -> None:
    ana = centre_as(Profile.DCI_ANALYST)
    answer = ana.post(at(in_force(200)), asked(term_length="5", term_unit="years"))
    assert answer.status_code == 422
    assert "passaria de 5 anos" in answer.content.decode()


@pytest.mark.parity("G18")
def test_the_object_does_not_change_by_an_amendment(centre_as: As) -> None:
    ana = centre_as(Profile.DCI_ANALYST)
    agreement = in_force(200)
    before = agreement.object
    assert ana.post(at(agreement), asked(object="Doação de computadores")).status_code == 302
    agreement.refresh_from_db()
    assert agreement.object == before
    assert not Entry.objects.filter(changes__has_key="objeto").exists()
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(object="Doação de computadores")


def test_an_amendment_that_nobody_signed_is_abandoned_with_a_reason(centre_as: As) -> None:
    ana = centre_as(Profile.DCI_ANALYST)
    agreement = requested(200, ana)
    assert ana.post(at(agreement, "abandonar/"), {"reason": ""}).status_code == 422
    answer = ana.post(at(agreement, "abandonar/"), {"reason": "O partícipe desistiu."})
    assert answer.status_code == 302
    assert (
        Entry.objects.get(verb="continuity.amendment.abandoned").reason == "O partícipe desistiu."
    )
    assert ana.post(at(agreement), asked()).status_code == 302
    assert list(Amendment.objects.values_list("sequence", flat=True)) == [1, 2]


def test_only_dci_asks_and_signs_and_only_publication_publishes(centre_as: As) -> None:
    agreement = in_force(200)
    for profile in (Profile.CABINET, Profile.PUBLICATION, Profile.AUDITOR):
        assert centre_as(profile).post(at(agreement), asked()).status_code == 403
    assert not Amendment.objects.exists()


def test_a_signed_amendment_that_is_never_published_is_abandoned_too(centre_as: As) -> None:
    ana = centre_as(Profile.DCI_ANALYST)
    agreement = requested(100, ana)
    ana.post(at(agreement, "assinatura/"), signature())
    answer = ana.post(at(agreement, "abandonar/"), {"reason": "Assinatura registrada por engano."})
    assert answer.status_code == 302
    amendment = Amendment.objects.get()
    assert amendment.state == AmendmentState.ABANDONED
    assert amendment.signed_file is not None
