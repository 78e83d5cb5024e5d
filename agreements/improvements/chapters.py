"""The yearly reports, told on the page of an agreement on both sides."""

from django.urls import reverse
from django.utils import timezone

from access.rules import Actor
from agreements.improvements import permissions, queries
from agreements.improvements.rules import ReportState, is_late
from agreements.registry.chapters import Chapter, chapter, own_chapter
from agreements.registry.holds import HoldStep
from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState
from ui.templatetags.formats import day


@own_chapter(order=80)
@chapter(order=80)
def reports(actor: Actor, agreement: Agreement) -> Chapter:
    """How many were accepted or sent, which is due next, and whether one is late."""
    may = actor.may(permissions.SEE_REPORTS) or actor.may(permissions.SEE_OWN_REPORTS)
    found = list(queries.reports_of(actor, agreement)) if may else []
    open_ones = [each for each in found if each.state in (ReportState.DRAFT, ReportState.RETURNED)]
    today = timezone.localdate()
    late = sum(
        is_late(ReportState(each.state), each.due_date, today, held_since=queries.held_since(each))
        for each in open_ones
    )
    sent = len(found) - len(open_ones)
    note = f"{sent} de {len(found)} enviados" if found else ""
    if late:
        note += f", {late} em atraso"
    is_over = agreement.state == AgreementState.ENDED
    return Chapter(
        title="Relatórios anuais",
        step=HoldStep.REPORTS,
        state="pending" if not found else "done" if is_over and not open_ones else "current",
        when=f"prazo {day(open_ones[0].due_date)}" if open_ones else "",
        note=note,
        href=reverse("improvements:reports") if found else "",
    )
