"""Where SEI is connected, the registration of a publication begins from what SEI tells of it."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from pytest_django import Settings

from access.rules import Profile
from agreements.publication.models import Publication
from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState
from tests.agreements.signatures.sei_server import Paper, Sei, serving
from tests.conftest import As
from tests.documents.samples import PDF, upload
from tests.factories import agreements as make

pytestmark = pytest.mark.django_db
EXTRACT, WAITING = "98765432", "98765433"


@pytest.fixture
def sei(settings: Settings) -> Iterator[Sei]:
    with serving() as server:
        settings.SEI_URL = server.url
        settings.SEI_SYSTEM, settings.SEI_KEY, settings.SEI_UNIT = "SISPMPI", "chave", "110000"
        settings.SEI_TIMEOUT = 1
        today = f"{timezone.localdate():%d/%m/%Y}"
        server.papers[EXTRACT] = Paper(
            printed="<Publicacao><StaMotivo>1</StaMotivo><NomeVeiculo>Minas Gerais</NomeVeiculo>"
            f"<Numero>88</Numero><DataPublicacao>{today}</DataPublicacao><Estado>P</Estado>"
            "<ImprensaNacional><Pagina>4</Pagina></ImprensaNacional></Publicacao>"
        )
        server.papers[WAITING] = Paper(printed="<Publicacao><Estado>A</Estado></Publicacao>")
        yield server


def at(agreement: Agreement, more: str = "sei/") -> str:
    return f"/acordos/{agreement.uid}/publicacao/{more}"


@pytest.mark.parity("G09")
def test_the_form_comes_filled_in_with_what_sei_tells_and_a_person_registers_it(
    sei: Sei, centre_as: As
) -> None:
    agreement = make.a_signed_agreement()
    paula = centre_as(Profile.PUBLICATION)
    page = paula.get(f"/acordos/{agreement.uid}/").content.decode()
    assert "Buscar publicação no SEI" in page
    answer = paula.post(at(agreement), {"number": EXTRACT})
    assert answer.status_code == 302
    assert not Publication.objects.exists()
    form = paula.get(answer["Location"]).content.decode()
    assert "O SEI informa publicação" in form and "Minas Gerais" in form
    today = timezone.localdate()
    for value in (today.isoformat(), "88", "4"):
        assert f'value="{value}"' in form
    typed = {"published_date": today.isoformat(), "edition": "88", "page": "4"}
    sent = paula.post(answer["Location"], {**typed, "file": upload(PDF, "diario.pdf")})
    assert sent.status_code == 302, sent.content.decode()
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.PUBLISHED
    assert Publication.objects.get().edition == "88"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (WAITING, "ainda não informa publicação"),
        ("1", "Documento nao encontrado"),
        ("98.765", "só números"),
    ],
)
def test_what_sei_does_not_tell_is_said_beside_the_number(
    sei: Sei, centre_as: As, number: str, said: str
) -> None:
    agreement = make.a_signed_agreement()
    answer = centre_as(Profile.PUBLICATION).post(at(agreement), {"number": number})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_silent_sei_keeps_nobody_from_registering_by_hand(sei: Sei, centre_as: As) -> None:
    agreement = make.a_signed_agreement()
    paula = centre_as(Profile.PUBLICATION)
    sei.is_silent = True
    answer = paula.post(at(agreement), {"number": EXTRACT})
    assert answer.status_code == 422
    assert "registre a publicação à mão" in answer.content.decode()
    assert paula.get(at(agreement, "estado/")).status_code == 200


def test_where_sei_is_not_connected_nothing_of_it_is_offered(centre_as: As) -> None:
    agreement = make.a_signed_agreement()
    paula = centre_as(Profile.PUBLICATION)
    page = paula.get(f"/acordos/{agreement.uid}/").content.decode()
    assert "Buscar publicação no SEI" not in page
    assert paula.get(at(agreement)).status_code == 409
