"""The frame of every page: whose it is, who is signed in, what to do after a refusal."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from tests.ui.rendering import visit
from ui.context import CONTRAST_COOKIE, HIGH_CONTRAST, page_of
from ui.views import contrast

UBERABA = SimpleNamespace(name="Prefeitura de Uberaba", acronym="PMU")
REFUSALS = ("400", "403", "403_csrf", "404", "409", "422", "429")
AT_HOME = RequestFactory(SERVER_NAME="localhost")
PLAIN = ("500", "unknown_host", "suspended", "maintenance")


def signed_in(**marks: Any) -> dict[str, Any]:
    user = SimpleNamespace(is_authenticated=True, email="ana@exemplo.mg.gov.br", name="Ana Exemplo")
    actor = SimpleNamespace(name="Ana Exemplo", profile_label="Comissão de monitoramento")
    return {"user": user, "actor": actor, "host_kind": "organisation", **marks}


def page(name: str, **marks: Any) -> str:
    return " ".join(render_to_string(name, {}, visit(**marks)).split())


def test_the_page_of_an_organisation_bears_its_name() -> None:
    html = page("base.html", host_kind="organisation", organisation=UBERABA)
    assert 'data-host="organisation"' in html
    assert "Prefeitura de Uberaba" in html
    assert "<title>Início · PMU · SisPMPI em Rede</title>" in html


def test_a_visitor_of_the_portal_is_offered_no_sign_in() -> None:
    assert "Entrar" not in page("base.html", host_kind="portal")


def test_a_signed_in_person_sees_name_and_profile() -> None:
    html = page("base.html", **signed_in(organisation=UBERABA))
    assert "Ana Exemplo" in html and "Comissão de monitoramento" in html


def test_the_actor_is_not_asked_for_before_somebody_signs_in() -> None:
    class Curious:
        def __getattr__(self, name: str) -> str:
            raise AssertionError(name)

    assert page_of(visit(actor=Curious())).person == ""


def test_a_page_without_any_mark_is_one_of_the_portal() -> None:
    frame = page_of(RequestFactory().get("/"))
    assert (frame.host_kind, frame.signed_in, frame.acronym) == ("portal", False, "CGE-MG")


def test_the_menu_marks_where_the_person_is() -> None:
    nav = [{"label": "Início", "url": "/"}, {"label": "Planos", "url": "/planos/"}]
    html = render_to_string("ui/nav.html", {"nav": nav}, visit("/planos/7/"))
    marked = re.findall(r'href="([^"]+)"\s+aria-current="page"', html)
    assert marked == ["/planos/"]


def test_a_menu_of_several_pages_is_marked_on_each_of_them() -> None:
    links = [{"label": "Pessoas", "url": "/pessoas/"}, {"label": "Diário", "url": "/diario/"}]
    nav = [{"label": "Planos", "url": "/planos/"}, {"label": "Administração", "links": links}]
    there = render_to_string("ui/nav.html", {"nav": nav}, visit("/diario/"))
    elsewhere = render_to_string("ui/nav.html", {"nav": nav}, visit("/planos/"))
    assert "data-here" in there and "data-here" not in elsewhere
    assert re.findall(r'href="([^"]+)"\s+aria-current="page"', there) == ["/diario/"]


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_says_what_to_do(name: str) -> None:
    html = page(f"{name}.html", **signed_in())
    assert '<html lang="pt-BR"' in html and "O que fazer" in html
    assert html.count("<h1>") == 1


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_inside_a_page_is_an_alert(name: str) -> None:
    html = page(f"{name}.html", htmx=True, **signed_in())
    assert "<html" not in html and 'role="alert"' in html


def test_who_may_not_is_greeted_by_first_name_and_told_the_profile_in_use() -> None:
    html = page("403.html", **signed_in())
    assert "Ana, seu perfil não permite isto" in html
    assert "<strong>Comissão de monitoramento</strong>" in html


def test_the_sentence_of_a_refusal_is_shown_and_escaped() -> None:
    html = render_to_string("409.html", {"message": "Já publicado <b>"}, visit())
    assert "Já publicado &lt;b&gt;" in html


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_page_needs_nothing_that_may_be_broken(name: str) -> None:
    html = render_to_string(f"{name}.html")
    assert '<html lang="pt-BR"' in html and html.count("<h1>") == 1


def test_an_unknown_host_is_told_nothing_about_others() -> None:
    html = render_to_string("unknown_host.html", {"organisation_name": "Uberaba"})
    assert "Uberaba" not in html and "href=" not in html.split("<body>")[1]


def test_a_suspended_organisation_is_named() -> None:
    assert "de Prefeitura de Uberaba" in render_to_string(
        "suspended.html", {"organisation_name": "Prefeitura de Uberaba"}
    )


def test_the_contrast_is_switched_on_and_off_again() -> None:
    first = contrast(AT_HOME.post("/x/", {"next": "/planos/?a=1"}))
    assert first.headers["Location"] == "/planos/?a=1"
    assert first.cookies[CONTRAST_COOKIE].value == HIGH_CONTRAST
    again = AT_HOME.post("/x/", {"next": "/"})
    again.COOKIES[CONTRAST_COOKIE] = HIGH_CONTRAST
    assert contrast(again).cookies[CONTRAST_COOKIE].value == ""


@pytest.mark.parametrize("wanted", ["https://example.com/", "//example.com", "javascript:1", ""])
def test_the_switch_of_contrast_leads_nowhere_else(wanted: str) -> None:
    response = contrast(AT_HOME.post("/x/", {"next": wanted}))
    assert response.headers["Location"] == "/"


def test_the_contrast_is_not_switched_by_a_link() -> None:
    assert contrast(AT_HOME.get("/x/")).status_code == 405


def test_a_page_in_high_contrast_says_so_to_the_style() -> None:
    request = visit()
    request.COOKIES[CONTRAST_COOKIE] = HIGH_CONTRAST
    assert 'data-contrast="high"' in render_to_string("base.html", {}, request)
