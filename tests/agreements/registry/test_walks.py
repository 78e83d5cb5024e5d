"""Whatever is tried, in whatever order: the flows keep what they promise."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.registry import services
from agreements.registry.models import Agreement, Request, Signature
from agreements.registry.rules import (
    AGREEMENT_FLOW,
    LIVE_AGREEMENT,
    REQUEST_FLOW,
    AgreementState,
    RequestState,
    Side,
    SignedDocument,
    missing_signatures,
    signature_faults,
)
from agreements.registry.species import Species
from agreements.signatures import services as outside
from agreements.work_plans import services as texts
from agreements.work_plans.queries import drafts_of
from foundation.refusals import Invalid, NotAllowed
from tests.documents.samples import PDF, upload
from tests.factories import agreements as make

days = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))
VERBS = ["forward", "admit", "adhere", "refuse", "species", "generate"]
VERBS += ["send", "back", "sign", "head"]


@given(st.lists(st.sampled_from(sorted(REQUEST_FLOW.steps)), max_size=12))
def test_a_decided_request_is_decided_for_good(verbs: list[str]) -> None:
    state = RequestState.RECEIVED
    for verb in verbs:
        if REQUEST_FLOW.allows(verb, state):
            assert state not in (RequestState.ADMITTED, RequestState.REFUSED)
            state = REQUEST_FLOW.after(verb, state)
        else:
            with pytest.raises(NotAllowed):
                REQUEST_FLOW.after(verb, state)


@given(st.lists(st.sampled_from(sorted(AGREEMENT_FLOW.steps)), max_size=20))
def test_nothing_is_published_that_was_not_signed(verbs: list[str]) -> None:
    state, seen = AgreementState.DRAFT, [AgreementState.DRAFT]
    for verb in verbs:
        if AGREEMENT_FLOW.allows(verb, state):
            state = AGREEMENT_FLOW.after(verb, state)
            seen.append(state)
    if AgreementState.PUBLISHED in seen:
        assert seen.index(AgreementState.SIGNED) < seen.index(AgreementState.PUBLISHED)
    if AgreementState.SIGNED in seen:
        assert AgreementState.DRAFT not in seen[seen.index(AgreementState.SIGNED) :]


@pytest.mark.parity("G07")
@given(days, days, st.none() | days, days)
def test_a_signature_is_accepted_exactly_within_the_mandate(
    signed: date, start: date, end: date | None, today: date
) -> None:
    faults = signature_faults(signed_date=signed, mandate_start=start, mandate_end=end, today=today)
    fits = start <= signed <= min(today, end or today) and (end is None or start <= end)
    assert (faults == {}) == fits


@given(st.sets(st.sampled_from(make.ALL_FOUR)))
def test_missing_and_given_signatures_make_four(
    signed: set[tuple[SignedDocument, Side]],
) -> None:
    missing = missing_signatures((document.value, side.value) for document, side in signed)
    assert set(missing) | signed == set(make.ALL_FOUR)
    assert not set(missing) & signed


@pytest.mark.django_db
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(VERBS), min_size=4, max_size=14))
def test_any_order_of_verbs_leaves_a_sound_registry(verbs: list[str]) -> None:
    with transaction.atomic():
        request = make.a_request()
        for verb in verbs:
            try:
                with transaction.atomic():
                    carry_out(verb, request)
            except (NotAllowed, Invalid, Agreement.DoesNotExist):
                pass
            check(request)
        transaction.set_rollback(True)


def carry_out(verb: str, request: Request) -> None:
    """One verb on the request or on its agreement, by whoever may."""
    now = timezone.now()
    if verb == "forward":
        services.forward_to_dci(actor=make.CABINET(), uid=request.uid, sei_number=make.SEI, at=now)
    elif verb in ("admit", "adhere"):
        species = Species.ACT if verb == "admit" else Species.ADHESION
        services.admit_request(actor=make.DIRECTOR(), uid=request.uid, species=species, at=now)
    elif verb == "refuse":
        services.refuse_request(actor=make.DIRECTOR(), uid=request.uid, reason="Motivo.", at=now)
    else:
        carry_out_on(verb, Agreement.objects.get(request=request))


def carry_out_on(verb: str, agreement: Agreement) -> None:
    """One verb on an agreement."""
    now = timezone.now()
    if verb == "generate":
        texts.generate_drafts(actor=make.ANALYST(), uid=agreement.uid, at=now)
    elif verb == "send":
        make.opined(agreement)
        make.ready_to_sign(agreement)
        texts.send_for_signature(actor=make.DIRECTOR(), uid=agreement.uid, at=now)
    elif verb == "head":
        petra = make.head(name=f"Petra Prefeita {agreement.head_id}")
        outside.change_head(actor=make.ANALYST(), uid=agreement.uid, head=petra, at=now)
    elif verb == "species":
        other = next(each for each in Species if each != agreement.species)
        services.change_species(
            actor=make.ANALYST(), uid=agreement.uid, species=other, reason="Motivo.", at=now
        )
    elif verb == "back":
        services.return_to_draft(actor=make.DIRECTOR(), uid=agreement.uid, reason="Motivo.", at=now)
    else:
        document, side = make.ALL_FOUR[agreement.signatures.count() % 4]
        services.record_signature(
            actor=make.COMPTROLLER() if side == Side.CGE else make.ANALYST(),
            uid=agreement.uid,
            document=document,
            side=side,
            text_hash=agreement.text_hash(document),
            seal=make.seal(signed_date=timezone.localdate() - timedelta(days=1)),
            file=upload(PDF, "assinado.pdf"),
            at=now,
        )


def check(request: Request) -> None:
    """What must hold after every verb."""
    request.refresh_from_db()
    agreement = Agreement.objects.filter(request=request).first()
    assert (request.state == RequestState.ADMITTED) == (agreement is not None)
    if agreement is None:
        return
    signed = Signature.objects.filter(agreement=agreement)
    assert agreement.state in LIVE_AGREEMENT
    assert (agreement.state == AgreementState.SIGNED) == (signed.count() == 4)
    assert (agreement.signed_date is not None) == (agreement.state == AgreementState.SIGNED)
    assert (agreement.agreement_hash == "") == (agreement.state == AgreementState.DRAFT)
    for draft in drafts_of(agreement).filter(text_hash=agreement.agreement_hash):
        assert draft.species == agreement.species, "what is signed is of the kind that was chosen"
    assert all(
        each.text_hash == agreement.text_hash(SignedDocument(each.document)) for each in signed
    )
