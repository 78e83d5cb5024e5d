"""Models in and out by workbook: a dry run that is kept, then exactly what it showed, as drafts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.files.base import File
from django.db import transaction

from access.rules import Actor, require
from documents.rules import MB, Purpose
from documents.workbook import read_xlsx, write_xlsx
from events.services import emit
from foundation.refusals import Invalid, NotAllowed
from foundation.words import counted, joined
from integrity.library import permissions, queries
from integrity.library.events import LibraryImported, LibraryPreviewed
from integrity.library.models import Exemplar, LibraryImport
from integrity.library.rules.fields import normal
from integrity.library.rules.flow import DRAFT
from integrity.library.rules.sheets import (
    CHANGE,
    LARGEST,
    MAKE,
    REFUSE,
    SAME,
    TITLES,
    Known,
    Row,
    cells_of,
    headings,
    plan_rows,
)
from integrity.library.services.exemplars import Text, fill

MODELS_SHEET = Purpose("models_sheet", "Planilha de modelos", 10 * MB, ("xlsx",))
STALE = "A biblioteca mudou depois da conferência. Envie a planilha de novo."
REFUSED = "Há linhas com erro: corrija a planilha e envie de novo. Nada foi gravado."


@transaction.atomic
def preview_models(*, actor: Actor, upload: File[bytes], at: datetime) -> LibraryImport:
    """What the workbook would do, row by row; nothing is written. Raises Denied or Invalid."""
    require(actor, permissions.CURATE_LIBRARY)
    rows = plan_rows(read_xlsx(upload, max_rows=LARGEST + 1), _known())
    if not rows:
        wanted = joined([f"“{title}”" for title in TITLES.values()])
        raise Invalid({"file": [f"Não há linhas preenchidas nas abas {wanted}."]})
    if len(rows) > LARGEST:
        raise Invalid({"file": [f"O limite é de {LARGEST} linhas."]})
    made = LibraryImport.objects.create(
        name=(upload.name or "planilha.xlsx")[-255:],
        lines=[row.as_json() for row in rows],
        digest=_digest(rows),
        previewed_at=at,
        previewed_by_name=actor.name,
    )
    emit(LibraryPreviewed.of(actor, made, at=at, changes={"Linhas": ["", _summary(rows)]}))
    return made


@transaction.atomic
def apply_models(*, actor: Actor, uid: UUID, at: datetime) -> LibraryImport:
    """Write what the dry run showed as drafts, whole or not at all. Raises NotAllowed."""
    found = queries.import_for_update(actor, uid)
    if found.applied_at is not None:
        raise NotAllowed("Esta planilha já foi gravada.")
    rows = [Row.from_json(each) for each in found.lines]
    if any(row.verdict == REFUSE for row in rows):
        raise NotAllowed(REFUSED)
    living = queries.living()
    if any(_verdict(row, living) != row.verdict for row in rows):
        raise NotAllowed(STALE)
    for row in rows:
        if row.verdict != SAME:
            _draft(row, living.get((row.kind, row.key)), actor.name, at)
    found.applied_at = at
    found.save(update_fields=["applied_at"])
    emit(LibraryImported.of(actor, found, at=at, changes={"Linhas": ["", _summary(rows)]}))
    return found


def library_workbook(*, actor: Actor) -> bytes:
    """Every model in its newest version, in the layout of the import. Raises Denied."""
    found = list(queries.newest(actor))
    return write_xlsx(
        {
            title: [
                headings(kind),
                *(
                    cells_of(kind, each.key, each.body, each.audience, each.sources)
                    for each in found
                    if each.kind == kind
                ),
            ]
            for kind, title in TITLES.items()
        }
    )


def _known() -> Known:
    return {
        where: (normal(each.kind, each.body), each.sources, each.audience)
        for where, each in queries.living().items()
    }


def _verdict(row: Row, living: dict[tuple[str, str], Exemplar]) -> str:
    stands = living.get((row.kind, row.key))
    if stands is None:
        return MAKE
    said = (normal(stands.kind, stands.body), stands.sources, list(stands.audience))
    return SAME if said == (dict(row.body), row.sources, list(row.audience)) else CHANGE


def _draft(row: Row, last: Exemplar | None, name: str, at: datetime) -> None:
    """The draft of a new model or of the next version; a draft that stands is written over."""
    if last is not None and last.state == DRAFT:
        draft = last
    else:
        draft = Exemplar(kind=row.kind, key=row.key, revision=0)
        if last is not None:
            draft.model_uid, draft.version = last.model_uid, last.version + 1
    fill(draft, dict(row.body), Text(row.body, row.sources, row.audience), name, at)
    draft.save()


def _digest(rows: Sequence[Row]) -> str:
    text = json.dumps([row.as_json() for row in rows], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _summary(rows: Sequence[Row]) -> str:
    def number(verdict: str) -> int:
        return sum(row.verdict == verdict for row in rows)

    return joined(
        [
            counted(number(MAKE), "modelo novo", "modelos novos"),
            counted(number(CHANGE), "alterado", "alterados"),
            counted(number(SAME), "igual", "iguais"),
            counted(number(REFUSE), "com erro", "com erro"),
        ]
    )
