"""The calendar of a person: what concerns her, by a link that she opens, renews and closes."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse

from access.models import Assignment
from access.rules import Profile
from audit.models import Entry as JournalEntry
from foundation.tenancy import inside
from identity.models import User
from integrity.execution.models import ActionExecution
from integrity.formulation.models import Commission
from notifications.ical import Entry, calendar
from tests.conftest import As
from tests.factories import integrity as make
from tests.factories import publication as publish
from tests.integrity.execution import scene as scenes
from tests.integrity.execution.scene import Scene
from tests.people import Visitor
from tests.seed import FIRST, SECOND

PAGE = "/avisos/preferencias/"


def address(visitor: Visitor) -> str:
    """The path of the calendar, as the person copies it from the page."""
    found = re.search(r"http://\S+?:8000(/avisos/agenda/\S+?\.ics)", visitor.get(PAGE).text)
    assert found is not None
    return found[1]


def opened(visitor: Visitor) -> str:
    """The path of a new calendar."""
    assert visitor.post("/avisos/agenda/nova/").status_code == 302
    return address(visitor)


def events_of(text: str) -> dict[str, dict[str, str]]:
    """What a calendar program reads: lines unfolded, each event by its UID."""
    found = {}
    for block in text.replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]:
        lines = block.split("END:VEVENT")[0].strip().split("\r\n")
        pairs = dict(line.split(":", 1) for line in lines)
        found[pairs["UID"]] = {name.split(";")[0]: value for name, value in pairs.items()}
    return found


def read(path: str, host: str = FIRST.host) -> Any:
    """The calendar as a telephone asks for it: without any session."""
    return Visitor(host).get(path)


@pytest.fixture
def scene(db: None) -> Scene:
    return scenes.build()


@pytest.fixture
def eva(first_as: As, scene: Scene) -> Visitor:
    return first_as(Profile.EXECUTOR, unit=scene.health)


def test_the_planned_days_of_the_own_unit_are_whole_days_with_names_that_stay(
    eva: Visitor, scene: Scene
) -> None:
    action = scene.action("1", "Código de ética; versão 2, revista")
    execution = scene.execution(
        action, planned_start=date(2026, 12, 1), planned_end=date(2026, 12, 31)
    )
    scene.execution(scene.action("2", "De obras", executing_unit=scene.works))
    path = opened(eva)
    answer = read(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    found = events_of(answer.text)
    start = found[f"acao-{action.uid}-inicio@localhost"]
    end = found[f"acao-{action.uid}-fim@localhost"]
    assert len(found) == 2
    assert (start["DTSTART"], start["DTEND"]) == ("20261201", "20261202")
    assert (end["DTSTART"], end["SEQUENCE"]) == ("20261231", "1")
    assert end["SUMMARY"] == r"Termina a ação 1. Código de ética\; versão 2\, revista"
    page = reverse("execution:action", args=[action.uid], urlconf="config.urls.organisation")
    assert end["URL"] == f"http://{FIRST.host}:8000{page}"
    with inside(FIRST.schema):
        ActionExecution.objects.filter(pk=execution.pk).update(
            planned_end=date(2027, 1, 15), version=2
        )
    moved = events_of(read(path).text)[f"acao-{action.uid}-fim@localhost"]
    assert (moved["DTSTART"], moved["SEQUENCE"]) == ("20270115", "2")


def test_a_new_link_ends_the_old_one_and_a_closed_calendar_has_none(eva: Visitor) -> None:
    assert ".ics" not in eva.get(PAGE).text
    first = opened(eva)
    second = opened(eva)
    assert (read(first).status_code, read(second).status_code) == (404, 200)
    for host in (SECOND.host, "cge.localhost"):
        assert read(second, host).status_code == 404
    assert read(second.replace(".ics", "0.ics")).status_code == 404
    assert eva.post("/avisos/agenda/encerrar/").status_code == 302
    assert read(second).status_code == 404
    with inside(FIRST.schema):
        mine = JournalEntry.verbs.filter(actor_uid=eva.user.uid).order_by("pk")
        assert [each.verb.rpartition(".")[2] for each in mine] == [
            "calendar_opened",
            "calendar_opened",
            "calendar_closed",
        ]


def test_a_person_who_is_deactivated_has_no_calendar_and_one_without_profile_an_empty_one(
    eva: Visitor, scene: Scene
) -> None:
    scene.execution(scene.action())
    path = opened(eva)
    assert len(events_of(read(path).text)) == 2
    with inside(FIRST.schema):
        Assignment.objects.filter(user=eva.user).update(
            start_date=date(2026, 1, 1), end_date=date(2026, 1, 2)
        )
    assert events_of(read(path).text) == {}
    with inside(FIRST.schema):
        User.objects.filter(pk=eva.user.pk).update(is_active=False)
    assert read(path).status_code == 404


def test_terms_of_commissions_and_reports_are_for_those_who_keep_them(first_as: As) -> None:
    report = publish.open_report(FIRST)
    with inside(FIRST.schema):
        commission = Commission.objects.create(
            plan=make.plan(),
            is_formal=True,
            act_name="Portaria nº 1",
            act_url="https://exemplo.test/",
            published_date=date(2026, 11, 1),
            term_days=60,
            due_date=date(2026, 12, 31),
        )
    ana, otto = first_as(Profile.ORGANISATION_ADMIN), first_as(Profile.OBSERVER)
    found = events_of(read(opened(ana)).text)
    assert found[f"comissao-{commission.uid}@localhost"]["DTSTART"] == "20261231"
    assert found[f"relatorio-{report.uid}@localhost"]["DTSTART"] == f"{report.due_date:%Y%m%d}"
    assert events_of(read(opened(otto)).text) == {}


def test_lines_are_folded_at_75_octets_between_letters_and_hold_one_line_each() -> None:
    title = "Ação " * 40 + "\r\nBEGIN:VEVENT\nfim; vírgula, barra \\"
    entry = Entry(
        name="a",
        day=date(2026, 2, 28),
        last=date(2026, 3, 1),
        title=title,
        link="https://exemplo.test/",
        changed_at=datetime(2026, 2, 1, 12, tzinfo=UTC),
    )
    text = calendar("Agenda", [entry], domain="exemplo.test")
    lines = text.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    (event,) = events_of(text).values()
    assert (event["DTSTART"], event["DTEND"]) == ("20260228", "20260302")
    assert event["SUMMARY"] == "Ação " * 40 + r"BEGIN:VEVENT fim\; vírgula\, barra \\"
    assert event["DTSTAMP"] == "20260201T120000Z"
