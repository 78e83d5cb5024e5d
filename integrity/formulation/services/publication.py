"""Publish an approved plan: act, file, and the content as it was approved, which stays so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils.text import slugify

from access.duties import Pair
from access.rules import Actor, require
from documents.models import StoredFile
from documents.pdf import Face, write_pdf
from documents.rules import PLAN_PDF
from documents.services import issue, store
from events.services import emit
from foundation.refusals import Conflict, Invalid
from integrity.formulation import permissions
from integrity.formulation.events import PlanPublished
from integrity.formulation.models import Plan, PlanPublication
from integrity.formulation.queries import approvals, plans, replacing, risks
from integrity.formulation.rules.acts import publication_faults, publication_terms
from integrity.formulation.rules.flows import PLAN_FLOW, PlanState
from integrity.formulation.services.booklet import booklet_of
from integrity.formulation.services.joint import refuse_hindered
from integrity.formulation.services.succession import carry_over, supersede
from people.services import keep_apart

BESIDE = ("communication_file", "training_file")
ONE_FILE = "Envie o PDF final ou marque que o sistema deve gerá-lo."


@transaction.atomic
def publish_plan(
    *,
    actor: Actor,
    uid: UUID,
    version: int,
    terms: Mapping[str, Any],
    upload: File[bytes] | None,
    at: datetime,
    today: date,
    accepted_reason: str = "",
    beside: Mapping[str, File[bytes] | None] | None = None,
) -> PlanPublication:
    """Put a plan in force as it was approved. Without `upload` the product makes the PDF.

    `beside` holds the plans of communication and of training, where they are files (P160).
    `version` is the one that the person read: a plan that changed since is refused (Conflict).
    Takes the place of the plans in force of its organs, and what is under way there goes on (P92).
    Raises Denied, NotFound, NotAllowed (not approved) or Invalid by field.
    """
    require(actor, permissions.PUBLISH_PLAN)
    plan = plans.plan_for_update(actor, uid)
    after = PLAN_FLOW.after("publish", PlanState(plan.state))
    if plan.version != version:
        raise Conflict({})
    if faults := publication_faults(terms, today=today):
        raise Invalid(faults)
    keep_apart(
        actor=actor,
        pair=Pair.DRAFT_PUBLISH,
        joins=plans.is_author(actor, plan),
        reason=accepted_reason,
        subject=plan,
        at=at,
    )
    refuse_hindered(plan)
    approved = approvals.approved_of(plan)
    publication = PlanPublication.objects.create(
        plan=plan,
        **publication_terms(terms),
        file=_file(actor, plan, approved.snapshot, terms, upload, at),
        **_beside(actor, beside or {}, at),
        published_by_uid=actor.user_uid,
        published_by_name=actor.name,
        published_at=at,
        snapshot=approved.snapshot,
        sha256=approved.sha256,
    )
    replaced = replacing.plans_to_replace(plan)
    for old in replaced:
        supersede(actor=actor, old=old, new=plan, at=at)
    before = PlanState(plan.state)
    plan.state = after
    plan.version += 1
    plan.updated_at = at
    plan.save(update_fields=["state", "version", "updated_at"])
    carried = carry_over(replaced, plan)
    _tell(actor, plan, publication, {"Situação": [before.label, after.label], **carried}, at)
    return publication


def _tell(
    actor: Actor,
    plan: Plan,
    publication: PlanPublication,
    changes: Mapping[str, list[str]],
    at: datetime,
) -> None:
    emit(
        PlanPublished.of(
            actor,
            plan,
            at=at,
            changes={
                **changes,
                "Ato": ["", publication.act_name],
                "SHA-256 do conteúdo": ["", publication.sha256],
            },
            organ_uid=plan.organ.uid,
            actions=len(publication.snapshot["actions"]),
            sha256=publication.sha256,
        )
    )


def _beside(
    actor: Actor, given: Mapping[str, File[bytes] | None], at: datetime
) -> dict[str, StoredFile]:
    """The files that were sent along, by the fields that keep them."""
    return {
        name: store(actor=actor, upload=upload, purpose=PLAN_PDF, at=at)
        for name in BESIDE
        if (upload := given.get(name)) is not None
    }


def _file(
    actor: Actor,
    plan: Plan,
    snapshot: Mapping[str, Any],
    terms: Mapping[str, Any],
    upload: File[bytes] | None,
    at: datetime,
) -> StoredFile:
    if upload is not None:
        return store(actor=actor, upload=upload, purpose=PLAN_PDF, at=at)
    act = f"{terms['act_name']}, de {terms['published_date']:%d/%m/%Y}"
    scale = risks.scale_in_force().scale
    face = Face(plan.title, plan.of_whom, at, plan.edition_label)
    return issue(
        actor=actor,
        subject=plan,
        kind="plan",
        title=plan.title,
        name=f"plano-{slugify(plan.edition_label)}.pdf",
        make=lambda seal: write_pdf(replace(face, seal=seal), booklet_of(snapshot, scale, act=act)),
        purpose=PLAN_PDF,
        at=at,
    ).file
