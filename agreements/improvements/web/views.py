"""Yearly reports: the same pages for both sides, each within its own place."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.confirmation import confirmed
from access.web import ActingRequest, acting
from agreements.improvements import permissions, queries, services
from agreements.improvements.models import AnnualReport
from agreements.improvements.rules import EDITABLE, REPORT_FLOW, ReportState, is_late
from agreements.improvements.services import writing_side
from agreements.improvements.web.forms import ImprovementForm, ReportForm, ReturnForm
from agreements.improvements.web.tones import toned
from agreements.registry.rules import Side
from agreements.registry.web.trail import trail_of
from agreements.registry.web.typed import typed
from foundation.refusals import Invalid
from ui.refusals import show_faults
from ui.verbs import carried_out

PAGE = 30
TONES = {
    ReportState.DRAFT: "neutral",
    ReportState.SENT: "info",
    ReportState.RETURNED: "warning",
    ReportState.ACCEPTED: "success",
}


@require_safe
@acting
def report_list(request: ActingRequest) -> HttpResponse:
    """The reports of this organisation; at the centre, of all."""
    page = Paginator(queries.reports(request.actor), PAGE).get_page(request.GET.get("pagina"))
    rows = [row_of(each) for each in page.object_list]
    return render(request, "improvements/reports.html", {"page_obj": page, "rows": rows})


def row_of(report: AnnualReport) -> dict[str, Any]:
    """One line of the list."""
    state = ReportState(report.state)
    return {
        "report": report,
        "tone": TONES[state],
        "is_late": is_late(
            state,
            report.due_date,
            timezone.localdate(),
            held_since=queries.held_since(report),
        ),
    }


def page_of(request: ActingRequest, report: AnnualReport, **more: Any) -> dict[str, Any]:
    """One report with what the actor may do about it."""
    state = ReportState(report.state)
    is_own = report.side == writing_side()
    side_writes = (
        permissions.SEND_CENTRE_REPORT
        if writing_side() == Side.CGE
        else permissions.SEND_OWN_REPORT
    )
    judges = report.side == Side.PARTNER and request.actor.may(permissions.JUDGE_REPORT)
    return {
        **row_of(report),
        "improvements": [toned(each) for each in queries.improvements_of(report)],
        "is_shown": is_own or state != ReportState.DRAFT,
        "may_write": is_own and state in EDITABLE and request.actor.may(side_writes),
        "may_judge": judges and REPORT_FLOW.allows("accept", state),
        "send_form": Form(),
        "return_form": ReturnForm(),
        "trail": trail_of(report),
        **more,
    }


@require_safe
@acting
def report(request: ActingRequest, uid: UUID) -> HttpResponse:
    """One report."""
    found = queries.report_by_uid(request.actor, uid)
    return render(request, "improvements/report.html", page_of(request, found))


@acting
def fill_in(request: ActingRequest, uid: UUID) -> HttpResponse:
    """The year in words and numbers."""
    found = services.report_to_edit(request.actor, uid)
    form = ReportForm(request.POST or None, initial=ReportForm.initial_of(found))
    return verb(
        request,
        found,
        form,
        lambda: services.save_report(
            actor=request.actor,
            uid=uid,
            revision=form.cleaned_data["revision"],
            values=form.cleaned_data,
            at=timezone.now(),
        ),
        title="Preencher o relatório",
        submit="Salvar",
        done="Relatório salvo.",
    )


@acting
def add_improvement(request: ActingRequest, uid: UUID) -> HttpResponse:
    """One more change to the code."""
    found = services.report_to_edit(request.actor, uid)
    form = ImprovementForm(*typed(request))
    return verb(
        request,
        found,
        form,
        lambda: services.add_improvement(
            actor=request.actor,
            uid=uid,
            values=form.told(),
            patch=form.cleaned_data["patch"],
            at=timezone.now(),
        ),
        title="Registrar melhoria",
        submit="Registrar melhoria",
        done="Melhoria registrada.",
    )


@require_POST
@acting
def withdraw_improvement(request: ActingRequest, uid: UUID, improvement_uid: UUID) -> HttpResponse:
    """Take a change out of a report not sent."""
    services.withdraw_improvement(
        actor=request.actor, uid=uid, improvement_uid=improvement_uid, at=timezone.now()
    )
    messages.success(request, "Melhoria retirada do relatório.")
    return redirect("improvements:report", uid)


@require_POST
@acting
@confirmed
def send(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Send the report to the other side."""
    form = Form(request.POST)
    return judged(
        request,
        uid,
        form,
        lambda: services.send_report(actor=request.actor, uid=uid, at=timezone.now()),
        done="Relatório enviado.",
        name="send_form",
    )


@require_POST
@acting
def accept(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Accept what a partner sent."""
    services.accept_report(actor=request.actor, uid=uid, at=timezone.now())
    messages.success(request, "Relatório aceito. A DTIC analisa cada melhoria.")
    return redirect("improvements:report", uid)


@require_POST
@acting
def return_to_partner(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Ask a partner for changes."""
    services.judged_report(request.actor, uid, "return")
    form = ReturnForm(request.POST)
    return judged(
        request,
        uid,
        form,
        lambda: services.return_report(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        ),
        done="Relatório devolvido.",
        name="return_form",
    )


def judged(
    request: ActingRequest,
    uid: UUID,
    form: Form,
    carry_out: Callable[[], object],
    *,
    done: str,
    name: str,
) -> HttpResponse:
    """A verb on the page of the report itself: what is missing is said there (422)."""
    if form.is_valid():
        try:
            carry_out()
        except Invalid as refusal:
            show_faults(form, refusal)
        else:
            messages.success(request, done)
            return redirect("improvements:report", uid)
    found = queries.report_by_uid(request.actor, uid)
    context = page_of(request, found, **{name: form})
    return render(request, "improvements/report.html", context, status=422)


def verb(
    request: ActingRequest,
    found: AnnualReport,
    form: Form,
    carry_out: Callable[[], object],
    *,
    done: str,
    **page: Any,
) -> HttpResponse:
    """One form, one service: back to the report, or the form again with its faults (422)."""
    if carried_out(request, form, carry_out, done=done):
        return redirect("improvements:report", found.uid)
    context = {"report": found, "form": form, **page}
    status = 422 if form.is_bound else 200
    return render(request, "improvements/verb.html", context, status=status)
