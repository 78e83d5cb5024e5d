"""The programme draft: an editable document with everything that is filled in so far (P63)."""

from datetime import datetime

from access.rules import Actor, require
from integrity.formulation import permissions
from integrity.formulation.models import Plan
from integrity.formulation.services.booklet import blocks_of
from integrity.formulation.services.snapshot import snapshot_of

BLANK = "Minuta: ainda pode mudar. O que não foi preenchido não aparece."


def programme_draft(*, actor: Actor, plan: Plan, at: datetime) -> bytes:
    """The DOCX of a plan that the actor sees, from the content of the booklet. Raises Denied."""
    from documents.docx import write_docx  # heavy, and most processes write none

    require(actor, permissions.EXPORT_PLAN)
    header = f"{plan.of_whom} · Minuta do programa de integridade · {plan.edition_label}"
    return write_docx(plan.title, blocks_of(snapshot_of(plan), note=BLANK), at=at, header=header)
