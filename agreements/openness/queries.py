"""The lines of every open table, and the editions made of them."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from agreements.continuity.models import Amendment
from agreements.continuity.rules import AmendmentState
from agreements.improvements.models import AnnualReport
from agreements.improvements.queries import accepted_improvements
from agreements.improvements.rules import ReportState, is_late
from agreements.openness.models import Edition
from agreements.openness.packaging import Issue
from agreements.openness.rules import Line
from agreements.publication import queries as publication
from agreements.publication.models import Delivery, Extract, Publication
from agreements.publication.queries import Wanted
from agreements.registry.models import Agreement
from agreements.registry.rules import StartBasis
from foundation.identifiers import formatted_cnpj
from notifications.links import on_portal
from tenants.rules import Nature

PIECE = 500
KIND = "Acordo de Cooperação Técnica"


def day_of(at: datetime | None) -> date | None:
    """The day of an instant, in the house's time."""
    return timezone.localdate(at) if at else None


def open_agreements(wanted: Wanted, *, today: date) -> QuerySet[Extract]:
    """The extracts with the little of the agreement and its request that is told beside them."""
    return (
        publication.extracts(wanted, today=today)
        .select_related("agreement__request")
        .defer(None)
        .only(
            *(each.attname for each in Extract._meta.concrete_fields if each.name != "searchable"),
            "agreement__start_basis",
            "agreement__request__received_at",
        )
    )


def line_of_agreement(extract: Extract, today: date) -> Line:
    """One agreement."""
    return {
        "id_acordo": str(extract.uid),
        "numero": extract.number,
        "ano": extract.year,
        "especie": KIND,
        "objeto": extract.object,
        "base_legal": extract.legal_basis,
        "processo_sei": extract.sei_number,
        "participe_nome": extract.partner,
        "participe_cnpj": formatted_cnpj(extract.partner_cnpj),
        "participe_natureza": Nature(extract.nature).label,
        "uf": extract.state,
        "municipio_ibge": extract.ibge_code or None,
        "data_solicitacao": day_of(extract.agreement.request.received_at),
        "data_assinatura": extract.signed_date,
        "base_inicio_vigencia": StartBasis(extract.agreement.start_basis).label,
        "data_inicio": extract.start_date,
        "data_fim": extract.end_date,
        "situacao": str(extract.situation(today).label),
        "sem_repasse": True,
        "url_integra": on_portal(extract.get_absolute_url()),
        "url_publicacao_doe": extract.gazette_url or None,
        "data_publicacao_doe": extract.gazette_date,
        "codigo_materia_doe": extract.gazette_matter_code or None,
        "data_publicacao_participe": extract.partner_gazette_date,
        "url_publicacao_participe": extract.partner_gazette_url or None,
        "data_atualizacao": day_of(extract.updated_at),
    }


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
        "agreement__extract"
    )
    order = ("agreement__extract__year", "agreement__extract__number", "vehicle", "pk")
    for each in found.order_by(*order).iterator(PIECE):
        yield {
            **named(each.agreement),
            "veiculo": each.get_vehicle_display(),
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
    accepted = Count("improvements", filter=Q(improvements__accepted_at__isnull=False))
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
    """Every accepted improvement, oldest first."""
    found = (
        accepted_improvements()
        .filter(report__agreement__extract__isnull=False)
        .select_related("report__agreement__extract")
        .order_by("accepted_at", "pk")
    )
    for each in found.iterator(PIECE):
        yield {
            **named(each.report.agreement),
            "id_melhoria": str(each.uid),
            "credito": each.credit,
            "titulo": each.title,
            "motivo": each.reason,
            "modulo": each.get_module_display(),
            "tipo": each.get_kind_display(),
            "licenca": each.get_licence_display(),
            "url_codigo": each.link or None,
            "data_aceite": day_of(each.accepted_at),
        }


LINES: dict[str, Callable[[date], Iterator[Line]]] = {
    "acordos": agreements,
    "aditivos": amendments,
    "publicacoes": publications,
    "entregas": deliveries,
    "relatorios_anuais": reports,
    "melhorias": improvements,
}


def newest_edition() -> Edition | None:
    """The edition that counts."""
    return Edition.objects.first()


def newest_edition_for_update() -> Edition | None:
    """The same, locked: two builders at once make one edition."""
    return Edition.objects.select_for_update().first()


def editions() -> QuerySet[Edition]:
    """All of them, newest first."""
    return Edition.objects.all()


def issue_of(edition: Edition) -> Issue:
    """What the descriptions need to know of it."""
    base = on_portal(reverse("openness:data", urlconf=settings.ROOT_URLCONF))
    return Issue(edition.version, edition.built_at, edition.parts, base)
