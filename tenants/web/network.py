"""The situation of the network: every organisation with what it pushed, and what had drifted."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.web import ActingRequest, acting
from documents.rules import XLSX
from documents.web.answers import made_answer
from documents.workbook import write_xlsx
from tenants import permissions
from tenants.deliveries import queries as deliveries
from tenants.facts import queries, services
from tenants.queries import organisation_by_uid
from tenants.web.figures import drift_line, groups, line_of, sheet
from tenants.web.forms import NetworkForm

PAGE = 30


@require_safe
@acting
def situation(request: ActingRequest) -> HttpResponse:
    """Totals on top, then every organisation, those with the most late actions first."""
    form = NetworkForm(request.GET)
    found = queries.network(request.actor, form.wanted, now=timezone.now())
    totals = queries.totals(found)
    pages = Paginator(found, PAGE)
    pages.count = totals.organisations  # told already: no further query
    page = pages.get_page(request.GET.get("pagina"))
    context = {
        "form": form,
        "page_obj": page,
        "rows": [line_of(each) for each in page.object_list],
        "totals": totals,
        "groups": groups(totals),
        "uncounted": totals.organisations - totals.counted,
        "last": queries.last_recount(request.actor),
        "may_recount": request.actor.may(permissions.RECOUNT),
        "stuck": deliveries.totals(),
        "may_see_deliveries": request.actor.may(permissions.SEE_DELIVERIES),
        "query": request.GET.urlencode(),
    }
    return render(request, "tenants/network.html", context)


@require_safe
@acting
def workbook(request: ActingRequest) -> HttpResponseBase:
    """What the page lists, all of it, as a spreadsheet."""
    form = NetworkForm(request.GET)
    found = queries.network(request.actor, form.wanted, now=timezone.now())
    content = write_xlsx({"Situação da rede": list(sheet(found.iterator()))})
    return made_answer(content, f"situacao-da-rede-{timezone.localdate()}.xlsx", XLSX)


@require_safe
@acting
def drift_list(request: ActingRequest) -> HttpResponse:
    """Every figure that a recount put right, newest first."""
    page = Paginator(queries.drifts(request.actor), PAGE).get_page(request.GET.get("pagina"))
    rows = [drift_line(each) for each in page.object_list]
    return render(request, "tenants/drifts.html", {"page_obj": page, "rows": rows})


@require_POST
@acting
def recount(request: ActingRequest) -> HttpResponse:
    """Have every organisation counted over."""
    services.start_recount(actor=request.actor, at=timezone.now())
    messages.success(request, "Recontagem iniciada: os dados mudam à medida que ela avança.")
    return redirect("network:situation")


@require_POST
@acting
def recount_organisation(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Have one organisation counted over."""
    found = organisation_by_uid(request.actor, uid)
    services.start_recount(actor=request.actor, organisation=found, at=timezone.now())
    messages.success(request, "Recontagem iniciada: atualize a página em instantes.")
    return redirect("organisations:organisation", uid)
