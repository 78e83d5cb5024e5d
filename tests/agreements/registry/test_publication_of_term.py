"""Publication puts the agreement in force and gives its term two days."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from access.rules import Profile
from agreements.registry import services
from agreements.registry.rules import AgreementState, start_of_term
from audit.queries import entries_of
from foundation.periods import TermUnit, add_term
from foundation.refusals import Denied, Invalid, NotAllowed
from tests.factories import agreements as make

PUBLICATION = make.partial(make.actor, Profile.PUBLICATION)


@pytest.mark.django_db
def test_the_term_runs_from_the_gazette_and_its_last_day_is_stored() -> None:
    agreement = make.a_signed_agreement()
    day = timezone.localdate() + timedelta(days=2)
    found = services.mark_published(
        actor=PUBLICATION(), agreement=agreement, gazette_date=day, at=timezone.now()
    )
    assert found.state == AgreementState.PUBLISHED
    assert (found.start_date, found.end_date) == (day, add_term(day, 24, TermUnit.MONTHS))
    assert entries_of(agreement).filter(verb="registry.agreement.published").exists()


@pytest.mark.django_db
def test_nothing_is_published_before_the_last_signature() -> None:
    agreement = make.a_signed_agreement()
    with pytest.raises(Invalid) as refusal:
        services.mark_published(
            actor=PUBLICATION(),
            agreement=agreement,
            gazette_date=timezone.localdate() - timedelta(days=1),
            at=timezone.now(),
        )
    assert "gazette_date" in refusal.value.errors


@pytest.mark.django_db
def test_an_unsigned_agreement_is_not_published() -> None:
    agreement = make.an_agreement_to_sign()
    with pytest.raises(NotAllowed):
        services.mark_published(
            actor=PUBLICATION(),
            agreement=agreement,
            gazette_date=timezone.localdate(),
            at=timezone.now(),
        )


@pytest.mark.django_db
def test_the_cabinet_does_not_publish() -> None:
    agreement = make.a_signed_agreement()
    with pytest.raises(Denied):
        services.mark_published(
            actor=make.CABINET(),
            agreement=agreement,
            gazette_date=timezone.localdate(),
            at=timezone.now(),
        )


@pytest.mark.parity("G10")
@pytest.mark.parametrize(
    ("basis", "day"),
    [
        ("signature", date(2026, 3, 2)),
        ("state_gazette", date(2026, 3, 9)),
        ("fixed_date", date(2026, 4, 1)),
    ],
)
def test_the_term_starts_on_the_day_of_its_basis(basis: str, day: date) -> None:
    start = start_of_term(
        basis,
        signed_date=date(2026, 3, 2),
        gazette_date=date(2026, 3, 9),
        fixed_date=date(2026, 4, 1),
    )
    assert start == day
