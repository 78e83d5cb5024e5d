"""What of the road to publication waits for this person: told on the first page and by the plan."""

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone

from access.rules import Actor
from integrity.formulation import permissions
from integrity.formulation.models import Plan, Submission
from integrity.formulation.queries import adhesion, joint
from integrity.formulation.queries.approvals import awaiting, policy
from integrity.formulation.rules.flows import SubmissionState
from integrity.formulation.rules.gates import Key


class Task(NamedTuple):
    """What is to be done, on what, and the page where it is done."""

    title: str
    text: str
    href: str
    label: str


STEPS = {
    SubmissionState.OPINION: (
        permissions.GIVE_OPINION,
        "Plano aguarda o parecer do controle interno",
        "{organ}: “{plan}” foi enviado por {by}. Leia o plano e dê o parecer.",
        "Ler e dar parecer",
    ),
    SubmissionState.DECISION: (
        permissions.APPROVE_PLAN,
        "Plano aguarda a sua aprovação",
        "{organ}: “{plan}” foi enviado por {by}{opinion}. Aprove ou devolva.",
        "Ler e decidir",
    ),
    SubmissionState.APPROVED: (
        permissions.PUBLISH_PLAN,
        "Plano aprovado: falta publicar",
        "{organ}: “{plan}” foi aprovado. Publique com o ato, o PDF e as duas ciências.",
        "Publicar",
    ),
}


def task_of(found: Submission, actor: Actor) -> Task | None:
    """What the actor may do next about something sent; None where it waits for others."""
    capability, title, text, label = STEPS[SubmissionState(found.state)]
    if not permissions.may_in(found.plan, actor, capability):
        return None
    opinion = f", com parecer “{found.get_opinion_display()}”" if found.opinion else ""
    said = text.format(
        organ=found.plan.organ, plan=found.plan, by=found.submitted_by_name, opinion=opinion
    )
    route = "publication" if found.state == SubmissionState.APPROVED else "submission"
    uid = found.plan.uid if route == "publication" else found.uid
    return Task(title, said, reverse(f"formulation:{route}", args=[uid]), label)


def asked_of(actor: Actor, plan: Plan | None = None) -> Iterator[Task]:
    """The joint plans in which an organ of this person was asked to take part, or one of them."""
    found = joint.unanswered(actor)
    for each in found.filter(plan=plan) if plan else found:
        if not each.plan.is_open:
            continue
        yield Task(
            "Plano conjunto aguarda a sua resposta",
            f"{each.organ} foi convidado a participar de “{each.plan}”, que {each.plan.organ}"
            " coordena. Leia o plano e diga se concorda.",
            reverse("formulation:plan_organs", args=[each.plan.uid]),
            "Ver o convite",
        )


MOST = 5  # who heads many organs reads the rest in the list


def adhesions_due(actor: Actor) -> Iterator[Task]:
    """The organs whose head adheres, confirms or renews next."""
    is_loose = Key.ADHESION in policy().loose_gates
    due = adhesion.due_from(actor, timezone.localdate())
    for each in [one for one in due if one.adhesion or not is_loose][:MOST]:
        href = reverse("formulation:adhesion", args=[each.organ.uid])
        kept = each.adhesion
        if kept is None:
            said = (
                "Falta a sua adesão ao programa de integridade",
                f"{each.organ}: leia a declaração e adira. O plano só é enviado depois disso.",
            )
            yield Task(*said, href, "Ler e declarar")
        elif kept.is_unconfirmed:
            said = (
                "Confirme a adesão registrada em nome do dirigente",
                f"{each.organ}: {kept.recorded_by_name} registrou a adesão pelo ato"
                f" {kept.act_name}. Confirme, ou conteste se não foi assim.",
            )
            yield Task(*said, href, "Ver e responder")
        else:
            said = (
                "Renove a adesão ao programa de integridade",
                f"{each.organ}: a adesão em vigor é de {kept.by}, e continua valendo.",
            )
            yield Task(*said, href, "Ver e renovar")


def waiting_for(actor: Actor) -> Iterator[Task]:
    """Everything that waits for this person, oldest first; asks nothing where nothing can."""
    if not actor.may(permissions.VIEW_PLAN):
        return
    if actor.may(permissions.DECLARE_ADHESION):
        yield from adhesions_due(actor)
    if actor.may(permissions.ANSWER_JOINT_PLAN):
        yield from asked_of(actor)
    if not any(actor.may(capability) for capability, *_ in STEPS.values()):
        return
    for found in awaiting(actor):
        if task := task_of(found, actor):
            yield task
