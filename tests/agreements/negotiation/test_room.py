"""The partner works on the texts in its room, under the role of rooms and nobody else's."""

import pytest
from django.utils import timezone

from access.rules import Profile
from agreements.negotiation import queries, services
from agreements.negotiation.models import ClauseComment, Exchange, Proposal
from agreements.negotiation.rules import NegotiationState
from agreements.registry.models import Agreement
from agreements.registry.rules import Side, SignedDocument
from agreements.work_plans import services as texts
from agreements.work_plans.queries import latest_draft
from audit.models import Entry
from tests.conftest import As
from tests.factories import agreements as make
from tests.factories import negotiations as talk
from tests.factories.rooms import a_guest, in_room
from tests.people import Visitor

pytestmark = pytest.mark.django_db
NEW = "As partes atuarão com integridade e publicarão o resultado das apurações."
CLAUSE = "/sala/clausulas/integridade/"


@pytest.fixture
def agreement() -> Agreement:
    """An agreement whose drafts the partner has in hand."""
    return talk.a_sent_agreement()


@pytest.fixture
def flora(agreement: Agreement) -> Visitor:
    """The focal point, inside the room."""
    return in_room(a_guest(agreement))


def test_a_guest_reads_comments_proposes_and_returns(flora: Visitor, agreement: Agreement) -> None:
    assert "Ver cláusula por cláusula" in flora.get("/sala/").content.decode()
    assert "Da integridade" in flora.get("/sala/clausulas/").content.decode()
    assert flora.post(CLAUSE, {"text": "Sugerimos publicar."}).status_code == 302
    answer = flora.post(f"{CLAUSE}propor/", {"text": NEW, "revision": "0"})
    assert answer.status_code == 302
    assert "[incluído: </span>" in flora.get(CLAUSE).content.decode()
    assert flora.post("/sala/clausulas/devolver/", {"note": "Segue."}).status_code == 302
    comment, proposal = ClauseComment.objects.get(), Proposal.objects.get()
    assert (comment.side, comment.by_name) == (Side.PARTNER, "Flora Focal")
    assert (proposal.state, proposal.paragraphs) == ("sent", [NEW])
    theirs = latest_draft(agreement, SignedDocument.AGREEMENT)
    assert theirs is not None
    assert (theirs.version, theirs.side) == (2, Side.PARTNER)
    assert queries.negotiation_of(agreement).state == NegotiationState.ADJUSTING  # type: ignore[union-attr]
    assert Entry.verbs.filter(verb="negotiation.drafts.returned").exists()
    page = flora.get("/sala/").content.decode()
    assert "Devolveu as minutas" in page
    assert flora.post(f"{CLAUSE}propor/", {"text": "x", "revision": "0"}).status_code == 409


def test_what_a_guest_accepts_in_the_room_counts_with_the_centres_acceptance(
    flora: Visitor, agreement: Agreement
) -> None:
    talk.accept(agreement, Side.CGE)
    sent = queries.last_sent(agreement)
    assert sent is not None
    assert "Ler e aceitar: Plano de trabalho" in flora.get("/sala/clausulas/").content.decode()
    for draft in queries.pair_of(sent):
        form = {"text_hash": draft.text_hash, "is_read": "on"}
        assert flora.post(f"/sala/minutas/{draft.uid}/", form).status_code == 302
    assert queries.accepted_by(sent) == {"cge", "partner"}
    make.deliver_events()
    assert queries.negotiation_of(agreement).state == NegotiationState.AGREED  # type: ignore[union-attr]
    assert Entry.verbs.filter(verb="negotiation.texts.agreed").exists()
    assert flora.get("/sala/clausulas/devolver/").status_code == 409


def test_a_clause_with_data_of_the_agreement_is_commented_but_not_proposed(flora: Visitor) -> None:
    page = flora.get("/sala/clausulas/vigencia/").content.decode()
    assert "Propor outro texto" not in page
    refused = flora.post("/sala/clausulas/vigencia/propor/", {"text": "x", "revision": "0"})
    assert refused.status_code == 409
    assert flora.get("/sala/clausulas/inexistente/").status_code == 404


def test_two_guests_of_one_partner_do_not_write_over_each_other(
    flora: Visitor, agreement: Agreement
) -> None:
    teo = in_room(a_guest(agreement, name="Téo Técnico", email="teo@municipio.test"))
    assert flora.post(f"{CLAUSE}propor/", {"text": NEW, "revision": "0"}).status_code == 302
    answer = teo.post(f"{CLAUSE}propor/", {"text": "O texto de Téo.", "revision": "0"})
    assert answer.status_code == 409
    assert NEW in answer.content.decode()
    assert "O texto de Téo." in answer.content.decode()
    assert flora.post(f"{CLAUSE}retirar/").status_code == 302
    assert Proposal.objects.get().state == "withdrawn"


def test_a_new_version_shows_what_changed_since_the_one_before(
    flora: Visitor, agreement: Agreement, centre_as: As
) -> None:
    talk.propose(agreement, NEW)
    talk.give_back(agreement)
    analyst = centre_as(Profile.DCI_ANALYST)
    analyst.post(f"/acordos/propostas/{Proposal.objects.get().uid}/", {"decision": "take"})
    texts.generate_drafts(actor=make.ANALYST(), uid=agreement.uid, at=timezone.now())
    talk.send(agreement)
    page = flora.get("/sala/clausulas/comparar/").content.decode()
    assert "Da versão 1 para a versão 3" in page
    assert "publicarão" in page


def test_nothing_is_read_before_it_was_sent_nor_done_after_it_was_taken_back() -> None:
    agreement = make.an_agreement_with_drafts()
    flora = in_room(a_guest(agreement))
    assert flora.get("/sala/clausulas/").status_code == 404
    talk.send(agreement)
    assert flora.get("/sala/clausulas/").status_code == 200
    services.recall(actor=make.ANALYST(), uid=agreement.uid, reason="Erro.", at=timezone.now())
    assert flora.get("/sala/clausulas/").status_code == 200
    assert flora.post("/sala/clausulas/devolver/", {"note": "x"}).status_code == 409


def test_a_partner_never_sees_the_texts_nor_the_words_of_another(flora: Visitor) -> None:
    other = talk.a_sent_agreement(applicant=make.applicant("3106200"))
    services.comment(
        actor=make.ANALYST(), agreement=other, key="lgpd", text="Segredo alheio.", at=timezone.now()
    )
    page = flora.get("/sala/clausulas/lgpd/").content.decode()
    assert "Segredo alheio." not in page
    assert "Belo Horizonte (MG)" not in flora.get("/sala/clausulas/preambulo/").content.decode()
    assert Exchange.objects.count() == 2
