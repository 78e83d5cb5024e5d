"""The dashboard of the agreements, what waits for a person, and the lists as workbooks."""

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.web import ActingRequest, acting
from agreements.desk import queries, term_queries
from agreements.desk.permissions import REMIND
from agreements.desk.sheets import SHEETS
from agreements.desk.waiting import waiting
from agreements.registry.models import Agreement
from documents.rules import XLSX
from documents.web.answers import made_answer
from documents.workbook import write_xlsx
from foundation.refusals import NotFound

PAGE = 50
HEADING = (
    "Acordo",
    "Organização",
    "Instrumento",
    "UF",
    "Natureza",
    "Situação",
    "Processo SEI",
    "Pedido em",
    "Assinado em",
    "Publicado em",
    "Início da vigência",
    "Fim da vigência",
    "Código entregue em",
    "Em produção desde",
)


@require_safe
@acting
def dashboard(request: ActingRequest) -> HttpResponse:
    """By state, by the days left, by phase, and how many in time."""
    found = queries.desk(request.actor, timezone.localdate())
    sheets = [{"word": word, "title": each.title} for word, each in SHEETS.items()]
    context = {"desk": found, "sheets": sheets, "may_remind": request.actor.may(REMIND)}
    return render(request, "desk/dashboard.html", context)


@require_safe
@acting
def queue(request: ActingRequest) -> HttpResponse:
    """What waits for this person, late first."""
    today = timezone.localdate()
    found = waiting(request.actor, today)
    page = Paginator(found, PAGE).get_page(request.GET.get("pagina"))
    context = {
        "page_obj": page,
        "rows": [{"item": each, "is_late": each.is_late(today)} for each in page.object_list],
        "total": len(found),
        "late": sum(each.is_late(today) for each in found),
    }
    return render(request, "desk/queue.html", context)


@require_safe
@acting
def sheet(request: ActingRequest, word: str) -> HttpResponseBase:
    """One list of the centre as a workbook."""
    found = SHEETS.get(word)
    if found is None:
        raise NotFound
    content = write_xlsx({found.title: found.lines(request.actor)})
    return made_answer(content, f"{word}-{timezone.localdate()}.xlsx", XLSX)


@require_safe
@acting
def terms(request: ActingRequest) -> HttpResponse:
    """What has still to be done by when, late first."""
    found = term_queries.open_terms(request.actor, timezone.localdate())
    page = Paginator(found, PAGE).get_page(request.GET.get("pagina"))
    return render(request, "desk/terms.html", {"page_obj": page})


@require_safe
@acting
def workbook(request: ActingRequest) -> HttpResponseBase:
    """Every agreement with its days, a row each."""
    found = queries.agreements(request.actor)
    content = write_xlsx({"Acordos": [HEADING, *rows(found.iterator())]})
    return made_answer(content, f"acordos-{timezone.localdate()}.xlsx", XLSX)


def rows(found: Iterator[Agreement]) -> Iterator[tuple[object, ...]]:
    """A row for each agreement, in the order of the heading."""
    for each in found:
        course = queries.course_of(each)
        body = each.organisation
        yield (
            each.title,
            body.name,
            each.get_species_display(),
            body.state,
            body.get_nature_display(),
            each.get_state_display(),
            each.sei_number,
            course.received,
            course.signed,
            course.published,
            each.start_date,
            each.end_date,
            course.delivered,
            course.in_production,
        )
