"""The code goes out: terms accepted first, then one version with its hash, then the receipt."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from access.rules import Actor, require
from agreements.publication import events, notices, permissions, queries
from agreements.publication.models import Delivery, TermsOfUse
from agreements.publication.rules import (
    DELIVERY_FLOW,
    OTHER_EMAIL,
    OTHER_SHA,
    DeliveryState,
    delivery_faults,
    normal_sha256,
)
from agreements.publication.terms import CHANGED
from agreements.registry.holds import HoldStep
from agreements.registry.models import Agreement
from agreements.registry.queries import agreement_for_update, refuse_held
from agreements.registry.rules import AgreementState
from events.services import emit
from foundation.refusals import Invalid, NotAllowed
from notifications.links import on_portal
from notifications.rules import Kind
from notifications.services import write

LINK_SERVES = timedelta(days=30)
NOT_IN_FORCE = "O código só é entregue com o acordo publicado e vigente."
OPEN_ALREADY = "Já há uma entrega em andamento para este acordo."
NO_LINK_NOW = "Nesta situação o partícipe não espera nenhum link."
LINKS: dict[str, tuple[str, Kind]] = {
    DeliveryState.CONTACTED: ("publication:accept_terms", notices.TERMS),
    DeliveryState.DELIVERED: ("publication:confirm_receipt", notices.DELIVERED),
}


@transaction.atomic
def contact_technical_area(
    *, actor: Actor, uid: UUID, receiver_name: str, receiver_email: str, at: datetime
) -> Delivery:
    """Send the terms of use to the partner's technical person. Denied, NotFound, NotAllowed."""
    require(actor, permissions.DELIVER_CODE)
    agreement = agreement_for_update(uid)
    check_in_force(agreement, at)
    refuse_held(agreement, HoldStep.DELIVERY)
    if queries.deliveries_of(agreement).exclude(state=DeliveryState.RECEIVED).exists():
        raise NotAllowed(OPEN_ALREADY)
    delivery = Delivery.objects.create(
        agreement=agreement,
        partner=agreement.organisation.name,
        agreement_label=agreement.title,
        receiver_name=receiver_name.strip(),
        receiver_email=receiver_email.strip().lower(),
        contacted_at=at,
        **terms_of(queries.terms_in_force()),
    )
    send_link(delivery, *LINKS[DeliveryState.CONTACTED], at)
    emit(events.TechnicalAreaContacted.of(actor, delivery, at=at))
    return delivery


@transaction.atomic
def resend_link(*, actor: Actor, uid: UUID, at: datetime) -> Delivery:
    """A fresh link to the terms, or to the package; the earlier one stops working.

    Raises Denied, NotFound, or NotAllowed when nothing is waited for.
    """
    require(actor, permissions.DELIVER_CODE)
    delivery = queries.delivery_for_update(actor, uid)
    if delivery.state not in LINKS:
        raise NotAllowed(NO_LINK_NOW)
    refuse_held(delivery.agreement, HoldStep.DELIVERY)
    send_link(delivery, *LINKS[delivery.state], at)
    emit(events.LinkResent.of(actor, delivery, at=at))
    return delivery


@transaction.atomic
def accept_terms(
    *,
    actor: Actor,
    token: str,
    name: str,
    post: str,
    email: str,
    terms_hash: str,
    at: datetime,
) -> Delivery:
    """The technical person accepts the newest terms, named by the hash of what was read.

    The link is used up. Raises NotFound, or Invalid also when the terms changed meanwhile.
    """
    require(actor, permissions.ANSWER_LINK)
    delivery = queries.delivery_by_link_for_update(token, DeliveryState.CONTACTED, at=at)
    refuse_held(delivery.agreement, HoldStep.DELIVERY)
    if email.strip().lower() != delivery.receiver_email:
        raise Invalid({"email": [OTHER_EMAIL]})
    newest = queries.terms_in_force()
    if terms_hash != newest.text_hash:
        raise Invalid(CHANGED)
    move(delivery, "accept_terms")
    for field, value in terms_of(newest).items():
        setattr(delivery, field, value)
    delivery.accepted_at, delivery.token_hash = at, ""
    delivery.accepted_by_name, delivery.accepted_by_post = name.strip(), post.strip()
    answer = ("accepted_at", "accepted_by_name", "accepted_by_post", *terms_of(newest))
    delivery.save(update_fields=["state", "token_hash", *answer])
    changes = {
        "versão dos termos": ["", delivery.terms_version],
        "SHA-256 dos termos": ["", delivery.terms_hash],
    }
    emit(events.TermsAccepted.of(actor, delivery, at=at, changes=changes))
    return delivery


@transaction.atomic
def deliver_code(
    *, actor: Actor, uid: UUID, release_uid: UUID, is_clean: bool, at: datetime
) -> Delivery:
    """Hand out a version of the catalogue. Raises Denied, NotFound, NotAllowed or Invalid."""
    require(actor, permissions.DELIVER_CODE)
    delivery = queries.delivery_for_update(actor, uid)
    check_in_force(delivery.agreement, at)
    refuse_held(delivery.agreement, HoldStep.DELIVERY)
    move(delivery, "deliver")
    release = queries.release_to_deliver(release_uid)
    if faults := delivery_faults(is_released=release is not None, is_clean=is_clean):
        raise Invalid(faults)
    assert release is not None
    delivery.release, delivery.version = release, release.version
    delivery.sha256, delivery.notes = release.package_sha256, release.notes
    delivery.is_clean, delivery.delivered_at = is_clean, at
    send_link(delivery, *LINKS[DeliveryState.DELIVERED], at)
    changes = {"versão": ["", delivery.version], "SHA-256": ["", delivery.sha256]}
    emit(events.CodeDelivered.of(actor, delivery, at=at, changes=changes))
    return delivery


@transaction.atomic
def confirm_receipt(*, actor: Actor, token: str, sha256: str, at: datetime) -> Delivery:
    """The partner computed the hash of what arrived, and it is the same. NotFound or Invalid."""
    require(actor, permissions.ANSWER_LINK)
    delivery = queries.delivery_by_link_for_update(token, DeliveryState.DELIVERED, at=at)
    refuse_held(delivery.agreement, HoldStep.DELIVERY)
    if normal_sha256(sha256) != delivery.sha256:
        raise Invalid({"sha256": [OTHER_SHA]})
    move(delivery, "receive")
    delivery.received_at, delivery.token_hash = at, ""
    delivery.save(update_fields=["state", "token_hash", "received_at"])
    emit(events.ReceiptConfirmed.of(actor, delivery, at=at))
    return delivery


def terms_of(found: TermsOfUse) -> dict[str, str]:
    """What a delivery keeps of the terms."""
    return {
        "terms_version": found.version,
        "terms_text": found.text,
        "terms_hash": found.text_hash,
    }


def move(delivery: Delivery, verb: str) -> None:
    """Put the delivery in the state that the verb leads to. Raises NotAllowed."""
    delivery.state = DELIVERY_FLOW.after(verb, DeliveryState(delivery.state))


def check_in_force(agreement: Agreement, at: datetime) -> None:
    """Raise NotAllowed unless the agreement is published and its term still runs (G11)."""
    is_published = agreement.state == AgreementState.PUBLISHED and agreement.end_date is not None
    if not is_published or timezone.localdate(at) > agreement.end_date:  # type: ignore[operator]
        raise NotAllowed(NOT_IN_FORCE)


def send_link(delivery: Delivery, route: str, kind: Kind, at: datetime) -> None:
    """Save the delivery with a new single-use link, and e-mail the link to its receiver."""
    token = secrets.token_urlsafe(32)
    delivery.token_hash, delivery.token_expires_at = queries.hash_of(token), at + LINK_SERVES
    delivery.save()
    write(
        kind=kind,
        key=f"delivery:{delivery.uid}:{at.isoformat()}",
        to=delivery.receiver_email,
        name=delivery.receiver_name.split(" ", 1)[0],
        link=on_portal(reverse(route, args=[token], urlconf="config.urls.portal")),
        values={
            "acordo": delivery.agreement_label,
            "organizacao": delivery.partner,
            "versao": delivery.version,
            "sha256": delivery.sha256,
        },
    )


@transaction.atomic
def give_time_back(*, actor: Actor, agreement: Agreement, days: int, at: datetime) -> int:
    """After a hold: the link that waited serves for as many days more. Raises Denied."""
    require(actor, permissions.GIVE_TIME_BACK)
    waiting = queries.deliveries_of(agreement).exclude(token_expires_at=None)
    moved = 0
    for delivery in waiting.exclude(token_hash="").select_for_update():
        assert delivery.token_expires_at is not None
        before = delivery.token_expires_at
        delivery.token_expires_at = before + timedelta(days=days)
        delivery.save(update_fields=["token_expires_at"])
        changes = {"link vale até": [f"{each:%d/%m/%Y}" for each in link_days(before, delivery)]}
        emit(events.TimeGivenBack.of(actor, delivery, at=at, changes=changes))
        moved += 1
    return moved


def link_days(before: datetime, delivery: Delivery) -> tuple[datetime, datetime]:
    """Until when a link served, and serves now."""
    assert delivery.token_expires_at is not None
    return timezone.localtime(before), timezone.localtime(delivery.token_expires_at)
