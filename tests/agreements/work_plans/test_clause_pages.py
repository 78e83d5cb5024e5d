"""The catalogue of clauses on its pages, and the opinion that holds for the model alone."""

from typing import Any

import pytest
from django.utils import timezone

from access.rules import Profile
from agreements.work_plans import services
from agreements.work_plans.models import Clause, LegalOpinion
from tests.conftest import As
from tests.documents.samples import PDF, upload
from tests.factories import agreements as make

PAGE = "/acordos/modelo/act/integridade/"


def typed(**more: Any) -> dict[str, Any]:
    """A new version of a clause."""
    return {
        "title": "Da integridade",
        "text": "As partes atuarão com integridade e apurarão irregularidades em até {notice}.",
        "is_obligatory": "on",
        "is_editable": "on",
        "legal_basis": "Lei nº 12.846/2013",
        "valid_from": timezone.localdate().isoformat(),
        "version": "1",
    } | more


def test_the_director_publishes_a_version_and_reads_what_changed(centre_as: As) -> None:
    director = centre_as(Profile.DCI_DIRECTOR)
    assert "Da integridade" in director.get("/acordos/modelo/").content.decode()
    assert "Publicar nova versão" in director.get(PAGE).content.decode()
    page = director.post(f"{PAGE}nova-versao/", typed(), follow=True).content.decode()
    assert "Versão publicada" in page
    assert "Da versão 1 para a versão 2" in page
    assert '<span class="sp-hidden">[retirado: </span>' in page
    assert '<span class="sp-hidden">[incluído: </span>' in page
    assert Clause.objects.get(species="act", key="integridade", version=2).published_by_name


def test_the_second_of_two_directors_is_shown_both_texts(centre_as: As) -> None:
    first, second = centre_as(Profile.DCI_DIRECTOR), centre_as(Profile.DCI_DIRECTOR)
    assert first.post(f"{PAGE}nova-versao/", typed()).status_code == 302
    answer = second.post(f"{PAGE}nova-versao/", typed(text="O texto de outra pessoa."))
    assert answer.status_code == 409
    assert "O texto de outra pessoa." in answer.content.decode()
    assert "em até {notice}" in answer.content.decode()


def test_an_unknown_field_is_told_beside_the_text_and_what_was_typed_stays(centre_as: As) -> None:
    director = centre_as(Profile.DCI_DIRECTOR)
    answer = director.post(f"{PAGE}nova-versao/", typed(text="Prazo de {inventado}."))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "O campo {inventado} não existe" in page
    assert "Prazo de {inventado}." in page
    assert Clause.objects.filter(species="act", key="integridade").count() == 1


@pytest.mark.parametrize("query", ["?de=1&para=1", "?de=x", "?de=9&para=10", ""])
def test_an_odd_comparison_is_no_error(centre_as: As, query: str) -> None:
    assert centre_as(Profile.AUDITOR).get(PAGE + query).status_code == 200


def test_the_page_says_what_the_fields_of_a_clause_are(centre_as: As) -> None:
    director = centre_as(Profile.DCI_DIRECTOR)
    page = director.get("/acordos/modelo/adhesion/vigencia/").content.decode()
    assert "{term} é prazo da vigência" in page
    form = director.get("/acordos/modelo/adhesion/vigencia/nova-versao/").content.decode()
    assert "Termo de Adesão" in form and "O partícipe pode propor" not in form
    listed = director.get("/acordos/modelo/", {"instrumento": "adhesion"}).content.decode()
    assert "Da adesão" in listed and "Ver as do Acordo de Cooperação Técnica" in listed


@pytest.mark.parity("G06")
def test_a_referential_opinion_is_refused_where_a_clause_is_not_the_models(
    centre_as: As,
) -> None:
    agreement = make.an_agreement()
    services.word_clause(
        actor=make.ANALYST(),
        uid=agreement.uid,
        key="integridade",
        paragraphs=["Outro texto."],
        revision=0,
        at=timezone.now(),
    )
    services.generate_drafts(actor=make.ANALYST(), uid=agreement.uid, at=timezone.now())
    answer = centre_as(Profile.LEGAL).post(
        f"/acordos/{agreement.uid}/parecer/",
        {
            "kind": "referential",
            "number": "REF 1/2026",
            "opinion_date": timezone.localdate().isoformat(),
            "is_identical": "on",
            "file": upload(PDF, "parecer.pdf"),
        },
    )
    assert answer.status_code == 422
    assert "diferem dele: “Da integridade”" in answer.content.decode()
    assert not LegalOpinion.objects.exists()


def test_the_page_of_an_agreement_offers_the_clauses_of_today(centre_as: As) -> None:
    agreement = make.an_agreement_with_drafts()
    director = centre_as(Profile.DCI_DIRECTOR)
    address = f"/acordos/{agreement.uid}/"
    assert "O modelo tem versões mais novas" not in director.get(address).content.decode()
    director.post(f"{PAGE}nova-versao/", typed())
    page = director.get(address).content.decode()
    assert "O modelo tem versões mais novas" in page
    assert "Gerar minutas com as cláusulas de hoje" in page
    page = director.post(f"{address}minutas/renovar/", follow=True).content.decode()
    assert "Minutas geradas com as cláusulas de hoje: versão 2." in page
    assert "O modelo tem versões mais novas" not in page
