"""Documents of an agreement on the portal: never with personal data that nobody let stay."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from access.rules import Profile
from agreements.publication import services
from agreements.publication.models import Extract, PublicDocument
from agreements.publication.rules import PublicKind
from agreements.registry.models import Agreement
from audit.models import Entry
from documents.clearance import Decision, sheet_of_file
from documents.models import StoredFile
from documents.pages import texts_of
from foundation.refusals import Denied, Invalid, NotAllowed
from tests.agreements.publication.test_gazettes import typed as gazette_typed
from tests.conftest import As
from tests.documents import papers
from tests.documents.papers import CPF
from tests.documents.samples import PDF
from tests.factories.agreements import a_signed_agreement, actor, an_agreement
from tests.factories.publication import PUBLISHER, published, shown, signed
from tests.people import Visitor

pytestmark = pytest.mark.django_db
PHONE = "(31) 3915-9000"
PAPER = papers.plain_text(f"Percival Prefeito, CPF {CPF}, telefone {PHONE}.")


def extract_with(paper: bytes) -> Extract:
    """A published agreement whose signed texts are this paper."""
    return published(a_signed_agreement(paper))


def page_of(extract: Extract, word: str = "acordo") -> str:
    return f"/acordos/{extract.agreement.uid}/portal/{word}/"


def hidden(page: str, name: str) -> str:
    """The value of a hidden field of a page."""
    return page.split(f'name="{name}" value="')[1].split('"')[0]


def handed_out(visitor: Visitor, address: str) -> bytes:
    """The bytes of a file that is handed out."""
    answer: Any = visitor.get(address)
    return b"".join(answer)  # read to its end, an answer closes itself


def public_page(extract: Extract) -> str:
    return f"/extratos/{extract.number}-{extract.year}/"


def test_a_person_masks_lets_stay_with_a_reason_and_the_portal_hands_out_the_copy(
    centre_as: As, portal: Visitor
) -> None:
    extract, paula = extract_with(PAPER), centre_as(Profile.PUBLICATION)
    page = paula.get(page_of(extract)).content.decode()
    assert f"CPF {CPF} (página 1)" in page and f"Telefone {PHONE} (página 1)" in page
    typed = {
        "clearing_0": "mask",
        "clearing_1": "stay",
        "clearing_reason": "É o telefone da prefeitura.",
        "clearing_stamp": hidden(page, "clearing_stamp"),
        "has_read": "on",
    }
    assert paula.post(page_of(extract), typed).status_code == 302
    document = PublicDocument.objects.get(agreement=extract.agreement)
    assert document.is_masked
    assert document.original_sha256 == document.original.sha256 != document.sha256
    assert document.clearing == "1 dado tarjado (CPF); 1 dado mantido (Telefone)"
    assert document.reason == "É o telefone da prefeitura."
    entry = Entry.verbs.get(verb="publication.document.published")
    assert CPF not in str(entry.changes) and PHONE not in str(entry.changes)
    shown_page = portal.get(public_page(extract)).content.decode()
    assert document.sha256 in shown_page and document.original_sha256 in shown_page
    address = f"{public_page(extract)}documentos/{document.uid}/"
    assert address in shown_page
    copy = handed_out(portal, address)
    text = texts_of(copy)[0]
    assert CPF not in text and "***.982.247-**" in text and PHONE in text
    assert CPF.encode() not in b"".join(
        each.read_bytes()
        for each in pikepdf.open(BytesIO(copy)).objects
        if isinstance(each, pikepdf.Stream) and "/Width" not in each
    )


def test_the_original_stays_as_it_came_for_the_centre_alone(centre_as: As, portal: Visitor) -> None:
    extract = extract_with(PAPER)
    decision = decided(extract)
    document = publish(extract, decision)
    with default_storage.open(document.original.storage_key) as kept:
        assert kept.read() == PAPER
    original = f"/arquivos/{document.original.uid}/"
    assert centre_as(Profile.DCI_ANALYST).get(original).status_code == 302
    assert portal.get(original).status_code == 404
    assert StoredFile.objects.get(pk=document.copy_id).purpose == "agreement_copy"


def decided(extract: Extract, **more: object) -> Decision:
    """A decision about the signed agreement, as the page would have made it."""
    file = extract.agreement.signatures.filter(document="agreement")[0].file
    assert file is not None
    return Decision(stamp=sheet_of_file(file).stamp, **more)  # type: ignore[arg-type]


def publish(extract: Extract, decision: Decision) -> PublicDocument:
    return services.publish_document(
        actor=PUBLISHER,
        uid=extract.agreement.uid,
        kind=PublicKind.AGREEMENT,
        decision=decision,
        at=timezone.now(),
    )


def test_nothing_goes_out_undecided_or_decided_on_something_else() -> None:
    extract = extract_with(PAPER)
    with pytest.raises(Invalid, match="mudou depois"):
        publish(extract, Decision())
    phone = frozenset({"phone:3139159000"})
    with pytest.raises(Invalid) as refusal:
        publish(extract, decided(extract, staying=phone))
    assert "clearing_reason" in refusal.value.errors
    assert not PublicDocument.objects.exists()


def test_pages_that_are_pictures_have_to_be_looked_at() -> None:
    extract = extract_with(papers.saved(papers.blank()))
    with pytest.raises(Invalid) as refusal:
        publish(extract, decided(extract))
    assert "clearing_pictures" in refusal.value.errors
    assert not publish(extract, decided(extract, has_looked=True)).is_masked


def test_a_document_without_personal_data_goes_out_unchanged_but_not_unread(
    centre_as: As, portal: Visitor
) -> None:
    extract, paula = published(), centre_as(Profile.PUBLICATION)
    assert "não encontrou nada" in " ".join(paula.get(page_of(extract)).content.decode().split())
    assert paula.post(page_of(extract), {}).status_code == 422
    assert paula.post(page_of(extract), {"has_read": "on"}).status_code == 302
    document = PublicDocument.objects.get()
    assert document.copy == document.original and not document.is_masked
    assert paula.post(page_of(extract), {"has_read": "on"}).status_code == 409
    assert handed_out(portal, f"{public_page(extract)}documentos/{document.uid}/") == PDF


def test_the_preview_is_masked_and_keeps_nothing(centre_as: As) -> None:
    extract, paula = extract_with(PAPER), centre_as(Profile.PUBLICATION)
    files = StoredFile.objects.count()
    copy = handed_out(paula, page_of(extract) + "previa/")
    assert CPF not in texts_of(copy)[0] and PHONE not in texts_of(copy)[0]
    assert StoredFile.objects.count() == files


def test_a_document_is_withdrawn_at_once_with_a_reason_and_may_come_again(
    centre_as: As, portal: Visitor
) -> None:
    extract = published()
    document = shown(extract)
    address = f"{public_page(extract)}documentos/{document.uid}/"
    paula = centre_as(Profile.PUBLICATION)
    verb = f"/acordos/{extract.agreement.uid}/portal/{document.uid}/retirar/"
    assert paula.post(verb, {"reason": ""}).status_code == 422
    assert handed_out(portal, address) == PDF
    assert paula.post(verb, {"reason": "Havia uma foto a tarjar."}).status_code == 302
    assert portal.get(address).status_code == 404
    assert Entry.verbs.filter(verb="publication.document.withdrawn").count() == 1
    assert shown(extract).withdrawn_at is None


def test_documents_wait_for_the_extract_and_for_who_may() -> None:
    agreement = a_signed_agreement()
    with pytest.raises(NotAllowed, match="depois que o extrato"):
        services.publish_document(
            actor=PUBLISHER,
            uid=agreement.uid,
            kind=PublicKind.AGREEMENT,
            decision=Decision(),
            at=timezone.now(),
        )
    extract = published(agreement)
    with pytest.raises(Denied):
        services.publish_document(
            actor=actor(Profile.DCI_ANALYST),
            uid=extract.agreement.uid,
            kind=PublicKind.AGREEMENT,
            decision=Decision(),
            at=timezone.now(),
        )
    with pytest.raises(NotAllowed, match="ainda não foi registrado"):
        shown(extract, PublicKind.PARTNER_GAZETTE)


def test_an_extract_with_a_cpf_is_shown_masked_after_somebody_decided(
    centre_as: As, portal: Visitor
) -> None:
    agreement = a_signed_agreement_naming(CPF)
    paula = centre_as(Profile.PUBLICATION)
    address = f"/acordos/{agreement.uid}/publicacao/estado/"
    page = paula.get(address).content.decode()
    assert f"CPF {CPF}" in page
    assert paula.post(address, gazette_typed(clearing_0="mask")).status_code == 422
    stamp = hidden(page, "clearing_stamp")
    sent = gazette_typed(clearing_0="mask", clearing_stamp=stamp)
    assert paula.post(address, sent).status_code == 302
    extract = Extract.objects.get(agreement=agreement)
    assert CPF not in extract.text + extract.object and "***.982.247-**" in extract.text
    assert CPF in extract.agreement.publications.get().text
    for rest in ("", ".json"):
        found = portal.get(public_page(extract).rstrip("/") + (rest or "/")).content.decode()
        assert CPF not in found and "***.982.247-**" in found


def a_signed_agreement_naming(number: str) -> Agreement:
    """A signed agreement whose object names somebody by number."""
    agreement = an_agreement()
    words = f"{agreement.object}, com a tutela de Percival, CPF {number}"
    Agreement.objects.filter(pk=agreement.pk).update(object=words)
    agreement.refresh_from_db()
    return signed(agreement)
