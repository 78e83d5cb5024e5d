"""What every page does in the same way: text, days, money, telephones, crumbs, confirmations."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from access.rules import Profile
from audit.models import Entry
from audit.queries import entries_of
from config.local.places import SOURCE
from foundation.identifiers import normal_phone
from foundation.tenancy import inside
from identity.models import User
from integrity.execution.models import ActionExecution
from integrity.formulation.models import Action
from tests.conftest import As
from tests.factories import integrity as make
from tests.integrity.execution.desk import classification, to
from tests.integrity.execution.scene import Scene, build
from tests.people import Visitor
from tests.seed import FIRST


@pytest.fixture
def scene(db: None) -> Scene:
    return build()


@pytest.fixture
def eva(first_as: As, scene: Scene) -> Visitor:
    return first_as(Profile.EXECUTOR, unit=scene.health)


@pytest.mark.parity("P155", "N12")
def test_rich_text_is_typed_without_script_and_shown_without_any(
    first_as: As, in_first: None
) -> None:
    plan = make.plan()
    axis, unit = make.axis(plan), make.unit()
    fatima = first_as(Profile.FORMULATION)
    typed = "Rever o **código** _de ética_:\r\n- ouvir\r\n- publicar\r\n>> Fim <script>x()</script>"
    sent = {
        "number": "1",
        "title": "Código",
        "axis": str(axis.uid),
        "executing_unit": str(unit.uid),
        "description": typed,
        "objective": '<img src=x onerror="y()">',
    }
    where = f"/planos/{plan.uid}/acoes/nova/"
    assert "**negrito**" in fatima.get(where).text, "the marks are said beside the field"
    assert fatima.post(where, sent).status_code == 302
    action = Action.objects.get(plan=plan)
    assert action.description.splitlines() == typed.splitlines()
    assert "**código**" in entries_of(action).get().changes["Descrição"][1]
    page = fatima.get(f"/planos/{plan.uid}/acoes/{action.uid}/").text
    assert "Rever o <strong>código</strong> <em>de ética</em>:" in page
    assert "<ul><li>ouvir</li><li>publicar</li></ul>" in page
    assert '<p class="sp-right">Fim &lt;script&gt;' in page
    assert "<script>x()" not in page
    assert "<img src=x" not in page


@pytest.mark.parity("P156")
@pytest.mark.parametrize("budget", ["R$ 1.234,56", "1.234,56", "1234,56", " R$1234.56 "])
@pytest.mark.parametrize("day", ["01/04/2026", "2026-04-01"])
def test_days_and_money_are_typed_and_shown_as_in_brazil(
    eva: Visitor, scene: Scene, budget: str, day: str
) -> None:
    action = scene.action()
    sent = classification(planned_start=day, planned_budget=budget)
    assert eva.post(to("execution:classify", action.uid), sent).status_code == 302
    with inside(FIRST.schema):
        stored = ActionExecution.objects.get(action=action)
    assert (stored.planned_start, stored.planned_budget) == (date(2026, 4, 1), Decimal("1234.56"))
    (entry,) = scene.journal("execution.action_classified")
    assert entry.changes["Previsão de início"] == ["", "01/04/2026"]
    page = eva.get(to("execution:list")).text
    assert "01/04/2026 a 31/12/2026" in page
    assert 'value="1.234,56"' in eva.get(to("execution:action", action.uid)).text


@pytest.mark.parity("P156")
@pytest.mark.parametrize("budget", ["mil reais", "1,2,3", "-5"])
def test_money_that_is_none_stays_beside_its_sentence(
    eva: Visitor, scene: Scene, budget: str
) -> None:
    action = scene.action()
    answer = eva.post(to("execution:classify", action.uid), classification(planned_budget=budget))
    assert answer.status_code == 422
    assert list(answer.context["forms"]["classificacao"].errors) == ["planned_budget"]
    assert f'value="{budget}"' in answer.text


@pytest.mark.parity("P156")
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("3139150000", "(31) 3915-0000"),
        ("(31) 3915-0000", "(31) 3915-0000"),
        ("+55 31 99915-0000", "(31) 99915-0000"),
        ("031 3915.0000", "(31) 3915-0000"),
        ("0800 283 9191", "0800 283 9191"),
    ],
)
def test_a_telephone_is_typed_with_or_without_its_mask(eva: Visitor, typed: str, kept: str) -> None:
    sent = {"post": "", "registration_number": "1234-5", "phone": typed}
    assert eva.post("/pessoas/eu/", sent).status_code == 302
    with inside(FIRST.schema):
        user = User.objects.get(pk=eva.user.pk)
        assert user.phone == kept
        assert entries_of(user).get().changes["Telefone"] == ["", kept]
    for bad in ("39150000", "3139150000 ramal 12"):
        refused = eva.post("/pessoas/eu/", {**sent, "phone": bad})
        assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["phone"])
    assert "sem ramal" in refused.text


@given(st.integers(11, 99).filter(lambda n: n % 10), st.integers(2000_0000, 5999_9999))
def test_a_kept_telephone_is_read_back_as_it_is(area: int, number: int) -> None:
    kept = normal_phone(f"{area}{number}")
    assert normal_phone(kept) == kept
    assert re.sub(r"\D", "", kept) == f"{area}{number}"


@pytest.mark.parity("P156")
def test_an_instant_is_shown_in_the_time_of_sao_paulo(first_as: As) -> None:
    assert settings.TIME_ZONE == "America/Sao_Paulo"
    ana = first_as(Profile.ORGANISATION_ADMIN)
    with inside(FIRST.schema):
        Entry.objects.create(
            at=datetime(2026, 3, 2, 1, 30, tzinfo=UTC),
            verb="people.edited",
            title="Dados alterados",
            actor_name="Ana",
            actor_profile="organisation_admin",
            channel="página",
            subject_type="identity.user",
            subject_uid=ana.user.uid,
            subject_label="Ana",
        )
    assert "01/03/2026 às 22:30" in ana.get("/diario/?desde=2026-03-01&ate=2026-03-01").text


@pytest.mark.parity("P157")
def test_what_cannot_be_undone_is_confirmed_and_its_end_is_said(eva: Visitor, scene: Scene) -> None:
    action = scene.under_way(scene.action()).action
    page = eva.get(to("execution:action", action.uid)).text
    crumbs = page[page.index("breadcrumb") :]
    assert crumbs.index("Execução") < crumbs.index("Ação 1")
    confirm = page[page.index("Descontinuar esta ação?") :]
    where = to("execution:discontinue", action.uid)
    assert "O histórico permanece." in confirm[: confirm.index("Sim, descontinuar")]
    assert f'action="{where}"' in confirm
    assert eva.post(where, {"reason": "", "end_date": ""}).status_code == 422
    sent = {"reason": "Sem orçamento", "end_date": "02/03/2026"}
    done = eva.post(where, sent, follow=True).text
    assert 'role="status"' in done
    assert "Ação descontinuada." in done
    assert scene.fresh(action).status == "discontinued"
    assert scene.journal("execution.action_discontinued")[0].reason == "Sem orçamento"


# pages of a door or of a link: there is nowhere above them to go back to
WITHOUT_CRUMBS = {
    "accept_invitation.html",
    "carry_on.html",
    "contribute.html",
    "door.html",
    "door_fault.html",
    "link.html",
    "no_link.html",
    "no_profile.html",
    "second_factor.html",
    "support_enter.html",
    "support_leave.html",
    "unsubscribe.html",
}
PAGES = [
    path
    for room in ("platform", "integrity", "agreements", "tenants")
    for path in (SOURCE / room).rglob("templates/**/*.html")
    if '{% extends "base.html" %}' in path.read_text(encoding="utf-8")
    and not {"ui", "portal"} & set(path.parts)
]


@pytest.mark.parity("P157")
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_page_says_where_one_is(path: Path) -> None:
    has_crumbs = "<c-breadcrumb>" in path.read_text(encoding="utf-8")
    assert has_crumbs == (path.name not in WITHOUT_CRUMBS)


@pytest.mark.parity("P157")
def test_a_form_that_is_on_its_way_shows_it_and_is_not_sent_twice() -> None:
    static = SOURCE / "platform" / "ui" / "static" / "ui"
    script = (static / "sispmpi.js").read_text(encoding="utf-8")
    style = (static / "sispmpi.css").read_text(encoding="utf-8")
    assert 'form.setAttribute("aria-busy", "true")' in script
    assert re.search(r'form\[aria-busy="true"\] \[type="submit"\]::after', style)
