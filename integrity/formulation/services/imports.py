"""Import a SisPMPI workbook: a preview that writes nothing of it, then exactly what it showed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.db import transaction

from access.models import Unit
from access.rules import Actor
from documents.opendocument import read_spreadsheet
from documents.rules import MB, Purpose
from documents.services import open_file, store
from events.services import emit
from foundation.refusals import NotAllowed
from foundation.words import counted, joined
from integrity.formulation.events import ImportPreviewed, PlanImported
from integrity.formulation.models import ImportRun, ImportState, Plan
from integrity.formulation.queries import plans
from integrity.formulation.queries.existing import existing_of
from integrity.formulation.rules.importing import plan_import
from integrity.formulation.rules.lines import ImportReport, Verdict
from integrity.formulation.rules.sheets import LARGEST, Sheets, check_layout
from integrity.formulation.services.drafting import plan_to_draft, touch
from integrity.formulation.services.import_writer import Writer

PLAN_SHEET = Purpose("plan_sheet", "Planilha do plano", 10 * MB, ("xlsx", "ods"))
STALE = "O plano ou as unidades mudaram depois da conferência. Envie a planilha de novo."


@transaction.atomic
def preview_import(*, actor: Actor, plan_uid: UUID, upload: File[bytes], at: datetime) -> ImportRun:
    """Keep the workbook and what it would do. Raises Denied, NotFound, NotAllowed or Invalid."""
    plan = plan_to_draft(actor, plan_uid)
    report = plan_import(_read(upload), existing_of(plan))
    file = store(actor=actor, upload=upload, purpose=PLAN_SHEET, at=at)
    run = ImportRun.objects.create(
        plan=plan,
        file=file,
        report=report.as_json(),
        report_digest=report.digest(),
        previewed_at=at,
        previewed_by_name=actor.name,
    )
    emit(ImportPreviewed.of(actor, plan, at=at, changes={"Planilha": ["", _summary(file, report)]}))
    return run


@transaction.atomic
def apply_import(
    *, actor: Actor, plan_uid: UUID, run_uid: UUID, create_units: bool, at: datetime
) -> ImportRun:
    """Write what the preview showed. Raises NotAllowed when it was written already or is stale."""
    plan = plan_to_draft(actor, plan_uid)
    run = plans.import_run_for_update(plan, run_uid)
    if run.state == ImportState.APPLIED:
        raise NotAllowed("Esta planilha já foi importada.")
    with open_file(run.file) as kept:
        content = ContentFile(kept.read(), name=run.file.name)
    report = plan_import(_read(content), existing_of(plan))
    if report.digest() != run.report_digest:
        raise NotAllowed(STALE)
    made_units = _make_units(plan, report.missing_units) if create_units else []
    Writer(plan, at).write(report)
    run.state = ImportState.APPLIED
    run.applied_at = at
    run.save(update_fields=["state", "applied_at"])
    touch(plan, at)
    changes: dict[str, list[object]] = {
        "Planilha": ["", _summary(run.file, report)],
        "Unidades criadas": ["", made_units],
    }
    emit(PlanImported.of(actor, plan, at=at, changes=changes))
    return run


def _read(file: File[bytes]) -> Sheets:
    sheets = read_spreadsheet(file, PLAN_SHEET, max_rows=LARGEST + 1)
    check_layout(sheets)
    return sheets


def _summary(file: object, report: ImportReport) -> str:
    told = [
        counted(report.count(Verdict.MAKE), "linha nova", "linhas novas"),
        counted(report.count(Verdict.MERGE), "que já existia", "que já existiam"),
        counted(report.count(Verdict.REFUSE), "recusada", "recusadas"),
    ]
    return f"{file}: {joined(told)}"


def _make_units(plan: Plan, names: Sequence[str]) -> list[str]:
    """The missing units; one that was closed under the same name is opened again."""
    for name in names:
        Unit.objects.update_or_create(organ=plan.organ, name=name, defaults={"is_active": True})
    return list(names)
