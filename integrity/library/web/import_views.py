"""Models by workbook: send, see row by row what would happen, confirm."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from access.rules import require
from access.web import ActingRequest, acting
from documents.rules import XLSX
from documents.web.answers import made_answer
from foundation.refusals import Invalid
from integrity.library import permissions, queries
from integrity.library.rules.fields import title_of
from integrity.library.rules.sheets import CHANGE, MAKE, REFUSE, SAME, TITLES, Row, headings
from integrity.library.services import workbooks as services
from integrity.library.web.forms import ImportForm
from ui.refusals import show_faults

SHOWN = {
    MAKE: ("success", "Novo", "Modelos novos"),
    CHANGE: ("info", "Muda", "Modelos que mudam"),
    SAME: ("neutral", "Igual", "Iguais"),
    REFUSE: ("danger", "Com erro", "Linhas com erro"),
}


@require_http_methods(["GET", "POST"])
@acting
def import_models(request: ActingRequest) -> HttpResponse:
    """Send the workbook; nothing of it is written yet."""
    require(request.actor, permissions.CURATE_LIBRARY)
    sent = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if sent else ImportForm()
    if sent and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            made = services.preview_models(actor=request.actor, upload=upload, at=timezone.now())
        except Invalid as refusal:
            show_faults(form, refusal)
        else:
            return redirect("library:import_preview", made.uid)
    layouts = [(title, ", ".join(headings(kind))) for kind, title in TITLES.items()]
    shown = {"form": form, "layouts": layouts}
    return render(request, "library/import.html", shown, status=422 if sent else 200)


@require_http_methods(["GET", "POST"])
@acting
def preview(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Row by row what is new, changes, stays or is wrong; then the confirmation."""
    found = queries.import_by_uid(request.actor, uid)
    if request.method == "POST":
        services.apply_models(actor=request.actor, uid=uid, at=timezone.now())
        messages.success(request, "Rascunhos gravados. Falta publicar.")
        return redirect("library:library")
    rows = [Row.from_json(each) for each in found.lines]
    counts = {verdict: sum(row.verdict == verdict for row in rows) for verdict in SHOWN}
    shown = {
        "found": found,
        "rows": [
            (TITLES[row.kind], row, title_of(row.kind, row.body), *SHOWN[row.verdict][:2])
            for row in rows
        ],
        "counts": [(SHOWN[each][0], counts[each], SHOWN[each][2]) for each in SHOWN],
        "is_refused": bool(counts[REFUSE]),
        "changes_nothing": counts[SAME] == len(rows),
    }
    return render(request, "library/import_preview.html", shown)


@require_safe
@acting
def workbook(request: ActingRequest) -> HttpResponseBase:
    """The whole library, in the layout of the import."""
    content = services.library_workbook(actor=request.actor)
    return made_answer(content, "biblioteca-de-modelos.xlsx", XLSX)
