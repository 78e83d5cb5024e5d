"""The seven steps of a plan, and the first thing that is missing on the way (P41)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from access.rules import Actor
from integrity.formulation import permissions
from integrity.formulation.models import Plan
from integrity.formulation.rules.gates import Gate, Place

PLACES = {
    Place.COMMISSION: "formulation:commission",
    Place.STRATEGY: "formulation:strategy",
    Place.DIAGNOSIS: "formulation:diagnosis",
    Place.ANSWERS: "formulation:answers",
    Place.AXES: "formulation:content",
    Place.ACTIONS: "formulation:content",
    Place.VALIDATION: "formulation:validation",
}
CLOSED = "Seu perfil acompanha, mas não abre esta etapa."


@dataclass(frozen=True, slots=True)
class Leg:
    """One step: where it leads, what must be met for it to be done, who may open it."""

    title: str
    route: str
    note: str
    places: tuple[Place, ...] = ()
    who: str = "views"


LEGS = (
    Leg("Comissão", "commission", "Quem elabora, e por qual ato", (Place.COMMISSION,), "drafts"),
    Leg(
        "Programa",
        "programme",
        "O órgão, o diagnóstico e as respostas",
        (Place.STRATEGY, Place.DIAGNOSIS, Place.ANSWERS),
    ),
    Leg("Plano", "content", "Eixos, subeixos e ações", (Place.AXES, Place.ACTIONS)),
    Leg("Validação geral", "validation", "Quem foi ouvido, e o que disse", (Place.VALIDATION,)),
    Leg(
        "Minuta do programa",
        "programme_document",
        "Um documento com tudo o que já foi escrito",
        (),
        "exports",
    ),
    Leg("Minuta do plano", "workbook", "A planilha com tudo o que já foi escrito", (), "exports"),
    Leg("Publicação", "publication", "Ato, PDF e ciência da autoridade máxima", (), "publishes"),
)


def road(plan: Plan, checks: Sequence[Gate], actor: Actor) -> list[dict[str, Any]]:
    """The steps: done, current, pending; what a profile may not open has no address and is grey."""
    met = {place: all(g.is_met for g in checks if g.place == place) for place in Place}
    is_published = hasattr(plan, "publication")
    opens = rights(plan, actor)
    steps, current = [], ""
    for leg in LEGS:
        state = state_of(leg, met, is_published)
        if state == "pending" and not current:
            state = current = "current"
        is_open = opens[leg.who]
        href = reverse(f"formulation:{leg.route}", args=[plan.uid]) if is_open else ""
        is_closed = not is_open and state not in ("done", "skipped")
        steps.append(
            {
                "title": leg.title,
                "state": state,
                "note": CLOSED if is_closed else leg.note,
                "href": href,
                "is_closed": not is_open,
            }
        )
    return steps


def rights(plan: Plan, actor: Actor) -> dict[str, bool]:
    """What the profile may open of this plan now."""
    return {
        "views": True,
        "drafts": plan.is_open and actor.may(permissions.DRAFT_PLAN),
        "exports": actor.may(permissions.EXPORT_PLAN),
        "publishes": plan.is_open and actor.may(permissions.PUBLISH_PLAN),
    }


def state_of(leg: Leg, met: Mapping[Place, bool], is_published: bool) -> str:
    """Where one step stands; a document to download is there all the way."""
    if leg.who == "exports":
        return "offered"
    if leg.who == "publishes":
        return "done" if is_published else "pending"
    return "done" if all(met[place] for place in leg.places) else "pending"


def next_step(plan: Plan, checks: Sequence[Gate]) -> dict[str, str]:
    """The first thing that is missing, else the publication."""
    missing = next((gate for gate in checks if not gate.is_met), None)
    if missing is None:
        href = reverse("formulation:publication", args=[plan.uid])
        return {"title": "Publicar o plano", "text": "Nada mais falta.", "href": href}
    href = reverse(PLACES[missing.place], args=[plan.uid])
    return {"title": missing.title, "text": missing.missing, "href": href}
