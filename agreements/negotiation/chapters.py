"""The chapter of an agreement that tells how both sides agree on its texts."""

from django.urls import reverse

from access.rules import Actor
from agreements.negotiation import permissions, queries
from agreements.negotiation.models import Exchange, Negotiation
from agreements.negotiation.rules import (
    BY,
    NegotiationState,
    ProposalState,
    missing_acceptances,
)
from agreements.registry.chapters import Action, Chapter, NextStep, chapter, room_chapter
from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState, Side
from agreements.registry.species import is_negotiable
from agreements.work_plans.permissions import READ_DRAFTS
from agreements.work_plans.queries import newest_of_centre
from foundation.words import counted, joined
from ui.templatetags.formats import day

WITH_PARTNER = "As minutas estão com o partícipe. Falta o aceite {by}."
NEXT = {
    NegotiationState.PREPARING: "Envie as minutas ao partícipe para que as leia e aceite.",
    NegotiationState.ADJUSTING: "Responda às propostas, gere a nova minuta e envie-a.",
    NegotiationState.AGREED: "As duas partes aceitaram os textos. Faltam o parecer jurídico e o"
    " envio para assinatura, na página do acordo.",
}
PROPOSE = (
    "Propor outro texto, se uma cláusula não servir",
    "Abram as cláusulas, comentem, proponham outro texto e devolvam as minutas. Se concordarem com"
    " tudo, basta aceitar.",
)
ASK = (
    "Perguntar, se algo não estiver claro",
    "O texto do Termo de Adesão é o mesmo para todos. Abram as cláusulas e comentem; se um dado de"
    " vocês estiver errado, devolvam as minutas. Se concordarem com tudo, basta aceitar.",
)


@chapter(order=21)
def negotiation(actor: Actor, agreement: Agreement) -> Chapter:
    """With whom the texts are, and what is missing."""
    found, sent = queries.negotiation_of(agreement), queries.last_sent(agreement)
    drafting = agreement.state == AgreementState.DRAFT
    is_over = not drafting or (found is not None and found.state == NegotiationState.AGREED)
    return Chapter(
        title="Negociação das minutas",
        state="done" if is_over and found else "current" if found and drafting else "pending",
        when=day(found.changed_at) if found else "",
        note=found.get_state_display() if found else "Não feita pelo sistema" if is_over else "",
        href=reverse("negotiation:page", args=[agreement.uid])
        if actor.may(READ_DRAFTS) and newest_of_centre(agreement)
        else "",
        next_step=step_of(actor, agreement, found, sent) if drafting and not is_over else None,
    )


@room_chapter(order=22)
def texts_in_room(actor: Actor, agreement: Agreement) -> Chapter:
    """The texts as the partner finds them in its room."""
    found, sent = queries.negotiation_of(agreement), queries.last_sent(agreement)
    if found is None or sent is None:
        drafting = agreement.state == AgreementState.DRAFT
        return Chapter(title="Negociação das cláusulas", state="pending" if drafting else "done")
    in_hand = found.state == NegotiationState.SENT
    waits = in_hand and Side.PARTNER in missing_acceptances(queries.accepted_by(sent))
    url = reverse("texts:page")
    title, text = PROPOSE if is_negotiable(sent.agreement_draft.species) else ASK
    actions = (Action(label="Ver cláusula por cláusula", url=url, icon="comments"),)
    step = NextStep(title=title, text=text, actions=actions)
    return Chapter(
        title="Negociação das cláusulas",
        state="done" if found.state == NegotiationState.AGREED else "current",
        when=day(found.changed_at),
        note=f"Versão {sent.agreement_draft.version}: {found.get_state_display()}",
        href=url,
        next_step=step if waits else None,
    )


def step_of(
    actor: Actor, agreement: Agreement, found: Negotiation | None, sent: Exchange | None
) -> NextStep | None:
    """What the centre does now; nothing before there is a draft."""
    if newest_of_centre(agreement) is None:
        return None
    state = NegotiationState(found.state) if found else NegotiationState.PREPARING
    return NextStep(
        title="Acertar os textos com o partícipe",
        text=text_of(state, agreement, sent),
        actions=tuple(actions_of(actor, agreement, state, sent)),
    )


def text_of(state: NegotiationState, agreement: Agreement, sent: Exchange | None) -> str:
    """Who is waited for."""
    if state == NegotiationState.SENT and sent is not None:
        missing = missing_acceptances(queries.accepted_by(sent))
        return WITH_PARTNER.format(by=joined([BY[side] for side in missing]))
    waiting = queries.proposals_of(agreement, ProposalState.SENT).count()
    if waiting:
        told = counted(waiting, "proposta espera resposta", "propostas esperam resposta")
        return f"O partícipe propôs outro texto: {told}. Responda antes de gerar a nova minuta."
    return NEXT[state]


def actions_of(
    actor: Actor, agreement: Agreement, state: NegotiationState, sent: Exchange | None
) -> list[Action]:
    """The buttons of who may."""
    found = [button("Ver a negociação", "page", agreement, "comments", "secondary")]
    if not actor.may(permissions.NEGOTIATE):
        return found if actor.may(READ_DRAFTS) else []
    if state in (NegotiationState.PREPARING, NegotiationState.ADJUSTING):
        found.append(button("Enviar ao partícipe", "send", agreement, "share", "secondary"))
    elif sent is not None and state == NegotiationState.SENT:
        missing = missing_acceptances(queries.accepted_by(sent))
        if Side.CGE in missing and actor.may(permissions.ACCEPT_FOR_CENTRE):
            found.append(button("Aceitar pela CGE-MG", "accept", agreement, "check"))
    return found


def button(label: str, name: str, agreement: Agreement, icon: str, kind: str = "primary") -> Action:
    """A button to a page of the negotiation."""
    url = reverse(f"negotiation:{name}", args=[agreement.uid])
    return Action(label=label, url=url, icon=icon, kind=kind)
