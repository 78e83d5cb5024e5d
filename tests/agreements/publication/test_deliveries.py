"""The code: terms behind a link that works once, a version with its hash, the receipt."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from access.rules import Profile
from agreements.publication import services
from agreements.publication.models import Delivery
from agreements.publication.queries import terms_in_force
from agreements.publication.rules import DeliveryState
from agreements.publication.terms import hash_of_terms
from audit.models import Entry
from foundation.refusals import Denied, NotAllowed
from notifications.models import Email, Notice
from tests.conftest import As
from tests.factories.agreements import a_signed_agreement, deliver_events
from tests.factories.publication import (
    DTIC,
    PUBLISHER,
    SHA,
    a_release,
    accepted,
    contacted,
    delivered,
    published,
    token_sent,
)
from tests.people import Visitor

pytestmark = pytest.mark.django_db
ACCEPTANCE = {
    "name": "Téo Técnico",
    "post": "Analista de sistemas",
    "email": "TEO@municipio.test",
    "has_read": "on",
}


def acceptance() -> dict[str, str]:
    """The form as the page that shows the newest terms sends it."""
    return ACCEPTANCE | {"terms_hash": terms_in_force().text_hash}


def chosen(**more: str) -> dict[str, str]:
    """The form of a delivery, with a version of the catalogue."""
    return {"release_uid": str(a_release().uid), "is_clean": "on"} | more


def address(delivery: Delivery) -> str:
    return f"/acordos/{delivery.agreement.uid}/entregas/{delivery.uid}/"


def test_dtic_sends_the_terms_to_the_technical_person(centre_as: As) -> None:
    extract = published()
    teodoro = centre_as(Profile.DTIC)
    page = f"/acordos/{extract.agreement.uid}/entregas/nova/"
    assert "teo@municipio.test" in teodoro.get(page).content.decode()
    typed = {"receiver_name": "Téo Técnico", "receiver_email": "teo@municipio.test"}
    assert teodoro.post(page, typed).status_code == 302
    delivery = Delivery.objects.get(agreement=extract.agreement)
    email = Email.objects.get(to="teo@municipio.test", key__startswith=f"delivery:{delivery.uid}")
    assert "http://localhost:8000/aceite/" in email.body
    assert teodoro.post(page, typed).status_code == 409


def test_the_technical_person_accepts_the_terms_once(portal: Visitor, centre_as: As) -> None:
    teodoro = centre_as(Profile.DTIC)
    delivery = contacted()
    link = f"/aceite/{token_sent(delivery)}/"
    assert "cedido sem custo" in portal.get(link).content.decode()
    assert portal.post(link, acceptance()).status_code == 200
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.TERMS_ACCEPTED
    assert delivery.accepted_by_post == "Analista de sistemas"
    assert delivery.terms_hash == hash_of_terms(delivery.terms_text) == terms_in_force().text_hash
    assert Entry.verbs.filter(
        subject_uid=delivery.uid, verb="publication.delivery.terms_accepted"
    ).exists()
    assert portal.post(link, acceptance()).status_code == 404
    assert portal.get(link).status_code == 404
    deliver_events()
    assert Notice.objects.filter(user=teodoro.user, text__contains="aceitou os termos").exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"email": "outra@municipio.test"}, "O e-mail não é o da pessoa que recebeu"),
        ({"has_read": ""}, "Marque para aceitar os termos de uso"),
        ({"name": ""}, "obrigatório"),
    ],
)
def test_an_acceptance_by_somebody_else_or_without_consent_is_refused(
    portal: Visitor, wrong: dict[str, str], sentence: str
) -> None:
    delivery = contacted()
    answer = portal.post(f"/aceite/{token_sent(delivery)}/", acceptance() | wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Analista de sistemas" in answer.content.decode()
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.CONTACTED


def test_a_new_link_ends_the_earlier_one(portal: Visitor, centre_as: As) -> None:
    delivery = contacted()
    first = token_sent(delivery)
    assert centre_as(Profile.DTIC).post(f"{address(delivery)}reenviar/").status_code == 302
    assert portal.get(f"/aceite/{first}/").status_code == 404
    assert portal.get(f"/aceite/{token_sent(delivery)}/").status_code == 200


def test_a_link_expires_and_a_guessed_one_opens_nothing(portal: Visitor) -> None:
    delivery = contacted()
    token = token_sent(delivery)
    Delivery.objects.update(token_expires_at=timezone.now() - timedelta(seconds=1))
    assert portal.get(f"/aceite/{token}/").status_code == 404
    assert portal.get("/aceite/qualquer-coisa/").status_code == 404
    assert portal.get("/recebimento//").status_code == 404


def test_dtic_records_the_version_and_its_hash(centre_as: As) -> None:
    delivery = accepted()
    assert centre_as(Profile.DTIC).post(address(delivery), chosen()).status_code == 302
    delivery.refresh_from_db()
    assert (delivery.version, delivery.sha256) == ("2.4.1", SHA)
    assert delivery.state == DeliveryState.DELIVERED
    entry = Entry.verbs.get(subject_uid=delivery.uid, verb="publication.delivery.delivered")
    assert entry.changes["SHA-256"] == ["", SHA]
    assert SHA in Email.objects.filter(key__contains=str(delivery.uid)).latest("pk").body


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"release_uid": "dois"}, "Faça uma escolha válida"),
        ({"release_uid": ""}, "obrigatório"),
        ({"is_clean": ""}, "não leva dados pessoais"),
    ],
)
def test_a_bad_delivery_is_refused_beside_its_field(
    centre_as: As, wrong: dict[str, str], sentence: str
) -> None:
    delivery = accepted()
    answer = centre_as(Profile.DTIC).post(address(delivery), chosen(**wrong))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.version) == (DeliveryState.TERMS_ACCEPTED, "")


@pytest.mark.parity("G11")
def test_no_code_goes_out_before_the_terms_are_accepted(centre_as: As) -> None:
    delivery = contacted()
    assert centre_as(Profile.DTIC).post(address(delivery), chosen()).status_code == 409


@pytest.mark.parity("G11")
def test_no_code_goes_out_before_publication_nor_after_the_end(centre_as: As) -> None:
    signed = a_signed_agreement()
    page = f"/acordos/{signed.uid}/entregas/nova/"
    assert centre_as(Profile.DTIC).get(page).status_code == 409
    delivery = accepted(contacted(published(signed)))
    after_the_end = timezone.now() + timedelta(days=3650)
    with pytest.raises(NotAllowed):
        services.deliver_code(
            actor=DTIC,
            uid=delivery.uid,
            release_uid=a_release().uid,
            is_clean=True,
            at=after_the_end,
        )


@pytest.mark.parity("G12")
def test_the_receiver_confirms_with_the_hash_of_what_arrived(portal: Visitor) -> None:
    delivery = delivered()
    link = f"/recebimento/{token_sent(delivery)}/"
    wrong = portal.post(link, {"sha256": "f" * 64})
    assert wrong.status_code == 422
    assert "não é o do pacote entregue" in wrong.content.decode()
    assert portal.post(link, {"sha256": SHA}).status_code == 200
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.RECEIVED
    assert portal.post(link, {"sha256": SHA}).status_code == 404


@pytest.mark.parametrize("profile", [Profile.PUBLICATION, Profile.DCI_DIRECTOR, Profile.AUDITOR])
def test_only_dtic_delivers(centre_as: As, profile: Profile) -> None:
    delivery = accepted()
    visitor = centre_as(profile)
    assert visitor.post(address(delivery), chosen()).status_code == 403
    assert visitor.post(f"{address(delivery)}reenviar/").status_code == 403
    assert visitor.get(f"/acordos/{delivery.agreement.uid}/entregas/nova/").status_code == 403
    with pytest.raises(Denied):
        services.resend_link(actor=PUBLISHER, uid=delivery.uid, at=timezone.now())


def test_a_delivery_of_another_agreement_is_not_found(centre_as: As) -> None:
    delivery = accepted()
    elsewhere = f"/acordos/{delivery.uid}/entregas/{delivery.uid}/"
    assert centre_as(Profile.DTIC).get(elsewhere).status_code == 404


def test_the_database_refuses_a_delivery_without_terms() -> None:
    delivery = contacted()
    with pytest.raises(Exception, match=r"(?i)transition"), transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.DELIVERED)
    accepted(delivery)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.DELIVERED)
