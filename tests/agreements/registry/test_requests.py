"""A request arrives once, under a protocol, and its applicant can follow it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from access.rules import Profile
from agreements.registry import queries, services
from agreements.registry.models import Contact, Request
from agreements.registry.rules import Channel, RequestState
from audit.queries import entries_of
from documents import quarantine
from documents.models import StoredFile
from foundation.refusals import Denied, Invalid, NotFound
from notifications.models import Email
from tenants.models import Organisation
from tests.documents.samples import EXE, upload
from tests.factories import agreements as make

pytestmark = pytest.mark.django_db


def faults(**more: object) -> dict[str, list[str]]:
    """What a refused request says, after checking that nothing was written."""
    before = (Request.objects.count(), Contact.objects.count(), StoredFile.objects.count())
    with pytest.raises(Invalid) as refusal, transaction.atomic():
        make.a_request(**more)
    after = (Request.objects.count(), Contact.objects.count(), StoredFile.objects.count())
    assert after == before
    return refusal.value.errors


def test_a_request_gets_a_protocol_and_an_entry_in_the_journal() -> None:
    request = make.a_request()
    year = timezone.localdate().year
    assert request.protocol == f"{year}.000001"
    assert (request.state, request.channel) == (RequestState.RECEIVED, Channel.PORTAL)
    entry = entries_of(request).get()
    assert (entry.title, entry.actor_name) == ("Pedido recebido", "Flora Focal")


def test_protocols_follow_one_another_and_begin_again_with_the_year() -> None:
    late = datetime(2031, 12, 31, 23, 0, tzinfo=UTC)
    head = make.head(late.date())
    first = make.a_request(at=late, head=head)
    second = make.a_request(at=late, head=head, applicant=make.applicant("3106200"))
    third = make.a_request(
        at=late + timedelta(days=1), head=head, applicant=make.applicant("3118601")
    )
    assert [each.protocol for each in (first, second, third)] == [
        "2031.000001",
        "2031.000002",
        "2032.000001",
    ]


def test_the_municipality_of_the_list_becomes_the_organisation() -> None:
    organisation = make.a_request().organisation
    assert (organisation.name, organisation.state) == ("Uberaba", "MG")
    assert organisation.ibge_code == "3170107"


def test_a_body_is_known_again_by_cnpj_and_name() -> None:
    asked = make.body_applicant()
    first = make.a_request_in_triage(applicant=asked)
    services.refuse_request(
        actor=make.DIRECTOR(), uid=first.uid, reason="Falta documento.", at=timezone.now()
    )
    second = make.a_request(applicant=asked)
    assert second.organisation == first.organisation
    assert Organisation.objects.filter(cnpj=asked.cnpj).count() == 1


@pytest.mark.parity("G03")
def test_an_organisation_has_one_open_request() -> None:
    first = make.a_request()
    sentence = faults()["municipality"][0]
    assert first.protocol in sentence


@pytest.mark.parity("G03")
def test_the_database_refuses_a_second_open_request_too() -> None:
    request = make.a_request()
    request.pk, request.uid, request.protocol, request.token_hash = None, None, "x", "y"
    request.uid = make.new_cnpj().ljust(32, "0")
    with pytest.raises(IntegrityError, match="request_open_once"), transaction.atomic():
        request.save(force_insert=True)


@pytest.mark.parity("G03")
def test_nobody_asks_again_while_an_agreement_lives() -> None:
    agreement = make.an_agreement()
    assert agreement.title in faults()["municipality"][0]


def test_after_a_refusal_one_may_ask_again() -> None:
    first = make.a_request_in_triage()
    services.refuse_request(
        actor=make.DIRECTOR(), uid=first.uid, reason="Falta ofício.", at=timezone.now()
    )
    assert make.a_request().organisation == first.organisation


def test_an_unknown_municipality_is_refused() -> None:
    unknown = replace(make.applicant(), ibge_code="9999999")
    assert "lista do IBGE" in faults(applicant=unknown)["municipality"][0]


@pytest.mark.parametrize(
    ("place", "nature", "words"),
    [("4113700", "municipality_mg", "outro estado"), ("3170107", "municipality", "Minas Gerais")],
)
def test_the_nature_must_fit_the_state_of_the_municipality(
    place: str, nature: str, words: str
) -> None:
    wrong = replace(make.applicant(place), nature=nature)
    assert words in faults(applicant=wrong)["municipality"][0]


def test_a_body_needs_name_and_state() -> None:
    nameless = make.body_applicant(name="  ", state="XX")
    assert set(faults(applicant=nameless)) == {"name", "state"}


def test_the_head_must_be_in_office() -> None:
    today = timezone.localdate()
    past = make.head(mandate_end=today - timedelta(days=1))
    future = make.head(mandate_start=today + timedelta(days=1))
    assert "já terminou" in faults(head=past)["mandate_end"][0]
    assert "ainda não começou" in faults(head=future)["mandate_start"][0]


@pytest.mark.parity("G01")
def test_a_programme_named_pdf_is_no_letter() -> None:
    assert "letter" in faults(letter=upload(EXE, "oficio.pdf"))


@pytest.mark.parity("G01")
def test_the_cabinet_registers_an_email_once() -> None:
    mail = make.message()
    first = make.a_request(by=make.CABINET(), message=mail)
    assert (first.channel, first.received_at) == (Channel.EMAIL, mail.received_at)
    again = {"by": make.CABINET(), "message": mail, "applicant": make.applicant("3106200")}
    assert first.protocol in faults(**again)["message_id"][0]


def test_the_cabinet_says_by_which_email_a_request_came() -> None:
    assert "message_id" in faults(by=make.CABINET())


def test_an_email_cannot_come_from_the_future() -> None:
    mail = make.message(received_at=timezone.now() + timedelta(hours=1))
    assert "received_at" in faults(by=make.CABINET(), message=mail)


def test_other_profiles_do_not_submit_requests() -> None:
    with pytest.raises(Denied):
        make.a_request(by=make.actor(Profile.DTIC))


def test_the_applicant_gets_protocol_and_link_once_and_the_link_opens_the_request() -> None:
    request = make.a_request()
    make.deliver_events()
    email = Email.objects.get(to="flora@municipio.test")
    assert request.protocol in email.subject
    token = services.tracking_token(request.uid)
    assert f"/acompanhar/{token}/" in email.body
    assert queries.request_by_token(token) == request
    assert token not in str(Request.objects.filter(pk=request.pk).values().get())


def test_a_link_that_was_never_given_opens_nothing() -> None:
    make.a_request()
    with pytest.raises(NotFound):
        queries.request_by_token("inventado")


def test_who_sent_an_infected_letter_is_asked_for_another() -> None:
    request = make.a_request()
    quarantine.settle(request.letter.pk, "condemn", at=timezone.now(), virus="Eicar")
    make.deliver_events()
    email = Email.objects.get(to="flora@municipio.test", subject__contains="vírus")
    assert request.letter.name in email.body and request.protocol in email.body
