"""The Cabinet forwards, DCI meets, admits or refuses."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import InternalError, transaction
from django.utils import timezone

from access.rules import Profile
from agreements.registry import services
from agreements.registry.models import Agreement, Meeting, Request
from agreements.registry.rules import AgreementState, RequestState
from audit.queries import entries_of
from foundation.refusals import Denied, Invalid, NotAllowed, NotFound
from notifications.models import Email
from tests.factories import agreements as make

pytestmark = pytest.mark.django_db
MEETING = {"mode": "online", "participants": "DCI e município", "notes": "Dúvidas esclarecidas."}


def test_the_cabinet_forwards_a_request_under_its_process() -> None:
    request = make.a_request_in_triage()
    assert (request.state, request.sei_number) == (RequestState.IN_TRIAGE, make.SEI)
    assert request.sei_warning == ""
    entry = entries_of(request).get(verb="registry.request.forwarded")
    assert entry.changes["situação"] == ["Recebido", "Em triagem"]


@pytest.mark.parity("G02")
@pytest.mark.parametrize("number", ["1520.01.0001234/2023-11", "PGE-PRO-2026/00371"])
def test_a_doubtful_process_number_is_kept_with_a_warning(number: str) -> None:
    request = make.a_request()
    moved = services.forward_to_dci(
        actor=make.CABINET(), uid=request.uid, sei_number=number, at=timezone.now()
    )
    assert moved.sei_number == number
    assert moved.sei_warning != ""


@pytest.mark.parity("G02")
def test_a_request_is_not_forwarded_without_a_process() -> None:
    request = make.a_request()
    with pytest.raises(Invalid):
        services.forward_to_dci(
            actor=make.CABINET(), uid=request.uid, sei_number="  ", at=timezone.now()
        )


def test_a_request_is_forwarded_once() -> None:
    request = make.a_request_in_triage()
    with pytest.raises(NotAllowed):
        services.forward_to_dci(
            actor=make.CABINET(), uid=request.uid, sei_number=make.SEI, at=timezone.now()
        )


def test_a_meeting_is_recorded_during_triage() -> None:
    request = make.a_request_in_triage()
    today = timezone.localdate()
    services.record_meeting(
        actor=make.ANALYST(), uid=request.uid, held_date=today, at=timezone.now(), **MEETING
    )
    assert Meeting.objects.get(request=request).participants == "DCI e município"
    assert entries_of(request).filter(verb="registry.request.meeting_recorded").exists()


def test_a_meeting_is_recorded_after_it_was_held() -> None:
    request = make.a_request_in_triage()
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Invalid):
        services.record_meeting(
            actor=make.ANALYST(), uid=request.uid, held_date=tomorrow, at=timezone.now(), **MEETING
        )


@pytest.mark.parity("G23")
def test_admission_opens_the_agreement_in_draft_with_the_next_number() -> None:
    first = make.an_agreement()
    second = make.an_agreement(applicant=make.applicant("3106200"))
    assert first.state == AgreementState.DRAFT
    assert (first.number, second.number) == (1, 2)
    assert first.sei_number == make.SEI
    assert str(first) == f"ACT nº 1/{timezone.localdate().year} – Uberaba"
    assert entries_of(first).get().title == "Acordo aberto em minuta"
    assert first.request.state == RequestState.ADMITTED


def test_admission_takes_over_the_cnpj_that_was_asked_with() -> None:
    first = make.a_request_in_triage()
    services.refuse_request(
        actor=make.DIRECTOR(), uid=first.uid, reason="CNPJ errado.", at=timezone.now()
    )
    agreement = make.an_agreement()
    agreement.organisation.refresh_from_db()
    assert agreement.organisation.cnpj == agreement.request.cnpj != first.cnpj


def test_a_request_is_refused_with_a_reason_and_the_applicant_learns_it() -> None:
    request = make.a_request_in_triage()
    services.refuse_request(
        actor=make.DIRECTOR(), uid=request.uid, reason="Ofício sem assinatura.", at=timezone.now()
    )
    entry = entries_of(request).get(verb="registry.request.refused")
    assert entry.reason == "Ofício sem assinatura."
    make.deliver_events()
    bodies = " ".join(Email.objects.values_list("body", flat=True))
    assert "Ofício sem assinatura." in bodies


def test_a_request_is_not_refused_without_a_reason() -> None:
    request = make.a_request_in_triage()
    with pytest.raises(Invalid), transaction.atomic():
        services.refuse_request(
            actor=make.DIRECTOR(), uid=request.uid, reason=" ", at=timezone.now()
        )
    request.refresh_from_db()
    assert request.state == RequestState.IN_TRIAGE


def test_the_analyst_does_not_decide() -> None:
    request = make.a_request_in_triage()
    with pytest.raises(Denied):
        services.admit_request(actor=make.ANALYST(), uid=request.uid, at=timezone.now())
    assert not Agreement.objects.exists()


def test_an_unknown_request_is_not_found() -> None:
    with pytest.raises(NotFound):
        services.admit_request(actor=make.DIRECTOR(), uid=uuid4(), at=timezone.now())


def test_everybody_of_a_profile_is_told_of_new_work() -> None:
    from tests.people import centre_actor

    director = centre_actor(Profile.DCI_DIRECTOR)
    make.a_request_in_triage()
    make.deliver_events()
    from notifications.models import Notice

    assert Notice.objects.filter(user_id=director.user_id).count() == 1


def test_the_database_refuses_a_transition_that_is_not_in_the_flow() -> None:
    request = make.a_request()
    with pytest.raises(InternalError, match="Invalid transition"), transaction.atomic():
        Request.objects.filter(pk=request.pk).update(state=RequestState.ADMITTED)
