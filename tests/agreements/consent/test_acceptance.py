"""The partner reads the drafts in its room and accepts the very text that it read."""

import pytest
from django.utils import timezone

from access.rules import Profile
from agreements.consent.models import Acceptance
from agreements.negotiation import services as negotiation
from agreements.registry import services as registry
from agreements.registry.models import Agreement
from agreements.registry.rules import SignedDocument
from agreements.registry.values import Terms
from agreements.room.rules import GuestRole
from agreements.work_plans import services as texts
from agreements.work_plans.models import Draft
from audit.models import Entry
from notifications.models import Email, Notice
from tests.conftest import As
from tests.factories import agreements as make
from tests.factories import negotiations as talk
from tests.factories.agreements import deliver_events
from tests.factories.rooms import a_guest, fetched, in_room
from tests.people import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement() -> Agreement:
    """With the first version of both texts, sent to the partner."""
    return talk.a_sent_agreement()


def draft_of(agreement: Agreement, document: SignedDocument = SignedDocument.AGREEMENT) -> Draft:
    """The newest version of a text."""
    found = Draft.objects.filter(agreement=agreement, document=document).order_by("-version")
    return found[0]


def typed(draft: Draft) -> dict[str, str]:
    """What the form sends of the version that was read."""
    return {"text_hash": draft.text_hash, "is_read": "on"}


def reopened(agreement: Agreement) -> None:
    """The centre has the texts in hand again."""
    negotiation.recall(
        actor=make.ANALYST(), uid=agreement.uid, reason="Prazo maior.", at=timezone.now()
    )


def send_anew(agreement: Agreement, guest: Visitor) -> Draft:
    """Another version is generated, which nobody of the partner sees, and then sent."""
    reopened(agreement)
    texts.generate_drafts(actor=make.ANALYST(), uid=agreement.uid, at=timezone.now())
    unsent = draft_of(agreement)
    assert unsent.pdf is not None
    assert f"/sala/minutas/{unsent.uid}/" not in guest.get("/sala/").content.decode()
    assert guest.get(f"/sala/minutas/{unsent.uid}/").status_code == 404
    assert guest.post(f"/sala/minutas/{unsent.uid}/", typed(unsent)).status_code == 404
    assert guest.get(f"/sala/arquivos/{unsent.pdf.uid}/").status_code == 404
    talk.send(agreement)
    return unsent


def test_a_version_is_read_downloaded_and_accepted(agreement: Agreement, centre_as: As) -> None:
    antonio, flora = centre_as(Profile.DCI_ANALYST), in_room(a_guest(agreement))
    draft = draft_of(agreement)
    assert "Ler as minutas e aceitar" in flora.get("/sala/").content.decode()
    page = flora.get(f"/sala/minutas/{draft.uid}/").content.decode()
    assert draft.text["clauses"][0]["title"] in page and draft.text_hash in page
    assert draft.pdf is not None
    assert fetched(flora, draft.pdf.uid).startswith(b"%PDF")

    assert flora.post(f"/sala/minutas/{draft.uid}/", typed(draft)).status_code == 302
    made = Acceptance.objects.get()
    assert (made.text_hash, made.accepted_by_name) == (draft.text_hash, "Flora Focal")
    assert made.address == "127.0.0.1"
    entry = Entry.verbs.get(verb="consent.text_accepted", subject_uid=made.uid)
    assert entry.actor_name == "Flora Focal" and draft.text_hash in str(entry.changes)
    deliver_events()
    assert "Aceite" in Notice.objects.get(user=antonio.user, kind="consent.text_accepted").text
    assert draft.text_hash in antonio.get(f"/acordos/{agreement.uid}/").content.decode()


def test_what_was_accepted_is_accepted_once(agreement: Agreement) -> None:
    flora, draft = in_room(a_guest(agreement)), draft_of(agreement)
    flora.post(f"/sala/minutas/{draft.uid}/", typed(draft))
    assert flora.post(f"/sala/minutas/{draft.uid}/", typed(draft)).status_code == 409
    assert Acceptance.objects.count() == 1


def test_who_does_not_say_that_it_was_read_accepts_nothing(agreement: Agreement) -> None:
    flora, draft = in_room(a_guest(agreement)), draft_of(agreement)
    answer = flora.post(f"/sala/minutas/{draft.uid}/", {"text_hash": draft.text_hash})
    assert answer.status_code == 422 and "Marque que leu" in answer.content.decode()
    assert not Acceptance.objects.exists()


def test_a_text_that_changed_meanwhile_is_not_accepted_and_shows_what_changed(
    agreement: Agreement,
) -> None:
    flora, read = in_room(a_guest(agreement)), draft_of(agreement)
    agreement.refresh_from_db()
    names = Terms.__dataclass_fields__
    terms = {name: getattr(agreement, name) for name in names} | {"notice_days": 90}
    registry.change_terms(
        actor=make.ANALYST(),
        uid=agreement.uid,
        revision=agreement.revision,
        terms=Terms(**terms),
        at=timezone.now(),
    )
    unsent = send_anew(agreement, flora)
    newest = draft_of(agreement)
    assert newest == unsent and newest.text_hash != read.text_hash

    answer = flora.post(f"/sala/minutas/{read.uid}/", typed(read))
    page = answer.content.decode()
    assert answer.status_code == 409 and not Acceptance.objects.exists()
    assert "O texto mudou" in page and "90 (noventa) dias" in page and "60 (sessenta) dias" in page
    forged = flora.post(f"/sala/minutas/{newest.uid}/", typed(read))
    assert forged.status_code == 409 and not Acceptance.objects.exists()
    assert flora.post(f"/sala/minutas/{newest.uid}/", typed(newest)).status_code == 302


def test_the_technical_contact_reads_and_does_not_accept(agreement: Agreement) -> None:
    teo = in_room(a_guest(agreement, GuestRole.TECHNICAL, "Téo Técnico", "teo@municipio.test"))
    draft = draft_of(agreement, SignedDocument.WORK_PLAN)
    page = teo.get(f"/sala/minutas/{draft.uid}/")
    assert page.status_code == 200 and "Aceitar este texto" not in page.content.decode()
    assert teo.post(f"/sala/minutas/{draft.uid}/", typed(draft)).status_code == 403
    assert not Acceptance.objects.exists()


def test_a_draft_of_another_partner_does_not_exist(agreement: Agreement) -> None:
    flora = in_room(a_guest(agreement))
    other = talk.a_sent_agreement(applicant=make.body_applicant())
    foreign = draft_of(other)
    assert foreign.pdf is not None and foreign.docx is not None
    assert flora.get(f"/sala/minutas/{foreign.uid}/").status_code == 404
    assert flora.post(f"/sala/minutas/{foreign.uid}/", typed(foreign)).status_code == 404
    for file in (foreign.pdf, foreign.docx):
        assert flora.get(f"/sala/arquivos/{file.uid}/").status_code == 404


def test_a_text_sent_for_signature_is_read_and_accepted_no_more() -> None:
    agreement = make.an_agreement_with_opinion()
    flora, draft = in_room(a_guest(agreement)), draft_of(agreement)
    assert flora.get(f"/sala/minutas/{draft.uid}/").status_code == 404
    texts.send_for_signature(actor=make.DIRECTOR(), uid=agreement.uid, at=timezone.now())
    assert flora.get(f"/sala/minutas/{draft.uid}/").status_code == 200
    assert flora.post(f"/sala/minutas/{draft.uid}/", typed(draft)).status_code == 409


def test_the_guests_hear_of_a_new_version(agreement: Agreement) -> None:
    a_guest(agreement)
    deliver_events()
    Email.objects.all().delete()
    reopened(agreement)
    texts.generate_drafts(actor=make.ANALYST(), uid=agreement.uid, at=timezone.now())
    deliver_events()
    assert not Email.objects.filter(kind="room.news").exists()
    talk.send(agreement)
    deliver_events()
    letters = Email.objects.filter(kind="room.news", to="flora@municipio.test")
    assert "nova versão das minutas" in letters[0].body
