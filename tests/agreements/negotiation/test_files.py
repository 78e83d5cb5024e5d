"""A draft goes out as DOCX and comes back edited: proposals clause by clause, once confirmed."""

import re

import pytest
from django.utils import timezone

from access.rules import Profile
from agreements.negotiation import queries, services
from agreements.negotiation.models import Proposal, ReceivedText
from agreements.negotiation.rules import ProposalState
from agreements.registry.models import Agreement
from agreements.registry.rules import SignedDocument
from agreements.registry.species import Species
from agreements.work_plans import services as texts
from agreements.work_plans.models import ClauseWording, Draft
from agreements.work_plans.queries import latest_on_paper
from audit.models import Entry
from documents.models import StoredFile
from documents.services import open_file
from notifications.models import Notice
from tests.conftest import As
from tests.documents.samples import EXE, PDF, docx, packed, upload
from tests.documents.test_docx_reading import edited, made
from tests.factories import agreements as make
from tests.factories import negotiations as talk
from tests.factories.rooms import a_guest, fetched, in_room
from tests.people import Visitor

pytestmark = pytest.mark.django_db
PLACE = "/sala/clausulas/arquivo/"
FIRST_LINE = r'(?s)(<w:tag w:val="parte:{key}"/>.*?\d+\.1\. )[^<]*'
BEFORE = "</w:sdt>"
NEXT = '<w:sdt><w:sdtPr><w:tag w:val="parte:conciliacao_foro"/>'
LOOSE = "<w:p><w:r><w:t>Parágrafo solto.</w:t></w:r></w:p>"
NEW = "Palavras inteiramente outras."


@pytest.fixture
def agreement() -> Agreement:
    """An agreement whose drafts the partner has in hand."""
    return talk.a_sent_agreement()


@pytest.fixture
def flora(agreement: Agreement) -> Visitor:
    """The focal point, inside the room."""
    return in_room(a_guest(agreement))


def paper(agreement: Agreement) -> bytes:
    """The DOCX of the newest draft of the centre."""
    draft = latest_on_paper(agreement, SignedDocument.AGREEMENT)
    assert draft is not None and draft.docx is not None
    with open_file(draft.docx) as opened:
        return bytes(opened.read())


def reworded(agreement: Agreement, key: str = "integridade") -> bytes:
    """The same with the first paragraph of a clause in other words."""
    return edited(paper(agreement), FIRST_LINE.replace("{key}", key), rf"\g<1>{NEW}")


def hidden(page: str) -> dict[str, str]:
    """What the form on a page would send as it stands."""
    fields = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = (re.search(rf'{each}="([^"]*)"', tag) for each in ("name", "value"))
        if name and ("hidden" in tag or ("checkbox" in tag and "checked" in tag)):
            fields[name[1]] = value[1] if value else "on"
    return {name: value for name, value in fields.items() if name != "csrfmiddlewaretoken"}


def test_what_the_partner_edited_is_shown_first_and_becomes_its_proposal(
    agreement: Agreement, flora: Visitor, centre_as: As
) -> None:
    assert "Enviar a minuta editada no Word" in flora.get("/sala/clausulas/").content.decode()
    assert "Baixe a minuta" in flora.get(PLACE).content.decode()
    files = StoredFile.objects.count()
    shown = flora.post(PLACE, {"file": upload(reworded(agreement), "minuta.docx")})
    page = shown.content.decode()
    assert shown.status_code == 200 and "inteiramente" in page
    assert "Nada foi gravado ainda" in page
    assert not Proposal.objects.exists() and StoredFile.objects.count() == files

    answer = flora.post(PLACE, hidden(page) | {"note": "Pedido do jurídico."})
    assert answer.status_code == 302
    proposal, received = Proposal.objects.get(), ReceivedText.objects.get()
    assert (proposal.key, proposal.state) == ("integridade", ProposalState.OPEN)
    assert proposal.paragraphs[0] == NEW
    assert received.clauses == [proposal.title] and received.sha256 == received.file.sha256
    entry = Entry.verbs.get(verb="negotiation.text.received")
    assert entry.actor_name == "Flora Focal" and received.sha256 in str(entry.changes)
    assert fetched(flora, received.file.uid).startswith(b"PK")
    antonio = centre_as(Profile.DCI_ANALYST)
    seen = antonio.get(f"/acordos/{agreement.uid}/negociacao/").content.decode()
    assert received.sha256 in seen and "Pedido do jurídico." in seen


def test_out_and_in_unchanged_gives_no_proposal(agreement: Agreement, flora: Visitor) -> None:
    page = flora.post(PLACE, {"file": upload(paper(agreement), "minuta.docx")}).content.decode()
    assert "O arquivo não muda nenhuma cláusula" in page
    assert "Guardar as propostas" not in page
    assert not Proposal.objects.exists() and not ReceivedText.objects.exists()


def test_a_clause_that_is_not_ticked_is_not_proposed(agreement: Agreement, flora: Visitor) -> None:
    page = flora.post(PLACE, {"file": upload(reworded(agreement), "m.docx")}).content.decode()
    typed = hidden(page)
    assert typed.pop("take-integridade") == "on"
    answer = flora.post(PLACE, typed)
    assert answer.status_code == 422 and "Marque ao menos uma" in answer.content.decode()
    assert not Proposal.objects.exists() and not ReceivedText.objects.exists()


def test_a_loose_passage_is_asked_shown_again_and_only_then_written(
    agreement: Agreement, flora: Visitor
) -> None:
    loose = edited(paper(agreement), BEFORE + NEXT, BEFORE + LOOSE + NEXT)
    page = flora.post(PLACE, {"file": upload(loose, "m.docx")}).content.decode()
    assert "De que cláusula é este trecho? “Parágrafo solto.”" in page
    name = re.search(r'name="(passage-\d+)"', page)
    assert name is not None
    assert "Conferir as respostas" in page and "Guardar as propostas" not in page
    unanswered = flora.post(PLACE, hidden(page))
    assert unanswered.status_code == 422 and not Proposal.objects.exists()
    again = flora.post(PLACE, hidden(page) | {name[1]: "integridade"})
    assert again.status_code == 200 and not Proposal.objects.exists()
    assert "Levar o texto do arquivo" in again.content.decode()
    assert "Guardar as propostas marcadas" in again.content.decode()
    confirmed = hidden(again.content.decode()) | {name[1]: "integridade"}
    assert flora.post(PLACE, confirmed).status_code == 302
    assert Proposal.objects.get().paragraphs[-1] == "Parágrafo solto."


def test_what_is_left_out_is_shown_too_before_anything_is_written(
    agreement: Agreement, flora: Visitor
) -> None:
    loose = edited(reworded(agreement), BEFORE + NEXT, BEFORE + LOOSE + NEXT)
    page = flora.post(PLACE, {"file": upload(loose, "m.docx")}).content.decode()
    name = re.search(r'name="(passage-\d+)"', page)
    assert name is not None
    again = flora.post(PLACE, hidden(page) | {name[1]: "-"})
    assert again.status_code == 200 and not Proposal.objects.exists()
    shown = again.content.decode()
    assert "Confira como ficou" in shown and "Guardar as propostas marcadas" in shown
    assert flora.post(PLACE, hidden(shown) | {name[1]: "-"}).status_code == 302
    assert Proposal.objects.get().paragraphs[0] == NEW


def test_the_room_says_what_may_be_done_with_each_clause(
    agreement: Agreement, flora: Visitor
) -> None:
    page = flora.get("/sala/clausulas/").content.decode()
    assert "Comentar ou propor outro texto" in page and "Enviar a minuta editada no Word" in page
    termo = talk.a_sent_agreement(species=Species.ADHESION, applicant=make.body_applicant())
    page = in_room(a_guest(termo, email="outra@agencia.test")).get("/sala/clausulas/").content
    told = page.decode()
    assert "é o mesmo para todos e não muda" in told
    assert "propor outro texto" not in told and "no Word" not in told


def test_a_clause_with_data_of_the_agreement_is_shown_and_not_taken(
    agreement: Agreement, flora: Visitor
) -> None:
    other = reworded(agreement, "vigencia")
    page = flora.post(PLACE, {"file": upload(other, "m.docx")}).content.decode()
    assert "inteiramente" in page and "não se propõe aqui" in page
    assert "take-vigencia" not in page


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (EXE, "minuta.docx", "não é Word"),
        (PDF, "minuta.pdf", "não é aceito aqui"),
        (packed({"word/vbaProject.bin": b"x"}, made()), "minuta.docx", "macros"),
        (packed({"word/embeddings/a.bin": b"x"}, made()), "minuta.docx", "outro arquivo"),
        (made(), "minuta.docx", "outro acordo"),
        (docx(), "minuta.docx", "nenhuma cláusula desta minuta"),
    ],
    ids=["programme", "pdf", "macros", "nested", "of another", "another text"],
)
def test_a_hostile_or_wrong_file_is_refused_beside_the_field(
    agreement: Agreement, flora: Visitor, content: bytes, name: str, sentence: str
) -> None:
    answer = flora.post(PLACE, {"file": upload(content, name)})
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert not ReceivedText.objects.exists()


def test_a_file_of_another_version_or_agreement_is_refused(
    agreement: Agreement, flora: Visitor
) -> None:
    old = reworded(agreement)
    services.recall(actor=make.ANALYST(), uid=agreement.uid, reason="Erro.", at=timezone.now())
    texts.generate_drafts(actor=make.ANALYST(), uid=agreement.uid, at=timezone.now())
    talk.send(agreement)
    answer = flora.post(PLACE, {"file": upload(old, "m.docx")})
    assert answer.status_code == 422 and "foi feito da versão 1" in answer.content.decode()
    other = make.an_agreement_with_drafts(applicant=make.body_applicant())
    answer = flora.post(PLACE, {"file": upload(paper(other), "m.docx")})
    assert answer.status_code == 422 and "outro acordo" in answer.content.decode()


def test_a_version_of_ones_own_is_kept_as_it_is_for_both_sides(
    agreement: Agreement, flora: Visitor, centre_as: As
) -> None:
    antonio = centre_as(Profile.DCI_ANALYST)
    answer = flora.post("/sala/clausulas/anexar/", {"file": upload(PDF, "nossa.pdf"), "note": "x"})
    assert answer.status_code == 302
    received = ReceivedText.objects.get()
    make.deliver_events()
    told = Notice.objects.filter(user=antonio.user)
    assert [each for each in told if "versão em arquivo" in each.text]
    assert received.sha256 in flora.get("/sala/clausulas/").content.decode()
    assert "nossa.pdf" in antonio.get(f"/acordos/{agreement.uid}/negociacao/").content.decode()
    assert antonio.get(f"/arquivos/{received.file.uid}/").status_code == 302  # to the window
    stranger = in_room(
        a_guest(make.an_agreement(applicant=make.body_applicant()), email="z@z.test")
    )
    assert stranger.get(f"/sala/arquivos/{received.file.uid}/").status_code == 404


def test_while_the_centre_has_the_texts_the_partner_brings_nothing(
    agreement: Agreement, flora: Visitor
) -> None:
    services.recall(actor=make.ANALYST(), uid=agreement.uid, reason="Erro.", at=timezone.now())
    assert flora.get(PLACE).status_code == 409
    assert flora.post("/sala/clausulas/anexar/", {"file": upload(PDF)}).status_code == 409


@pytest.mark.parametrize("side", ["partner", "cge"])
def test_dci_brings_in_what_came_by_e_mail_or_what_it_edited_itself(
    agreement: Agreement, centre_as: As, side: str
) -> None:
    antonio, place = centre_as(Profile.DCI_ANALYST), f"/acordos/{agreement.uid}/negociacao/arquivo/"
    assert antonio.get(place).status_code == 409
    services.recall(actor=make.ANALYST(), uid=agreement.uid, reason="E-mail.", at=timezone.now())
    typed = {"file": upload(reworded(agreement), "m.docx"), "side": side}
    page = antonio.post(place, typed).content.decode()
    assert "O que o arquivo muda" in page and not Proposal.objects.exists()
    assert antonio.post(place, hidden(page) | {"side": side}).status_code == 302
    assert ReceivedText.objects.get().side == side
    flora = in_room(a_guest(agreement))
    if side == "partner":
        assert Proposal.objects.get().state == ProposalState.SENT
        waiting = antonio.get(f"/acordos/{agreement.uid}/negociacao/").content.decode()
        assert "à espera de resposta" in waiting
    else:
        wording = ClauseWording.objects.get()
        assert wording.paragraphs[0] == NEW
        file = ReceivedText.objects.get().file
        assert flora.get(f"/sala/arquivos/{file.uid}/").status_code == 404
    assert queries.negotiable(Draft.objects.filter(document="agreement").latest("version"))
