"""The room on the centre's page of an agreement, and the road as the room's guests read it."""

from django.urls import reverse

from access.rules import Actor
from agreements.registry.chapters import Action, Chapter, NextStep, chapter, room_chapter
from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState
from agreements.room import permissions, queries
from agreements.room.models import Requirement
from agreements.room.rules import RequirementState
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
        next_step=None if agreement.signed_date else centre_step(actor, agreement, guests),
    )


def centre_step(actor: Actor, agreement: Agreement, guests: int) -> NextStep | None:
    """Invite, or look at what was sent."""
    sent = queries.waiting_requirements(agreement, RequirementState.SENT).count()
    if guests and not sent:
        return None
    place = reverse("room_centre:room", args=[agreement.uid])
    may = actor.may(permissions.ASK_REQUIREMENT)
    if sent:
        action = Action(label="Conferir na sala", url=place, icon="folder-open")
        words = "1 documento espera" if sent == 1 else f"{sent} documentos esperam"
        text = f"{words} conferência da DCI."
        title = "Conferir o que o partícipe enviou"
    else:
        action = Action(label="Convidar para a sala", url=place, icon="user-plus", kind="secondary")
        title = "Convidar as pessoas do partícipe para a sala"
        text = "Lá elas leem as minutas, comentam, aceitam os textos e enviam o que for pedido."
    return NextStep(title=title, text=text, actions=(action,) if may else ())


@room_chapter(order=10)
def admitted(actor: Actor, agreement: Agreement) -> Chapter:
    """The agreement was opened."""
    return Chapter(title="Pedido admitido", state="done", when=day(agreement.created_at))


@room_chapter(order=40)
def requirements(actor: Actor, agreement: Agreement) -> Chapter:
    """What was asked of the partner, and what it has sent."""
    found = list(queries.requirements_of(agreement))
    waiting = [each for each in found if each.state == RequirementState.OPEN]
    done = bool(found) and all(each.state == RequirementState.ACCEPTED for each in found)
    return Chapter(
        title="Documentos pedidos",
        state="done" if done else "current" if found else "pending",
        note=f"{len(waiting)} à espera de vocês" if waiting else "",
        next_step=sending_step(waiting) if waiting else None,
        template="room/chapters/requirements.html" if found else "",
        context={"requirements": found},
    )


def sending_step(waiting: list[Requirement]) -> NextStep:
    """What is to be sent, each with its button."""
    actions = tuple(
        Action(label=f"Enviar: {each}", url=reverse("room:send", args=[each.uid]), icon="upload")
        for each in waiting
    )
    return NextStep(
        title="Enviar o que a CGE-MG pediu",
        text="Sem isso o acordo não pode ser assinado.",
        actions=actions,
    )


@room_chapter(order=90)
def remarks(actor: Actor, agreement: Agreement) -> Chapter:
    """What both sides said."""
    found = list(queries.remarks_of(agreement))
    return Chapter(
        title="Conversa com a CGE-MG",
        state="current" if found else "pending",
        note=f"{len(found)} comentário{'s' if len(found) != 1 else ''}" if found else "",
        template="room/chapters/remarks.html",
        context={"remarks": found, "agreement": agreement},
    )


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
