"""The term of an agreement as its organisation reads it: until when, what it asked, what came."""

from django.urls import reverse
from django.utils import timezone

from access.rules import Actor
from agreements.continuity import permissions, queries
from agreements.continuity.chapters import FIRST_NOTICE, button, note_of
from agreements.continuity.models import Amendment, Asking
from agreements.continuity.rules import OVER, AmendmentState, when_in_words, written
from agreements.continuity.services.askings import check_askable
from agreements.continuity.services.other_askings import may_ask_for
from agreements.registry.chapters import Action, Chapter, NextStep, own_chapter
from agreements.registry.models import Agreement
from agreements.registry.queries import live_agreement_of
from agreements.registry.rules import AgreementState
from agreements.work_plans.queries import movable_stages
from foundation.refusals import NotAllowed
from notifications.links import on_portal
from ui.templatetags.formats import day


@own_chapter(order=90)
def own_term(actor: Actor, agreement: Agreement) -> Chapter:
    """The last day, and how to move it."""
    if agreement.end_date is None or agreement.start_date is None:
        return Chapter(title="Fim da vigência", state="pending", when=day(agreement.end_date))
    ending = queries.ending_of(agreement)
    amendment = queries.open_amendment_of(agreement)
    is_over = has_ended(agreement)
    may_ask = actor.may(permissions.ASK_EXTENSION) and is_askable(agreement)
    step = next_step(actor, agreement, amendment, may_ask=may_ask, is_over=is_over)
    ask = button("Pedir termo aditivo", "ask", agreement, kind="secondary")
    return Chapter(
        title="Fim da vigência",
        state="done" if agreement.state == AgreementState.ENDED else "pending",
        when=day(agreement.end_date),
        note="" if is_over else note_of(amendment, ending),
        next_step=step,
        template="continuity/chapters/own_term.html",
        context={
            "hint": hint(agreement, is_over=is_over),
            "askings": queries.askings_of(agreement),
            "amendments": queries.amendments_of(agreement),
            "ending": ending,
            "actions": [*([ask] if may_ask and step is None else []), *others(actor, agreement)],
        },
    )


def others(actor: Actor, agreement: Agreement) -> list[Action]:
    """What else may be asked for now: while an amendment is on its way, a note alone."""
    now = timezone.now()
    if not may_ask_for(actor, agreement, permissions.ASK_EXTENSION, now):
        return []
    is_free = queries.open_amendment_of(agreement) is None
    wanted = [
        ("Pedir novos prazos no plano", "ask_plan_change", is_free and has_stages(agreement)),
        ("Pedir correção", "ask_note", True),
        ("Denunciar o acordo", "ask_withdrawal", is_free and actor.may(permissions.ASK_WITHDRAWAL)),
    ]
    return [button(label, name, agreement, kind="secondary") for label, name, may in wanted if may]


def has_stages(agreement: Agreement) -> bool:
    """Whether any stage has a last day to move."""
    return bool(movable_stages(agreement))


def hint(agreement: Agreement, *, is_over: bool) -> str:
    """Until when, and until when an amendment may be signed."""
    end = written(queries.term_of(agreement).end)
    if is_over:
        return f"O acordo vigorou até {end}."
    return f"O acordo vigora até {end}. Um termo aditivo só vale se assinado até esse dia."


def has_ended(agreement: Agreement) -> bool:
    """Whether the last day is behind us, or the agreement ended before it."""
    left = queries.term_of(agreement).days_left(timezone.localdate())
    return agreement.state == AgreementState.ENDED or left < 0


def is_askable(agreement: Agreement) -> bool:
    """Whether more time may be asked for now."""
    try:
        check_askable(agreement, timezone.now())
    except NotAllowed:
        return False
    return True


def next_step(
    actor: Actor, agreement: Agreement, amendment: Amendment | None, *, may_ask: bool, is_over: bool
) -> NextStep | None:
    """What the organisation does now about the end, if anything."""
    may = actor.may(permissions.ASK_EXTENSION)
    if amendment is not None:
        return amendment_step(amendment)
    if is_over:
        return renewal_step(agreement) if may else None
    asking = queries.open_asking_of(agreement)
    if asking is not None:
        return waiting_step(agreement, asking) if may else None
    left = queries.term_of(agreement).days_left(timezone.localdate())
    if not may_ask or left > FIRST_NOTICE:
        return None
    return NextStep(
        title=f"O acordo termina {when_in_words(left)}",
        text=f"Para continuar, peça um termo aditivo: ele precisa ser assinado até"
        f" {day(agreement.end_date)}.",
        actions=(button("Pedir termo aditivo", "ask", agreement),),
    )


def amendment_step(amendment: Amendment) -> NextStep | None:
    """What is on its way, which CGE-MG leads."""
    if amendment.state != AmendmentState.REQUESTED:
        return None
    return NextStep(
        title=f"Assinar o termo aditivo até {written(amendment.former_end_date)}",
        text=f"{amendment.changes}. A CGE-MG prepara o texto e chama as duas partes para assinar.",
    )


def waiting_step(agreement: Agreement, asking: Asking) -> NextStep:
    """CGE-MG has not answered yet."""
    return NextStep(
        title="Pedido da organização à espera da CGE-MG",
        text=f"{asking.wanted}. Pedido em {day(timezone.localdate(asking.asked_at))}.",
        actions=(button("Desistir do pedido", "withdraw", agreement, kind="secondary"),),
    )


def renewal_step(agreement: Agreement) -> NextStep | None:
    """After the last day there is only a new agreement, unless one lives already."""
    live = live_agreement_of(agreement.organisation)
    if live is not None and live.pk != agreement.pk:
        return None
    url = on_portal(reverse("registry_portal:submit", urlconf="config.urls.portal"))
    return NextStep(
        title="O acordo terminou",
        text=OVER.format(end=written(queries.term_of(agreement).end)),
        actions=(Action(label="Pedir novo acordo", url=url),),
    )
