"""The journal of a place: searched, exported, one entry with its rows, the proof of the chain."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.http import require_http_methods, require_safe

from access.confirmation import confirmed
from access.web import ActingRequest, acting
from audit import proof, queries
from audit.models import Entry
from documents.blocks import Table
from documents.pdf import Face, write_pdf
from documents.rules import XLSX
from documents.web.answers import made_answer
from documents.workbook import write_xlsx
from foundation.csv_text import as_csv
from tenants.journal import services
from tenants.journal.queries import shown_roots
from tenants.journal.telling import differences, sheet, subject
from tenants.web.journal_forms import JournalForm

PAGE = 30
MOST_ROOTS = 10_000
MOST_LEAFED = 9_000
MOST_EXPORTED = {"csv": 100_000, "xlsx": 20_000, "pdf": 1_000}
PDF, CSV = "application/pdf", "text/csv; charset=utf-8"
PDF_COLUMNS = 5


class ShortPaginator(Paginator):  # type: ignore[type-arg]  # not subscriptable at run time
    """Counts no further than people leaf: a year of a journal is not counted for each page."""

    @cached_property
    def count(self) -> int:
        """How many there are, at most MOST_LEAFED."""
        found: QuerySet[Entry] = self.object_list  # type: ignore[assignment]
        return found[:MOST_LEAFED].count()


def line_of(entry: Entry) -> dict[str, object]:
    """What the list shows of an entry."""
    return {"entry": entry, "subject": subject(entry)}


@require_safe
@acting
def journal(request: ActingRequest) -> HttpResponse:
    """Search by object, person, verb and period."""
    form = JournalForm(request.GET)
    found = queries.search(request.actor, form.wanted)
    page = ShortPaginator(found, PAGE).get_page(request.GET.get("pagina"))
    context = {
        "form": form,
        "page_obj": page,
        "rows": [line_of(each) for each in page.object_list],
        "query": request.GET.urlencode(),
    }
    return render(request, "tenants/journal.html", context)


@require_safe
@acting
def entry(request: ActingRequest, uid: UUID) -> HttpResponse:
    """One entry, field by field, with the rows that it changed and its place in the chain."""
    found = queries.entry_by_uid(request.actor, uid)
    rows = [
        {"subject": subject(each), "entry": each, "differences": differences(each)}
        for each in queries.rows_of(found)
    ]
    context = {
        "entry": found,
        "subject": subject(found),
        "differences": differences(found),
        "rows": rows,
    }
    return render(request, "tenants/journal_entry.html", context)


@require_safe
@acting
@confirmed(reading=True)
def export(request: ActingRequest, kind: str) -> HttpResponseBase:
    """What the search found, as CSV, XLSX or PDF, with the same filters."""
    if kind not in MOST_EXPORTED:
        raise Http404
    form = JournalForm(request.GET)
    found = queries.search(request.actor, form.wanted)[: MOST_EXPORTED[kind]]
    lines = list(sheet(found))
    name = f"diario-{timezone.localdate()}.{kind}"
    if kind == "xlsx":
        return made_answer(write_xlsx({"Diário": lines}), name, XLSX)
    if kind == "csv":
        return made_answer(as_csv(lines), name, CSV)
    head, *rows = [line[:PDF_COLUMNS] for line in lines]
    owner = str(getattr(request, "organisation", None) or "CGE-MG")
    face = Face("Diário de registros", owner, timezone.now())
    return made_answer(write_pdf(face, [Table(head, rows, widths=(2, 3, 3, 3, 2))]), name, PDF)


@require_http_methods(["GET", "HEAD", "POST"])
@acting
def verification(request: ActingRequest) -> HttpResponse:
    """The last proof of the chain; a POST has a worker make a new one."""
    queries.may_search(request.actor)
    if request.method == "POST":
        services.prove_later()
        messages.success(request, "A conferência começou. Atualize esta página em instantes.")
        return redirect("journal:verification")
    proven = services.last_proof(at=timezone.now())
    return render(request, "tenants/journal_proof.html", {"proven": proven})


@require_safe
@acting
@confirmed(reading=True)
def chain(request: ActingRequest) -> HttpResponseBase:
    """The whole chain for others to prove: hash and hashed text, one entry a line."""
    queries.may_search(request.actor)
    answer = StreamingHttpResponse(proof.lines(), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="cadeia.txt"'
    return answer


@require_safe
def roots(request: HttpRequest) -> HttpResponse:
    """On the portal: the root of every journal, day by day."""
    page = Paginator(shown_roots(), PAGE).get_page(request.GET.get("pagina"))
    return render(request, "tenants/journal_roots.html", {"page_obj": page})


@require_safe
def roots_json(request: HttpRequest) -> HttpResponse:
    """The same as data, newest first; `dia` narrows to one day."""
    found = shown_roots()
    if "dia" in request.GET:
        found = found.filter(day=asked_day(request.GET["dia"]))
    told: Iterable[Any] = found[:MOST_ROOTS]
    rows = [
        {
            "dia": each.day.isoformat(),
            "diario": each.slug,
            "organizacao": each.owner,
            "registros": each.entries,
            "raiz": each.hash,
        }
        for each in told
    ]
    return JsonResponse({"raizes": rows})


def asked_day(text: str) -> date:
    """A day as YYYY-MM-DD. Raises Http404 for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
