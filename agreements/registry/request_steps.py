"""What is to be done with a request now, with the verbs that the actor may carry out."""

from django.urls import reverse

from access.rules import Actor, Capability
from agreements.registry import permissions
from agreements.registry.chapters import Action, NextStep
from agreements.registry.models import Request
from agreements.registry.rules import RequestState

Offer = tuple[str, str, str, Capability]
MEETINGS: tuple[Offer, ...] = (
    ("registry:schedule_meeting", "Marcar reunião", "calendar", permissions.RECORD_MEETING),
    ("registry:meeting", "Registrar reunião", "users", permissions.RECORD_MEETING),
)
STEPS: dict[str, tuple[str, str, tuple[Offer, ...]]] = {
    RequestState.RECEIVED: (
        "Encaminhar à DCI",
        "O Gabinete abre o processo no SEI e encaminha o pedido.",
        (("registry:forward", "Encaminhar à DCI", "share", permissions.FORWARD_REQUEST),),
    ),
    RequestState.IN_TRIAGE: (
        "Decidir sobre o pedido",
        "A Direção da DCI admite ou indefere o pedido; a DCI pode antes pedir o que falta.",
        (
            ("registry:admit", "Admitir", "check", permissions.DECIDE_REQUEST),
            ("registry:refuse", "Indeferir", "times", permissions.DECIDE_REQUEST),
            ("registry:ask", "Pedir diligência", "question", permissions.ASK_DILIGENCE),
            *MEETINGS,
        ),
    ),
    RequestState.IN_DILIGENCE: (
        "Aguardar a resposta da organização",
        "O prazo da triagem está suspenso. Sem resposta, o pedido é arquivado por si.",
        MEETINGS,
    ),
}


def request_step(actor: Actor, found: Request) -> NextStep | None:
    """The next step of a request; none once it is decided."""
    if found.state not in STEPS:
        return None
    title, text, offered = STEPS[found.state]
    actions = tuple(
        Action(
            label=label,
            url=reverse(name, args=[found.uid]),
            icon=icon,
            kind="primary" if place == 0 else "secondary",
        )
        for place, (name, label, icon, wanted) in enumerate(offered)
        if actor.may(wanted)
    )
    return NextStep(title=title, text=text, actions=actions)
