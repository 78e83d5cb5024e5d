"""Without a legal opinion on the very texts that go to be signed, they do not go (G06)."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from access.rules import Profile
from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState
from agreements.work_plans import services
from agreements.work_plans.models import LegalOpinion
from agreements.work_plans.opinions import OpinionKind, OpinionResult, Standing, guard_fault
from audit.queries import entries_of
from foundation.refusals import Denied, Invalid, NotAllowed
from tests.conftest import As
from tests.documents.samples import EXE, PDF, upload
from tests.factories import agreements as make

pytestmark = pytest.mark.django_db


def typed(**more: Any) -> dict[str, Any]:
    return {
        "kind": "individual",
        "number": "16.500/2026",
        "opinion_date": timezone.localdate().isoformat(),
        "result": "favourable",
        "remarks": "",
        "ground": "",
        "file": upload(PDF, "parecer.pdf"),
    } | more


def why_not(agreement: Agreement) -> str:
    """Why the texts were not sent."""
    with pytest.raises(Invalid) as refusal:
        services.send_for_signature(actor=make.DIRECTOR(), uid=agreement.uid, at=timezone.now())
    return " ".join(refusal.value.errors[""])


def send(agreement: Agreement) -> None:
    services.send_for_signature(actor=make.DIRECTOR(), uid=agreement.uid, at=timezone.now())
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.AWAITING_SIGNATURE


@pytest.mark.parity("G06")
def test_the_legal_unit_records_its_opinion_and_the_texts_may_go(centre_as: As) -> None:
    agreement = make.an_agreement_with_drafts()
    assert "Falta o parecer jurídico" in why_not(agreement)
    julia = centre_as(Profile.LEGAL)
    page = f"/acordos/{agreement.uid}/parecer/"
    assert "Registrar parecer jurídico" in julia.get(f"/acordos/{agreement.uid}/").content.decode()
    assert julia.get(page).status_code == 200
    assert julia.post(page, typed()).status_code == 302
    opinion = LegalOpinion.objects.get()
    assert opinion.file is not None
    entry = entries_of(agreement).first()
    assert entry is not None
    assert (entry.actor_name, entry.title) == (julia.user.name, "Parecer jurídico registrado")
    assert julia.get(f"/arquivos/{opinion.file.uid}/").status_code == 302
    send(agreement)
    assert julia.get(page).status_code == 409


@pytest.mark.parity("G06")
def test_the_director_declares_that_the_texts_are_those_of_the_model(centre_as: As) -> None:
    agreement = make.an_agreement_with_drafts()
    dirce = centre_as(Profile.DCI_DIRECTOR)
    page = f"/acordos/{agreement.uid}/parecer/"
    refused = dirce.post(page, typed(kind="referential"))
    assert refused.status_code == 422
    assert "idênticos" in refused.content.decode()
    assert dirce.post(page, typed(kind="referential", is_identical="on")).status_code == 302
    send(agreement)


@pytest.mark.parity("G06")
def test_a_waiver_names_its_norm(centre_as: As) -> None:
    agreement = make.an_agreement_with_drafts()
    dirce = centre_as(Profile.DCI_DIRECTOR)
    page = f"/acordos/{agreement.uid}/parecer/"
    form = typed(kind="waived", number="", result="")
    del form["file"]
    assert dirce.post(page, form).status_code == 422
    assert dirce.post(page, form | {"ground": "Resolução AGE nº 93/2021"}).status_code == 302
    send(agreement)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"number": ""}, "número do parecer"),
        ({"result": ""}, "Escolha o resultado"),
        ({"result": "with_remarks"}, "Escreva as ressalvas"),
        ({"file": ""}, "Anexe o parecer"),
        ({"file": upload(EXE, "parecer.pdf")}, "PDF"),
        ({"opinion_date": "2099-01-01"}, "não pode ser futura"),
    ],
)
def test_an_opinion_without_what_proves_it_is_refused(
    centre_as: As, wrong: dict[str, Any], sentence: str
) -> None:
    agreement = make.an_agreement_with_drafts()
    answer = centre_as(Profile.LEGAL).post(f"/acordos/{agreement.uid}/parecer/", typed(**wrong))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not LegalOpinion.objects.exists()


def test_the_director_gives_no_individual_opinion(centre_as: As) -> None:
    agreement = make.an_agreement_with_drafts()
    dirce = centre_as(Profile.DCI_DIRECTOR)
    assert dirce.post(f"/acordos/{agreement.uid}/parecer/", typed()).status_code == 422
    with pytest.raises(Denied):
        services.record_opinion(
            actor=make.DIRECTOR(),
            uid=agreement.uid,
            opinion=make.Opinion(
                kind=OpinionKind.INDIVIDUAL,
                number="1",
                opinion_date=timezone.localdate(),
                result=OpinionResult.FAVOURABLE,
                remarks="",
                ground="",
                is_identical=False,
            ),
            file=upload(PDF, "parecer.pdf"),
            at=timezone.now(),
        )


def test_an_opinion_on_earlier_texts_does_not_serve() -> None:
    agreement = make.an_agreement_with_opinion()
    Agreement.objects.filter(pk=agreement.pk).update(notice_days=90)
    services.generate_drafts(actor=make.ANALYST(), uid=agreement.uid, at=timezone.now())
    assert "versão anterior" in why_not(agreement)
    make.opined(agreement)
    send(agreement)


def test_a_contrary_opinion_stops_the_texts_until_there_is_another() -> None:
    agreement = make.an_agreement_with_drafts()
    make.opined(agreement, result=OpinionResult.CONTRARY)
    assert "contrário" in why_not(agreement)
    make.opined(agreement)
    send(agreement)


def test_remarks_are_met_in_the_newest_texts_before_these_go(centre_as: As) -> None:
    agreement = make.an_agreement_with_drafts()
    make.opined(agreement, result=OpinionResult.WITH_REMARKS, remarks="Aviso de 90 dias.")
    assert "ressalvas" in why_not(agreement)
    Agreement.objects.filter(pk=agreement.pk).update(notice_days=90)
    services.generate_drafts(actor=make.ANALYST(), uid=agreement.uid, at=timezone.now())
    dirce = centre_as(Profile.DCI_DIRECTOR)
    page = f"/acordos/{agreement.uid}/parecer/ressalvas/"
    assert "Aviso de 90 dias." in dirce.get(page).content.decode()
    assert dirce.post(page, {"text": " "}).status_code == 422
    assert dirce.post(page, {"text": "O aviso passou a 90 dias."}).status_code == 302
    assert entries_of(agreement).first().reason == "O aviso passou a 90 dias."  # type: ignore[union-attr]
    send(agreement)


def test_there_are_no_remarks_to_meet_in_a_favourable_opinion() -> None:
    agreement = make.an_agreement_with_opinion()
    with pytest.raises(NotAllowed):
        services.meet_remarks(
            actor=make.DIRECTOR(), uid=agreement.uid, text="Nada.", at=timezone.now()
        )


def test_no_opinion_comes_before_the_drafts(centre_as: As) -> None:
    agreement = make.an_agreement()
    page = f"/acordos/{agreement.uid}/parecer/"
    assert centre_as(Profile.LEGAL).get(page).status_code == 409


def test_the_database_keeps_no_opinion_without_its_proof() -> None:
    found = make.opined(make.an_agreement_with_drafts())
    with pytest.raises(IntegrityError), transaction.atomic():
        LegalOpinion.objects.filter(pk=found.pk).update(file=None)


def test_the_guard_lets_through_what_stands_for_these_texts_alone() -> None:
    texts = {"agreement": "a" * 64, "work_plan": "b" * 64}
    assert guard_fault(None, texts)
    assert guard_fault(Standing("favourable", False, texts), texts) == ""
    assert guard_fault(Standing("favourable", False, texts | {"agreement": "c" * 64}), texts)
    assert guard_fault(Standing("contrary", True, texts), texts)
    assert guard_fault(Standing("with_remarks", False, texts), texts)
    assert guard_fault(Standing("with_remarks", True, texts), texts) == ""
