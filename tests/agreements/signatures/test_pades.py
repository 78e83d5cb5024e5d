"""Signatures inside a PDF count when they are whole, trusted, of the text, and of the head."""

import pytest
from django.db import transaction
from django.utils import timezone

from access.rules import Profile
from agreements.registry.models import Agreement, Signature
from agreements.registry.rules import AgreementState, Origin, Side, SignedDocument
from agreements.signatures import queries, services
from agreements.signatures.models import TrustedRoot
from audit.models import Entry
from documents.services import open_file
from foundation.refusals import Denied, Invalid, NotAllowed
from foundation.tenancy import PUBLIC
from tests.agreements.signatures import icp
from tests.conftest import As
from tests.documents import papers
from tests.documents.samples import upload
from tests.factories import agreements as make
from tests.factories.signatures import NETWORK, trusted
from tests.people import person

pytestmark = pytest.mark.django_db
ACT, PLAN = SignedDocument.AGREEMENT, SignedDocument.WORK_PLAN
STRANGE = "Autoridade Raiz Estranha"


def paper_of(agreement: Agreement, document: SignedDocument = ACT) -> bytes:
    with open_file(queries.papers_of(agreement, document)[0]) as opened:
        return bytes(opened.read())


def read(agreement: Agreement, content: bytes, document: SignedDocument = ACT) -> int:
    with transaction.atomic():
        return services.read_signed_pdf(
            actor=make.ANALYST(),
            uid=agreement.uid,
            document=document,
            file=upload(content, "assinado.pdf"),
            at=timezone.now(),
        )


@pytest.mark.parity("G07")
@pytest.mark.parity("G08")
def test_both_sides_sign_the_pdf_of_the_accepted_text() -> None:
    agreement = make.an_agreement_to_sign()
    trusted()
    conrado = person(PUBLIC, Profile.COMPTROLLER, "Conrado Controlador").user.name
    both = (icp.somebody("Percival Prefeito"), icp.somebody(conrado))
    for document in SignedDocument:
        assert read(agreement, icp.signed_by(paper_of(agreement, document), *both), document) == 2
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.SIGNED
    mayor = Signature.objects.get(document=ACT, side=Side.PARTNER)
    assert (mayor.origin, mayor.signer_name) == (Origin.PADES, "Percival Prefeito")
    assert mayor.file is not None and mayor.evidence["arquivo_sha256"] == mayor.file.sha256
    assert "52998224725" not in str(mayor.evidence)
    assert len(mayor.evidence["certificado_sha256"]) == 64
    assert Entry.verbs.filter(verb="signatures.pdf.read").count() == 2


def test_one_flipped_byte_and_nothing_is_recorded() -> None:
    agreement = make.an_agreement_to_sign()
    trusted()
    signed = icp.signed_by(paper_of(agreement), icp.somebody("Percival Prefeito"))
    at = signed.index(b"stream\n") + 40
    flipped = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
    with pytest.raises(Invalid, match="foi alterado depois"):
        read(agreement, flipped)
    assert not Signature.objects.exists()


def test_what_was_added_after_the_last_signature_is_refused() -> None:
    agreement = make.an_agreement_to_sign()
    trusted()
    signed = icp.signed_by(paper_of(agreement), icp.somebody("Percival Prefeito"))
    with pytest.raises(Invalid, match=r"não cobre o arquivo inteiro|foi alterado depois"):
        read(agreement, signed + b"\n%acrescentado\n")


def test_a_foreign_root_a_withdrawn_one_and_none_at_all_are_refused() -> None:
    agreement = make.an_agreement_to_sign()
    paper = paper_of(agreement)
    stranger = icp.somebody("Percival Prefeito", STRANGE)
    foreign = icp.signed_by(paper, stranger, of=STRANGE)
    own = icp.signed_by(paper, icp.somebody("Percival Prefeito"))
    with pytest.raises(Invalid, match="não vem de uma raiz de confiança"):
        read(agreement, own)
    root = trusted()
    with pytest.raises(Invalid, match="não vem de uma raiz de confiança"):
        read(agreement, foreign)
    services.withdraw_root(actor=NETWORK, uid=root.uid, reason="Comprometida.", at=timezone.now())
    with pytest.raises(Invalid, match="não vem de uma raiz de confiança"):
        read(agreement, own)
    assert not Signature.objects.exists()


@pytest.mark.parity("G07")
def test_another_text_is_refused_even_when_it_is_well_signed() -> None:
    agreement = make.an_agreement_to_sign()
    trusted()
    mayor = icp.somebody("Percival Prefeito")
    for other in (papers.plain_text("Outro acordo"), paper_of(agreement, PLAN)):
        with pytest.raises(Invalid, match="não é o texto aceito"):
            read(agreement, icp.signed_by(other, mayor))
    with pytest.raises(Invalid, match="não traz assinatura digital"):
        read(agreement, paper_of(agreement))


@pytest.mark.parity("G07")
def test_who_is_not_in_office_does_not_sign() -> None:
    agreement = make.an_agreement_to_sign()
    trusted()
    vera = icp.somebody("Vera Vice")
    with pytest.raises(Invalid, match="Não reconhecidas: VERA VICE"):
        read(agreement, icp.signed_by(paper_of(agreement), vera))
    assert not Signature.objects.exists()


def test_the_same_pdf_twice_is_told_and_another_state_is_refused() -> None:
    agreement = make.an_agreement_to_sign()
    trusted()
    signed = icp.signed_by(paper_of(agreement), icp.somebody("Percival Prefeito"))
    assert read(agreement, signed) == 1
    with pytest.raises(Invalid, match="já estão registradas"):
        read(agreement, signed)
    draft = make.an_agreement_with_drafts(applicant=make.applicant("3106200"))
    with pytest.raises(NotAllowed):
        read(draft, signed)


def test_a_signed_pdf_is_sent_on_its_page(centre_as: As) -> None:
    agreement, ana = make.an_agreement_to_sign(), centre_as(Profile.DCI_ANALYST)
    trusted()
    address = f"/acordos/{agreement.uid}/pdf-assinado/acordo/"
    assert agreement.agreement_hash in ana.get(address).content.decode()
    answer = ana.post(address, {"file": upload(paper_of(agreement), "acordo.pdf")})
    assert answer.status_code == 422
    assert "não traz assinatura digital" in answer.content.decode()
    signed = icp.signed_by(paper_of(agreement), icp.somebody("Percival Prefeito"))
    told = ana.post(address, {"file": upload(signed, "acordo.pdf")}, follow=True)
    assert "Lida no PDF (ICP)" in told.content.decode()


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"certificate": "não é"}, "certificate", "Cole o certificado"),
        ({"typed": "00" * 32}, "typed", "não é a deste certificado"),
        ({"source": "  "}, "source", "onde a impressão"),
        ({"certificate": "middle"}, "certificate", "não é de uma raiz"),
        ({"certificate": "expired"}, "certificate", "fora da validade"),
    ],
)
def test_a_root_is_taken_in_only_with_its_fingerprint_from_elsewhere(
    wrong: dict[str, str], field: str, words: str
) -> None:
    others = {"middle": icp.middle(), "expired": icp.made("Velha", None, is_ca=True, days=-1)}
    if (holder := others.get(wrong.get("certificate", ""))) is not None:
        wrong = {"certificate": holder.pem, "typed": holder.fingerprint}
    with pytest.raises(Invalid) as refusal, transaction.atomic():
        trusted(**wrong)
    assert words in refusal.value.errors[field][0]
    assert not TrustedRoot.objects.exists()


def test_roots_are_kept_on_their_pages_by_the_network_alone(centre_as: As) -> None:
    nina, ana = centre_as(Profile.NETWORK_ADMIN), centre_as(Profile.DCI_ANALYST)
    root = icp.root()
    typed = {"certificate": root.pem, "typed": root.fingerprint, "source": "Página do emissor"}
    assert ana.post("/raizes-de-confianca/nova/", typed).status_code == 403
    assert nina.post("/raizes-de-confianca/nova/", typed).status_code == 302
    assert nina.post("/raizes-de-confianca/nova/", typed).status_code == 422
    kept = TrustedRoot.objects.get()
    assert kept.fingerprint in ana.get("/raizes-de-confianca/").content.decode()
    away = f"/raizes-de-confianca/{kept.uid}/retirar/"
    assert nina.post(away, {"reason": ""}).status_code == 422
    assert nina.post(away, {"reason": "Deixou de valer."}).status_code == 302
    assert "Deixou de valer." in ana.get("/raizes-de-confianca/").content.decode()
    assert nina.get(away).status_code == 404
    with pytest.raises(Denied):
        services.withdraw_root(actor=make.ANALYST(), uid=kept.uid, reason="Não.", at=timezone.now())
    verbs = set(Entry.verbs.values_list("verb", flat=True))
    assert {"signatures.root.trusted", "signatures.root.withdrawn"} <= verbs
