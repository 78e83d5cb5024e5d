"""The steps of a plan, and what the person who looks does next on the way (P41)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from access.rules import Actor
from integrity.formulation import permissions
from integrity.formulation.models import Plan, Submission
from integrity.formulation.rules.beginning import HINTS, Stage
from integrity.formulation.rules.flows import PlanState
from integrity.formulation.rules.gates import Gate, Key, Place, is_ready
from integrity.formulation.web.waiting import asked_of, task_of

PLACES = {
    Place.ADHESION: "formulation:plan_adhesion",
    Place.COMMISSION: "formulation:commission",
    Place.STRATEGY: "formulation:strategy",
    Place.DIAGNOSIS: "formulation:diagnosis",
    Place.ANSWERS: "formulation:answers",
    Place.AXES: "formulation:content",
    Place.ACTIONS: "formulation:content",
    Place.VALIDATION: "formulation:validation",
    Place.ORGANS: "formulation:plan_organs",
}
ADHESION = "plan_adhesion"
EMPTY = (Place.AXES, Place.ACTIONS)
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
    Leg("Adesão", ADHESION, "O dirigente máximo responde pelo programa", (Place.ADHESION,)),
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
    Leg(
        "Aprovação",
        "submit",
        "Parecer do controle interno e decisão da alta administração",
        (),
        "submits",
    ),
    Leg("Publicação", "publication", "Ato, PDF e ciência da autoridade máxima", (), "publishes"),
)


def road(plan: Plan, checks: Sequence[Gate], actor: Actor) -> list[dict[str, Any]]:
    """The steps: done, current, pending; what a profile may not open has no address and is grey."""
    met = {place: is_ready([g for g in checks if g.place == place]) for place in Place}
    passed = {
        "submits": plan.state in (PlanState.APPROVED, PlanState.PUBLISHED, PlanState.SUPERSEDED),
        "publishes": hasattr(plan, "publication"),
    }
    opens = rights(plan, actor)
    lacks = any(gate.place == Place.ADHESION and not gate.is_met for gate in checks)
    steps, current = [], ""
    for leg in LEGS:
        state = state_of(leg, met, passed)
        if leg.route == ADHESION and lacks and not (state == "pending" and plan.is_open):
            state = "skipped"  # not asked here, or not when this plan was sent
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


def way_to(gate: Gate, plan: Plan) -> str:
    """Where what is missing is mended; actions without a unit stand alone in the grid."""
    if gate.key == Key.UNITS:
        return f"{reverse('formulation:action_rows', args=[plan.uid])}?falta=unidade"
    return reverse(PLACES[gate.place], args=[plan.uid])


def rights(plan: Plan, actor: Actor) -> dict[str, bool]:
    """What the profile may open of this plan now."""
    return {
        "views": True,
        "drafts": permissions.may_draft(plan, actor),
        "exports": actor.may(permissions.EXPORT_PLAN),
        "submits": plan.is_open and permissions.may_in(plan, actor, permissions.SUBMIT_PLAN),
        "publishes": plan.state == PlanState.APPROVED
        and permissions.may_in(plan, actor, permissions.PUBLISH_PLAN),
    }


def state_of(leg: Leg, met: Mapping[Place, bool], passed: Mapping[str, bool]) -> str:
    """Where one step stands; a document to download is there all the way."""
    if leg.who == "exports":
        return "offered"
    if leg.who in passed:
        return "done" if passed[leg.who] else "pending"
    return "done" if all(met[place] for place in leg.places) else "pending"


def next_step(
    plan: Plan, checks: Sequence[Gate], sent: Submission | None, actor: Actor
) -> dict[str, str] | None:
    """What this person does next: what is missing, else send the plan, judge it, publish it."""
    if sent is not None:
        task = task_of(sent, actor)
        return task._asdict() if task else waiting_note(sent)
    if plan.partners and actor.may(permissions.ANSWER_JOINT_PLAN):
        asked = next(asked_of(actor, plan), None)
        if asked is not None:
            return asked._asdict()
    if not permissions.may_draft(plan, actor):
        return None
    missing = first_missing(checks, actor)
    if missing is None:
        href = reverse("formulation:submit", args=[plan.uid])
        return {"title": "Enviar o plano para análise", "text": "Nada mais falta.", "href": href}
    if missing.place in EMPTY and not plan.actions.exists():
        hint = HINTS[Stage.LIBRARY]
        href = reverse("formulation:library", args=[plan.uid])
        return {"title": hint.title, "text": hint.text, "href": href}
    href = way_to(missing, plan)
    return {"title": missing.title, "text": missing.missing, "href": href}


def first_missing(checks: Sequence[Gate], actor: Actor) -> Gate | None:
    """What binds and is missing; the head adheres first, and others meanwhile do their own part."""
    found = [gate for gate in checks if gate.binds and not gate.is_met]
    if not actor.may(permissions.DECLARE_ADHESION):
        found.sort(key=lambda gate: gate.place == Place.ADHESION)
    return found[0] if found else None


def waiting_note(sent: Submission) -> dict[str, str]:
    """What is being waited for, for everybody else."""
    href = reverse("formulation:submission", args=[sent.uid])
    return {
        "title": str(sent.get_state_display()),
        "text": f"Enviado por {sent.submitted_by_name}. O conteúdo não muda enquanto isso.",
        "href": href,
        "label": "Ver o que foi enviado",
    }
