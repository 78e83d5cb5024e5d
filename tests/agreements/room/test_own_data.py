"""In the room a partner proposes other data of its own; CGE-MG takes them over or says why not."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from access.rules import Profile
from agreements.registry.models import Agreement, ChangeProposal, Contact
from agreements.registry.queries import present_data
from agreements.registry.rules import AgreementState
from agreements.room.models import Requirement
from agreements.room.rules import GuestRole
from audit.models import Entry
from notifications.models import Email
from tests.conftest import As
from tests.factories import agreements as make
from tests.factories.agreements import deliver_events
from tests.factories.rooms import a_guest, in_room
from tests.people import Visitor

pytestmark = pytest.mark.django_db
PLACE = "/sala/dados/propor/"


@pytest.fixture
def agreement() -> Agreement:
    """In draft, of a municipality without a place of its own."""
    return make.an_agreement()


@pytest.fixture
def flora(agreement: Agreement) -> Visitor:
    """The focal point, inside the room."""
    return in_room(a_guest(agreement))


def wanted(agreement: Agreement, **more: Any) -> dict[str, Any]:
    """The form as it stands, with something else in it."""
    return present_data(agreement.organisation) | {"reason": ""} | more


def decided(agreement: Agreement, centre_as: As, verb: str, **typed: str) -> None:
    """DCI decides about the one proposal."""
    place = f"/dados-propostos/{ChangeProposal.objects.get().uid}/{verb}/"
    answer = centre_as(Profile.DCI_ANALYST).post(place, typed)
    assert answer.status_code == 302, answer.content.decode()


def test_new_data_a_new_contact_and_a_new_head_are_proposed_and_taken_over(
    agreement: Agreement, flora: Visitor, centre_as: As
) -> None:
    assert "/sala/dados/" in flora.get("/sala/").content.decode()
    assert agreement.head.name in flora.get("/sala/dados/").content.decode()
    today = timezone.localdate()
    typed = wanted(
        agreement,
        acronym="PMX",
        technical_name="Nova Técnica",
        head_name="Prudência Prefeita",
        head_act="termo de posse fictício nº 2",
        head_mandate_start=str(today - timedelta(days=1)),
    )
    assert flora.post(PLACE, typed).status_code == 302
    found = ChangeProposal.objects.get()
    assert found.proposed_by_name == "Flora Focal"
    entry = Entry.verbs.get(subject_uid=found.uid)
    assert entry.actor_name == "Flora Focal" and "Prudência" not in str(entry.changes)
    assert flora.get(PLACE).status_code == 409
    assert "à espera da CGE-MG" in flora.get("/sala/dados/").content.decode()

    decided(agreement, centre_as, "aceitar")
    agreement.refresh_from_db()
    agreement.organisation.refresh_from_db()
    assert agreement.organisation.acronym == "PMX"
    assert (agreement.head.name, agreement.head.mandate_start) == (
        "Prudência Prefeita",
        today - timedelta(days=1),
    )
    assert Contact.objects.filter(name="Nova Técnica").exists()
    deliver_events()
    asked = Requirement.objects.filter(agreement=agreement, text__contains="Prudência Prefeita")
    assert set(asked.values_list("kind", flat=True)) == {"investiture", "external_user"}
    letters = Email.objects.filter(kind="room.news", to="flora@municipio.test")
    assert any("aceitou a alteração" in each.body for each in letters)


def test_a_refusal_changes_nothing_and_says_why(
    agreement: Agreement, flora: Visitor, centre_as: As
) -> None:
    before = present_data(agreement.organisation)
    flora.post(PLACE, wanted(agreement, head_name="Outra Pessoa"))
    decided(agreement, centre_as, "recusar", reason="Falta o termo de posse.")
    assert present_data(agreement.organisation) == before
    assert "Falta o termo de posse." in flora.get("/sala/dados/").content.decode()
    deliver_events()
    assert Email.objects.filter(body__contains="Falta o termo de posse").exists()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("head_name", "", "obrigatório"),
        ("head_mandate_start", "2999-01-01", "mandato"),
        ("cnpj", "11.111.111/1111-11", "CNPJ"),
        ("focal_email", "", "precisa de nome e e-mail"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    agreement: Agreement, flora: Visitor, name: str, value: str, sentence: str
) -> None:
    answer = flora.post(PLACE, wanted(agreement, **{name: value}))
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert not ChangeProposal.objects.exists()


def test_once_the_agreement_left_the_draft_the_head_is_not_offered(
    agreement: Agreement, flora: Visitor
) -> None:
    Agreement.objects.update(state=AgreementState.AWAITING_SIGNATURE)
    assert "head_name" not in flora.get(PLACE).content.decode()
    assert flora.post(PLACE, wanted(agreement, acronym="PMY", head_name="X")).status_code == 302
    assert set(ChangeProposal.objects.get().changes) == {"acronym"}


def test_a_head_that_was_proposed_in_draft_is_not_taken_over_after_it(
    agreement: Agreement, flora: Visitor, centre_as: As
) -> None:
    flora.post(PLACE, wanted(agreement, head_name="Prudência Prefeita"))
    Agreement.objects.update(state=AgreementState.AWAITING_SIGNATURE)
    place = f"/dados-propostos/{ChangeProposal.objects.get().uid}/aceitar/"
    answer = centre_as(Profile.DCI_ANALYST).post(place, {})
    assert answer.status_code == 422 and "muda por apostila" in answer.content.decode()
    agreement.refresh_from_db()
    assert agreement.head.name != "Prudência Prefeita"


def test_who_only_reads_in_the_room_proposes_nothing(agreement: Agreement) -> None:
    teo = in_room(a_guest(agreement, GuestRole.TECHNICAL, "Téo Técnico", "teo@municipio.test"))
    assert "Propor alteração" not in teo.get("/sala/dados/").content.decode()
    assert teo.post(PLACE, wanted(agreement, acronym="PMZ")).status_code == 403
    assert not ChangeProposal.objects.exists()


def test_the_room_names_whom_to_write_to(agreement: Agreement, flora: Visitor) -> None:
    page = flora.get("/sala/").content.decode()
    assert "integridade@cge.mg.gov.br" in page and "gabinete@cge.mg.gov.br" in page
    assert make.ANALYST().name in page
