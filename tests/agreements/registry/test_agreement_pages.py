"""Terms and signatures on their pages."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from access.rules import Profile
from agreements.registry.models import Agreement, Signature
from agreements.registry.rules import AgreementState
from audit.queries import entries_of
from tests.agreements.registry.forms import signature_form, terms_form
from tests.conftest import As
from tests.documents.samples import EXE, upload
from tests.factories import agreements as make


def url(agreement: Agreement, rest: str = "") -> str:
    """A page of an agreement."""
    return f"/acordos/{agreement.uid}/{rest}"


def hash_for(agreement: Agreement, document: str) -> str:
    """The hash of the text that a page signs."""
    return agreement.agreement_hash if document == "acordo" else agreement.work_plan_hash


def test_all_four_signatures_are_recorded_on_their_pages(centre_as: As) -> None:
    agreement = make.an_agreement_to_sign()
    people = {"cge": centre_as(Profile.COMPTROLLER), "participe": centre_as(Profile.DCI_ANALYST)}
    for document in ("acordo", "plano"):
        for side, person in people.items():
            page = url(agreement, f"assinaturas/{document}/{side}/")
            assert person.get(page).status_code == 200
            answer = person.post(page, signature_form(hash_for(agreement, document)), follow=True)
            assert "Assinatura registrada" in answer.content.decode()
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.SIGNED
    assert entries_of(agreement).filter(verb="registry.agreement.signed").count() == 1
    listed = people["cge"].get("/acordos/", {"situacao": "signed"}).content.decode()
    assert agreement.title in listed


def test_the_form_for_the_partner_begins_with_its_head(centre_as: As) -> None:
    agreement = make.an_agreement_to_sign()
    page = centre_as(Profile.DCI_ANALYST).get(url(agreement, "assinaturas/acordo/participe/"))
    assert "Percival Prefeito" in page.content.decode()
    assert agreement.agreement_hash in page.content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"signed_date": -400}, "anterior ao começo do mandato"),
        ({"signed_date": 1}, "não pode estar no futuro"),
        ({"mandate_end": -1}, "posterior ao fim do mandato"),
        ({"signer_name": ""}, "Nome de quem assinou: "),
        ({"document_number": ""}, "Número do documento no SEI: "),
        ({"file": upload(EXE, "assinado.pdf")}, "PDF"),
        ({"file": ""}, "Envie o arquivo"),
    ],
)
def test_a_bad_signature_is_explained_and_not_recorded(
    centre_as: As, wrong: dict[str, object], sentence: str
) -> None:
    agreement = make.an_agreement_to_sign()
    today = timezone.localdate()
    typed = {
        name: (today + timedelta(days=value)).isoformat() if isinstance(value, int) else value
        for name, value in wrong.items()
    }
    answer = centre_as(Profile.COMPTROLLER).post(
        url(agreement, "assinaturas/acordo/cge/"),
        signature_form(agreement.agreement_hash, **typed),
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "ato de nomeação fictício nº 2" in page
    assert not Signature.objects.exists()


@pytest.mark.parametrize(
    ("side", "profile"),
    [("cge", Profile.DCI_DIRECTOR), ("participe", Profile.COMPTROLLER), ("cge", Profile.AUDITOR)],
)
def test_the_wrong_profile_signs_nothing(centre_as: As, side: str, profile: Profile) -> None:
    agreement = make.an_agreement_to_sign()
    answer = centre_as(profile).post(
        url(agreement, f"assinaturas/plano/{side}/"), signature_form(agreement.work_plan_hash)
    )
    assert answer.status_code == 403
    assert not Signature.objects.exists()


def test_a_draft_cannot_be_signed(centre_as: As) -> None:
    agreement = make.an_agreement_with_drafts()
    comptroller = centre_as(Profile.COMPTROLLER)
    assert comptroller.get(url(agreement, "assinaturas/acordo/cge/")).status_code == 409


def test_a_recorded_signature_is_not_recorded_again(centre_as: As) -> None:
    agreement = make.an_agreement_to_sign()
    page = url(agreement, "assinaturas/acordo/cge/")
    comptroller = centre_as(Profile.COMPTROLLER)
    comptroller.post(page, signature_form(agreement.agreement_hash))
    assert comptroller.post(page, signature_form(agreement.agreement_hash)).status_code == 409
    assert Signature.objects.count() == 1


@pytest.mark.parametrize("rest", ["assinaturas/outro/cge/", "assinaturas/acordo/terceiro/"])
def test_there_is_no_third_text_and_no_third_side(centre_as: As, rest: str) -> None:
    agreement = make.an_agreement_to_sign()
    assert centre_as(Profile.COMPTROLLER).get(url(agreement, rest)).status_code == 404


@pytest.mark.parametrize("rest", ["", "condicoes/", "assinaturas/acordo/cge/", "devolver/"])
def test_an_unknown_agreement_is_not_found(centre_as: As, rest: str) -> None:
    assert centre_as(Profile.DCI_DIRECTOR).get(f"/acordos/{uuid4()}/{rest}").status_code == 404


def test_dci_changes_the_terms(centre_as: As) -> None:
    agreement = make.an_agreement()
    analyst = centre_as(Profile.DCI_ANALYST)
    assert analyst.get(url(agreement, "condicoes/")).status_code == 200
    assert analyst.post(url(agreement, "condicoes/"), terms_form()).status_code == 302
    agreement.refresh_from_db()
    assert (agreement.term_length, agreement.notice_days) == (36, 30)
    assert entries_of(agreement).filter(verb="registry.agreement.terms_changed").exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"term_length": "0"}, "Prazo da vigência: "),
        ({"term_length": "99"}, "5 anos"),
        ({"start_basis": "fixed_date"}, "Informe a data em que a vigência começa"),
        ({"object": ""}, "Objeto: "),
    ],
)
def test_bad_terms_are_explained_and_not_saved(
    centre_as: As, wrong: dict[str, str], sentence: str
) -> None:
    agreement = make.an_agreement()
    answer = centre_as(Profile.DCI_ANALYST).post(url(agreement, "condicoes/"), terms_form(**wrong))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    agreement.refresh_from_db()
    assert agreement.term_length == 24


def test_terms_saved_by_somebody_else_meanwhile_are_not_overwritten(centre_as: As) -> None:
    agreement = make.an_agreement()
    analyst = centre_as(Profile.DCI_ANALYST)
    analyst.post(url(agreement, "condicoes/"), terms_form())
    late = analyst.post(url(agreement, "condicoes/"), terms_form(term_length="12"))
    assert late.status_code == 409


def test_terms_are_frozen_once_sent(centre_as: As) -> None:
    agreement = make.an_agreement_to_sign()
    analyst = centre_as(Profile.DCI_ANALYST)
    assert analyst.post(url(agreement, "condicoes/"), terms_form()).status_code == 409


def test_the_cabinet_does_not_change_terms(centre_as: As) -> None:
    agreement = make.an_agreement()
    cabinet = centre_as(Profile.CABINET)
    assert cabinet.post(url(agreement, "condicoes/"), terms_form()).status_code == 403


def test_the_director_takes_unsigned_texts_back(centre_as: As) -> None:
    agreement = make.an_agreement_to_sign()
    director = centre_as(Profile.DCI_DIRECTOR)
    assert director.post(url(agreement, "devolver/"), {"reason": ""}).status_code == 422
    director.post(url(agreement, "devolver/"), {"reason": "Mudou o prefeito."})
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.DRAFT
    assert centre_as(Profile.DCI_ANALYST).get(url(agreement, "devolver/")).status_code == 403
    assert director.get(url(agreement, "devolver/")).status_code == 409


def test_agreements_are_searched_by_number_and_name(centre_as: As) -> None:
    agreement = make.an_agreement()
    auditor = centre_as(Profile.AUDITOR)
    number = f"{agreement.number}/{agreement.year}"
    for search in (number, "Uberaba", make.SEI):
        assert agreement.title in auditor.get("/acordos/", {"busca": search}).content.decode()
    assert agreement.title not in auditor.get("/acordos/", {"busca": "Contagem"}).content.decode()
