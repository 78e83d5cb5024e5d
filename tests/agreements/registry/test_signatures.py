"""Two texts, two sides: four signatures, each with its proof, and then nothing changes any more."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import InternalError, transaction
from django.utils import timezone

from agreements.registry import services
from agreements.registry.models import Agreement, Signature
from agreements.registry.rules import AgreementState, Side, SignedDocument
from agreements.registry.values import Terms
from audit.queries import entries_of
from foundation.refusals import Conflict, Denied, Invalid, NotAllowed
from tests.documents.samples import EXE, PDF, upload
from tests.factories import agreements as make

pytestmark = pytest.mark.django_db
ACT, PLAN = SignedDocument.AGREEMENT, SignedDocument.WORK_PLAN


@pytest.mark.parity("G08")
def test_the_fourth_signature_makes_the_agreement_signed_on_the_last_day() -> None:
    agreement = make.an_agreement_to_sign()
    today = timezone.localdate()
    states = []
    for back, (document, side) in enumerate(make.ALL_FOUR):
        make.sign(agreement, document, side, signed_date=today - timedelta(days=back))
        agreement.refresh_from_db()
        states.append(AgreementState(agreement.state))
    partial = AgreementState.PARTIALLY_SIGNED
    assert states == [partial, partial, partial, AgreementState.SIGNED]
    assert agreement.signed_date == today
    verbs = [entry.verb for entry in entries_of(agreement)]
    assert verbs.count("registry.agreement.signature_recorded") == 4
    assert "registry.agreement.signed" in verbs


@pytest.mark.parity("G07")
@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"signed_date": 1}, "signed_date", "futuro"),
        ({"signed_date": -10, "mandate_start": -5}, "signed_date", "anterior ao começo"),
        ({"signed_date": 0, "mandate_end": -1}, "signed_date", "posterior ao fim"),
        ({"mandate_start": -1, "mandate_end": -2}, "mandate_end", "antes do começo"),
    ],
)
def test_a_signature_lies_within_the_mandate_and_not_in_the_future(
    change: dict[str, int], field: str, words: str
) -> None:
    agreement = make.an_agreement_to_sign()
    today = timezone.localdate()
    days = {name: today + timedelta(days=offset) for name, offset in change.items()}
    with pytest.raises(Invalid) as refusal, transaction.atomic():
        make.sign(agreement, ACT, Side.PARTNER, **days)
    assert words in refusal.value.errors[field][0]
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.AWAITING_SIGNATURE
    assert not Signature.objects.exists()


@pytest.mark.parametrize("side", list(Side))
def test_each_side_is_recorded_by_its_own_profile(side: Side) -> None:
    agreement = make.an_agreement_to_sign()
    wrong = make.ANALYST() if side == Side.CGE else make.COMPTROLLER()
    with pytest.raises(Denied):
        services.record_signature(
            actor=wrong,
            uid=agreement.uid,
            document=ACT,
            side=side,
            text_hash=agreement.agreement_hash,
            seal=make.seal(),
            file=upload(PDF, "assinado.pdf"),
            at=timezone.now(),
        )


def test_one_side_signs_one_text_once() -> None:
    agreement = make.an_agreement_to_sign()
    make.sign(agreement, ACT, Side.CGE)
    with pytest.raises(NotAllowed, match="já está registrada"):
        make.sign(agreement, ACT, Side.CGE)


@pytest.mark.parity("G07")
def test_a_signature_is_for_the_text_that_is_current() -> None:
    agreement = make.an_agreement_to_sign()
    with pytest.raises(NotAllowed, match="O texto mudou"):
        services.record_signature(
            actor=make.COMPTROLLER(),
            uid=agreement.uid,
            document=ACT,
            side=Side.CGE,
            text_hash=agreement.work_plan_hash,
            seal=make.seal(),
            file=upload(PDF, "assinado.pdf"),
            at=timezone.now(),
        )


def test_a_programme_named_pdf_is_no_proof() -> None:
    agreement = make.an_agreement_to_sign()
    with pytest.raises(Invalid) as refusal:
        services.record_signature(
            actor=make.COMPTROLLER(),
            uid=agreement.uid,
            document=ACT,
            side=Side.CGE,
            text_hash=agreement.agreement_hash,
            seal=make.seal(),
            file=upload(EXE, "assinado.pdf"),
            at=timezone.now(),
        )
    assert "file" in refusal.value.errors


def test_a_draft_is_not_signed() -> None:
    agreement = make.an_agreement_with_drafts()
    with pytest.raises(NotAllowed):
        make.sign(agreement, ACT, Side.CGE)


def test_texts_return_to_draft_while_nobody_has_signed() -> None:
    agreement = make.an_agreement_to_sign()
    back = services.return_to_draft(
        actor=make.DIRECTOR(), uid=agreement.uid, reason="Mudou o prefeito.", at=timezone.now()
    )
    assert (back.state, back.agreement_hash) == (AgreementState.DRAFT, "")


def test_texts_do_not_return_once_somebody_has_signed() -> None:
    agreement = make.an_agreement_to_sign()
    make.sign(agreement, PLAN, Side.PARTNER)
    with pytest.raises(NotAllowed):
        services.return_to_draft(
            actor=make.DIRECTOR(), uid=agreement.uid, reason="Tarde demais.", at=timezone.now()
        )


def test_terms_change_only_in_draft_and_never_over_somebody_elses() -> None:
    agreement = make.an_agreement()
    terms = terms_of(agreement, term_length=36)
    changed = services.change_terms(
        actor=make.ANALYST(), uid=agreement.uid, revision=1, terms=terms, at=timezone.now()
    )
    assert changed.term_length == 36
    entry = entries_of(agreement).get(verb="registry.agreement.terms_changed")
    assert entry.changes == {"prazo": [24, 36]}
    with pytest.raises(Conflict):
        services.change_terms(
            actor=make.ANALYST(), uid=agreement.uid, revision=1, terms=terms, at=timezone.now()
        )


@pytest.mark.parity("G06")
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"term_length": 0}, "term_length"),
        ({"term_length": 61}, "term_length"),
        ({"start_basis": "fixed_date"}, "fixed_start_date"),
        ({"object": "  "}, "object"),
    ],
)
def test_a_term_has_an_end_and_a_start(change: dict[str, object], field: str) -> None:
    agreement = make.an_agreement()
    with pytest.raises(Invalid) as refusal:
        services.change_terms(
            actor=make.ANALYST(),
            uid=agreement.uid,
            revision=1,
            terms=terms_of(agreement, **change),
            at=timezone.now(),
        )
    assert field in refusal.value.errors


@pytest.mark.parity("G22")
def test_the_database_freezes_a_text_that_left_the_draft() -> None:
    agreement = make.an_agreement_to_sign()
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(object="Outro objeto")


@pytest.mark.parity("G22")
def test_the_database_keeps_signatures() -> None:
    agreement = make.an_agreement_to_sign()
    signature = make.sign(agreement, ACT, Side.CGE)
    for change in (
        lambda: signature.delete(),
        lambda: Signature.objects.filter(pk=signature.pk).update(signer_name="Outra"),
    ):
        with pytest.raises(InternalError), transaction.atomic():
            change()


def terms_of(agreement: Agreement, **more: object) -> Terms:
    """The present terms, with something changed."""
    names = Terms.__dataclass_fields__
    present = Terms(**{name: getattr(agreement, name) for name in names})
    return replace(present, **more)
