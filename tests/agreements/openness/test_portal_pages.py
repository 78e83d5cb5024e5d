"""The map, the figures, and all that the page of an agreement tells."""

import re
from base64 import b64decode
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from agreements.openness import queries
from agreements.publication.models import Extract
from agreements.work_plans.models import Stage
from documents.seals import qr_svg
from foundation import outlines
from foundation.municipalities import of_state
from foundation.outlines import of_minas
from notifications.links import on_portal
from tenants.middleware import PORTAL
from tests.factories.agreements import a_signed_agreement, an_agreement, applicant
from tests.factories.publication import (
    accepted,
    centre_report,
    contacted,
    delivered,
    published,
    signed_agreement_of,
)
from tests.people import Visitor
from tests.seed import FIRST

pytestmark = pytest.mark.django_db
ITABIRITO, LONDRINA = "3131901", "4113700"
COLOURED = re.compile(r'<a href="(/extratos/[^"]+)"\s+aria-label="([^"]+)">')
LARGEST = 150_000


@pytest.fixture
def two() -> tuple[Extract, Extract]:
    """One of Minas, one of elsewhere."""
    return (
        published(a_signed_agreement(applicant=applicant(ITABIRITO))),
        published(a_signed_agreement(applicant=applicant(LONDRINA))),
    )


def test_every_municipality_of_minas_has_an_outline_within_the_map() -> None:
    found = of_minas()
    assert set(found) == {each.ibge_code for each in of_state("MG")}
    for path in found.values():
        assert re.fullmatch(r"M\d+ \d+l[-\d ]+z", path)
        x, y = map(int, re.findall(r"\d+", path)[:2])
        assert 0 <= x <= outlines.WIDTH and 0 <= y <= outlines.HEIGHT


def test_the_map_colours_and_links_who_has_an_agreement(
    portal: Visitor, two: tuple[Extract, Extract]
) -> None:
    answer = portal.get("/mapa/")
    page = answer.content.decode()
    assert COLOURED.findall(page) == [(two[0].get_absolute_url(), "Itabirito: Vigente")]
    assert page.count(' d="M') == 853
    assert f'viewBox="0 0 {outlines.WIDTH} {outlines.HEIGHT}"' in page
    assert "853 municípios" in page
    numbers = {each.label: each.value for each in answer.context["legend"]}
    assert numbers == {"A iniciar": 0, "Vigente": 1, "Encerrado": 0, "Sem acordo": 852}


@pytest.mark.parametrize(
    ("query", "listed", "coloured"),
    [
        ({"situacao": "in_force"}, 1, 1),
        ({"situacao": "ended"}, 0, 0),
        ({"situacao": "none"}, 852, 0),
        ({"municipio": "ITABIRITO"}, 1, 1),
        ({"municipio": "sao joao del rei"}, 1, 0),
        ({"situacao": "qualquer", "municipio": ""}, 853, 1),
    ],
)
def test_the_filter_narrows_map_and_table_alike(
    portal: Visitor,
    two: tuple[Extract, Extract],
    query: dict[str, str],
    listed: int,
    coloured: int,
) -> None:
    answer = portal.get("/mapa/", query)
    assert answer.context["page_obj"].paginator.count == listed
    assert len(COLOURED.findall(answer.content.decode())) == coloured


def test_the_map_is_light_on_the_line(portal: Visitor, two: tuple[Extract, Extract]) -> None:
    answer = portal.get("/mapa/", headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < LARGEST


def test_the_figures_count_what_is_published(portal: Visitor, two: tuple[Extract, Extract]) -> None:
    an_agreement(applicant=applicant("3106200"))
    today = timezone.localdate()
    Extract.objects.filter(pk=two[1].pk).update(
        start_date=today - timedelta(days=9), end_date=today - timedelta(days=1)
    )
    assert queries.by_state() == [("Minas Gerais", 1), ("Paraná", 1)]
    assert queries.by_situation(today) == [("A iniciar", 0), ("Vigente", 1), ("Encerrado", 1)]
    assert queries.by_year() == [(str(today.year), 2)]
    page = portal.get("/acordos-em-numeros/").content.decode()
    for words in ("Minas Gerais", "Paraná", "Dias em média", "Do pedido à decisão"):
        assert words in page


def test_the_mean_of_a_step_is_of_those_who_went_through_it(
    portal: Visitor, two: tuple[Extract, Extract]
) -> None:
    assert dict(queries.mean_days())["Da publicação à entrega do código"] is None
    for extract, days in zip(two, (4, 9), strict=True):
        Extract.objects.filter(pk=extract.pk).update(
            signed_date=extract.gazette_date - timedelta(days=days)
        )
    delivered(accepted(contacted(two[0])))
    found = dict(queries.mean_days())
    assert found["Da assinatura à publicação"] in (6, 7)
    assert found["Da publicação à entrega do código"] == 0
    page = portal.get("/acordos-em-numeros/").content.decode()
    assert "nenhum acordo passou por aí ainda" not in page


def test_an_agreement_shows_its_time_line_plan_improvements_and_address(portal: Visitor) -> None:
    agreement = published(signed_agreement_of(FIRST)).agreement
    extract = Extract.objects.get(agreement=agreement)
    delivered(accepted(contacted(extract)))
    centre_report(agreement)
    first = Stage.objects.filter(goal__plan__agreement=agreement).order_by("pk")[0]
    Stage.objects.filter(pk=first.pk).update(done_date=timezone.localdate())
    page = portal.get(extract.get_absolute_url()).content.decode()
    for words in (
        "Linha do tempo",
        "Pedido recebido",
        "Código entregue, versão 2.4.1",
        "Fim da vigência",
        "Plano de trabalho",
        first.description,
        "Melhorias devolvidas por este acordo",
        "Exportação do plano em planilha aberta",
    ):
        assert words in page, words
    (drawn,) = re.findall(r"data:image/svg\+xml;base64,([\w+/=]+)", page)
    assert b64decode(drawn).decode() == qr_svg(on_portal(extract.get_absolute_url()))
    for private in ("Téo Técnico", "Flora Focal", "teo@municipio.test"):
        assert private not in page


def test_the_portal_reads_published_plans_only(portal: Visitor) -> None:
    draft = a_signed_agreement(applicant=applicant(ITABIRITO))
    shown = published(signed_agreement_of(FIRST)).agreement
    connection.set_tenant(PORTAL)  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT agreement_id FROM work_plans_workplan")
        assert cursor.fetchall() == [(shown.pk,)]
        assert draft.pk != shown.pk
        cursor.execute(
            "SELECT count(*) FROM work_plans_stage s JOIN work_plans_goal g ON g.id = s.goal_id"
            " JOIN work_plans_workplan p ON p.id = g.plan_id WHERE p.agreement_id <> %s",
            [shown.pk],
        )
        assert cursor.fetchone()[0] == 0
        for column in ("justification", "expected_results"):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                cursor.execute(f"SELECT {column} FROM work_plans_workplan")


def test_the_json_feed_tells_the_newest(portal: Visitor, two: tuple[Extract, Extract]) -> None:
    told = portal.get("/extratos/feed.json").json()
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert {each["id"] for each in told["items"]} == {f"urn:uuid:{each.uid}" for each in two}
    assert all(each["url"] and each["content_text"] for each in told["items"])
