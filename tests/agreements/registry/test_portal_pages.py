"""Anybody asks at the portal, without signing in, and follows the request by its link."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from django.conf import settings
from django.utils import timezone

from agreements.registry import services
from agreements.registry.models import Request
from agreements.registry.rules import Channel
from agreements.registry.web import portal_views
from audit.queries import entries_of
from notifications.models import Email
from tenants.models import Organisation
from tests.agreements.registry.forms import JUSTIFICATION, request_form
from tests.documents.samples import EXE, upload
from tests.factories import agreements as make
from tests.people import Visitor


def test_a_municipality_asks_and_sees_its_protocol(portal: Visitor) -> None:
    assert portal.get("/solicitar/").status_code == 200
    answer = portal.post("/solicitar/", request_form(), follow=True)
    request = Request.objects.select_related("organisation").get()
    assert answer.status_code == 200
    assert request.protocol in answer.content.decode()
    assert (request.channel, request.organisation.name) == (Channel.PORTAL, "Uberaba")
    assert request.cnpj == "12ABC34501DE35"
    entry = entries_of(request).get()
    assert (entry.actor_profile, entry.channel) == ("requester", "página")
    make.deliver_events()
    assert Email.objects.filter(to="flora@municipio.test").count() == 1


def test_a_federal_body_asks_with_name_and_state(portal: Visitor) -> None:
    form = request_form(
        nature="federal", municipality="", name="Órgão Federal Fictício", acronym="OFF", state="DF"
    )
    assert portal.post("/solicitar/", form).status_code == 302
    found = Organisation.objects.get(name="Órgão Federal Fictício")
    assert (found.state, found.acronym, found.ibge_code) == ("DF", "OFF", "")


@pytest.mark.parametrize(
    ("text", "nature", "code"),
    [
        ("uberaba", "municipality_mg", "3170107"),
        ("Londrina - PR", "municipality", "4113700"),
        ("3303302", "municipality", "3303302"),
    ],
)
def test_the_municipality_is_found_as_people_write_it(
    portal: Visitor, text: str, nature: str, code: str
) -> None:
    form = request_form(municipality=text, nature=nature)
    assert portal.post("/solicitar/", form).status_code == 302
    assert Request.objects.get().organisation.ibge_code == code


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"cnpj": "12.345.678/0001-00"}, "dígitos verificadores não conferem"),
        ({"municipality": "Uberabá do Nunca"}, "Não encontramos este município"),
        ({"municipality": "Bom Jesus", "nature": "municipality"}, "mais de um município"),
        ({"municipality": ""}, "Escolha o município"),
        ({"municipality": "Londrina (PR)"}, "outro estado"),
        ({"nature": "body", "municipality": ""}, "Informe o nome da organização"),
        ({"mandate_end": "2020-01-01"}, "O fim do mandato não pode ser antes do começo"),
        ({"focal_email": "flora"}, "E-mail do ponto focal: "),
        ({"letter": upload(EXE, "oficio.pdf")}, "PDF"),
        ({"letter": ""}, "Envie o arquivo"),
    ],
)
def test_bad_input_is_explained_beside_its_field_and_nothing_is_written(
    portal: Visitor, wrong: dict[str, object], sentence: str
) -> None:
    answer = portal.post("/solicitar/", request_form(**wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert JUSTIFICATION in page
    assert not Request.objects.exists()
    assert not Organisation.objects.filter(ibge_code="3170107").exists()


def test_every_field_of_an_empty_form_asks_for_its_value(portal: Visitor) -> None:
    answer = portal.post("/solicitar/", {})
    page = answer.content.decode()
    assert answer.status_code == 422
    for label in ("Quem pede", "CNPJ", "Justificativa", "Ofício assinado"):
        assert f"{label}: " in page


def test_a_second_open_request_is_refused_with_the_protocol_of_the_first(portal: Visitor) -> None:
    first = make.a_request()
    answer = portal.post("/solicitar/", request_form())
    assert answer.status_code == 422
    assert first.protocol in answer.content.decode()
    assert Request.objects.count() == 1


def test_the_tracking_page_tells_the_road_and_what_comes_next(portal: Visitor) -> None:
    agreement = make.an_agreement()
    token = services.tracking_token(agreement.request.uid)
    page = portal.get(f"/acompanhar/{token}/").content.decode()
    assert "A DCI prepara as minutas" in page
    assert agreement.title in page
    assert "Flora Focal" not in page


def test_the_tracking_page_tells_why_a_request_was_refused(portal: Visitor) -> None:
    request = make.a_request_in_triage()
    services.refuse_request(
        actor=make.DIRECTOR(), uid=request.uid, reason="Ofício sem assinatura.", at=timezone.now()
    )
    page = portal.get(f"/acompanhar/{services.tracking_token(request.uid)}/").content.decode()
    assert "Ofício sem assinatura." in page


def test_a_guessed_link_opens_nothing(portal: Visitor) -> None:
    make.a_request()
    assert portal.get("/acompanhar/inventado/").status_code == 404


def test_the_queue_is_not_on_the_portal(portal: Visitor) -> None:
    assert portal.get("/pedidos/").status_code == 404


LIMITS = {"OF_CALLER": "127.0.0.1", "OF_EVERYBODY": "", "TRIES": "127.0.0.1"}
BY_IPV6 = {"OF_CALLER": "2001:db8:0:7::/64", "OF_EVERYBODY": "", "TRIES": "2001:db8:0:7::/64"}


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Lower limits, counted apart from those of other tests; forgotten afterwards."""
    lowered = []

    def lower(**most: int) -> None:
        for name, number in most.items():
            limit = replace(getattr(portal_views, name), name=f"few-{name}", most=number)
            monkeypatch.setattr(portal_views, name, limit)
            lowered.extend([(limit, LIMITS[name]), (limit, BY_IPV6[name])])

    yield lower
    for limit, who in lowered:
        limit.forget(who)


@pytest.mark.parametrize("name", sorted(LIMITS))
def test_a_form_sent_too_often_waits_and_loses_nothing(
    portal: Visitor, name: str, few: Callable[..., None]
) -> None:
    few(**{name: 1})
    getattr(portal_views, name).allows(LIMITS[name])
    answer = portal.post("/solicitar/", request_form())
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    assert "espere uma hora" in page
    assert JUSTIFICATION in page
    assert "oficio.pdf" in page
    assert not Request.objects.exists()
    getattr(portal_views, name).forget(LIMITS[name])
    assert portal.post("/solicitar/", request_form()).status_code == 302


def test_mistakes_use_up_no_request(portal: Visitor, few: Callable[..., None]) -> None:
    few(OF_CALLER=1, OF_EVERYBODY=1)
    for _ in range(5):
        assert portal.post("/solicitar/", request_form(cnpj="")).status_code == 422
    assert portal.post("/solicitar/", request_form()).status_code == 302
    assert portal.post("/solicitar/", request_form(cnpj="")).status_code == 422
    assert portal.post("/solicitar/", request_form()).status_code == 429


def test_what_the_service_refuses_uses_up_no_request(
    portal: Visitor, few: Callable[..., None]
) -> None:
    make.a_request()
    few(OF_CALLER=1, OF_EVERYBODY=1)
    for _ in range(3):
        assert portal.post("/solicitar/", request_form()).status_code == 422
    other = request_form(municipality="Uberlândia", cnpj="11.222.333/0001-81")
    assert portal.post("/solicitar/", other).status_code == 302


def test_tries_end_too(portal: Visitor, few: Callable[..., None]) -> None:
    few(TRIES=2)
    answers = [portal.post("/solicitar/", request_form(cnpj="")).status_code for _ in range(3)]
    assert answers == [422, 422, 429]


def test_one_subscriber_of_ipv6_is_one_caller(portal: Visitor, few: Callable[..., None]) -> None:
    few(TRIES=2)
    addresses = ("2001:db8:0:7::1", "2001:db8:0:7:ffff::2", "2001:db8:0:7::3", "2001:db8:0:8::1")
    answers = [
        Visitor(settings.BASE_DOMAIN, REMOTE_ADDR=each).post("/solicitar/", {}).status_code
        for each in addresses
    ]
    assert answers == [422, 422, 429, 422]
    portal_views.TRIES.forget("2001:db8:0:8::/64")
