"""The chapters of an agreement that tell of its work plan and drafts."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone

from access.rules import Actor
from agreements.registry.chapters import Action, Chapter, NextStep, chapter, own_chapter
from agreements.registry.models import Agreement
from agreements.registry.permissions import SEND_FOR_SIGNATURE
from agreements.registry.rules import AgreementState
from agreements.work_plans import permissions, queries
from agreements.work_plans.models import WorkPlan
from agreements.work_plans.rules import is_late
from agreements.work_plans.services.evidences import why_not_completable, why_not_reportable
from agreements.work_plans.services.opinions import titles_outside_model


@chapter(order=20)
def texts(actor: Actor, agreement: Agreement) -> Chapter:
    """The plan, the versions of both texts, and what DCI does with them."""
    drafting = agreement.state == AgreementState.DRAFT
    drafts = list(queries.drafts_of(agreement))
    plan = queries.plan_of(agreement)
    newer = newer_titles(drafting, agreement)
    return Chapter(
        title="Minutas e plano de trabalho",
        state="current" if drafting else "done",
        note=f"Versão {drafts[0].version}" if drafts else "",
        href=reverse("work_plans:plan", args=[agreement.uid]) if plan else "",
        next_step=drafting_step(actor, agreement, bool(drafts), newer) if drafting else None,
        template="work_plans/chapters/texts.html" if drafts or plan else "",
        context={
            "agreement": agreement,
            "plan": plan,
            "drafts": drafts,
            "newer": newer,
            "is_other": bool(drafts) and is_other_instrument(agreement),
            "outside": titles_outside_model(agreement) if drafts else [],
            "may_read": actor.may(permissions.READ_DRAFTS),
        },
    )


def newer_titles(drafting: bool, agreement: Agreement) -> list[str]:
    """The clauses of which the model has another version than the newest draft."""
    draft = queries.newest_of_centre(agreement) if drafting else None
    if draft is None or draft.species != agreement.species:
        return []
    return [each.title for each in queries.newer_clauses(draft, timezone.localdate())]


def is_other_instrument(agreement: Agreement) -> bool:
    """Whether the instrument changed since the newest draft."""
    draft = queries.newest_of_centre(agreement)
    return draft is not None and draft.species != agreement.species


def drafting_step(
    actor: Actor, agreement: Agreement, has_drafts: bool, newer: Sequence[str]
) -> NextStep:
    """Generate, adjust, generate again; then send."""
    actions = []
    if actor.may(permissions.PREPARE_TEXTS):
        actions.append(
            Action(
                label="Gerar novas minutas" if has_drafts else "Gerar minutas",
                url=reverse("work_plans:generate", args=[agreement.uid]),
                icon="file-word",
                kind="secondary" if has_drafts else "primary",
                post=True,
            )
        )
    if newer and actor.may(permissions.PREPARE_TEXTS):
        url = reverse("work_plans:renew", args=[agreement.uid])
        label = "Gerar minutas com as cláusulas de hoje"
        actions.append(Action(label=label, url=url, kind="secondary", post=True))
    if has_drafts and actor.may(SEND_FOR_SIGNATURE):
        url = reverse("work_plans:send", args=[agreement.uid])
        actions.insert(0, Action(label="Enviar para assinatura", url=url, icon="paper-plane"))
    return NextStep(
        title="Preparar os textos do acordo",
        text="A DCI confere as condições e o plano, gera as minutas e as envia ao partícipe."
        " Depois de acertadas, a Direção da DCI as envia para assinatura.",
        actions=tuple(actions),
    )


@own_chapter(order=20)
def own_plan(actor: Actor, agreement: Agreement) -> Chapter:
    """What both sides do, by when, what is done, and what of it the partner may tell."""
    plan = queries.plan_of(agreement)
    may_tell = actor.may(permissions.REPORT_STAGE)
    stages = [row_of(each, agreement, may_tell) for each in progress_of(plan)] if plan else []
    done = sum(1 for each in stages if each["stage"].done_date)
    drafting = agreement.state == AgreementState.DRAFT
    return Chapter(
        title="Plano de trabalho",
        state="pending" if plan is None else "done" if done == len(stages) else "current",
        note=f"{done} de {len(stages)} etapas concluídas" if stages and not drafting else "",
        template="work_plans/chapters/progress.html" if stages else "",
        context={"stages": stages, "may_tell": any(each["url"] for each in stages)},
    )


def row_of(found: dict[str, Any], agreement: Agreement, may_tell: bool) -> dict[str, Any]:
    """The same with where the partner tells that it is done, when it may."""
    stage = found["stage"]
    is_open = not (why_not_reportable(stage) or why_not_completable(agreement, stage))
    if may_tell and is_open and not found["standing"]:
        return found | {"url": reverse("work_plans:report_stage", args=[agreement.uid, stage.uid])}
    return found | {"url": ""}


def progress_of(plan: WorkPlan) -> Iterator[dict[str, Any]]:
    """Every stage with its number, how it stands today, and what was told of it."""
    today = timezone.localdate()
    told = queries.evidences_of(plan)
    for goal in plan.goals.all():
        for stage in goal.stages.all():
            evidences = told.get(stage.pk, [])
            yield {
                "number": f"{goal.order}.{stage.order}",
                "stage": stage,
                "is_late": is_late(stage.end_date, stage.done_date, today),
                "evidences": evidences,
                "standing": any(each.withdrawn_at is None for each in evidences),
            }
