"""What waits for each profile, late first; and the lists as workbooks whose text stays text."""

from datetime import date, timedelta
from io import BytesIO
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from access.rules import Actor, Profile
from agreements.desk.items import Item
from agreements.desk.sheets import SHEETS
from agreements.desk.waiting import in_order, waiting
from agreements.registry.holds import HoldStep
from agreements.registry.models import Request
from documents.workbook import read_xlsx
from foundation.refusals import Denied
from tests.conftest import As
from tests.factories import exchange
from tests.factories.agreements import a_request, a_signed_agreement, applicant, held
from tests.factories.publication import DTIC, a_release, delivered
from tests.people import Visitor

days = st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(st.lists(st.tuples(days, days), max_size=20))
def test_what_is_late_always_stands_before_what_is_not(found: list[tuple[date, date]]) -> None:
    today = date(2026, 6, 1)
    items = [Item("x", "y", since, due, "registry:request", UUID(int=0)) for since, due in found]
    late = [each.is_late(today) for each in in_order(items)]
    assert late == sorted(late, reverse=True)


def whats(profile: Profile) -> list[str]:
    found = waiting(Actor(name="Alguém", profile=profile), timezone.localdate())
    return [each.what for each in found]


@pytest.mark.django_db
def test_each_profile_is_shown_what_it_may_do_and_nothing_that_is_held(centre_as: As) -> None:
    a_request(applicant=applicant("3148004"))
    signed = a_signed_agreement(applicant=applicant("3118601"))
    exchange.submitted()
    title = "Analisar a melhoria “Exportação do plano em planilha aberta”"
    assert whats(Profile.CABINET) == ["Encaminhar o pedido à DCI"]
    assert "Publicar o extrato no Diário Oficial" in whats(Profile.PUBLICATION)
    assert title in whats(Profile.DTIC)
    assert whats(Profile.AUDITOR) == []
    page = centre_as(Profile.DTIC).get("/painel-dos-acordos/fila/").text
    assert title in page and "à espera" in page
    held(signed, HoldStep.PUBLICATION)
    assert "Publicar o extrato no Diário Oficial" not in whats(Profile.PUBLICATION)
    assert (
        "Nada espera por você" in centre_as(Profile.AUDITOR).get("/painel-dos-acordos/fila/").text
    )


@pytest.mark.django_db
def test_the_first_page_of_the_centre_begins_with_the_most_urgent_of_it(centre_as: As) -> None:
    for code in ("3148004", "3118601", "3106200", "3170206", "3136702", "3143302"):
        a_request(applicant=applicant(code))
    page = centre_as(Profile.CABINET).get("/").text
    assert page.count("Encaminhar o pedido à DCI</a>") == 5
    assert "Ver tudo (6)" in page
    assert page.index("O que espera por você") < page.index("Onde você pode trabalhar")
    assert "O que espera por você" not in centre_as(Profile.AUDITOR).get("/").text


@pytest.mark.django_db
def test_an_extract_that_is_not_out_in_time_is_late() -> None:
    signed = a_signed_agreement()
    found = waiting(
        Actor(name="Paula", profile=Profile.PUBLICATION), timezone.localdate() + timedelta(days=40)
    )
    (item,) = [each for each in found if each.uid == signed.uid]
    assert item.is_late(timezone.localdate() + timedelta(days=40))


def sheet_of(visitor: Visitor, word: str) -> list[list[str]]:
    answer = visitor.get(f"/painel-dos-acordos/planilhas/{word}/")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    (rows,) = read_xlsx(ContentFile(BytesIO(content).read(), name="x.xlsx")).values()
    return rows


@pytest.mark.django_db
def test_every_list_is_a_workbook_and_a_formula_stays_text(centre_as: As) -> None:
    formula = '=HYPERLINK("https://mau.exemplo.test","clique")'
    exchange.submitted(title=formula)
    request = Request.objects.get()
    request.organisation.name = "+1+1"
    request.organisation.save(update_fields=["name"])
    auditor = centre_as(Profile.AUDITOR)
    for word, sheet in SHEETS.items():
        assert sheet_of(auditor, word)[0] == [str(each) for each in sheet.heading]
    assert sheet_of(auditor, "melhorias")[1][0] == formula  # read_xlsx refuses live formulas
    assert sheet_of(auditor, "pedidos")[1][1] == "+1+1"
    assert auditor.get("/painel-dos-acordos/planilhas/inventada/").status_code == 404


@pytest.mark.django_db
def test_releases_and_deliveries_are_told_without_who_received_them(centre_as: As) -> None:
    delivered()
    a_release("9.0.0", is_released=False)
    auditor = centre_as(Profile.AUDITOR)
    assert {row[0] for row in sheet_of(auditor, "versoes")[1:]} == {"2.4.1", "9.0.0"}
    rows = sheet_of(auditor, "entregas")
    assert rows[1][2] == "2.4.1"
    assert "Téo" not in str(rows) and DTIC.name not in str(rows)


@pytest.mark.parametrize("word", sorted(SHEETS))
def test_an_organisation_has_no_workbook_of_the_centre(word: str) -> None:
    with pytest.raises(Denied):
        SHEETS[word].lines(Actor(name="Ana", profile=Profile.HEAD))
