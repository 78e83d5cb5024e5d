"""The situation of the network: who sees it, what it says, and what it costs."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from access.rules import Profile
from audit.models import Entry
from tenants.facts import services
from tenants.facts.models import Drift, Facts, Recount
from tenants.facts.services import count
from tenants.models import Organisation, Tenant
from tenants.rules import Nature, TenantState
from tests.conftest import As
from tests.integrity.conftest import scene
from tests.integrity.monitoring.conftest import varied
from tests.people import Visitor
from tests.seed import FIRST, SECOND
from tests.tenants.facts.scene import facts, organisation, tenant

pytestmark = pytest.mark.django_db
PAGE = "/situacao-da-rede/"
__all__ = ["scene", "varied"]


@pytest.fixture
def network(request: pytest.FixtureRequest) -> None:
    """The first organisation has late actions, the second has only been born."""
    request.getfixturevalue("varied")
    for place in (SECOND, FIRST):
        count(schema=place.schema, at=timezone.now())


@pytest.fixture
def augusto(centre_as: As) -> Visitor:
    """Augusto audits the network."""
    return centre_as(Profile.AUDITOR)


def read(visitor: Visitor, path: str = PAGE) -> str:
    answer = visitor.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.usefixtures("network")
def test_every_organisation_stands_with_its_facts_the_late_ones_first(augusto: Visitor) -> None:
    page = read(augusto)
    assert page.index(FIRST.name) < page.index(SECOND.name)
    assert "Publicado" in page
    assert "9 (Não iniciada: 4; Em andamento: 3; Concluída: 1; Descontinuada: 1)" in page
    assert "Dados de" in page
    assert "Nenhuma" in page  # the second has no activity yet


@pytest.mark.usefixtures("network")
def test_totals_are_those_of_what_the_filters_leave(augusto: Visitor) -> None:
    totals = augusto.get(PAGE).context["totals"]
    assert (totals.organisations, totals.in_force, totals.late) == (2, 1, 2)
    assert totals.tallies["actions"] == {
        "not_started": 4,
        "in_progress": 3,
        "completed": 1,
        "discontinued": 1,
    }
    assert totals.tallies["risks"]["extreme"] == 1
    none = augusto.get(PAGE, {"situacao": "suspended"})
    assert none.context["totals"].late == 0
    assert "Nenhuma organização encontrada" in none.content.decode()


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({"uf": "MG"}, {FIRST.name, SECOND.name}),
        ({"situacao": "active"}, {FIRST.name, SECOND.name}),
        ({"situacao": "closed"}, set()),
        ({"sem_atividade": "30"}, {FIRST.name, SECOND.name}),
        ({"atraso": "com"}, {FIRST.name}),
        ({"uf": "XX", "sem_atividade": "x", "situacao": "'"}, {FIRST.name, SECOND.name}),
    ],
)
def test_the_list_is_narrowed(augusto: Visitor, asked: dict[str, str], left: set[str]) -> None:
    rows = augusto.get(PAGE, asked).context["rows"]
    assert {row["organisation"].name for row in rows} == left


@pytest.mark.usefixtures("network")
def test_who_was_active_lately_is_not_among_the_silent(augusto: Visitor) -> None:
    Facts.objects.filter(organisation=organisation()).update(
        last_activity_at=timezone.now() - timedelta(days=40)
    )
    for days, silent in (("30", {FIRST.name, SECOND.name}), ("60", {SECOND.name})):
        rows = augusto.get(PAGE, {"sem_atividade": days}).context["rows"]
        assert {row["organisation"].name for row in rows} == silent


def test_who_has_left_is_shown_only_when_asked_for(augusto: Visitor) -> None:
    Tenant.objects.filter(schema_name=SECOND.schema).update(life=TenantState.SUSPENDED)
    page = read(augusto)
    assert "Suspensa" in page
    assert "Ainda sem dados" in page


@pytest.mark.usefixtures("network")
def test_the_spreadsheet_holds_what_the_page_lists(augusto: Visitor) -> None:
    answer: Any = augusto.get(f"{PAGE}planilha/", {"atraso": "com"})
    header, *rows = (
        CalamineWorkbook.from_filelike(BytesIO(answer.getvalue())).get_sheet_by_index(0).to_python()
    )
    assert [row[0] for row in rows] == [FIRST.name]
    found = dict(zip(header, rows[0], strict=True))
    assert found["Ações em vigor: Em andamento"] == 3
    assert found["Ações atrasadas"] == 2
    assert found["Planos: Publicado"] == 1


@pytest.mark.usefixtures("network")
def test_the_panel_of_an_organisation_shows_its_facts_and_what_drifted(
    augusto: Visitor, centre_as: As
) -> None:
    Facts.objects.filter(organisation=organisation()).update(actions_late=7, risks={"high": 2})
    services.recount_one(tenant=tenant(), at=timezone.now())
    page = read(augusto, f"/organizacoes/{organisation().uid}/")
    assert "Não iniciada: 4; Em andamento: 3; Concluída: 1; Descontinuada: 1" in page
    assert "Extremo: 1" in page
    assert "O que a recontagem corrigiu" in page
    assert "Recontar agora" not in page
    renata = centre_as(Profile.NETWORK_ADMIN)
    assert "Recontar agora" in read(renata, f"/organizacoes/{organisation().uid}/")
    listed = read(augusto, f"{PAGE}divergencias/")
    assert "Alto: 2" in listed
    assert "Ações atrasadas" in listed


def test_without_drift_the_page_says_so(augusto: Visitor) -> None:
    assert "Nenhuma divergência" in read(augusto, f"{PAGE}divergencias/")


def test_a_recount_is_asked_for_by_a_button_and_journalled(centre_as: As) -> None:
    renata = centre_as(Profile.NETWORK_ADMIN)
    answer = renata.post(f"{PAGE}recontar/", follow=True)
    assert "Recontagem iniciada" in answer.content.decode()
    assert "0 de 2" in answer.content.decode()
    made = Recount.objects.get()
    assert Entry.objects.get(subject_uid=made.uid).actor_name == renata.user.name
    renata.post(f"{PAGE}recontar/{organisation().uid}/")
    assert Recount.objects.filter(organisation=organisation()).count() == 1


def test_what_could_not_be_recounted_is_told(augusto: Visitor) -> None:
    count(schema=FIRST.schema, at=timezone.now())
    services.keep_fault(tenant(), "OSError: sem disco")
    assert "não recontada" in read(augusto)
    assert "sem disco" in read(augusto, f"/organizacoes/{organisation().uid}/")
    assert facts().fault


def make(number: int, so_far: int = 0) -> None:
    """So many further organisations with facts, without schemas: rows are all the page reads."""
    made = Organisation.objects.bulk_create(
        Organisation(name=f"Vila {n:04d}", nature=Nature.BODY, state="MG", cnpj=f"{n:014d}")
        for n in range(so_far, so_far + number)
    )
    Tenant.objects.bulk_create(
        Tenant(schema_name=f"o_vila_{each.cnpj}", organisation=each, life=TenantState.ACTIVE)
        for each in made
    )
    Facts.objects.bulk_create(
        Facts(
            organisation=each,
            actions={"not_started": 3, "in_progress": 2},
            plans={"published": 1},
            actions_late=each.pk % 5,
            counted_at=timezone.now(),
        )
        for each in made
    )


def test_the_number_of_queries_does_not_grow_with_the_network(augusto: Visitor) -> None:
    taken = []
    for so_far, number in ((0, 40), (40, 300)):
        make(number, so_far)
        with CaptureQueriesContext(connection) as asked:
            read(augusto)
        taken.append(len(asked))
    assert taken[0] == taken[1]
    assert read(augusto, f"{PAGE}?pagina=2") != read(augusto)


def test_a_drift_is_of_a_figure_that_is_known() -> None:
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError, match="drift_figure_known"), transaction.atomic():
        Drift.objects.create(
            organisation=organisation(),
            figure="names",
            stood=1,
            found=2,
            counted_at=timezone.now(),
            noticed_at=timezone.now(),
        )
