"""Agreements and improvements as everybody may read them; the portal's role can."""

from datetime import date, datetime
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from agreements.improvements.models import Improvement
from agreements.improvements.queries import public_improvements
from agreements.openness.rules import Line
from agreements.publication import queries as publication
from agreements.publication.models import Delivery, Extract
from agreements.publication.queries import Wanted
from agreements.publication.rules import Vehicle
from agreements.registry.rules import StartBasis
from foundation.identifiers import formatted_cnpj
from notifications.links import on_portal
from tenants.rules import Nature


def day_of(at: datetime | None) -> date | None:
    """The day of an instant, in the house's time."""
    return timezone.localdate(at) if at else None


def open_agreements(
    wanted: Wanted, *, today: date, ends_by: date | None = None
) -> QuerySet[Extract]:
    """The extracts with the little of the agreement and its request that is told beside them."""
    found = with_start(publication.extracts(wanted, today=today))
    if ends_by is not None:
        found = found.filter(end_date__gte=today, end_date__lte=ends_by)
    return found


def open_agreement(number: int, year: int) -> Extract:
    """One of them. Raises NotFound."""
    known = publication.extract_by_number(number, year)
    return with_start(Extract.objects.filter(pk=known.pk)).get()


def with_start(found: QuerySet[Extract]) -> QuerySet[Extract]:
    """Joined to where they began: no more of a request than the portal may read."""
    return found.select_related("agreement__request").only(
        *(each.name for each in Extract._meta.concrete_fields if each.name != "searchable"),
        "agreement__start_basis",
        "agreement__request__received_at",
    )


def line_of_agreement(extract: Extract, today: date) -> Line:
    """One agreement."""
    return {
        "id_acordo": str(extract.uid),
        "numero": extract.number,
        "ano": extract.year,
        "especie": extract.get_species_display(),
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
        "numero_pncp": extract.pncp_number or None,
        "data_pncp": extract.pncp_date,
        "url_pncp": extract.pncp_url or None,
        "data_atualizacao": day_of(extract.updated_at),
    }


def around(extract: Extract) -> dict[str, list[dict[str, Any]]]:
    """What hangs on an agreement, as far as the portal knows it."""
    published: list[dict[str, Any]] = [
        {
            "veiculo": Vehicle.STATE.label,
            "diario": extract.gazette_name,
            "data_publicacao": extract.gazette_date,
            "url": extract.gazette_url or None,
        }
    ]
    if extract.partner_gazette_date is not None:
        published.append(
            {
                "veiculo": Vehicle.PARTNER.label,
                "diario": extract.partner_gazette_name,
                "data_publicacao": extract.partner_gazette_date,
                "url": extract.partner_gazette_url or None,
            }
        )
    published += [
        {
            "veiculo": each["vehicle"],
            "diario": each["gazette"],
            "data_publicacao": date.fromisoformat(each["date"]),
            "url": each["url"] or None,
        }
        for each in extract.corrections
    ]
    delivered = Delivery.objects.filter(
        agreement=extract.agreement_id, delivered_at__isnull=False
    ).order_by("delivered_at", "pk")
    return {
        "publicacoes": published,
        "alteracoes": [
            {"titulo": each["title"], "data_alteracao": each["date"], "url": each["url"] or None}
            for each in extract.later
        ],
        "entregas": [
            {
                "versao": each.version,
                "data_entrega": day_of(each.delivered_at),
                "data_recebimento": day_of(each.received_at),
            }
            for each in delivered
        ],
    }


def open_improvements() -> QuerySet[Improvement]:
    """The accepted ones, oldest first, each with what names its agreement."""
    return (
        public_improvements()
        .filter(report__agreement__extract__isnull=False)
        .annotate(
            agreement_uid=F("report__agreement__extract__uid"),
            agreement_number=F("report__agreement__extract__number"),
            agreement_year=F("report__agreement__extract__year"),
        )
        .order_by("accepted_at", "pk")
    )


def line_of_improvement(improvement: Any) -> Line:
    """One improvement that came with what names its agreement."""
    return {
        "id_acordo": str(improvement.agreement_uid),
        "numero": improvement.agreement_number,
        "ano": improvement.agreement_year,
        "id_melhoria": str(improvement.uid),
        "credito": improvement.credit,
        "titulo": improvement.title,
        "motivo": improvement.reason,
        "modulo": improvement.get_module_display(),
        "tipo": improvement.get_kind_display(),
        "licenca": improvement.get_licence_display(),
        "url_codigo": improvement.link or None,
        "data_aceite": day_of(improvement.accepted_at),
    }
