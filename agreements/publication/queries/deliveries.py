"""The code on its way to a partner, and the system in use there."""

import hashlib
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from access.rules import Actor, require
from agreements.publication import permissions
from agreements.publication.models import Delivery, Production
from agreements.publication.production import ProductionState, seen_since
from agreements.publication.rules import DeliveryState
from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState
from foundation.refusals import NotFound

USED_LINK = "Este link não vale mais: já foi usado, foi trocado por outro ou venceu."
TOLD = (
    "uid",
    "agreement",
    "state",
    "version",
    "sha256",
    "contacted_at",
    "delivered_at",
    "received_at",
)


def hash_of(token: str) -> str:
    """What is stored of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def deliveries_of(agreement: Agreement) -> QuerySet[Delivery]:
    """The deliveries of an agreement, newest first."""
    return Delivery.objects.filter(agreement=agreement)


def delivery_of(agreement: Agreement, uid: UUID) -> Delivery:
    """One delivery of an agreement that was already found. Raises NotFound."""
    found = deliveries_of(agreement).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def delivery_for_update(actor: Actor, uid: UUID) -> Delivery:
    """One delivery, locked, for the centre. Raises Denied or NotFound."""
    require(actor, permissions.SEE_PUBLICATION)
    found = (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("agreement")
        .filter(uid=uid)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def delivery_by_link(token: str, state: DeliveryState, *, at: datetime) -> Delivery:
    """The delivery behind a link that still serves. Raises NotFound when it does not."""
    found = behind_link(token, state, at).first()
    if found is None:
        raise NotFound(USED_LINK)
    return found


def delivery_by_link_for_update(token: str, state: DeliveryState, *, at: datetime) -> Delivery:
    """The same, locked: of two answers to one link the second finds nothing."""
    found = behind_link(token, state, at).select_for_update().first()
    if found is None:
        raise NotFound(USED_LINK)
    return found


def behind_link(token: str, state: DeliveryState, at: datetime) -> QuerySet[Delivery]:
    """Zero or one delivery."""
    return Delivery.objects.filter(token_hash=hash_of(token), token_expires_at__gt=at, state=state)


def told_deliveries_of(agreement: Agreement) -> QuerySet[Delivery]:
    """The same, as far as the organisation itself may read them: nothing of who answered."""
    return deliveries_of(agreement).only(*TOLD)


def first_delivered_at(agreement: Agreement) -> datetime | None:
    """When the code went out for the first time."""
    found = Delivery.objects.filter(agreement=agreement, delivered_at__isnull=False)
    return found.order_by("delivered_at").values_list("delivered_at", flat=True).first()


def productions_of(agreement: Agreement) -> QuerySet[Production]:
    """What is known of the use of the system under an agreement, newest first."""
    return Production.objects.filter(agreement=agreement)


def production_of(agreement: Agreement) -> Production | None:
    """The first that counts: the agreement's system is in production since then."""
    found = productions_of(agreement).filter(state=ProductionState.CONFIRMED)
    return found.order_by("start_date", "pk").first()


def production_by_uid(actor: Actor, uid: UUID) -> Production:
    """One declaration, for the centre. Raises Denied or NotFound."""
    require(actor, permissions.SEE_PUBLICATION)
    found = Production.objects.select_related("agreement__organisation").filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def production_for_update(actor: Actor, uid: UUID) -> Production:
    """The same, locked."""
    seen = production_by_uid(actor, uid)
    return Production.objects.select_for_update().get(pk=seen.pk)


def to_be_seen() -> QuerySet[Agreement]:
    """The agreements in force of which no production is known nor awaits CGE-MG."""
    known = Production.objects.exclude(state=ProductionState.RETURNED).values("agreement")
    return (
        Agreement.objects.filter(state=AgreementState.PUBLISHED)
        .exclude(pk__in=known)
        .select_related("organisation__facts")
        .order_by("pk")
    )


def seen_in_place(agreement: Agreement) -> date | None:
    """Since when its organisation is seen to work in its place here, by the figures it pushed."""
    facts = getattr(agreement.organisation, "facts", None)
    if facts is None or facts.counted_at is None:
        return None
    active_at = facts.last_activity_at
    return seen_since(
        in_force_since=facts.in_force_since_date,
        last_activity=timezone.localdate(active_at) if active_at else None,
    )
