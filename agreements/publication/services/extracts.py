"""What the portal shows of an agreement: a copy without personal data, and what came later."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from agreements.publication import queries
from agreements.publication.models import Extract, Publication
from agreements.publication.rules import ExtractFacts, Vehicle, extract_text
from agreements.registry.models import Agreement
from agreements.registry.species import Species
from documents.clearance import Decision, check, sheet_of_text, staying_of
from documents.personal import masked
from foundation.words import folded


@transaction.atomic
def tell_on_extract(
    *,
    agreement: Agreement,
    title: str,
    day: date,
    end_date: date,
    at: datetime,
    url: str = "",
) -> None:
    """Show the public what came later: an amendment, the end; and the last day as it stands now.

    For the verb that has the grounds. The text that the gazette printed stays as it was.
    """
    extract = queries.extract_of(agreement)
    if extract is None:
        return
    extract.later = [*extract.later, {"title": title, "date": day.isoformat(), "url": url}]
    extract.end_date, extract.updated_at = end_date, at
    extract.save(update_fields=["later", "end_date", "updated_at"])


def cleared(facts: ExtractFacts, decision: Decision) -> frozenset[str]:
    """What may stay in the extract on the portal. Raises Invalid where nobody decided."""
    sheet = sheet_of_text(extract_text(facts))
    check(sheet, decision)
    return staying_of(sheet, decision)


def masked_facts(facts: ExtractFacts, stays: frozenset[str]) -> ExtractFacts:
    """The same without the personal data that may not stay; what the gazette printed is kept."""
    signatories = tuple(
        replace(each, name=masked(each.name, stays), post=masked(each.post, stays))
        for each in facts.signatories
    )
    return replace(
        facts,
        object=masked(facts.object, stays),
        legal_basis=masked(facts.legal_basis, stays),
        signatories=signatories,
    )


def open_extract(
    agreement: Agreement,
    facts: ExtractFacts,
    publication: Publication,
    stays: frozenset[str],
    at: datetime,
) -> Extract:
    """Copy what the public reads, once and for all."""
    organisation = agreement.organisation
    beside = queries.publication_of(agreement, Vehicle.PARTNER)
    at_pncp = queries.publication_of(agreement, Vehicle.PNCP)
    assert agreement.start_date is not None and agreement.end_date is not None
    return Extract.objects.create(
        agreement=agreement,
        **asdict(facts),
        nature=organisation.nature,
        state=organisation.state,
        ibge_code=organisation.ibge_code,
        start_date=agreement.start_date,
        end_date=agreement.end_date,
        text=masked(publication.text, stays),
        gazette_name=publication.gazette_name,
        gazette_date=publication.published_date,
        gazette_edition=publication.edition,
        gazette_page=publication.page,
        gazette_matter_code=publication.matter_code,
        gazette_url=publication.url,
        **(partner_fields(beside) if beside else {}),
        **(pncp_fields(at_pncp) if at_pncp else {}),
        searchable=searchable_of(agreement, facts),
        published_at=at,
        updated_at=at,
    )


def partner_fields(publication: Publication) -> dict[str, Any]:
    """What the extract repeats of the partner's own gazette."""
    return {
        "partner_gazette_name": publication.gazette_name,
        "partner_gazette_date": publication.published_date,
        "partner_gazette_url": publication.url,
    }


def pncp_fields(publication: Publication) -> dict[str, Any]:
    """What the extract repeats of PNCP."""
    return {
        "pncp_number": publication.matter_code,
        "pncp_date": publication.published_date,
        "pncp_url": publication.url,
    }


def searchable_of(agreement: Agreement, facts: ExtractFacts) -> str:
    """Every word under which an extract is found, without accents or case."""
    people = [f"{each.name} {each.post}" for each in facts.signatories]
    words = [
        f"{facts.number}/{facts.year}",
        "" if facts.species == Species.ACT else str(Species(facts.species).label),
        facts.partner,
        agreement.organisation.acronym,
        agreement.organisation.state,
        facts.partner_cnpj,
        facts.object,
        facts.sei_number,
        *people,
    ]
    return folded(" ".join(words))
