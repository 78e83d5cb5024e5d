"""What follows: DTIC learns that an agreement may be delivered, and what the partner answered."""

from django.urls import reverse
from django.utils import timezone

from access.queries import users_holding
from access.rules import Profile
from agreements.publication import events
from agreements.publication.models import Delivery, Extract
from agreements.publication.notices import TO_DTIC
from events.registry import on
from notifications.services import notify


def tell_dtic(key: str, text: str, agreement_uid: object) -> None:
    """A notice to every person of DTIC, leading to the page of the agreement."""
    notify(
        users_holding(Profile.DTIC, today=timezone.localdate()),
        kind=TO_DTIC,
        key=key,
        values={"frase": text},
        link=reverse("publication:agreement", args=[agreement_uid], urlconf="config.urls.centre"),
    )


@on(events.ExtractPublished)
def ask_for_delivery(event: events.ExtractPublished) -> None:
    """The agreement takes effect: the code may go out."""
    extract = Extract.objects.select_related("agreement").get(uid=event.subject_uid)
    text = f"O acordo com {extract.partner} foi publicado: contate a área técnica."
    tell_dtic(f"extract:{extract.uid}", text, extract.agreement.uid)


@on(events.TermsAccepted)
def tell_of_acceptance(event: events.TermsAccepted) -> None:
    """The terms are accepted: the code may be delivered."""
    delivery = Delivery.objects.select_related("agreement").get(uid=event.subject_uid)
    text = f"{delivery.partner} aceitou os termos de uso: registre a entrega do código."
    tell_dtic(f"terms:{delivery.uid}", text, delivery.agreement.uid)


@on(events.ReceiptConfirmed)
def tell_of_receipt(event: events.ReceiptConfirmed) -> None:
    """The partner confirmed what it received."""
    delivery = Delivery.objects.select_related("agreement").get(uid=event.subject_uid)
    text = f"{delivery.partner} confirmou o recebimento da versão {delivery.version}."
    tell_dtic(f"receipt:{delivery.uid}", text, delivery.agreement.uid)
