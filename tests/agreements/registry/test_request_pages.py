"""The Cabinet registers and forwards, DCI decides: each on its own page."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from access.rules import Profile
from agreements.registry.models import Agreement, Meeting, Request
from agreements.registry.rules import RequestState
from audit.queries import entries_of
from tests.agreements.registry.forms import JUSTIFICATION, email_form
from tests.conftest import As
from tests.documents.samples import EXE, upload
from tests.factories import agreements as make

MEETING = {"mode": "online", "participants": "DCI e município", "notes": ""}
VERBS = ["encaminhar", "reunioes/nova", "admitir", "indeferir"]


def test_the_cabinet_registers_a_request_that_came_by_email(centre_as: As) -> None:
    cabinet = centre_as(Profile.CABINET)
    assert cabinet.get("/pedidos/registrar/").status_code == 200
    answer = cabinet.post("/pedidos/registrar/", email_form(), follow=True)
    request = Request.objects.get()
    assert request.message_id == "pedido-1@municipio.test"
    assert f"protocolo {request.protocol}" in answer.content.decode()
    assert entries_of(request).get().actor_name == cabinet.user.name


def test_the_same_email_is_registered_once(centre_as: As) -> None:
    cabinet = centre_as(Profile.CABINET)
    cabinet.post("/pedidos/registrar/", email_form())
    again = cabinet.post(
        "/pedidos/registrar/", email_form(municipality="Contagem (MG)", cnpj=make.new_cnpj())
    )
    assert again.status_code == 422
    assert "já foi registrado no pedido" in again.content.decode()
    assert Request.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"message_id": ""}, "Message-ID: "),
        ({"received_at": "2099-01-01T10:00"}, "não pode estar no futuro"),
        ({"received_at": "ontem"}, "Recebido em: "),
        ({"letter": upload(EXE, "oficio.pdf")}, "PDF"),
    ],
)
def test_a_bad_registration_is_explained(
    centre_as: As, wrong: dict[str, object], sentence: str
) -> None:
    answer = centre_as(Profile.CABINET).post("/pedidos/registrar/", email_form(**wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert JUSTIFICATION in page
    assert not Request.objects.exists()


def test_the_queue_is_filtered_and_searched(centre_as: As) -> None:
    waiting = make.a_request()
    other = make.a_request_in_triage(applicant=make.applicant("3118601"))
    analyst = centre_as(Profile.DCI_ANALYST)
    everything = analyst.get("/pedidos/").content.decode()
    assert waiting.protocol in everything
    assert other.protocol in everything
    triage = analyst.get("/pedidos/", {"situacao": "in_triage"}).content.decode()
    assert other.protocol in triage
    assert waiting.protocol not in triage
    found = analyst.get("/pedidos/", {"busca": "uberaba"}).content.decode()
    assert waiting.protocol in found
    assert other.protocol not in found


def test_the_cabinet_forwards_on_its_page(centre_as: As) -> None:
    request = make.a_request()
    cabinet = centre_as(Profile.CABINET)
    assert "Encaminhar à DCI" in cabinet.get(f"/pedidos/{request.uid}/").content.decode()
    answer = cabinet.post(
        f"/pedidos/{request.uid}/encaminhar/", {"sei_number": make.SEI}, follow=True
    )
    request.refresh_from_db()
    assert (answer.status_code, request.state) == (200, RequestState.IN_TRIAGE)
    assert entries_of(request).filter(title="Pedido encaminhado à DCI").exists()


def test_a_wrong_check_digit_is_a_warning_and_no_refusal(centre_as: As) -> None:
    request = make.a_request()
    answer = centre_as(Profile.CABINET).post(
        f"/pedidos/{request.uid}/encaminhar/",
        {"sei_number": "1520.01.0001234/2023-11"},
        follow=True,
    )
    request.refresh_from_db()
    assert request.state == RequestState.IN_TRIAGE
    assert "dígitos verificadores" in answer.content.decode()


def test_dci_records_a_meeting_on_its_page(centre_as: As) -> None:
    request = make.a_request_in_triage()
    analyst = centre_as(Profile.DCI_ANALYST)
    form = MEETING | {"held_date": timezone.localdate().isoformat()}
    page = analyst.post(f"/pedidos/{request.uid}/reunioes/nova/", form, follow=True)
    assert "DCI e município" in page.content.decode()
    assert Meeting.objects.filter(request=request).count() == 1


def test_a_meeting_of_tomorrow_is_refused_with_what_was_typed(centre_as: As) -> None:
    request = make.a_request_in_triage()
    tomorrow = timezone.localdate() + timedelta(days=1)
    answer = centre_as(Profile.DCI_ANALYST).post(
        f"/pedidos/{request.uid}/reunioes/nova/", MEETING | {"held_date": tomorrow.isoformat()}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "depois de realizada" in page
    assert "DCI e município" in page
    assert not Meeting.objects.exists()


def test_the_director_admits_and_lands_on_the_agreement(centre_as: As) -> None:
    request = make.a_request_in_triage()
    director = centre_as(Profile.DCI_DIRECTOR)
    assert director.get(f"/pedidos/{request.uid}/admitir/").status_code == 200
    answer = director.post(f"/pedidos/{request.uid}/admitir/", follow=True)
    agreement = Agreement.objects.get()
    assert answer.redirect_chain == [(f"/acordos/{agreement.uid}/", 302)]
    assert answer.status_code == 200
    assert entries_of(agreement).get().actor_name == director.user.name


def test_the_director_refuses_with_a_reason(centre_as: As) -> None:
    request = make.a_request_in_triage()
    director = centre_as(Profile.DCI_DIRECTOR)
    empty = director.post(f"/pedidos/{request.uid}/indeferir/", {"reason": "  "})
    assert empty.status_code == 422
    director.post(f"/pedidos/{request.uid}/indeferir/", {"reason": "Falta o ofício."})
    request.refresh_from_db()
    assert (request.state, request.decision_reason) == (RequestState.REFUSED, "Falta o ofício.")
    assert entries_of(request).get(verb="registry.request.refused").reason == "Falta o ofício."


@pytest.mark.parametrize("verb", VERBS)
def test_a_profile_without_the_verb_gets_403(centre_as: As, verb: str) -> None:
    request = make.a_request() if verb == "encaminhar" else make.a_request_in_triage()
    before = request.state
    auditor = centre_as(Profile.AUDITOR)
    assert auditor.get(f"/pedidos/{request.uid}/").status_code == 200
    for send in (auditor.get, auditor.post):
        assert send(f"/pedidos/{request.uid}/{verb}/").status_code == 403
    request.refresh_from_db()
    assert request.state == before


def test_only_the_cabinet_registers(centre_as: As) -> None:
    analyst = centre_as(Profile.DCI_ANALYST)
    assert analyst.get("/pedidos/registrar/").status_code == 403
    assert analyst.post("/pedidos/registrar/", email_form()).status_code == 403
    assert not Request.objects.exists()


@pytest.mark.parametrize("verb", ["", *(f"{each}/" for each in VERBS)])
def test_an_unknown_request_is_not_found(centre_as: As, verb: str) -> None:
    assert centre_as(Profile.DCI_DIRECTOR).get(f"/pedidos/{uuid4()}/{verb}").status_code == 404


@pytest.mark.parametrize(
    ("verb", "profile"),
    [
        ("encaminhar", Profile.CABINET),
        ("reunioes/nova", Profile.DCI_ANALYST),
        ("admitir", Profile.DCI_DIRECTOR),
        ("indeferir", Profile.DCI_DIRECTOR),
    ],
)
def test_a_verb_out_of_turn_gets_409(centre_as: As, verb: str, profile: Profile) -> None:
    request = make.an_agreement().request
    visitor = centre_as(profile)
    for send in (visitor.get, visitor.post):
        assert send(f"/pedidos/{request.uid}/{verb}/").status_code == 409


def test_a_visitor_signs_in_first(nobody_at_centre: object) -> None:
    answer = nobody_at_centre.get("/pedidos/")  # type: ignore[attr-defined]
    assert answer.status_code == 302
    assert "/conta/" in answer["Location"]


@pytest.fixture
def nobody_at_centre(db: None) -> object:
    """A visitor at the centre who has not signed in."""
    from django.conf import settings

    from tests.people import Visitor

    return Visitor(settings.CENTRE_HOST)
