"""A termo de adesão, page by page from its request, and under its name wherever it is told of."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from access.rules import Profile
from agreements.publication.models import Extract
from agreements.registry.rules import AgreementState
from documents.workbook import read_xlsx
from tenants.rules import Nature
from tests.agreements.road_by_pages import Road
from tests.factories.agreements import new_cnpj

FULL = "Termo de Adesão"


@pytest.fixture
def published(road: Road) -> Road:
    """From the request to both gazettes."""
    road.asked(nature=Nature.MUNICIPALITY_MG.value, municipality="Grupiara (MG)", cnpj=new_cnpj())
    road.admitted(species="adhesion")
    road.drafted()
    page = road.of_the_centre(Profile.COMPTROLLER).get(f"/acordos/{road.agreement_uid}/").text
    assert f"Registrar assinatura: {FULL} – CGE-MG" in page
    assert "Acordo de Cooperação Técnica –" not in page
    road.signed()
    road.published()
    assert road.agreement.state == AgreementState.PUBLISHED
    return road


@pytest.mark.slow
@pytest.mark.parity("G09")
def test_a_termo_de_adesao_goes_its_road_and_bears_its_name_in_every_place(published: Road) -> None:
    road, portal = published, published.portal
    found = road.agreement
    name = f"{FULL} nº {found.number}/{found.year}"
    extract = Extract.objects.get(agreement=found)
    assert (extract.species, extract.label) == ("adhesion", name)
    assert extract.text.startswith(f"EXTRATO DO {name.upper()}\n")
    assert f"Extrato do {name}" in portal.get(extract.get_absolute_url()).text
    assert name in portal.get("/extratos/", {"especie": "adhesion"}).text
    assert name not in portal.get("/extratos/", {"especie": "act"}).text
    assert name in portal.get("/extratos/", {"busca": "termo de adesao"}).text
    for route in ("extracts_atom", "extracts_feed"):
        path = reverse(f"publication:{route}", urlconf="config.urls.portal")
        assert f"Extrato do {name}" in portal.get(path).text
    path = reverse("publication:extracts_json", urlconf="config.urls.portal")
    assert [each["especie"] for each in portal.get(path).json()["extratos"]] == [FULL]
    api = reverse("public_api:agreements", urlconf="config.urls.portal")
    told = portal.get(api, {"especie": "termo-de-adesao"}).json()["resultados"]
    assert [each["especie"] for each in told] == [FULL]
    assert portal.get(api, {"especie": "acordo-de-cooperacao-tecnica"}).json()["total"] == 0
    assert FULL in portal.get("/acordos-em-numeros/").text


@pytest.mark.slow
def test_the_centre_counts_and_lists_a_termo_apart(published: Road) -> None:
    director = published.of_the_centre(Profile.DCI_DIRECTOR)
    panel = director.get("/painel-dos-acordos/").text
    assert "Acordos por instrumento" in panel
    answer = director.get("/painel-dos-acordos/planilha/")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    rows = read_xlsx(ContentFile(BytesIO(content).read(), name="acordos.xlsx"))["Acordos"]
    assert dict(zip(rows[0], rows[1], strict=False))["Instrumento"] == FULL
    page = director.get(f"/acordos/{published.agreement_uid}/").text
    assert "Mudar o instrumento" not in page
    refused = director.post(
        f"/acordos/{published.agreement_uid}/instrumento/", {"species": "act", "reason": "x"}
    )
    assert refused.status_code == 409
