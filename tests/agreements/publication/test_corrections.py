"""An extract comes out again: the earlier stays, no date moves, and everybody is told."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from access.rules import Profile
from agreements.desk.rules import Course, published_in_time
from agreements.openness.queries.lines import publications
from agreements.publication import services
from agreements.publication.corrections import (
    Motive,
    correction_faults,
    counting_date,
    pncp_number,
)
from agreements.publication.models import Extract, Publication
from agreements.publication.rules import Vehicle
from agreements.registry.deadlines import DeadlineUnit, Length
from agreements.registry.models import Agreement
from audit.models import Entry
from foundation.periods import BusinessCalendar
from tests.conftest import As
from tests.documents.samples import PDF, upload
from tests.factories import agreements as make
from tests.factories.publication import published
from tests.people import Visitor

db = pytest.mark.django_db
days = st.dates(min_value=date(2022, 1, 1), max_value=date(2034, 12, 31))
TEN = Length(10, DeadlineUnit.BUSINESS_DAYS)
NUMBER = "05585681000110-2-000012/2026"
MOTIVES = st.sampled_from([Motive.RECTIFICATION, Motive.REPUBLICATION])


def typed(**more: object) -> dict[str, object]:
    """A rectification of today, filled in as it should be."""
    values = {
        "motive": "rectification",
        "reason": "Saiu errado o nome do partícipe.",
        "text": "Onde se lê “Uberada”, leia-se “Uberaba”.",
        "published_date": timezone.localdate().isoformat(),
        "edition": "90",
        "page": "7",
        "url": "https://diario.example/90",
        "file": upload(PDF, "diario.pdf"),
    }
    return values | more


def place(found: Publication, verb: str) -> str:
    """The page of a verb on a publication."""
    return f"/acordos/{found.agreement.uid}/publicacoes/{found.uid}/{verb}/"


def came_out(agreement: Agreement) -> list[Publication]:
    """Everything that came out of an agreement."""
    return list(Publication.objects.filter(agreement=agreement).order_by("pk"))


@given(days, st.lists(st.tuples(MOTIVES, st.integers(0, 400)), max_size=4))
def test_whatever_came_out_later_the_first_publication_counts(
    first: date, later: list[tuple[Motive, int]]
) -> None:
    line: list[tuple[str, date]] = [(Motive.PUBLICATION, first)]
    for motive, after in later:
        line.append((motive, line[-1][1] + timedelta(days=after)))
    assert counting_date(line) == first
    assert counting_date(line[1:]) is None


@given(days, st.integers(0, 14), st.integers(0, 60))
def test_what_came_out_in_time_stays_in_time_however_late_it_is_corrected(
    signed: date, after: int, corrected_after: int
) -> None:
    """Business days: holidays do not count, an edition of a weekend does."""
    first = signed + timedelta(days=after)
    last = BusinessCalendar().add(signed, 10)
    line = [
        (Motive.PUBLICATION, first),
        (Motive.RECTIFICATION, first + timedelta(days=corrected_after)),
    ]
    share = published_in_time([Course(signed=signed, published=counting_date(line))], first, TEN)
    assert (share.part == 1) is (first <= last)


def test_a_rectification_on_the_last_day_of_the_term_leaves_a_saturday_edition_in_time() -> None:
    signed, saturday = date(2023, 7, 3), date(2023, 7, 15)  # an edition that there really was
    assert saturday.weekday() == 5
    line = [(Motive.PUBLICATION, saturday), (Motive.RECTIFICATION, date(2023, 7, 17))]
    share = published_in_time([Course(signed=signed, published=counting_date(line))], saturday, TEN)
    assert (share.part, share.whole) == (1, 1)


@given(days, days)
def test_a_correction_never_precedes_what_it_corrects(day: date, earlier: date) -> None:
    faults = correction_faults(reason="Erro.", text="Leia-se.", published_date=day, earlier=earlier)
    assert (not faults) is (day >= earlier)


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        (NUMBER, NUMBER),
        (" 05.585.681000110-2-000012/2026 ", NUMBER),
        ("12abc34501de35-2-000001/2026", "12ABC34501DE35-2-000001/2026"),
        ("05585681000111-2-000012/2026", ""),
        ("05585681000110-1-000012/2026", ""),
        ("12/2026", ""),
    ],
)
def test_a_control_number_of_pncp_holds_a_cnpj_with_its_digits(number: str, kept: str) -> None:
    assert pncp_number(number) == kept


@db
def test_a_rectification_stands_beside_what_it_corrects_and_moves_no_date(centre_as: As) -> None:
    extract = published()
    (first,) = came_out(extract.agreement)
    before = extract.agreement.start_date, extract.agreement.end_date
    paula = centre_as(Profile.PUBLICATION)
    assert "nenhuma data muda" in paula.get(place(first, "corrigir")).content.decode()
    answer = paula.post(place(first, "corrigir"), typed())
    assert answer.status_code == 302, answer.content.decode()
    first, second = came_out(extract.agreement)
    assert (second.corrects, second.motive) == (first, Motive.RECTIFICATION)
    assert second.gazette_name == first.gazette_name
    extract.agreement.refresh_from_db()
    assert (extract.agreement.start_date, extract.agreement.end_date) == before
    shown = paula.get(f"/acordos/{extract.agreement.uid}/").content.decode()
    assert "Retificação" in shown and "Saiu errado o nome" in shown
    assert Entry.objects.filter(verb="publication.gazette.corrected").count() == 1
    assert paula.post(place(first, "corrigir"), typed()).status_code == 409  # the newest only
    again = paula.post(place(second, "corrigir"), typed(motive="republication"))
    assert again.status_code == 302


@db
def test_the_portal_its_feeds_and_the_open_data_tell_of_a_rectification(
    centre_as: As, portal: Visitor
) -> None:
    extract = published()
    (first,) = came_out(extract.agreement)
    centre_as(Profile.PUBLICATION).post(place(first, "corrigir"), typed())
    page = portal.get(f"/extratos/{extract.number}-{extract.year}/").content.decode()
    assert "leia-se “Uberaba”" in page and "Publicação corrigida" in page
    told = portal.get(f"/extratos/{extract.number}-{extract.year}.json").json()
    assert told["correcoes"][0]["especie"] == "Retificação"
    assert told["publicacao"]["pagina"] == first.page
    feed = portal.get("/extratos.atom").content.decode()
    assert "leia-se “Uberaba”" in feed
    lines = [each for each in publications(timezone.localdate()) if each["ano"] == extract.year]
    assert [(each["ordem"], each["especie"]) for each in lines] == [
        (1, "Publicação"),
        (2, "Retificação"),
    ]
    assert lines[1]["corrige_data"] == first.published_date


@db
def test_personal_data_in_a_correction_are_asked_about_before_they_go_out(centre_as: As) -> None:
    extract = published()
    (first,) = came_out(extract.agreement)
    paula = centre_as(Profile.PUBLICATION)
    wanted = typed(text="Onde se lê o CPF 529.982.247-25, leia-se nada.")
    asked = paula.post(place(first, "corrigir"), wanted)
    assert asked.status_code == 422 and "Tarjar" in asked.content.decode()
    assert len(came_out(extract.agreement)) == 1
    stamp = asked.context["form"].sheet.stamp
    answers = {"clearing_0": "mask", "clearing_reason": "", "clearing_stamp": stamp}
    again = wanted | answers | {"file": upload(PDF, "diario.pdf")}
    assert paula.post(place(first, "corrigir"), again).status_code == 302
    extract = Extract.objects.get(pk=extract.pk)
    assert "529.982.247-25" not in str(extract.corrections)
    assert "529.982.247-25" in came_out(extract.agreement)[1].text


@db
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reason": ""}, "O que estava errado"),
        ({"text": ""}, "Texto como saiu agora"),
        ({"published_date": "1999-01-01"}, "não pode ser anterior"),
        ({"published_date": "2999-01-01"}, "não pode ser futura"),
        ({"page": ""}, "Informe a página ou o código da matéria"),
        ({"file": ""}, "Envie o arquivo"),
        ({"motive": "publication"}, "O que saiu"),
    ],
)
def test_a_bad_correction_is_explained_and_not_kept(
    centre_as: As, wrong: dict[str, object], sentence: str
) -> None:
    extract = published()
    (first,) = came_out(extract.agreement)
    answer = centre_as(Profile.PUBLICATION).post(place(first, "corrigir"), typed(**wrong))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert len(came_out(extract.agreement)) == 1


@db
def test_who_registered_a_publication_does_not_check_it(centre_as: As) -> None:
    agreement = make.a_signed_agreement()
    paula, ana = centre_as(Profile.PUBLICATION), centre_as(Profile.DCI_ANALYST)
    gazette = {
        "published_date": timezone.localdate().isoformat(),
        "page": "4",
        "file": upload(PDF, "diario.pdf"),
    }
    paula.post(f"/acordos/{agreement.uid}/publicacao/estado/", gazette)
    (first,) = came_out(agreement)
    own = paula.post(place(first, "conferir"))
    assert own.status_code == 403 and "outra pessoa" in own.content.decode()
    assert "Conferi com a página" not in paula.get(f"/acordos/{agreement.uid}/").content.decode()
    assert "Conferi com a página" in ana.get(f"/acordos/{agreement.uid}/").content.decode()
    assert ana.post(place(first, "conferir")).status_code == 302
    first.refresh_from_db()
    assert first.checked_by_name == ana.user.name
    assert ana.post(place(first, "conferir")).status_code == 409
    assert Entry.objects.filter(verb="publication.gazette.checked").count() == 1


@db
def test_pncp_is_registered_shown_and_corrected(centre_as: As, portal: Visitor) -> None:
    extract = published()
    paula = centre_as(Profile.PUBLICATION)
    page, today = f"/acordos/{extract.agreement.uid}/publicacao/pncp/", timezone.localdate()
    form = {"published_date": today.isoformat(), "url": "https://pncp.gov.br/app/contratos/1"}
    bad = paula.post(page, form | {"number": "12/2026"})
    assert bad.status_code == 422 and "número de controle" in bad.content.decode()
    assert paula.post(page, form | {"number": NUMBER}).status_code == 302
    assert paula.get(page).status_code == 409
    extract = Extract.objects.get(pk=extract.pk)
    assert (extract.pncp_number, extract.pncp_date) == (NUMBER, today)
    shown = portal.get(f"/extratos/{extract.number}-{extract.year}/").content.decode()
    assert NUMBER in shown and "abrir no PNCP" in shown
    found = Publication.objects.get(vehicle=Vehicle.PNCP)
    moved = NUMBER.replace("000012", "000013")
    answer = paula.post(place(found, "corrigir"), typed(matter_code=moved))
    assert answer.status_code == 302, answer.content.decode()
    extract.refresh_from_db()
    assert extract.pncp_number == moved


@db
def test_pncp_before_the_gazette_is_on_the_extract_from_its_first_day() -> None:
    agreement = make.a_signed_agreement()
    services.register_pncp(
        actor=make.actor(Profile.PUBLICATION),
        uid=agreement.uid,
        number=NUMBER,
        published_date=timezone.localdate(),
        url="https://pncp.gov.br/app/contratos/1",
        at=timezone.now(),
    )
    assert published(agreement).pncp_number == NUMBER
