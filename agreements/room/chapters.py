"""The room on the centre's page of an agreement, and the road as the room's guests read it."""

from django.urls import reverse

from access.rules import Actor
from agreements.registry.chapters import Chapter, chapter, room_chapter
from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState
from agreements.room import queries
from ui.templatetags.formats import day

SIGNING = (AgreementState.AWAITING_SIGNATURE, AgreementState.PARTIALLY_SIGNED)


@chapter(order=15)
def room(actor: Actor, agreement: Agreement) -> Chapter:
    """Who of the partner was invited, and the way into the room."""
    guests = queries.guests_of(agreement).filter(revoked_at=None).count()
    words = f"{guests} pessoa{'s' if guests != 1 else ''} na sala"
    return Chapter(
        title="Sala do partícipe",
        state="done" if agreement.signed_date else "current" if guests else "pending",
        note=words if guests else "Ninguém convidado ainda",
        href=reverse("room_centre:room", args=[agreement.uid]),
    )


@room_chapter(order=10)
def admitted(actor: Actor, agreement: Agreement) -> Chapter:
    """The agreement was opened."""
    return Chapter(title="Pedido admitido", state="done", when=day(agreement.created_at))


@room_chapter(order=60)
def signatures(actor: Actor, agreement: Agreement) -> Chapter:
    """When all had signed."""
    done = agreement.signed_date is not None
    return Chapter(
        title="Assinaturas",
        state="done" if done else "current" if agreement.state in SIGNING else "pending",
        when=day(agreement.signed_date),
    )


@room_chapter(order=70)
def publication(actor: Actor, agreement: Agreement) -> Chapter:
    """When the term began; the organisation gets its own place then."""
    done = agreement.start_date is not None
    signed = agreement.state == AgreementState.SIGNED
    return Chapter(
        title="Publicação no Diário Oficial",
        state="done" if done else "current" if signed else "pending",
        when=day(agreement.start_date),
    )
