"""How far a birth has come, in the words of its page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from notifications.links import on_host
from tenants.models import Birth, Organisation, Tenant
from tenants.rules import BIRTH_FLOW, BirthState


@dataclass(frozen=True, slots=True)
class Progress:
    """Steps for the page, whether it is over, and where the organisation will answer."""

    birth: Birth
    steps: list[dict[str, str]]
    is_done: bool
    host: str
    address: str
    page: str


def progress_of(organisation: Organisation) -> Progress | None:
    """The birth of an organisation step by step; None when nobody asked for it."""
    birth: Birth | None = getattr(organisation, "birth", None)
    if birth is None:
        return None
    host = host_of(organisation)
    return Progress(
        birth=birth,
        steps=list(steps_of(birth)),
        is_done=birth.step == BirthState.DONE,
        host=host,
        address=on_host(host, "/"),
        page=reverse("organisations:birth", args=[organisation.uid]),
    )


def host_of(organisation: Organisation) -> str:
    """Where an organisation answers, or will answer once it is born."""
    tenant: Tenant | None = getattr(organisation, "tenant", None)
    domains = tenant.domains.all() if tenant else []
    present = next((str(each.domain) for each in domains if each.is_primary), "")
    birth: Birth | None = getattr(organisation, "birth", None)
    return present or (f"{birth.slug}.{settings.BASE_DOMAIN}" if birth else "")


def steps_of(birth: Birth) -> Iterator[dict[str, Any]]:
    """Each step of the flow: done, under way, failed or still to come."""
    order = list(BirthState)
    reached = order.index(BirthState(birth.step))
    for place, step in enumerate(BIRTH_FLOW.steps.values(), start=1):
        state = "done" if place <= reached else "pending"
        if place == reached + 1:
            state = "failed" if birth.error else "current"
        yield {"title": step.title, "state": state, "note": note_of(birth, state)}


def note_of(birth: Birth, state: str) -> str:
    """What is said under a step that did not work."""
    if state != "failed":
        return ""
    times = "1 tentativa" if birth.attempts == 1 else f"{birth.attempts} tentativas"
    return f"Não deu certo ({times}); o sistema tenta de novo sozinho. Detalhe: {birth.error}"
