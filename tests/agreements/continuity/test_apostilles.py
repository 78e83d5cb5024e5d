"""Apostilles: what is noted on an agreement without changing what was agreed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access.rules import Profile
from agreements.continuity.models import Apostille
from audit.models import Entry
from tests.conftest import As
from tests.factories.publication import in_force

pytestmark = pytest.mark.django_db


def typed(**more: object) -> dict[str, object]:
    """A new mayor since yesterday."""
    today = timezone.localdate()
    values = {
        "kind": "head",
        "text": "Assume a vice-prefeita.",
        "noted_date": today.isoformat(),
        "document_number": "445566",
        "name": "Valéria Vice",
        "post": "Prefeita Municipal",
        "act": "termo de posse fictício nº 2",
        "mandate_start": (today - timedelta(days=1)).isoformat(),
        "mandate_end": "",
    }
    return values | more


@pytest.mark.parity("G25")
def test_another_head_is_noted_and_what_was_signed_stays_signed(centre_as: As) -> None:
    ana = centre_as(Profile.DCI_ANALYST)
    agreement = in_force(400)
    signed = list(agreement.signatures.values_list("signer_name", "signed_date"))
    answer = ana.post(f"/acordos/{agreement.uid}/apostila/", typed())
    assert answer.status_code == 302
    agreement.refresh_from_db()
    assert agreement.head.name == "Valéria Vice"
    assert list(agreement.signatures.values_list("signer_name", "signed_date")) == signed
    assert Apostille.objects.get(agreement=agreement).kind == "head"
    assert Entry.objects.filter(verb="registry.agreement.head_replaced").count() == 1
    page = ana.get(f"/acordos/{agreement.uid}/").content.decode()
    assert "Valéria Vice" in page and "Assume a vice-prefeita." in page


def test_another_head_needs_a_name_and_an_act(centre_as: As) -> None:
    ana = centre_as(Profile.DCI_ANALYST)
    agreement = in_force(400)
    answer = ana.post(f"/acordos/{agreement.uid}/apostila/", typed(name="", act=""))
    assert answer.status_code == 422
    assert answer.content.decode().count("Preencha para registrar quem passa a dirigir.") >= 2
    assert not Apostille.objects.exists()


def test_a_mandate_that_is_over_writes_nothing(centre_as: As) -> None:
    ana = centre_as(Profile.DCI_ANALYST)
    agreement = in_force(400)
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    answer = ana.post(f"/acordos/{agreement.uid}/apostila/", typed(mandate_end=yesterday))
    assert answer.status_code == 422
    assert not Apostille.objects.exists()
    assert not Entry.objects.filter(verb="continuity.apostille.recorded").exists()


def test_a_misprint_changes_nobody(centre_as: As) -> None:
    ana = centre_as(Profile.DCI_ANALYST)
    agreement = in_force(400)
    head = agreement.head_id
    answer = ana.post(f"/acordos/{agreement.uid}/apostila/", typed(kind="misprint"))
    assert answer.status_code == 302
    agreement.refresh_from_db()
    assert agreement.head_id == head
