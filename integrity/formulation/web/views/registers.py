"""Bring organs, units, people and yearly figures in: send, see what would happen, confirm."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from access.web import ActingRequest, acting
from documents.rules import XLSX
from documents.web.answers import made_answer
from foundation.refusals import Invalid
from integrity.formulation.models import ImportState
from integrity.formulation.queries import registers
from integrity.formulation.rules.lines import ImportReport, Verdict
from integrity.formulation.rules.register_sheets import REGISTERS
from integrity.formulation.services.registers import (
    apply_registers,
    preview_registers,
    register_workbook,
)
from integrity.formulation.web.forms.registers import RegisterImportForm
from integrity.formulation.web.views.imports import sheets_of
from ui.refusals import show_faults

COUNTED = {
    Verdict.MAKE: "Linhas novas",
    Verdict.CHANGE: "Linhas que mudam",
    Verdict.SAME: "Linhas iguais",
    Verdict.REFUSE: "Linhas com erro",
}
SHOWN = {
    Verdict.MAKE: ("success", "Nova"),
    Verdict.CHANGE: ("info", "Muda"),
    Verdict.SAME: ("neutral", "Igual"),
    Verdict.REFUSE: ("danger", "Com erro"),
}


@require_http_methods(["GET", "POST"])
@acting
def import_registers(request: ActingRequest) -> HttpResponse:
    """Send the sheet; nothing of it is written yet."""
    registers.whole(request.actor)
    sent = request.method == "POST"
    form = RegisterImportForm(request.POST, request.FILES) if sent else RegisterImportForm()
    if sent and form.is_valid():
        try:
            run = preview_registers(
                actor=request.actor,
                upload=form.cleaned_data["file"],
                register=form.cleaned_data["register"],
                at=timezone.now(),
            )
        except Invalid as refusal:
            show_faults(form, refusal)
        else:
            return redirect("formulation:registers_preview", run.uid)
    shown = {"form": form, "layouts": REGISTERS}
    return render(request, "formulation/registers.html", shown, status=422 if sent else 200)


@require_http_methods(["GET", "POST"])
@acting
def registers_preview(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Row by row what is new, changes, stays or is wrong; then the confirmation."""
    run = registers.import_run(request.actor, uid)
    if request.method == "POST":
        apply_registers(actor=request.actor, uid=uid, at=timezone.now())
        messages.success(request, "Cadastros importados.")
        return redirect("formulation:structure")
    report = ImportReport.from_json(run.report)
    shown = {
        "run": run,
        "sheets": sheets_of(report, SHOWN, REGISTERS),
        "counts": [(SHOWN[each][0], report.count(each), COUNTED[each]) for each in COUNTED],
        "is_refused": bool(report.count(Verdict.REFUSE)),
        "changes_nothing": report.count(Verdict.SAME) == len(report.lines),
        "is_applied": run.state == ImportState.APPLIED,
    }
    return render(request, "formulation/registers_preview.html", shown)


@require_safe
@acting
def registers_workbook(request: ActingRequest) -> HttpResponseBase:
    """What is registered, in the layout of the import."""
    return made_answer(register_workbook(actor=request.actor), "cadastros.xlsx", XLSX)
