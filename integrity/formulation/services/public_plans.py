"""Show a published plan to everybody, once a person looked at the personal data; take it back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from access.rules import Actor, require
from documents.clearance import (
    Decision,
    Sheet,
    check,
    copy_of,
    in_words,
    joint,
    keep_public_copy,
    sheet_of_file,
    sheet_of_text,
    staying_of,
)
from documents.models import StoredFile
from documents.pdf import Face, write_pdf
from documents.redaction import STILL_THERE, examine
from documents.services import keep_made
from events.services import emit
from foundation.refusals import Invalid, NotAllowed
from integrity.formulation import permissions
from integrity.formulation.models import PlanPublication, PublicPlan
from integrity.formulation.public_events import PlanHidden, PlanShown
from integrity.formulation.queries import plans, public_plans, risks
from integrity.formulation.rules.public_plan import (
    PUBLIC_PLAN,
    Paper,
    Part,
    choice_faults,
    cleared,
    public_content,
    rewritten,
    texts_of,
)
from integrity.formulation.services.booklet import booklet_of

NOTE = "Versão para a página pública: só com as partes que o órgão escolheu mostrar."
ONLY_AXES = "Eixos e ações"


@dataclass(frozen=True, slots=True)
class Choice:
    """The parts that appear, and the PDF that goes along."""

    shows: frozenset[str]
    paper: str


def sheet_for(publication: PlanPublication, choice: Choice) -> Sheet:
    """What is found in all that would go out. Raises Invalid for a choice that cannot be.

    Raises Waits or Blocked while the PDF of the publication waits for the scanner.
    """
    if faults := choice_faults(choice.shows, choice.paper):
        raise Invalid(faults)
    text = _sheet_of(_content(publication, choice))
    if choice.paper != Paper.PUBLISHED:
        return text
    return joint(text, sheet_of_file(publication.file))


def preview_of(publication: PlanPublication, choice: Choice, at: datetime) -> bytes:
    """The PDF that would go out if everything found were masked. Raises Invalid or NotAllowed."""
    if faults := choice_faults(choice.shows, choice.paper):
        raise Invalid(faults)
    if choice.paper == Paper.PUBLISHED:
        return copy_of(publication.file, staying=(), title=publication.plan.title)
    return paper_of(publication, choice, (), at)


def paper_of(
    publication: PlanPublication, choice: Choice, staying: Collection[str], at: datetime
) -> bytes:
    """The PDF that the product makes of the chosen parts, without what may not stay."""
    return _written(publication, _cleared(publication, choice, staying), staying, at)


@transaction.atomic
def show_plan(
    *, actor: Actor, uid: UUID, choice: Choice, decision: Decision, at: datetime
) -> PublicPlan:
    """Put the chosen parts of a plan in force before everybody; what is masked is not in them.

    Raises Denied, NotFound, NotAllowed (not in force, shown already, no copy can be made), Invalid.
    """
    require(actor, permissions.SHOW_PLAN)
    plan = plans.plan_for_update(actor, uid)
    publication = public_plans.showable(plan)
    sheet = sheet_for(publication, choice)
    check(sheet, decision)
    stays = staying_of(sheet, decision)
    content = _cleared(publication, choice, stays)
    made = PublicPlan.objects.create(
        publication=publication,
        content=content,
        parts=" ".join(sorted(choice.shows)),
        file=_file(actor, publication, choice, decision, at),
        clearing=in_words(sheet, decision)[:500],
        reason=decision.reason.strip(),
        shown_at=at,
        shown_by_name=actor.name,
    )
    emit(PlanShown.of(actor, plan, at=at, changes=_told(made), reason=made.reason))
    return made


@transaction.atomic
def hide_plan(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> PublicPlan:
    """Take a plan from the page at once; its publication stays as it is.

    Raises Denied, NotFound (also where it is not shown), or Invalid without a reason.
    """
    require(actor, permissions.SHOW_PLAN)
    plan = plans.plan_for_update(actor, uid)
    page = public_plans.page_for_update(plan)
    if not reason.strip():
        raise Invalid({"reason": ["Diga por que o plano sai da página pública."]})
    page.withdrawn_at, page.withdrawn_by_name = at, actor.name
    page.withdrawn_reason = reason.strip()
    page.save(update_fields=["withdrawn_at", "withdrawn_by_name", "withdrawn_reason"])
    changes = {"Página pública": ["mostrada", "retirada"]}
    emit(PlanHidden.of(actor, plan, at=at, changes=changes, reason=page.withdrawn_reason))
    return page


def _content(publication: PlanPublication, choice: Choice) -> dict[str, Any]:
    """The chosen parts before anything is masked, the name of the act among them."""
    chosen = public_content(publication.snapshot, choice.shows)
    return {**chosen, "act_name": publication.act_name}


def _sheet_of(content: dict[str, Any]) -> Sheet:
    return sheet_of_text(*texts_of(content))


def _cleared(
    publication: PlanPublication, choice: Choice, staying: Collection[str]
) -> dict[str, Any]:
    return rewritten(_content(publication, choice), lambda text: cleared(text, staying))


def _written(
    publication: PlanPublication,
    content: Mapping[str, Any],
    staying: Collection[str],
    at: datetime,
) -> bytes:
    """The PDF of the cleared content, read again before anybody has it. Raises NotAllowed."""
    face = Face(content["title"], content["organ"], at, publication.plan.edition_label)
    act = f"{content['act_name']}, de {publication.published_date:%d/%m/%Y}"
    made = write_pdf(face, booklet_of(content, risks.scale_in_force().scale, act=act, note=NOTE))
    if any(each.finding.key not in staying for each in examine(made).spots):
        raise NotAllowed(STILL_THERE)
    return made


def _file(
    actor: Actor,
    publication: PlanPublication,
    choice: Choice,
    decision: Decision,
    at: datetime,
) -> StoredFile | None:
    """The PDF that goes along, kept."""
    if choice.paper == Paper.NONE:
        return None
    title, sheet = publication.plan.title, _sheet_of(_content(publication, choice))
    if choice.paper == Paper.PUBLISHED:
        return keep_public_copy(
            actor=actor,
            file=publication.file,
            decision=decision,
            title=title,
            purpose=PUBLIC_PLAN,
            at=at,
            beside=sheet,
        )
    return keep_made(
        actor=actor,
        content=paper_of(publication, choice, staying_of(sheet, decision), at),
        name=f"{slugify(title) or 'plano'}-publico.pdf",
        purpose=PUBLIC_PLAN,
        at=at,
    )


def _told(made: PublicPlan) -> dict[str, list[object]]:
    parts = [ONLY_AXES, *(str(Part(each).label) for each in sorted(made.shows))]
    told: dict[str, list[object]] = {
        "Página pública": ["", "; ".join(parts)],
        "Dados pessoais": ["", made.clearing],
    }
    if made.file is not None:
        told["SHA-256 do PDF"] = ["", made.file.sha256]
    return told
