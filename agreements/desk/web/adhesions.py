"""The monthly report of adhesions to gov.br: what to send, and that it was sent."""

from datetime import date

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.rules import require
from access.web import ActingRequest, acting
from agreements.desk import adhesion_queries as queries
from agreements.desk import permissions
from agreements.desk.adhesion_services import record_adhesions
from agreements.desk.adhesions import month_before, named
from agreements.desk.web.forms import AdhesionForm
from agreements.registry.web.typed import typed
from documents.rules import XLSX
from documents.web.answers import made_answer
from documents.workbook import write_xlsx
from foundation.refusals import NotAllowed, NotFound
from ui.verbs import carried_out

HEADING = ("Organização", "CNPJ", "UF", "Acordo", "Em vigor desde", "Em vigor até")
NONE_OWED = "Nenhum relatório de adesões está pendente."


@require_safe
@acting
def page(request: ActingRequest) -> HttpResponse:
    """The bodies of a month, what is owed, and what was sent."""
    month = month_asked(request)
    today = timezone.localdate()
    context = {
        "month": month,
        "month_name": named(month),
        "found": queries.adhesions(request.actor, month),
        "owed": queries.owed(today),
        "reports": queries.reports(request.actor),
        "is_on": queries.is_asked_for(),
        "may_record": request.actor.may(permissions.REPORT_ADHESIONS),
    }
    return render(request, "desk/adhesions.html", context)


@require_safe
@acting
def sheet(request: ActingRequest) -> HttpResponseBase:
    """The same bodies as a workbook, to send."""
    month = month_asked(request)
    lines = [
        (
            each.organisation.name,
            each.organisation.cnpj,
            each.organisation.state,
            each.title,
            each.start_date,
            each.end_date,
        )
        for each in queries.adhesions(request.actor, month)
    ]
    content = write_xlsx({"Adesões": [HEADING, *lines]})
    return made_answer(content, f"adesoes-{month:%Y-%m}.xlsx", XLSX)


@acting
def record(request: ActingRequest) -> HttpResponse:
    """When, and under which number."""
    require(request.actor, permissions.REPORT_ADHESIONS)
    owed = queries.owed(timezone.localdate())
    if not owed:
        raise NotAllowed(NONE_OWED)
    form = AdhesionForm(*typed(request), owed=owed)

    def act() -> None:
        record_adhesions(actor=request.actor, at=timezone.now(), **form.cleaned_data)

    if carried_out(request, form, act, done="Envio registrado."):
        return redirect("desk:adhesions")
    status = 422 if form.is_bound else 200
    return render(request, "desk/record_adhesions.html", {"form": form}, status=status)


def month_asked(request: ActingRequest) -> date:
    """The month in the address, or the one before this. Raises NotFound."""
    wanted = request.GET.get("mes", "")
    if not wanted:
        return month_before(timezone.localdate())
    try:
        return date.fromisoformat(f"{wanted}-01")
    except ValueError:
        raise NotFound from None
