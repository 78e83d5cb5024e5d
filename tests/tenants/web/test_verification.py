"""Anybody checks a document at the portal; who may, replaces or revokes it."""

from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from docx import Document
from python_calamine import CalamineWorkbook

from access.models import Organ
from access.rules import Actor, Profile
from audit.queries import entries_of
from documents import services
from documents.codes import new_code, spelled
from documents.docx import write_docx
from documents.models import IssuedDocument, StoredFile
from documents.pdf import write_pdf
from documents.registry import window
from documents.rules import PLAN_PDF, Scan
from documents.workbook import write_xlsx
from foundation.refusals import Denied, Invalid, NotAllowed
from foundation.tenancy import PUBLIC, cast_any, inside
from integrity.evaluation.rules import REPORT
from tenants.middleware import PORTAL
from tenants.verification import queries
from tenants.verification.models import VerifiableDocument
from tenants.verification.rules import Standing
from tenants.verification.services import replace_document, revoke_document
from tenants.web.verification import OF_CALLER
from tests.conftest import As
from tests.documents.made import AT, BLOCKS, FACE
from tests.people import Visitor
from tests.seed import FIRST, SECOND

pytestmark = pytest.mark.django_db
BASE = settings.BASE_DOMAIN
SMALL = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PERSONAL = ("Ana Administradora", "Plano da Ana")


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet() -> None:
    OF_CALLER.forget("127.0.0.1")


@pytest.fixture
def ana(first_as: As) -> Visitor:
    """Ana administers the first organisation."""
    return first_as(Profile.ORGANISATION_ADMIN)


@pytest.fixture
def organ(in_first: None) -> Organ:
    return Organ.objects.create(name="Prefeitura")


def issued(actor: Actor, organ: Organ, **given: Any) -> IssuedDocument:
    """A small document about an organ."""
    return services.issue(
        **{
            "actor": actor,
            "subject": organ,
            "kind": "plan",
            "title": "Plano da Ana",
            "name": "plano.pdf",
            "make": lambda seal: SMALL + seal.code.encode(),
            "purpose": PLAN_PDF,
            "at": AT,
        }
        | given
    )


def row_of(document: IssuedDocument) -> VerifiableDocument:
    """What the public sees of it."""
    return VerifiableDocument.objects.get(uid=document.uid)


def page_of(portal: Visitor, document: IssuedDocument) -> Any:
    """What the QR code of a document opens."""
    return portal.get(f"/verificar/{spelled(document.code)}/")


def test_the_portal_tells_what_a_document_is_and_nothing_personal(
    portal: Visitor, ana: Visitor, organ: Organ
) -> None:
    document = issued(ana.actor, organ)
    answer = page_of(portal, document)
    assert answer.status_code == 200
    for words in ("Documento válido", FIRST.name, "Plano de integridade", document.sha256):
        assert words in answer.text
    assert not [each for each in PERSONAL if each in answer.text]
    assert "no-store" in answer["Cache-Control"]
    row = VerifiableDocument.objects.get(uid=document.uid)
    assert not {"title", "issued_by_name"} & {each.name for each in row._meta.fields}


def test_the_code_is_found_however_it_is_typed(portal: Visitor, ana: Visitor, organ: Organ) -> None:
    code = issued(ana.actor, organ).code
    for typed in (code, spelled(code).lower(), spelled(code).replace("-", " ")):
        assert "Documento válido" in portal.post("/verificar/", {"code": typed}).text


def test_a_file_is_compared_and_not_kept(portal: Visitor, ana: Visitor, organ: Organ) -> None:
    document = issued(ana.actor, organ)
    content = SMALL + document.code.encode()
    assert sha256(content).hexdigest() == document.sha256
    for sent, words in ((content, "é o original"), (content + b" ", "diferente do original")):
        file = SimpleUploadedFile("x.pdf", sent)
        answer = portal.post("/verificar/", {"code": document.code, "file": file})
        assert answer.status_code == 200 and words in answer.text
        assert "Documento válido" in answer.text


@pytest.mark.parametrize(
    ("typed", "words"),
    [("", "Escreva o código"), ("ABCD", "este tem 4"), ("new", "Nenhum documento")],
)
def test_a_code_that_is_none_is_explained_beside_the_field(
    portal: Visitor, typed: str, words: str
) -> None:
    typed = new_code() if typed == "new" else typed
    answer = portal.post("/verificar/", {"code": typed})
    assert answer.status_code == 422
    assert words in answer.text
    assert not typed or typed in answer.text
    if typed:
        assert portal.get(f"/verificar/{typed}/").status_code == 404


def test_whoever_tries_many_codes_waits(portal: Visitor) -> None:
    answers = [portal.get("/verificar/X/").status_code for _ in range(OF_CALLER.most + 1)]
    assert answers == [404] * OF_CALLER.most + [429]
    answer = portal.post("/verificar/", {"code": "X"})
    assert answer.status_code == 429 and "Espere um minuto" in answer.text
    assert portal.get("/verificar/").status_code == 200


def test_a_change_of_address_within_a_network_does_not_help() -> None:
    asked = [
        Visitor(BASE, REMOTE_ADDR=f"2001:db8:0:9::{number:x}").get("/verificar/X/").status_code
        for number in range(1, OF_CALLER.most + 2)
    ]
    OF_CALLER.forget("2001:db8:0:9::/64")
    assert asked == [404] * OF_CALLER.most + [429]


def test_a_revoked_document_says_since_when_and_why(
    portal: Visitor, ana: Visitor, organ: Organ
) -> None:
    document = issued(ana.actor, organ)
    where = f"/documentos-emitidos/{document.uid}/"
    assert "Revogar este documento" in ana.get(where).text
    refused = ana.post(f"{where}revogar/", {"reason": " "})
    assert refused.status_code == 422 and "Diga por que" in refused.text
    assert ana.post(f"{where}revogar/", {"reason": "Valores errados."}).status_code == 302
    text = page_of(portal, document).text
    assert "Documento revogado" in text and "Valores errados." in text
    entry = entries_of(row_of(document)).first()
    assert entry is not None and entry.verb == "documents.document_revoked"
    assert (entry.reason, entry.actor_name) == ("Valores errados.", "Ana Administradora")
    assert entry.changes == {"Situação": ["Válido", "Revogado"]}
    with pytest.raises(NotAllowed):
        revoke_document(actor=ana.actor, uid=document.uid, reason="De novo", at=AT)


def test_a_replaced_document_leads_to_the_one_that_holds(
    portal: Visitor, ana: Visitor, organ: Organ
) -> None:
    old = issued(ana.actor, organ)
    new = issued(ana.actor, organ, at=AT.replace(hour=3), title="Plano corrigido")
    where = f"/documentos-emitidos/{old.uid}/"
    assert "Plano corrigido" in ana.get(where).text
    sent = {"by": str(new.uid), "reason": "Erro de digitação."}
    assert ana.post(f"{where}substituir/", sent).status_code == 302
    text = page_of(portal, old).text
    assert "Documento substituído" in text
    assert f'href="/verificar/{spelled(new.code)}/"' in text
    assert "Documento válido" in page_of(portal, new).text
    entry = entries_of(row_of(old)).first()
    assert entry is not None and entry.verb == "documents.document_replaced"
    assert entry.changes["Substituído por"] == ["", spelled(new.code)]


def test_only_a_later_document_about_the_same_takes_the_place(ana: Visitor, organ: Organ) -> None:
    other = Organ.objects.create(name="Autarquia")
    document = issued(ana.actor, organ)
    wrong = [
        document,
        issued(ana.actor, other, at=AT.replace(hour=3)),
        issued(ana.actor, organ, at=AT.replace(hour=1)),
        issued(ana.actor, organ, at=AT.replace(hour=3), kind="report"),
    ]
    for each in wrong:
        with pytest.raises(Invalid) as caught:
            replace_document(
                actor=ana.actor, uid=document.uid, by_uid=each.uid, reason="Porque sim", at=AT
            )
        assert list(caught.value.errors) == ["by"]


def many_later(document: IssuedDocument, number: int) -> list[IssuedDocument]:
    """Later documents about the same, put there at once."""
    files = StoredFile.objects.bulk_create(
        StoredFile(
            name="plano.pdf",
            size=1,
            media_type="application/pdf",
            sha256=document.sha256,
            purpose=PLAN_PDF.name,
            storage_key=f"{FIRST.schema}/{each}",
            at=AT,
            scan=Scan.MADE,
        )
        for each in range(number)
    )
    made = IssuedDocument.objects.bulk_create(
        IssuedDocument(
            kind=document.kind,
            title=f"Plano {each}",
            code=new_code(),
            file=file,
            subject_type=document.subject_type,
            subject_uid=document.subject_uid,
            sha256=document.sha256,
            issued_at=AT + timedelta(minutes=each + 1),
            issued_by_name="Ana",
        )
        for each, file in enumerate(files)
    )
    row = row_of(document)
    VerifiableDocument.objects.bulk_create(
        VerifiableDocument(
            uid=each.uid,
            code=each.code,
            organisation_id=row.organisation_id,
            issuer=row.issuer,
            kind=row.kind,
            media_type=row.media_type,
            sha256=each.sha256,
            issued_at=each.issued_at,
        )
        for each in made
    )
    return made


def test_the_oldest_of_more_than_500_later_ones_takes_the_place_too(
    ana: Visitor, organ: Organ, django_assert_max_num_queries: Any
) -> None:
    document = issued(ana.actor, organ)
    later = many_later(document, 520)
    found = queries.successors(document)
    with django_assert_max_num_queries(3):
        assert {each.uid for each in found} == {each.uid for each in later}
    where = f"/documentos-emitidos/{document.uid}/"
    assert ana.get(where).text.count("<option") >= 520
    sent = {"by": str(later[0].uid), "reason": "Erro de digitação."}
    assert ana.post(f"{where}substituir/", sent).status_code == 302
    replaced = VerifiableDocument.objects.select_related("replaced_by").get(uid=document.uid)
    assert replaced.replaced_by is not None and replaced.replaced_by.uid == later[0].uid


def test_a_new_version_replaces_the_one_before_by_itself(ana: Visitor, organ: Organ) -> None:
    old = issued(ana.actor, organ)
    new = issued(ana.actor, organ, at=AT.replace(hour=3), replaces=old)
    row = VerifiableDocument.objects.select_related("replaced_by").get(uid=old.uid)
    assert row.standing == Standing.REPLACED
    assert row.replaced_by is not None and row.replaced_by.code == new.code


@pytest.mark.parametrize("profile", [Profile.INTERNAL_CONTROL, Profile.HEAD])
def test_others_do_not_revoke(first_as: As, ana: Visitor, organ: Organ, profile: Profile) -> None:
    document = issued(ana.actor, organ)
    with pytest.raises(Denied):
        revoke_document(actor=first_as(profile).actor, uid=document.uid, reason="Não", at=AT)
    in_one_organ = first_as(Profile.ORGANISATION_ADMIN, organ=organ)
    with pytest.raises(Denied):
        revoke_document(actor=in_one_organ.actor, uid=document.uid, reason="Não", at=AT)


def test_only_internal_control_revokes_what_it_issued(
    first_as: As, ana: Visitor, organ: Organ
) -> None:
    control = first_as(Profile.INTERNAL_CONTROL)
    report = issued(control.actor, organ, kind="report", purpose=REPORT)
    page = f"/documentos-emitidos/{report.uid}/revogar/"
    assert ana.post(page, {"reason": "Não gostei"}).status_code == 403
    assert control.post(page, {"reason": "Saiu com a data errada"}).status_code == 302
    with inside(PUBLIC):
        assert VerifiableDocument.objects.get(uid=report.uid).standing == Standing.REVOKED


def test_a_place_sees_and_changes_its_own_documents_alone(
    ana: Visitor, organ: Organ, second_as: As
) -> None:
    document = issued(ana.actor, organ)
    neighbour = second_as(Profile.ORGANISATION_ADMIN)
    where = f"/documentos-emitidos/{document.uid}/"
    assert ana.get(where).status_code == 200
    assert neighbour.get(where).status_code == 404
    assert neighbour.post(f"{where}revogar/", {"reason": "Inveja"}).status_code == 404
    with inside(SECOND.schema):
        assert not VerifiableDocument.objects.filter(uid=document.uid).exists()
        assert VerifiableDocument.objects.filter(uid=document.uid).update(standing_at=AT) == 0
    with pytest.raises(DatabaseError), transaction.atomic():
        VerifiableDocument.objects.filter(uid=document.uid).update(sha256="0" * 64)


def test_the_portal_reads_the_row_and_changes_nothing(ana: Visitor, organ: Organ) -> None:
    document = issued(ana.actor, organ)
    cast_any(connection).set_tenant(PORTAL)
    assert VerifiableDocument.objects.get(uid=document.uid).code == document.code
    for forbidden in (
        lambda: VerifiableDocument.objects.filter(uid=document.uid).update(standing_at=AT),
        lambda: VerifiableDocument.objects.filter(uid=document.uid).delete(),
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            forbidden()


def test_the_database_keeps_what_was_issued_and_the_order_of_its_life(
    ana: Visitor, organ: Organ
) -> None:
    rows = VerifiableDocument.objects.filter(uid=issued(ana.actor, organ).uid)
    revoke_document(actor=ana.actor, uid=rows.get().uid, reason="Erro", at=AT)
    with inside(PUBLIC):
        for change in (
            lambda: rows.update(standing=Standing.VALID, standing_at=None),
            lambda: rows.update(sha256="0" * 64),
            lambda: rows.delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()


def test_each_kind_of_document_carries_its_code() -> None:
    seal = window().seal(new_code())
    made = write_pdf(type(FACE)(FACE.title, FACE.organisation, AT, seal=seal), BLOCKS)
    with pikepdf.open(BytesIO(made)) as pdf, pdf.open_metadata() as about:
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")
        assert about["pdfuaid:part"] == "1"
        assert str(pdf.Root.Lang) == "pt-BR" and "/StructTreeRoot" in pdf.Root
        figures = [each for each in tagged(pdf.Root.StructTreeRoot) if "/Alt" in each]
    assert [seal.spelled in str(each.Alt) for each in figures] == [True]
    draft = Document(BytesIO(write_docx("Minuta", [], at=AT, seal=seal)))
    assert seal.spelled in draft.sections[0].footer.paragraphs[0].text
    book = CalamineWorkbook.from_filelike(BytesIO(write_xlsx({"Ações": [["x"]]}, seal=seal)))
    assert seal.spelled in str(book.get_sheet_by_index(1).to_python())


def tagged(element: Any) -> list[Any]:
    """Every element of the structure of a PDF."""
    if isinstance(element, pikepdf.Array):
        return [each for part in element for each in tagged(part)]
    if not isinstance(element, pikepdf.Dictionary):
        return []
    return [element, *(tagged(element.K) if "/K" in element else [])]


def test_the_list_shows_every_document_with_its_standing(ana: Visitor, organ: Organ) -> None:
    document = issued(ana.actor, organ)
    revoke_document(actor=ana.actor, uid=document.uid, reason="Erro", at=AT)
    page = ana.get("/documentos-emitidos/")
    for words in (document.title, spelled(document.code), "Revogado"):
        assert words in page.text
