"""Two kinds of instrument: chosen at admission, named everywhere by one function, then fixed."""

import pytest
from django.db import InternalError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from access.rules import Profile
from agreements.negotiation.rules import ACCEPTED_ONCE, ANSWER_FIRST, WITH_PARTNER
from agreements.negotiation.services import recall
from agreements.registry import services
from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState, Side, SignedDocument
from agreements.registry.species import (
    MODEL_ONLY,
    SAME_SPECIES,
    SHORT,
    Species,
    document_name,
    in_full,
    numbered,
    species_of,
)
from agreements.work_plans import services as texts
from agreements.work_plans.clauses import ClauseText
from agreements.work_plans.models import Draft
from agreements.work_plans.queries import latest_draft, newer_clauses
from audit.queries import entries_of
from foundation.refusals import Denied, Invalid, NotAllowed
from tests.conftest import As
from tests.factories import agreements as make
from tests.factories import negotiations as talk


def change(agreement: Agreement, species: Species = Species.ADHESION, **more: object) -> Agreement:
    """DCI chooses the other instrument."""
    values = {"actor": make.ANALYST(), "reason": "Orientação da AGE.", "at": timezone.now()} | more
    return services.change_species(uid=agreement.uid, species=species, **values)  # type: ignore[arg-type]


def generate(agreement: Agreement) -> Draft:
    """DCI makes a new version; gives that of the agreement."""
    texts.generate_drafts(actor=make.ANALYST(), uid=agreement.uid, at=timezone.now())
    found = latest_draft(agreement, SignedDocument.AGREEMENT)
    assert found is not None
    return found


@given(st.sampled_from(sorted(Species)), st.integers(1, 99999), st.integers(2000, 2100))
def test_a_name_says_kind_number_and_year(species: Species, number: int, year: int) -> None:
    assert numbered(species, number, year) == f"{SHORT[species]} nº {number}/{year}"
    assert in_full(species, number, year) == f"{species.label} nº {number}/{year}"
    assert document_name(species, SignedDocument.AGREEMENT) == species.label
    assert document_name(species, SignedDocument.WORK_PLAN) == "Plano de trabalho"
    for word in (SHORT[species], str(species.label), species.value):
        assert species_of(f"  {word.upper()} ") == species


@pytest.mark.django_db
@pytest.mark.parity("G23")
def test_both_kinds_are_numbered_in_one_sequence() -> None:
    first = make.an_agreement(species=Species.ADHESION)
    second = make.an_agreement(applicant=make.applicant("3106200"))
    year = timezone.localdate().year
    assert first.title == f"Termo de Adesão nº 1/{year}"
    assert second.title == f"ACT nº 2/{year}"


@pytest.mark.django_db
def test_the_instrument_changes_while_nobody_accepted_and_the_texts_follow() -> None:
    agreement = make.an_agreement_with_drafts()
    before = latest_draft(agreement, SignedDocument.AGREEMENT)
    assert before is not None and "species" not in before.text
    changed = change(agreement)
    assert changed.number == agreement.number
    entry = entries_of(agreement).get(verb="registry.agreement.species_changed")
    assert entry.reason == "Orientação da AGE."
    assert entry.changes["instrumento"] == [agreement.title, changed.title]
    make.opined(agreement)
    with pytest.raises(Invalid) as refusal:
        texts.send_for_signature(actor=make.DIRECTOR(), uid=agreement.uid, at=timezone.now())
    assert "gere novas minutas" in refusal.value.errors[""][0]
    after = generate(agreement)
    assert after.text["title"] == changed.full_title
    assert (after.species, after.document_name) == ("adhesion", "Termo de Adesão")
    assert "adesao" in {each["key"] for each in after.text["clauses"]}
    assert newer_clauses(after, timezone.localdate()) == []
    plan = latest_draft(agreement, SignedDocument.WORK_PLAN)
    assert plan is not None and plan.text["title"] == f"Plano de trabalho do {changed.full_title}"
    assert after.docx is not None and after.docx.name.startswith("termo-de-adesao-1-")
    back = change(agreement, Species.ACT)
    assert generate(back).text_hash == before.text_hash


@pytest.mark.django_db
def test_the_text_of_a_termo_never_calls_itself_an_acordo() -> None:
    agreement = make.an_agreement(species=Species.ADHESION)
    draft = generate(agreement)
    parts = [draft.text["preamble"], *draft.text["clauses"], draft.text["closing"]]
    said = " ".join(line for each in parts for line in each["items"]).lower()
    for words in ("deste acordo", "este acordo", "o acordo", "{"):
        assert words not in said
    assert "acordo de cooperação técnica" in said, "the way for who wants other conditions"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("species", "reason", "field"),
    [(Species.ACT, "Motivo.", "species"), (Species.ADHESION, " ", "reason")],
)
def test_a_change_needs_another_instrument_and_a_reason(
    species: Species, reason: str, field: str
) -> None:
    agreement = make.an_agreement()
    with pytest.raises(Invalid) as refusal:
        change(agreement, species, reason=reason)
    assert list(refusal.value.errors) == [field]
    if field == "species":
        assert refusal.value.errors[field] == [SAME_SPECIES]


@pytest.mark.django_db
def test_only_who_changes_terms_chooses() -> None:
    agreement = make.an_agreement()
    with pytest.raises(Denied):
        change(agreement, actor=make.CABINET())


@pytest.mark.django_db
def test_the_instrument_waits_for_the_partner_and_stands_once_accepted() -> None:
    agreement = talk.a_sent_agreement()
    with pytest.raises(NotAllowed, match=WITH_PARTNER):
        change(agreement)
    talk.propose(agreement, "As partes atuarão com integridade e transparência.")
    recall(actor=make.ANALYST(), uid=agreement.uid, reason="Falta um dado.", at=timezone.now())
    with pytest.raises(NotAllowed, match=ANSWER_FIRST):
        change(agreement)
    generate(agreement)
    talk.send(agreement)
    talk.accept(agreement, Side.PARTNER)
    recall(actor=make.ANALYST(), uid=agreement.uid, reason="Falta um dado.", at=timezone.now())
    with pytest.raises(NotAllowed, match=ACCEPTED_ONCE):
        change(agreement)
    agreement.refresh_from_db()
    assert agreement.species == Species.ACT


@pytest.mark.django_db
@pytest.mark.parity("G22")
def test_what_went_to_be_signed_keeps_its_kind_whoever_writes() -> None:
    agreement = make.an_agreement_to_sign(species=Species.ADHESION)
    with pytest.raises(NotAllowed, match="em minuta"):
        change(agreement, Species.ACT)
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(species="act")


@pytest.mark.django_db
def test_a_termo_keeps_to_the_model_and_takes_no_proposal() -> None:
    agreement = talk.a_sent_agreement(species=Species.ADHESION)
    with pytest.raises(NotAllowed, match="não se propõe"):
        talk.propose(agreement, "As partes atuarão com integridade e transparência.")
    with pytest.raises(NotAllowed, match=MODEL_ONLY[:40]):
        texts.word_clause(
            actor=make.ANALYST(),
            uid=agreement.uid,
            key="integridade",
            paragraphs=["Outra redação."],
            revision=0,
            at=timezone.now(),
        )


@pytest.mark.django_db
def test_what_was_worded_in_an_act_does_not_enter_its_termo() -> None:
    agreement = make.an_agreement()
    texts.word_clause(
        actor=make.ANALYST(),
        uid=agreement.uid,
        key="integridade",
        paragraphs=["Redação combinada."],
        revision=0,
        at=timezone.now(),
    )
    change(agreement)
    agreement.refresh_from_db()
    assert generate(agreement).wordings == {}
    change(agreement, Species.ACT)
    agreement.refresh_from_db()
    assert generate(agreement).wordings == {"integridade": ["Redação combinada."]}


@pytest.mark.django_db
def test_the_model_of_a_termo_admits_no_clause_that_the_partner_may_change() -> None:
    text = texts_of_a_clause(is_editable=True)
    with pytest.raises(Invalid) as refusal:
        texts.publish_clause(
            actor=make.DIRECTOR(),
            species="adhesion",
            key="integridade",
            version=1,
            text=text,
            at=timezone.now(),
        )
    assert refusal.value.errors["is_editable"] == [
        "No Termo de Adesão o partícipe não propõe outro texto."
    ]


def texts_of_a_clause(**more: object) -> ClauseText:
    """One clause as the director writes it."""
    values: dict[str, object] = {
        "title": "Da integridade",
        "paragraphs": ["As partes recusam vantagem indevida."],
        "is_obligatory": True,
        "is_editable": False,
        "legal_basis": "Lei nº 12.846/2013",
        "valid_from": timezone.localdate(),
    }
    return ClauseText(**(values | more))  # type: ignore[arg-type]


@pytest.mark.django_db
def test_the_pages_offer_the_choice_and_name_what_was_chosen(centre_as: As) -> None:
    request = make.a_request_in_triage()
    director = centre_as(Profile.DCI_DIRECTOR)
    asked = director.get(f"/pedidos/{request.uid}/admitir/")
    assert "Termo de Adesão" in asked.content.decode()
    director.post(f"/pedidos/{request.uid}/admitir/", {"species": "adhesion"})
    agreement = Agreement.objects.get(request=request)
    assert agreement.species == Species.ADHESION
    generate(agreement)
    page = director.get(f"/acordos/{agreement.uid}/").content.decode()
    assert f"Termo de Adesão nº {agreement.number}/{agreement.year}" in page
    assert "Mudar o instrumento" in page
    assert agreement.title in director.get("/acordos/", {"especie": "adhesion"}).content.decode()
    assert agreement.title not in director.get("/acordos/", {"especie": "act"}).content.decode()
    change_page = f"/acordos/{agreement.uid}/instrumento/"
    refused = director.post(change_page, {"species": "act", "reason": ""})
    assert refused.status_code == 422
    assert (
        director.post(change_page, {"species": "act", "reason": "Foi engano."}).status_code == 302
    )
    stale = director.get(f"/acordos/{agreement.uid}/").content.decode()
    assert "As minutas abaixo são do instrumento anterior" in stale
    agreement.refresh_from_db()
    assert (agreement.species, agreement.state) == (Species.ACT, AgreementState.DRAFT)
