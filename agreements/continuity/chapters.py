"""The last chapter of an agreement: its term, what was added to it, and its end."""

from django.urls import reverse
from django.utils import timezone

from access.rules import Actor
from agreements.continuity import permissions, queries
from agreements.continuity.asking_rules import (
    AskingKind,
)
from agreements.continuity.models import Amendment, Asking, Ending
from agreements.continuity.rules import (
    ADVISED_DAYS,
    NOTICE_BEFORE_END,
    AmendmentState,
    when_in_words,
    written,
)
from agreements.registry.chapters import Action, Chapter, NextStep, chapter
from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState
from ui.templatetags.formats import day

FIRST_NOTICE = max(NOTICE_BEFORE_END)


@chapter(order=90)
def term(actor: Actor, agreement: Agreement) -> Chapter:
    """How long the agreement has still to go, and what may be done about it."""
    if agreement.end_date is None or agreement.start_date is None:
        return Chapter(title="Fim da vigência", state="pending")
    amendment = queries.open_amendment_of(agreement)
    ending = queries.ending_of(agreement)
    is_over = agreement.state == AgreementState.ENDED
    return Chapter(
        title="Fim da vigência",
        state="done" if is_over else "pending",
        when=day(agreement.end_date),
        note=note_of(amendment, ending) if not is_over else "",
        next_step=None if is_over else step_of(actor, agreement, amendment, ending),
        template="continuity/chapters/term.html",
        context={
            "askings": queries.askings_of(agreement),
            "amendments": queries.amendments_of(agreement),
            "apostilles": queries.apostilles_of(agreement),
            "ending": ending,
            "actions": [] if is_over else offered(actor, agreement, amendment, ending),
        },
    )


def note_of(amendment: Amendment | None, ending: Ending | None) -> str:
    """What is on its way."""
    if ending is not None:
        return f"{ending.get_kind_display()}: último dia em {written(ending.last_date)}"
    return f"Termo aditivo: {amendment.get_state_display().lower()}" if amendment else ""


def step_of(
    actor: Actor, agreement: Agreement, amendment: Amendment | None, ending: Ending | None
) -> NextStep | None:
    """What is to be done about the end, once it is near or an amendment is open."""
    if ending is not None:
        return None
    if amendment is not None:
        return amendment_step(actor, agreement, amendment)
    asking = queries.open_asking_of(agreement)
    if asking is not None:
        return asking_step(actor, agreement, asking)
    left = queries.term_of(agreement).days_left(timezone.localdate())
    if not 0 <= left <= FIRST_NOTICE:
        return None
    may = actor.may(permissions.AMEND)
    action = button("Pedir termo aditivo", "amend", agreement)
    haste = " O pedido já está fora da antecedência recomendada." if left < ADVISED_DAYS else ""
    return NextStep(
        title=f"O acordo termina {when_in_words(left)}",
        text=f"Para continuar, um termo aditivo precisa ser assinado até {day(agreement.end_date)}."
        + haste,
        actions=(action,) if may else (),
    )


def asking_step(actor: Actor, agreement: Agreement, asking: Asking) -> NextStep:
    """CGE-MG answers what the organisation asked for."""
    may_end = actor.may(permissions.END_AGREEMENT)
    is_leaving = asking.kind == AskingKind.WITHDRAWAL
    may = actor.may(permissions.AMEND)
    label, name = answer_to(asking)
    take = button(label, name, agreement)
    refuse = button("Recusar", "refuse", agreement, kind="secondary")
    who = "a Direção da DCI" if is_leaving else "a DCI"
    limit = f" O termo aditivo precisa ser assinado até {day(agreement.end_date)}."
    return NextStep(
        title="Responder ao pedido da organização",
        text=f"{asking.wanted}."
        + (limit if asking.is_amended else "")
        + ("" if may_end or (may and not is_leaving) else f" Quem responde é {who}."),
        actions=(
            *((take,) if may_end or (may and not is_leaving) else ()),
            *((refuse,) if may else ()),
        ),
    )


def answer_to(asking: Asking) -> tuple[str, str]:
    """How what was asked for is accepted, and where."""
    if asking.is_amended:
        return "Aceitar", "take"
    if asking.is_noted:
        return "Registrar apostila", "note_asked"
    return "Registrar a denúncia", "accept_withdrawal"


def amendment_step(actor: Actor, agreement: Agreement, amendment: Amendment) -> NextStep:
    """The next verb of an open amendment."""
    may_amend = actor.may(permissions.AMEND)
    abandon = button("Abandonar", "abandon", agreement, kind="secondary")
    if amendment.state == AmendmentState.SIGNED:
        may = actor.may(permissions.PUBLISH_AMENDMENT)
        publish = button("Registrar publicação do termo aditivo", "publish", agreement)
        return NextStep(
            title="Publicar o extrato do termo aditivo",
            text="" if may else "Quem registra é a área de publicação.",
            actions=(*((publish,) if may else ()), *((abandon,) if may_amend else ())),
        )
    may = may_amend
    sign = button("Registrar assinatura do termo aditivo", "sign", agreement)
    return NextStep(
        title=f"Assinar o termo aditivo até {written(amendment.former_end_date)}",
        text="" if may else "Quem registra é a DCI.",
        actions=(sign, abandon) if may else (),
    )


def offered(
    actor: Actor, agreement: Agreement, amendment: Amendment | None, ending: Ending | None
) -> list[Action]:
    """The verbs that are possible at any time while the agreement is in force."""
    if queries.term_of(agreement).days_left(timezone.localdate()) < 0:
        return []
    found = []
    if actor.may(permissions.AMEND):
        if amendment is None and ending is None:
            found.append(button("Pedir termo aditivo", "amend", agreement, kind="secondary"))
        found.append(button("Registrar apostila", "apostille", agreement, kind="secondary"))
    if actor.may(permissions.END_AGREEMENT):
        if ending is not None:
            found.append(button("Desfazer o fim", "retract", agreement, kind="secondary"))
        elif amendment is None:
            found.append(button("Encerrar antes do prazo", "end", agreement, kind="secondary"))
    return found


def button(label: str, name: str, agreement: Agreement, kind: str = "primary") -> Action:
    """A button to one of the verbs of this app."""
    return Action(label=label, url=reverse(f"continuity:{name}", args=[agreement.uid]), kind=kind)
