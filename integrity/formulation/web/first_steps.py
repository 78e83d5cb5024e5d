"""What a new organisation does until its first plan is published: one next step at a time."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse

from access.rules import Actor, Capability, Profile
from foundation.words import joined
from integrity.formulation import permissions
from integrity.formulation.queries import approvals
from integrity.formulation.queries.beginning import Beginning, beginning_of, lacking_judge
from integrity.formulation.rules.beginning import HINTS, Stage, next_of, stands
from integrity.formulation.web.road import next_step
from people.permissions import MANAGE_PEOPLE

WHO: dict[Stage, Capability] = {
    Stage.METHOD: permissions.MANAGE_METHOD,
    Stage.UNITS: permissions.MANAGE_STRUCTURE,
    Stage.PEOPLE: MANAGE_PEOPLE,
    Stage.ADHESION: permissions.DECLARE_ADHESION,
    Stage.APPROVAL: permissions.SUBMIT_PLAN,
    Stage.PUBLICATION: permissions.PUBLISH_PLAN,
}
WHOLE = (Stage.METHOD, Stage.UNITS, Stage.PEOPLE)
BEFORE: dict[Stage, str] = {
    Stage.METHOD: "formulation:method",
    Stage.UNITS: "formulation:structure",
    Stage.PEOPLE: "people:list",
    Stage.ADHESION: "formulation:adhesions",
    Stage.PLAN: "formulation:start_plan",
}
WITHIN: dict[Stage, str] = {
    Stage.ADHESION: "formulation:plan_adhesion",
    Stage.PLAN: "formulation:plan",
    Stage.COMMISSION: "formulation:commission",
    Stage.PROGRAMME: "formulation:programme",
    Stage.LIBRARY: "formulation:library",
    Stage.CHECKLIST: "formulation:plan",
    Stage.APPROVAL: "formulation:submit",
    Stage.PUBLICATION: "formulation:publication",
}
JUDGES = {
    Profile.INTERNAL_CONTROL.value: (
        "Falta quem dê parecer sobre o plano",
        "Convide o controle interno ou, se a equipe é pequena, dispense o parecer.",
        "formulation:approval_policy",
    ),
    Profile.HEAD.value: (
        "Falta quem aprove o plano",
        "Convide a pessoa com o perfil Alta administração.",
        "people:list",
    ),
}


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """The steps as a page shows them, and the one that this person takes next."""

    steps: list[dict[str, Any]] = field(default_factory=list)
    next: dict[str, str] | None = None


def first_steps(actor: Actor, *, today: date) -> FirstSteps | None:
    """For who prepares the organisation or drafts its plan, until one is in force."""
    drafts = actor.may(permissions.DRAFT_PLAN)
    if not drafts and not actor.may(permissions.MANAGE_STRUCTURE):
        return None
    found = beginning_of(actor)
    if found is None or (found.plan and not permissions.leads(actor, found.plan)):
        return None
    may = {stage for stage in Stage if may_take(stage, actor)}
    stage = next_of(found.done, may)
    opens = may | ({Stage.ADHESION} if actor.may(permissions.REGISTER_ADHESION) else set())
    steps = [
        {
            "title": str(each.label),
            "state": state,
            "href": href_of(each, found) if each in opens and state != "pending" else "",
            "note": note_of(each, state, is_open=each in opens),
        }
        for each, state in stands(found.done).items()
    ]
    return FirstSteps(steps, said_of(stage, found, actor, today) if stage else None)


def may_take(stage: Stage, actor: Actor) -> bool:
    """Whether the step is this person's; what concerns the whole is for who holds the whole."""
    if stage in WHOLE and actor.organ_id is not None:
        return False
    return actor.may(WHO.get(stage, permissions.DRAFT_PLAN))


def note_of(stage: Stage, state: str, *, is_open: bool) -> str:
    """What the step asks for, while it is the current one; or whose it is, where it is not ours."""
    if state == "done":
        return ""
    if not is_open:
        held = WHO.get(stage, permissions.DRAFT_PLAN).profiles
        return f"Cabe a: {joined([str(each.label) for each in Profile if each in held], 'ou')}."
    return HINTS[stage].title if state == "current" else ""


def href_of(stage: Stage, found: Beginning) -> str:
    """Where the step is taken; nothing before there is a plan for it."""
    if found.plan is not None and stage in WITHIN:
        return reverse(WITHIN[stage], args=[found.plan.uid])
    return reverse(BEFORE[stage]) if stage in BEFORE else ""


def said_of(stage: Stage, found: Beginning, actor: Actor, today: date) -> dict[str, str] | None:
    """The step in words; of a plan under way, what its own page says to do next."""
    plan, hint = found.plan, HINTS[stage]
    said = {"title": hint.title, "text": hint.text, "href": href_of(stage, found)}
    if plan is None or stage == Stage.LIBRARY:
        return said
    may_settle = plan.is_open and actor.may(permissions.SET_APPROVAL_POLICY)
    judge = lacking_judge(plan, today) if stage == Stage.APPROVAL and may_settle else ""
    if judge:
        title, text, route = JUDGES[judge]
        return {"title": title, "text": text, "href": reverse(route)}
    if stage in WITHIN:
        return next_step(plan, found.checks, approvals.current_of(plan), actor)
    return said
