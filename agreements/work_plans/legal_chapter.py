"""The chapter of an agreement that tells what the legal unit said of its texts."""

from django.urls import reverse

from access.rules import Actor
from agreements.registry.chapters import Action, Chapter, NextStep, chapter
from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState
from agreements.work_plans import permissions, queries
from agreements.work_plans.opinions import REMARKS_OPEN
from agreements.work_plans.services.opinions import latest_hashes, opinion_fault
from ui.templatetags.formats import day


@chapter(order=25)
def opinion(actor: Actor, agreement: Agreement) -> Chapter:
    """The newest opinion, and what is missing before the texts may be signed."""
    found = list(queries.opinions_of(agreement))
    drafting = agreement.state == AgreementState.DRAFT
    has_drafts = bool(latest_hashes(agreement))
    fault = opinion_fault(agreement) if drafting and has_drafts else ""
    waits = drafting and (bool(fault) or not has_drafts)
    return Chapter(
        title="Parecer jurídico",
        state=("current" if has_drafts else "pending") if waits else "done",
        when=day(found[0].opinion_date) if found and not waits else "",
        note=str(found[0]) if found else "" if drafting else "Não registrado",
        next_step=step_of(actor, agreement, fault) if fault else None,
        template="work_plans/chapters/opinions.html" if found else "",
        context={"opinions": found, "may_read": actor.may(permissions.READ_DRAFTS)},
    )


def step_of(actor: Actor, agreement: Agreement, fault: str) -> NextStep:
    """What is to be done about the opinion."""
    actions = []
    if actor.may(permissions.DECLARE_OPINION):
        if fault == REMARKS_OPEN:
            actions.append(
                button("Registrar como as ressalvas foram atendidas", "meet_remarks", agreement)
            )
        kind = "secondary" if actions else "primary"
        actions.append(button("Registrar parecer jurídico", "opinion", agreement, kind))
    return NextStep(title="Parecer jurídico sobre os textos", text=fault, actions=tuple(actions))


def button(label: str, name: str, agreement: Agreement, kind: str = "primary") -> Action:
    """A button to one of the verbs on opinions."""
    url = reverse(f"work_plans:{name}", args=[agreement.uid])
    return Action(label=label, url=url, icon="balance-scale", kind=kind)
