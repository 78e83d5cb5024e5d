"""Import a SisPMPI workbook: a preview that writes nothing of it, then exactly what it showed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.db import transaction

from access.models import Unit
from access.rules import Actor
from documents.csv_table import read_csv
from documents.opendocument import read_spreadsheet
from documents.rules import MB, Purpose, extension_of
from documents.services import open_file, store
from events.services import emit
from foundation.refusals import NotAllowed
from foundation.words import counted, joined
from integrity.formulation.events import ImportPreviewed, PlanImported
from integrity.formulation.models import ImportRun, ImportState, Plan
from integrity.formulation.queries import imports
from integrity.formulation.queries.existing import existing_of
from integrity.formulation.rules.importing import plan_import
from integrity.formulation.rules.importing_organs import organs_named
from integrity.formulation.rules.lines import ImportReport, Verdict
from integrity.formulation.rules.pasting import sheets_of_actions
from integrity.formulation.rules.sheets import LARGEST, ORGANS, Sheets, check_layout
from integrity.formulation.services.drafting import plan_to_draft, touch
from integrity.formulation.services.import_writer import Writer
from integrity.formulation.services.joint import ask_organ

PLAN_SHEET = Purpose("plan_sheet", "Planilha do plano", 10 * MB, ("xlsx", "ods", "csv"))
STALE = "O plano ou as unidades mudaram depois da conferência. Envie a planilha de novo."


@transaction.atomic
def preview_import(*, actor: Actor, plan_uid: UUID, upload: File[bytes], at: datetime) -> ImportRun:
    """Keep the workbook and what it would do. Raises Denied, NotFound, NotAllowed or Invalid."""
    plan = plan_to_draft(actor, plan_uid)
    sheets = _read(upload)
    report = plan_import(sheets, existing_of(plan, organs_named(sheets)))
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
    run = imports.import_run_for_update(plan, run_uid)
    if run.state == ImportState.APPLIED:
        raise NotAllowed("Esta planilha já foi importada.")
    with open_file(run.file) as kept:
        sheets = _read(ContentFile(kept.read(), name=run.file.name))
    report = plan_import(sheets, existing_of(plan, organs_named(sheets)))
    if report.digest() != run.report_digest:
        raise NotAllowed(STALE)
    plan = _ask_organs(actor, plan, report, at)
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


def _ask_organs(actor: Actor, plan: Plan, report: ImportReport, at: datetime) -> Plan:
    """The plan with the organs that its workbook asks to take part."""
    asked = [each.content["uid"] for each in report.accepted(ORGANS.title) if each.content]
    for uid in asked:
        ask_organ(actor=actor, plan_uid=plan.uid, organ_uid=UUID(uid), at=at)
    return plan_to_draft(actor, plan.uid) if asked else plan


def _read(file: File[bytes]) -> Sheets:
    """The sheets of a workbook; a CSV is the one of the actions, which name their axes."""
    sheets: Sheets
    if extension_of(file.name or "") == "csv":
        sheets = sheets_of_actions(read_csv(file, PLAN_SHEET, max_rows=LARGEST + 1))
    else:
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
