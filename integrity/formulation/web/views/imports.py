"""Bring SisPMPI's workbook in: send, see what would happen, confirm."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.contrib import messages
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from access.rules import require
from access.web import ActingRequest, acting
from documents.workbook import write_xlsx
from foundation.refusals import Invalid
from foundation.words import counted
from integrity.formulation import permissions
from integrity.formulation.models import ImportState, Plan
from integrity.formulation.queries import imports, plans
from integrity.formulation.queries.joint import free_organs
from integrity.formulation.rules.lines import ImportReport, Verdict
from integrity.formulation.rules.pasting import sheets_of as pasted
from integrity.formulation.rules.sheets import ACTIONS, EVERY_LAYOUT, ORGANS, Layout
from integrity.formulation.services.imports import apply_import, preview_import
from integrity.formulation.web.forms.plans import ApplyImportForm, ImportForm, PasteForm
from integrity.formulation.web.views.content import drafted
from ui.refusals import show_faults
from ui.sent import sent_by

COUNTED = {
    Verdict.MAKE: "Linhas a criar",
    Verdict.MERGE: "Linhas que já existem",
    Verdict.REFUSE: "Linhas recusadas",
}
SHOWN = {
    Verdict.MAKE: ("success", "Será criada"),
    Verdict.MERGE: ("info", "Já existe"),
    Verdict.REFUSE: ("danger", "Recusada"),
}
COUNTED_AFTER = COUNTED | {Verdict.MAKE: "Linhas criadas"}
SHOWN_AFTER = SHOWN | {Verdict.MAKE: ("success", "Criada")}


@require_http_methods(["GET", "POST"])
@acting
def import_plan(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Send the workbook; nothing of it is written yet."""
    plan = drafted(request, uid)
    sent = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if sent else ImportForm()
    if sent and form.is_valid():
        try:
            run = preview_import(
                actor=request.actor,
                plan_uid=uid,
                upload=form.cleaned_data["file"],
                at=timezone.now(),
            )
        except Invalid as refusal:
            show_faults(form, refusal)
        else:
            return redirect("formulation:import_preview", uid, run.uid)
    shown = {"plan": plan, "form": form, "layouts": layouts_for(plan)}
    return render(request, "formulation/import.html", shown, status=422 if sent else 200)


def layouts_for(plan: Plan) -> list[Layout]:
    """The sheets that a workbook may have; that of the organs only where there are several."""
    has_organs = bool(plan.partners) or free_organs(plan).exists()
    return [each for each in EVERY_LAYOUT if each is not ORGANS or has_organs]


@require_http_methods(["GET", "POST"])
@acting
def paste_rows(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Rows pasted from a spreadsheet, kept as a workbook and shown like one that was sent."""
    plan = drafted(request, uid)
    form = PasteForm(sent_by(request))
    if form.is_valid():
        try:
            book = ContentFile(write_xlsx(pasted(form.cleaned_data["rows"])), name="colada.xlsx")
            run = preview_import(actor=request.actor, plan_uid=uid, upload=book, at=timezone.now())
        except Invalid as refusal:
            show_faults(form, refusal)
        else:
            return redirect("formulation:import_preview", uid, run.uid)
    shown = {"plan": plan, "form": form, "columns": ACTIONS.columns.values()}
    status = 422 if form.is_bound else 200
    return render(request, "formulation/paste.html", shown, status=status)


@require_http_methods(["GET", "POST"])
@acting
def import_preview(request: ActingRequest, uid: UUID, run_uid: UUID) -> HttpResponse:
    """Row by row what will be made, merged or refused and why; then the confirmation."""
    require(request.actor, permissions.DRAFT_PLAN)
    plan = plans.plan_by_uid(request.actor, uid)
    permissions.must_lead(request.actor, plan)
    run = imports.import_run(plan, run_uid)
    form = ApplyImportForm(sent_by(request))
    if request.method == "POST" and form.is_valid():
        apply_import(
            actor=request.actor,
            plan_uid=uid,
            run_uid=run_uid,
            create_units=form.cleaned_data["create_units"],
            at=timezone.now(),
        )
        messages.success(request, "Planilha importada.")
        return redirect("formulation:content", uid)
    report = ImportReport.from_json(run.report)
    is_applied = run.state == ImportState.APPLIED
    words = COUNTED_AFTER if is_applied else COUNTED
    shown = {
        "plan": plan,
        "run": run,
        "form": form if report.missing_units else None,
        "missing_units": report.missing_units,
        "sheets": sheets_of(report, SHOWN_AFTER if is_applied else SHOWN),
        "counts": [(SHOWN[each][0], report.count(each), words[each]) for each in COUNTED],
        "anything": any(not line.is_refused for line in report.lines),
        "is_applied": is_applied,
    }
    return render(request, "formulation/import_preview.html", shown)


def sheets_of(
    report: ImportReport,
    shown: Mapping[Verdict, tuple[str, str]],
    layouts: Sequence[Layout] = EVERY_LAYOUT,
) -> list[dict[str, object]]:
    """The lines of each sheet, with the words and the tone of their verdicts."""
    found: list[dict[str, object]] = []
    for layout in layouts:
        lines = [
            {"line": each, "tone": shown[each.verdict][0], "verdict": shown[each.verdict][1]}
            for each in report.of(layout.title)
        ]
        caption = f"{layout.title}: {counted(len(lines), 'linha', 'linhas')}"
        found.append({"title": layout.title, "caption": caption, "lines": lines})
    return found
