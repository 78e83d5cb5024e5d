"""The drafts in the room, with what is to be accepted; and what was, on the centre's page."""

from django.urls import reverse

from access.rules import Actor
from agreements.consent import queries
from agreements.registry.chapters import Action, Chapter, NextStep, chapter, room_chapter
from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState
from agreements.work_plans.models import Draft
from ui.templatetags.formats import day


def standing_of(agreement: Agreement) -> tuple[list[Draft], list[Draft]]:
    """The newest drafts, and those of them that nobody of the partner accepted."""
    newest = queries.newest_drafts(agreement)
    return newest, [each for each in newest if not queries.is_accepted(each)]


@room_chapter(order=20)
def drafts(actor: Actor, agreement: Agreement) -> Chapter:
    """What there is to read, and what CGE-MG waits for."""
    newest, waiting = standing_of(agreement)
    drafting = agreement.state == AgreementState.DRAFT
    accepted = queries.acceptances_of(agreement).first()
    return Chapter(
        title="Minutas do acordo e do plano de trabalho",
        state="pending" if not newest else "current" if drafting and waiting else "done",
        when=day(accepted.accepted_at) if accepted and not waiting else "",
        note=f"{len(waiting)} para ler e aceitar" if drafting and waiting else "",
        next_step=reading_step(waiting) if drafting and waiting else None,
        template="consent/room/drafts.html" if newest else "",
        context={
            "drafts": queries.drafts_of(agreement),
            "acceptances": queries.acceptances_of(agreement),
        },
    )


def reading_step(waiting: list[Draft]) -> NextStep:
    """Read each text, then accept it or say what should change."""
    actions = tuple(
        Action(
            label=f"Ler: {each.document_name}",
            url=reverse("consent:draft", args=[each.uid]),
            icon="file-alt",
        )
        for each in waiting
    )
    return NextStep(
        title="Ler as minutas e aceitar, ou dizer o que mudar",
        text="Quem dirige a organização ou o ponto focal aceita. Se algo precisa mudar, escreva na"
        " conversa com a CGE-MG.",
        actions=actions,
    )


@chapter(order=22)
def consent(actor: Actor, agreement: Agreement) -> Chapter:
    """What the partner accepted of the newest texts."""
    newest, waiting = standing_of(agreement)
    accepted = list(queries.acceptances_of(agreement))
    done = bool(newest) and not waiting
    return Chapter(
        title="Aceite do partícipe",
        state="done" if done else "current" if newest and not agreement.signed_date else "pending",
        when=day(accepted[0].accepted_at) if done else "",
        note="" if done or not newest else f"Falta aceitar {len(waiting)} de {len(newest)}",
        template="consent/centre/acceptances.html" if accepted else "",
        context={"acceptances": accepted},
    )
