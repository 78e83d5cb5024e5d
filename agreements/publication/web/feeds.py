"""Extracts for machines: JSON and Atom, open, without sign-in, without personal data."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from agreements.publication import queries
from agreements.publication.models import Extract
from agreements.publication.queries import Wanted
from agreements.publication.rules import CENTRE_PARTY
from agreements.publication.web.public_forms import ExtractFilter
from foundation.identifiers import formatted_cnpj
from foundation.words import printable
from notifications.links import on_portal
from tenants.rules import Nature

PAGE = 100
NEWEST = 50
LICENCE = "CC-BY-4.0"
SUBTITLE = "Acordos de Cooperação Técnica e Termos de Adesão publicados pela CGE-MG"


def json_answer(content: dict[str, Any]) -> JsonResponse:
    """JSON that any page on the web may read."""
    answer = JsonResponse(content, json_dumps_params={"ensure_ascii": False})
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@require_safe
def extracts_json(request: HttpRequest) -> HttpResponse:
    """The list, with the same filters as the page, 100 at a time."""
    today = timezone.localdate()
    found = queries.extracts(ExtractFilter(request.GET).wanted(), today=today)
    page = Paginator(found, PAGE).get_page(request.GET.get("pagina"))
    following = None
    if page.has_next():
        query = request.GET.copy()
        query["pagina"] = str(page.next_page_number())
        following = on_portal(f"{request.path}?{query.urlencode()}")
    return json_answer(
        {
            "titulo": "Extratos de acordos e termos de adesão do SisPMPI",
            "licenca": LICENCE,
            "total": page.paginator.count,
            "pagina": page.number,
            "proxima": following,
            "extratos": [as_json(each, today) for each in page.object_list],
        }
    )


@require_safe
def extract_json(request: HttpRequest, number: int, year: int) -> HttpResponse:
    """One extract."""
    found = queries.extract_by_number(number, year)
    return json_answer({"licenca": LICENCE, **as_json(found, timezone.localdate())})


def as_json(extract: Extract, today: date) -> dict[str, Any]:
    """What is told of an extract, field by field; nothing private is in the row it comes from."""
    return {
        "numero": extract.number,
        "ano": extract.year,
        "especie": extract.get_species_display(),
        "cedente": CENTRE_PARTY,
        "participe": extract.partner,
        "cnpj": formatted_cnpj(extract.partner_cnpj),
        "natureza": Nature(extract.nature).label,
        "uf": extract.state,
        "codigo_ibge": extract.ibge_code or None,
        "objeto": extract.object,
        "fundamento_legal": extract.legal_basis,
        "processo_sei": extract.sei_number,
        "com_repasse": False,
        "vigencia": extract.term,
        "data_assinatura": extract.signed_date.isoformat(),
        "data_inicio": extract.start_date.isoformat(),
        "data_fim": extract.end_date.isoformat(),
        "situacao": extract.situation(today).label,
        "signatarios": [
            {
                "nome": each["name"],
                "cargo": each["post"],
                "parte": "CGE-MG" if each["for_centre"] else "Partícipe",
            }
            for each in extract.signatories
        ],
        "publicacao": {
            "diario": extract.gazette_name,
            "data": extract.gazette_date.isoformat(),
            "edicao": extract.gazette_edition,
            "pagina": extract.gazette_page,
            "codigo_materia": extract.gazette_matter_code,
            "endereco": extract.gazette_url,
        },
        "publicacao_participe": partner_gazette(extract),
        "pncp": at_pncp(extract),
        "correcoes": corrections_of(extract),
        "alteracoes": [
            {"titulo": each["title"], "data": each["date"], "endereco": each["url"]}
            for each in extract.later
        ],
        "texto": extract.text,
        "endereco": on_portal(extract.get_absolute_url()),
        "atualizado_em": extract.updated_at.isoformat(),
    }


def partner_gazette(extract: Extract) -> dict[str, str] | None:
    """The partner's own gazette; None while it is pending."""
    if extract.partner_gazette_date is None:
        return None
    return {
        "diario": extract.partner_gazette_name,
        "data": extract.partner_gazette_date.isoformat(),
        "endereco": extract.partner_gazette_url,
    }


def at_pncp(extract: Extract) -> dict[str, str] | None:
    """How PNCP names it; None while it is not there."""
    if extract.pncp_date is None:
        return None
    return {
        "numero_controle": extract.pncp_number,
        "data": extract.pncp_date.isoformat(),
        "endereco": extract.pncp_url,
    }


def corrections_of(extract: Extract) -> list[dict[str, str]]:
    """What came out again, each naming the day of what it corrects."""
    return [
        {
            "especie": each["motive"],
            "veiculo": each["vehicle"],
            "data": each["date"],
            "corrige_publicacao_de": each["corrects"],
            "motivo": each["reason"],
            "texto": each["text"],
            "pagina": each["page"],
            "codigo_materia": each["matter_code"],
            "endereco": each["url"],
        }
        for each in extract.corrections
    ]


def words_of(extract: Extract) -> str:
    """The text as it was printed, and below it every correction."""
    corrected = [
        f"{each['motive'].upper()} DE {date.fromisoformat(each['date']):%d/%m/%Y}:"
        f" {each['reason']}\n{each['text']}"
        for each in extract.corrections
    ]
    return printable("\n\n".join([extract.text, *corrected]))


@require_safe
def extracts_atom(request: HttpRequest) -> HttpResponse:
    """The newest extracts, for a feed reader."""
    feed = Atom1Feed(
        title="Extratos de acordos do SisPMPI",
        subtitle=SUBTITLE,
        link=on_portal(reverse("publication:extracts")),
        feed_url=on_portal(request.path),
        description=None,
        language="pt-BR",
        author_name="Controladoria-Geral do Estado de Minas Gerais",
    )
    for each in queries.extracts(Wanted(), today=timezone.localdate())[:NEWEST]:
        feed.add_item(
            title=printable(f"{each} – {each.partner}"),
            link=on_portal(each.get_absolute_url()),
            description=words_of(each),
            unique_id=f"urn:uuid:{each.uid}",
            pubdate=each.published_at,
            updateddate=each.updated_at,
        )
    answer = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(answer, "utf-8")
    return answer


@require_safe
def extracts_feed_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON Feed 1.1."""
    return json_answer(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Extratos de acordos do SisPMPI",
            "description": SUBTITLE,
            "home_page_url": on_portal(reverse("publication:extracts")),
            "feed_url": on_portal(request.path),
            "language": "pt-BR",
            "authors": [{"name": "Controladoria-Geral do Estado de Minas Gerais"}],
            "items": [
                {
                    "id": f"urn:uuid:{each.uid}",
                    "url": on_portal(each.get_absolute_url()),
                    "title": f"{each} – {each.partner}",
                    "content_text": words_of(each),
                    "date_published": each.published_at.isoformat(),
                    "date_modified": each.updated_at.isoformat(),
                }
                for each in queries.extracts(Wanted(), today=timezone.localdate())[:NEWEST]
            ],
        }
    )
