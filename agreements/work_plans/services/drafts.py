"""Drafts of both texts: written from clauses and plan, hashed, kept; then sent to be signed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from access.rules import Actor, require
from agreements.registry import services as registry
from agreements.registry.models import Agreement
from agreements.registry.permissions import SEND_FOR_SIGNATURE
from agreements.registry.queries import agreement_for_update
from agreements.registry.rules import AGREEMENT_FLOW, AgreementState, SignedDocument
from agreements.registry.species import FILE_NAMES, Species
from agreements.work_plans import permissions, queries
from agreements.work_plans.clauses import clause_hash, written_clauses
from agreements.work_plans.conditions import conditions_unmet, refuse_while_held
from agreements.work_plans.events import DraftsGenerated
from agreements.work_plans.models import Draft, WorkPlan
from agreements.work_plans.rules import DRAFT, plan_faults, text_hash
from agreements.work_plans.services.clauses import clauses_for
from agreements.work_plans.services.opinions import opinion_fault
from agreements.work_plans.services.plans import draft_agreement, make_plan
from agreements.work_plans.texts import (
    agreement_blocks,
    agreement_text,
    work_plan_blocks,
    work_plan_text,
)
from documents.blocks import Block
from documents.models import StoredFile
from documents.pdf import Face, write_pdf
from documents.seals import Seal
from documents.services import issue
from events.services import emit
from foundation.refusals import Invalid

CENTRE = "Controladoria-Geral do Estado de Minas Gerais"
BLOCKS: dict[SignedDocument, Callable[[dict[str, Any]], Sequence[Block]]] = {
    SignedDocument.AGREEMENT: agreement_blocks,
    SignedDocument.WORK_PLAN: work_plan_blocks,
}
STALE = "Os dados mudaram depois da última minuta: gere novas minutas antes de enviar."
NONE_YET = "Gere as minutas do acordo e do plano de trabalho antes de enviar."


@dataclass(frozen=True, slots=True)
class Written:
    """A text in its canonical form, and the clauses in it that do not read as the model."""

    text: dict[str, Any]
    wordings: Mapping[str, Sequence[str]]


@transaction.atomic
def generate_drafts(*, actor: Actor, uid: UUID, at: datetime, renewed: bool = False) -> list[Draft]:
    """A new version of both texts, as DOCX and PDF; `renewed`, of the clauses in force today.

    Raises Denied, NotFound, NotAllowed (not in draft, or in the hands of the partner).
    """
    require(actor, permissions.PREPARE_TEXTS)
    agreement = draft_agreement(uid)
    refuse_while_held(agreement)
    if queries.plan_of(agreement) is None:
        make_plan(agreement)
    written = current_texts(agreement, at, renewed=renewed)
    drafts = [keep(actor, agreement, document, each, at) for document, each in written.items()]
    changes = {str(each.document_name): ["", f"versão {each.version}"] for each in drafts}
    emit(DraftsGenerated.of(actor, agreement, at=at, changes=changes))
    return drafts


@transaction.atomic
def send_for_signature(*, actor: Actor, uid: UUID, at: datetime) -> Agreement:
    """Send the newest drafts to be signed, once plan and drafts are fit (G05, G06).

    Raises Denied, NotFound, NotAllowed, or Invalid with everything that is missing.
    """
    require(actor, SEND_FOR_SIGNATURE)
    agreement = agreement_for_update(uid)
    AGREEMENT_FLOW.after("send_for_signature", AgreementState(agreement.state))
    faults = sending_faults(agreement, at)
    if faults:
        raise Invalid({"": faults})
    hashes = {
        document: text_hash(each.text) for document, each in current_texts(agreement, at).items()
    }
    return registry.send_for_signature(
        actor=actor,
        uid=uid,
        agreement_hash=hashes[SignedDocument.AGREEMENT],
        work_plan_hash=hashes[SignedDocument.WORK_PLAN],
        at=at,
    )


def sending_faults(agreement: Agreement, at: datetime) -> list[str]:
    """Everything that keeps the texts from being sent, as sentences."""
    faults = text_faults(agreement, at) or conditions_unmet(agreement)
    if not faults and (missing := opinion_fault(agreement)):
        return [missing]
    return faults


def text_faults(agreement: Agreement, at: datetime) -> list[str]:
    """Everything that is wrong with plan, head and drafts themselves."""
    plan = queries.plan_of(agreement)
    if plan is None:
        return [NONE_YET]
    faults = plan_faults(stages_by_goal(plan))
    if not (agreement.head.name.strip() and agreement.head.act.strip()):
        faults.append("Falta o ato de investidura de quem dirige a organização.")
    return faults or draft_faults(agreement, at)


def draft_faults(agreement: Agreement, at: datetime) -> list[str]:
    """Whether both drafts exist and say what the data say today."""
    for document, each in current_texts(agreement, at).items():
        latest = queries.latest_draft(agreement, document)
        if latest is None:
            return [NONE_YET]
        if latest.text_hash != text_hash(each.text):
            return [STALE]
    return []


def stages_by_goal(plan: WorkPlan) -> dict[str, int]:
    """How many stages each goal has."""
    return {str(goal): len(goal.stages.all()) for goal in plan.goals.all()}


def current_texts(
    agreement: Agreement, at: datetime, *, renewed: bool = False
) -> dict[SignedDocument, Written]:
    """Both texts as the data make them now, of the clauses that the last version froze."""
    plan = queries.plan_of(agreement)
    assert plan is not None
    clauses = clauses_for(agreement, at, renewed=renewed)
    model = {each.key: each.paragraphs for each in clauses}
    wordings = {
        key: each.paragraphs
        for key, each in queries.wordings_of(agreement).items()
        if key in model and each.paragraphs != model[key]
    }
    return {
        SignedDocument.AGREEMENT: Written(agreement_text(agreement, clauses, wordings), wordings),
        SignedDocument.WORK_PLAN: Written(work_plan_text(agreement, plan), {}),
    }


def keep(
    actor: Actor, agreement: Agreement, document: SignedDocument, written: Written, at: datetime
) -> Draft:
    """One text as the next version, with its two files."""
    from documents.docx import write_docx  # heavy, and most processes write none

    latest = queries.latest_draft(agreement, document)
    on_paper = queries.latest_on_paper(agreement, document)
    version = latest.version + 1 if latest else 1
    text = written.text
    blocks = BLOCKS[document](text)
    face = Face(
        title=text["title"],
        organisation=CENTRE,
        at=at,
        subtitle=f"Minuta, versão {version}. SHA-256 do texto: {text_hash(text)}",
    )
    makers: dict[str, Callable[[Seal], bytes]] = {
        "docx": lambda seal: write_docx(
            text["title"], blocks, at=at, seal=seal, identifier=identifier(agreement, version)
        ),
        "pdf": lambda seal: write_pdf(replace(face, seal=seal), blocks),
    }
    files = {
        ending: keep_file(actor, agreement, document, (version, on_paper), ending, make, at)
        for ending, make in makers.items()
    }
    return Draft.objects.create(
        agreement=agreement,
        organisation=agreement.organisation,
        document=document,
        version=version,
        text=text,
        text_hash=text_hash(text),
        wordings=dict(written.wordings),
        clause_hashes=clause_hashes(document, text),
        generated_at=at,
        generated_by=actor.name,
        **files,
    )


def identifier(agreement: Agreement, version: int) -> str:
    """By what an edited DOCX is known again: whose text it was, and in which version."""
    return f"{agreement.uid}:{version}"


def clause_hashes(document: SignedDocument, text: dict[str, Any]) -> dict[str, str]:
    """The hash of each clause of the agreement; a work plan has none."""
    if document != SignedDocument.AGREEMENT:
        return {}
    return {
        key: clause_hash(each["title"], each["items"])
        for key, each in written_clauses(text).items()
    }


def file_word(agreement: Agreement, document: SignedDocument) -> str:
    """How the names of its files begin."""
    if document == SignedDocument.WORK_PLAN:
        return "plano-de-trabalho"
    return FILE_NAMES[Species(agreement.species)]


def keep_file(
    actor: Actor,
    agreement: Agreement,
    document: SignedDocument,
    place: tuple[int, Draft | None],
    ending: str,
    make: Callable[[Seal], bytes],
    at: datetime,
) -> StoredFile:
    """One file of a draft, issued about the agreement in the place of that of the last version."""
    version, last = place
    before: StoredFile | None = getattr(last, ending, None)
    name = f"{file_word(agreement, document)}-{agreement.number}-{agreement.year}-v{version}"
    return issue(
        actor=actor,
        subject=agreement,
        kind=DRAFT.name,
        title=f"Minuta: {agreement.document_name(document)} nº {agreement.number}/{agreement.year},"
        f" versão {version}",
        name=f"{name}.{ending}",
        make=make,
        purpose=DRAFT,
        at=at,
        replaces=before.issued if before else None,
    ).file
