"""The lines of every open table, one after the other: only the centre's role reads them all."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from django.db.models import Count

from agreements.continuity.models import Amendment
from agreements.continuity.rules import AmendmentState
from agreements.improvements.exchange import public_rows
from agreements.improvements.models import AnnualReport
from agreements.improvements.rules import ReportState, is_late
from agreements.openness.queries.open_rows import (
    day_of,
    line_of_agreement,
    line_of_improvement,
    open_agreements,
    open_improvements,
)
from agreements.openness.rules import Line
from agreements.publication.models import Delivery, Extract, Publication
from agreements.publication.queries import Wanted
from agreements.registry.models import Agreement

PIECE = 500


def named(agreement: Agreement) -> dict[str, str | int]:
    """How every other table names the agreement."""
    extract: Extract = agreement.extract
    return {
        "id_acordo": str(extract.uid),
        "numero": extract.number,
        "ano": extract.year,
    }


def agreements(today: date) -> Iterator[Line]:
    """Every published agreement, in the order of its number."""
    found = open_agreements(Wanted(), today=today).order_by("year", "number")
    for extract in found.iterator(PIECE):
        yield line_of_agreement(extract, today)


def amendments(today: date) -> Iterator[Line]:
    """The amendments in effect."""
    found = Amendment.objects.filter(
        state=AmendmentState.IN_EFFECT, agreement__extract__isnull=False
    ).select_related("agreement__extract")
    order = ("agreement__extract__year", "agreement__extract__number", "sequence")
    for each in found.order_by(*order).iterator(PIECE):
        yield {
            **named(each.agreement),
            "sequencia": each.sequence,
            "data_pedido": each.requested_date,
            "data_assinatura": each.signed_date,
            "fim_anterior": each.former_end_date,
            "novo_fim": each.new_end_date,
            "data_publicacao": each.published_date,
            "pagina": each.page or None,
            "codigo_materia": each.matter_code or None,
            "url_publicacao": each.url or None,
        }


def publications(today: date) -> Iterator[Line]:
    """Each appearance of an extract that is on the portal."""
    found = Publication.objects.filter(agreement__extract__isnull=False).select_related(
        "agreement__extract", "corrects"
    )
    order = ("agreement__extract__year", "agreement__extract__number", "vehicle", "pk")
    times: Counter[tuple[int, str]] = Counter()
    for each in found.order_by(*order).iterator(PIECE):
        times[each.agreement_id, each.vehicle] += 1
        yield {
            **named(each.agreement),
            "veiculo": each.get_vehicle_display(),
            "ordem": times[each.agreement_id, each.vehicle],
            "especie": each.get_motive_display(),
            "corrige_data": each.corrects.published_date if each.corrects else None,
            "diario": each.gazette_name,
            "data": each.published_date,
            "edicao": each.edition or None,
            "pagina": each.page or None,
            "codigo_materia": each.matter_code or None,
            "url": each.url or None,
        }


def deliveries(today: date) -> Iterator[Line]:
    """What was delivered; nothing of who received it, and no way to fetch it."""
    found = Delivery.objects.filter(
        delivered_at__isnull=False, agreement__extract__isnull=False
    ).select_related("agreement__extract")
    order = ("agreement__extract__year", "agreement__extract__number", "delivered_at", "pk")
    for each in found.order_by(*order).iterator(PIECE):
        yield {
            **named(each.agreement),
            "id_entrega": str(each.uid),
            "versao": each.version,
            "data_entrega": day_of(each.delivered_at),
            "data_recebimento": day_of(each.received_at),
        }


def reports(today: date) -> Iterator[Line]:
    """How the yearly reports stand; nothing of what a draft says."""
    accepted = Count("improvements", filter=public_rows("improvements__"))
    found = (
        AnnualReport.objects.filter(agreement__extract__isnull=False)
        .select_related("agreement__extract")
        .annotate(accepted=accepted)
    )
    order = ("agreement__extract__year", "agreement__extract__number", "cycle", "side")
    for each in found.order_by(*order).iterator(PIECE):
        is_sent = each.state in (ReportState.SENT, ReportState.ACCEPTED)
        yield {
            **named(each.agreement),
            "ciclo": each.cycle,
            "parte": each.get_side_display(),
            "inicio_periodo": each.period_start_date,
            "fim_periodo": each.period_end_date,
            "prazo": each.due_date,
            "data_envio": day_of(each.sent_at) if is_sent else None,
            "situacao": standing_of(each, today),
            "melhorias": each.accepted,
        }


def standing_of(report: AnnualReport, today: date) -> str:
    """What the public may know of the state of a report."""
    state = ReportState(report.state)
    if state in (ReportState.SENT, ReportState.ACCEPTED):
        return str(state.label)
    return "Em atraso" if is_late(state, report.due_date, today) else "A enviar"


def improvements(today: date) -> Iterator[Line]:
    """Every accepted improvement."""
    for each in open_improvements().iterator(PIECE):
        yield line_of_improvement(each)


LINES: dict[str, Callable[[date], Iterator[Line]]] = {
    "acordos": agreements,
    "aditivos": amendments,
    "publicacoes": publications,
    "entregas": deliveries,
    "relatorios_anuais": reports,
    "melhorias": improvements,
}
