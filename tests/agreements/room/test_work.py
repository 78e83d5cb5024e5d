"""What is done in a room: documents asked for and sent, words exchanged, and only one's own."""

import pytest
from django.conf import settings
from django.utils import timezone

from access.models import Assignment
from access.rules import SYSTEM, Profile
from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState
from agreements.room import services
from agreements.room.models import Deed, Guest, Remark, Requirement
from agreements.room.rules import GuestRole, RequirementKind, RequirementState
from audit.models import Entry
from foundation.tenancy import PUBLIC, inside
from notifications.models import Email, Notice
from tenants.models import Tenant
from tenants.rules import TenantState
from tests.conftest import As
from tests.documents.samples import PDF, upload
from tests.factories import agreements as make
from tests.factories.agreements import deliver_events
from tests.factories.rooms import a_guest, fetched, in_room
from tests.people import Visitor, person
from tests.seed import FIRST

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement() -> Agreement:
    """Of a municipality without a place of its own."""
    return make.an_agreement()


def asked_of(
    agreement: Agreement, kind: RequirementKind = RequirementKind.INVESTITURE
) -> Requirement:
    """What DCI asked of a partner."""
    return services.ask_requirement(
        actor=make.ANALYST(),
        uid=agreement.uid,
        kind=kind,
        text="Envie o termo de posse.",
        at=timezone.now(),
    )


def test_a_document_is_asked_sent_and_accepted(agreement: Agreement, centre_as: As) -> None:
    antonio = centre_as(Profile.DCI_ANALYST)
    flora = in_room(a_guest(agreement))
    page = f"/acordos/{agreement.uid}/sala/"
    typed = {"kind": "investiture", "text": "Envie o termo de posse de quem assina."}
    assert antonio.post(f"{page}pedir/", typed).status_code == 302
    deliver_events()
    assert "Ato de posse" in Email.objects.get(kind="room.news").body

    asked = Requirement.objects.get()
    shown = flora.get("/sala/").content.decode()
    assert "O que esperamos de vocês agora" in shown and f"/sala/pedidos/{asked.uid}/" in shown
    sent = flora.post(f"/sala/pedidos/{asked.uid}/", {"file": upload(PDF, "posse.pdf")})
    assert sent.status_code == 302
    asked.refresh_from_db()
    assert asked.state == RequirementState.SENT and asked.file is not None
    assert asked.answered_by_name == "Flora Focal"
    assert fetched(flora, asked.file.uid) == PDF
    deliver_events()
    told = Notice.objects.get(user=antonio.user, kind="room.partner_acted")
    assert told.link == page and "espera conferência" in told.text
    assert "1 documento espera" in antonio.get(f"/acordos/{agreement.uid}/").content.decode()

    assert antonio.post(f"/salas/documentos/{asked.uid}/conferir/").status_code == 302
    asked.refresh_from_db()
    assert asked.state == RequirementState.ACCEPTED
    verbs = set(Entry.verbs.filter(subject_uid=asked.uid).values_list("verb", flat=True))
    assert verbs == {
        "room.requirement.asked",
        "room.requirement.sent",
        "room.requirement.accepted",
    }
    history = flora.get("/sala/").content.decode()
    assert "Conferiu: Ato de posse" in history and "Enviou: Ato de posse" in history


def test_a_document_without_a_file_is_sent_back_to_who_sends_it(agreement: Agreement) -> None:
    flora, asked = in_room(a_guest(agreement)), asked_of(agreement)
    answer = flora.post(f"/sala/pedidos/{asked.uid}/", {"answer": "Segue."})
    assert answer.status_code == 422
    assert "Envie o arquivo." in answer.content.decode() and "Segue." in answer.content.decode()
    asked.refresh_from_db()
    assert asked.state == RequirementState.OPEN and asked.answered_at is None


def test_the_registration_at_sei_is_declared_in_words(agreement: Agreement) -> None:
    flora = in_room(a_guest(agreement))
    asked = asked_of(agreement, RequirementKind.EXTERNAL_USER)
    assert flora.post(f"/sala/pedidos/{asked.uid}/", {}).status_code == 422
    words = {"answer": "Feito com prefeito@municipio.test"}
    assert flora.post(f"/sala/pedidos/{asked.uid}/", words).status_code == 302
    asked.refresh_from_db()
    assert asked.state == RequirementState.SENT


def test_what_will_not_do_goes_back_with_the_reason(agreement: Agreement, centre_as: As) -> None:
    antonio, flora = centre_as(Profile.DCI_ANALYST), in_room(a_guest(agreement))
    asked = asked_of(agreement)
    back = f"/salas/documentos/{asked.uid}/devolver/"
    assert antonio.get(back).status_code == 409
    flora.post(f"/sala/pedidos/{asked.uid}/", {"file": upload(PDF, "posse.pdf")})
    assert antonio.post(back, {"reason": ""}).status_code == 422
    assert antonio.post(back, {"reason": "Falta a segunda página."}).status_code == 302
    assert "Falta a segunda página." in flora.get(f"/sala/pedidos/{asked.uid}/").content.decode()


def test_both_sides_speak_and_each_is_told(agreement: Agreement, centre_as: As) -> None:
    antonio, flora = centre_as(Profile.DCI_ANALYST), in_room(a_guest(agreement))
    assert flora.post("/sala/comentar/", {"text": "O prazo pode ser maior?"}).status_code == 302
    deliver_events()
    assert (
        "Flora Focal comentou"
        in Notice.objects.get(user=antonio.user, kind="room.partner_acted").text
    )
    page = f"/acordos/{agreement.uid}/sala/"
    assert "O prazo pode ser maior?" in antonio.get(page).content.decode()
    antonio.post(f"{page}comentar/", {"text": "Pode, até 24 meses."})
    assert "Pode, até 24 meses." in flora.get("/sala/").content.decode()
    assert [each.side for each in Remark.objects.all()] == ["partner", "cge"]
    assert Entry.verbs.filter(verb="room.remark.made").count() == 2


def test_only_dci_invites_and_asks(agreement: Agreement, centre_as: As) -> None:
    paula = centre_as(Profile.PUBLICATION)
    typed = {"role": "focal", "name": "Flora", "email": "flora@municipio.test"}
    assert paula.post(f"/acordos/{agreement.uid}/sala/convidar/", typed).status_code == 403
    assert paula.post(f"/acordos/{agreement.uid}/sala/pedir/", {}).status_code == 403
    assert not Guest.objects.exists() and not Requirement.objects.exists()


def test_nobody_is_invited_twice(agreement: Agreement, centre_as: As) -> None:
    antonio = centre_as(Profile.DCI_ANALYST)
    path = f"/acordos/{agreement.uid}/sala/convidar/"
    first = antonio.get(path).content.decode()
    assert agreement.request.focal.email in first  # the form begins with who is not in yet
    typed = {"role": "focal", "name": "Flora Focal", "email": "flora@municipio.test"}
    assert antonio.post(path, typed).status_code == 302
    again = antonio.post(path, typed | {"email": "FLORA@municipio.test"})
    assert again.status_code == 422 and "já foi convidada" in again.content.decode()
    assert Guest.objects.count() == 1


def test_a_guest_finds_nothing_of_another_room(agreement: Agreement) -> None:
    flora = in_room(a_guest(agreement))
    other = make.an_agreement(applicant=make.body_applicant())
    vera = in_room(a_guest(other, name="Vera Vizinha", email="vera@agencia.test"))
    asked = asked_of(other)
    vera.post(f"/sala/pedidos/{asked.uid}/", {"file": upload(PDF, "segredo.pdf")})
    vera.post("/sala/comentar/", {"text": "Assunto só nosso."})
    asked.refresh_from_db()
    assert asked.file is not None

    assert flora.get(f"/sala/arquivos/{asked.file.uid}/").status_code == 404
    assert flora.get(f"/sala/pedidos/{asked.uid}/").status_code == 404
    assert flora.post(f"/sala/pedidos/{asked.uid}/", {"answer": "x"}).status_code == 404
    shown = flora.get("/sala/").content.decode()
    for word in ("Vera Vizinha", "Assunto só nosso.", "segredo.pdf", str(other.organisation)):
        assert word not in shown
    assert "Vera Vizinha" in vera.get("/sala/").content.decode()


def born(agreement: Agreement) -> None:
    """The organisation of an agreement has the first place of the tests."""
    tenant = Tenant.objects.get(schema_name=FIRST.schema)
    tenant.organisation = agreement.organisation
    tenant.save(update_fields=["organisation"])


def test_once_the_organisation_has_a_place_the_room_is_only_read(
    agreement: Agreement, centre_as: As
) -> None:
    guest = a_guest(agreement)
    flora, asked = in_room(guest), asked_of(agreement)
    born(agreement)
    page = flora.get("/sala/").content.decode()
    assert FIRST.host in page and "O que esperamos de vocês agora" not in page
    told = Remark.objects.count(), Deed.objects.count()
    assert flora.post("/sala/comentar/", {"text": "Oi"}).status_code == 409
    path = f"/sala/pedidos/{asked.uid}/"
    assert flora.post(path, {"file": upload(PDF, "posse.pdf")}).status_code == 409
    assert (Remark.objects.count(), Deed.objects.count()) == told
    antonio = centre_as(Profile.DCI_ANALYST)
    assert antonio.get(f"/acordos/{agreement.uid}/sala/convidar/").status_code == 409
    assert antonio.get(f"/acordos/{agreement.uid}/sala/").status_code == 200


LIVES = (
    TenantState.SUSPENDED,
    TenantState.ACTIVE,
    TenantState.READ_ONLY,
    TenantState.CLOSED,
    TenantState.ARCHIVED,
    TenantState.DROPPED,
)


def test_both_sides_find_the_room_open_or_closed_by_one_rule_whatever_became_of_a_place(
    agreement: Agreement, centre_as: As
) -> None:
    flora, antonio = in_room(a_guest(agreement)), centre_as(Profile.DCI_ANALYST)
    born(agreement)
    for life in LIVES:
        Tenant.objects.filter(schema_name=FIRST.schema).update(life=life)
        works_there = life in (TenantState.SUSPENDED, TenantState.ACTIVE)
        said = Remark.objects.count()
        status = flora.post("/sala/comentar/", {"text": "Oi"}).status_code
        assert status == (409 if works_there else 302), life
        assert Remark.objects.count() == said + (0 if works_there else 1), life
        inviting = antonio.get(f"/acordos/{agreement.uid}/sala/convidar/").status_code
        assert inviting == (409 if works_there else 200), life
        room = antonio.get(f"/acordos/{agreement.uid}/sala/").content.decode()
        assert ("só para leitura" in room) == works_there, life
        page = flora.get("/sala/").content.decode()
        assert ("já tem o próprio endereço" in page) == works_there, life


def test_the_room_of_an_agreement_that_ended_is_only_read_on_both_sides(
    agreement: Agreement, centre_as: As
) -> None:
    flora, antonio = in_room(a_guest(agreement)), centre_as(Profile.DCI_ANALYST)
    today = timezone.localdate()
    road = (
        AgreementState.AWAITING_SIGNATURE,
        AgreementState.PARTIALLY_SIGNED,
        AgreementState.SIGNED,
    )
    for state in road:
        Agreement.objects.update(state=state)
    Agreement.objects.update(state=AgreementState.PUBLISHED, start_date=today, end_date=today)
    Agreement.objects.update(state=AgreementState.ENDED)
    assert "A sala está só para leitura" in flora.get("/sala/").content.decode()
    assert flora.post("/sala/comentar/", {"text": "Oi"}).status_code == 409
    assert antonio.get(f"/acordos/{agreement.uid}/sala/convidar/").status_code == 409
    page = antonio.get(f"/acordos/{agreement.uid}/sala/").content.decode()
    assert "A sala está só para leitura" in page


def test_at_its_birth_the_people_of_the_room_are_invited_there_once(agreement: Agreement) -> None:
    a_guest(agreement)
    a_guest(agreement, GuestRole.HEAD, "Percival Prefeito", "prefeito@municipio.test")
    a_guest(agreement, GuestRole.TECHNICAL, "Téo Técnico", "teo@municipio.test")
    gone = a_guest(agreement, GuestRole.LEGAL, "Júlia Jurídico", "julia@municipio.test")
    at = timezone.now()
    services.revoke_guest(actor=make.ANALYST(), uid=gone.uid, reason="Saiu.", at=at)
    born(agreement)
    organisation = agreement.organisation.uid
    invited = services.hand_over(actor=SYSTEM, organisation_uid=organisation, at=at)
    assert len(invited) == 3
    assert services.hand_over(actor=SYSTEM, organisation_uid=organisation, at=at) == []
    with inside(FIRST.schema):
        held = dict(
            Assignment.objects.filter(user__email__endswith="@municipio.test").values_list(
                "user__email", "profile"
            )
        )
        assert held == {
            "flora@municipio.test": Profile.ORGANISATION_ADMIN,
            "prefeito@municipio.test": Profile.HEAD,
            "teo@municipio.test": Profile.OBSERVER,
        }
        assert Email.objects.filter(to__endswith="@municipio.test").count() == 3
        assert Entry.verbs.filter(verb="people.profile_granted").count() == 3
    assert Entry.verbs.filter(verb="room.handed_over", subject_uid=agreement.uid).count() == 1


def test_a_session_of_the_centre_opens_no_room(agreement: Agreement) -> None:
    dirce = Visitor(settings.ACCOUNT_HOST, person(PUBLIC, Profile.DCI_DIRECTOR))
    assert dirce.get("/sala/").headers["Location"] == "/sala/entrar/"
