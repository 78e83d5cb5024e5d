"""What the method proposes reaches every new action, however it comes, and old ones when asked."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.files.base import ContentFile

from access.rules import Actor, Profile
from audit.queries import entries_of
from documents.workbook import write_xlsx
from integrity.formulation.models import Plan
from integrity.formulation.queries import methods
from integrity.formulation.rules.importing import Existing, ExistingAxis, plan_import
from integrity.formulation.rules.methods import Method, proposed
from integrity.formulation.rules.pasting import sheets_of
from integrity.formulation.services import imports
from integrity.formulation.services.action_copies import copy_actions
from integrity.formulation.services.methods import write_method
from tests.conftest import As
from tests.factories import integrity as make
from tests.integrity.formulation.test_risks import to
from tests.people import Programme as Program
from tests.people import Visitor, person
from tests.seed import FIRST

pytestmark = pytest.mark.django_db
LINES = "Eixo\tNúmero\tTítulo\tAcompanhamento\nÉtica\t7\tCódigo\t\nÉtica\t8\tCanal\tMensal\n"


@pytest.fixture
def plan(in_first: None) -> Plan:
    """Of two actions that were there before the method proposed anything."""
    made = make.plan()
    axis = make.axis(made, "Ética")
    for number in ("1", "2"):
        make.action(made, number, axis=axis)
    made.actions.filter(number="2").update(check_in="monthly")
    return made


@pytest.fixture
def quarterly(plan: Plan) -> None:
    """The method proposes to hear of each action every three months."""
    standing = methods.standing()
    write_method(
        actor=Actor(name="Ana", profile=Profile.ORGANISATION_ADMIN),
        method=replace(standing.method, check_in="quarterly"),
        version=standing.version,
        at=make.AT,
    )


@pytest.fixture
def fatima(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.FORMULATION, organ=plan.organ)


def said(plan: Plan) -> dict[str, str]:
    """How often each action is followed, by number."""
    return dict(plan.actions.order_by("number_key").values_list("number", "check_in"))


def imported(plan: Plan, upload: Any) -> str:
    """Preview, apply; what the preview said of the first new line."""
    run = imports.preview_import(actor=make.DRAFTER, plan_uid=plan.uid, upload=upload, at=make.AT)
    imports.apply_import(
        actor=make.DRAFTER, plan_uid=plan.uid, run_uid=run.uid, create_units=False, at=make.AT
    )
    (line,) = [each for each in run.report["lines"] if each["label"].startswith("7 ")]
    return "; ".join(line["reasons"])


@pytest.mark.usefixtures("quarterly")
@pytest.mark.parametrize("kind", ["pasted", "csv"])
def test_an_import_says_and_fills_in_what_its_rows_leave_blank(plan: Plan, kind: str) -> None:
    content = write_xlsx(sheets_of(LINES)) if kind == "pasted" else csv().encode()
    name = "colada.xlsx" if kind == "pasted" else "acoes.csv"
    reasons = imported(plan, ContentFile(content, name=name))
    assert "recebe do método o acompanhamento “Trimestral”" in reasons
    assert said(plan) == {"1": "", "2": "monthly", "7": "quarterly", "8": "monthly"}


def csv() -> str:
    """The same rows, between semicolons."""
    return LINES.replace("\t", ";")


@pytest.mark.usefixtures("quarterly")
def test_a_copy_keeps_what_it_says_and_gets_what_it_does_not(plan: Plan) -> None:
    other = make.plan(make.organ("Obras", "SO"))
    copied = copy_actions(
        actor=make.DRAFTER,
        plan_uid=other.uid,
        uids=list(plan.actions.order_by("number_key").values_list("uid", flat=True)),
        axis=make.axis(other, "Ética"),
        at=make.AT,
    )
    assert [each.check_in for each in copied] == ["quarterly", "monthly"]
    assert entries_of(copied[0])[0].changes["Acompanhamento"] == ["", "Trimestral"]


@pytest.mark.usefixtures("quarterly")
def test_the_grid_offers_to_fill_in_what_is_blank_and_says_how_many(
    plan: Plan, fatima: Visitor
) -> None:
    grid, verb = to("formulation:action_rows", plan.uid), f"/planos/{plan.uid}/acoes/completar/"
    page = fatima.get(grid).content.decode()
    assert "Completar 1 ação?" in page and "o acompanhamento “Trimestral”" in page
    before = plan.actions.get(number="1").version
    done = fatima.post(verb, follow=True).content.decode()
    assert "1 ação completada." in done and verb not in done
    assert said(plan) == {"1": "quarterly", "2": "monthly"}
    first = plan.actions.get(number="1")
    assert first.version == before + 1
    entry = entries_of(first)[0]
    assert (entry.verb, entry.changes) == (
        "formulation.action_edited",
        {"Acompanhamento": ["", "Trimestral"]},
    )
    assert fatima.post(verb).status_code == 409


def test_a_method_that_proposes_nothing_changes_nothing(plan: Plan, fatima: Visitor) -> None:
    verb = f"/planos/{plan.uid}/acoes/completar/"
    assert verb not in fatima.get(to("formulation:action_rows", plan.uid)).content.decode()
    assert fatima.post(verb).status_code == 409
    imported(plan, ContentFile(write_xlsx(sheets_of(LINES)), name="colada.xlsx"))
    assert said(plan) == {"1": "", "2": "monthly", "7": "", "8": "monthly"}


@pytest.mark.usefixtures("quarterly")
def test_a_programme_gets_the_proposal_unless_it_says_otherwise(plan: Plan) -> None:
    program = Program(FIRST.host, person(FIRST.schema, Profile.FORMULATION))
    axis, unit = plan.axes.get(), make.unit(plan.organ)
    given: dict[str, Any] = {
        "title": "Canal de denúncias",
        "axis": str(axis.uid),
        "executing_unit": str(unit.uid),
        "objective": "Ouvir.",
    }
    here = f"/api/planos/{plan.uid}/acoes/"
    for number, more in (("11", {}), ("12", {"check_in": None}), ("13", {"check_in": "yearly"})):
        made = program.send(f"{here}nova/", given | {"number": number} | more)
        assert made.status_code == 201, made.content
    assert {"11": "quarterly", "12": "", "13": "yearly"}.items() <= said(plan).items()
    assert program.send(f"{here}completar/").status_code == 200
    assert said(plan)["12"] == "quarterly"
    assert program.send(f"{here}completar/").status_code == 409
    observer = Program(FIRST.host, person(FIRST.schema, Profile.OBSERVER))
    assert observer.send(f"{here}completar/").status_code == 403


def test_what_is_proposed_is_what_the_method_sets() -> None:
    assert proposed(Method()) == {}
    assert proposed(Method(check_in="monthly")) == {"check_in": "monthly"}
    existing = Existing([ExistingAxis("Ética")], proposed={"check_in": "monthly"})
    lines = plan_import(sheets_of(LINES), existing).lines
    planned = {
        each.content["number"]: each.content["planned"]
        for each in lines
        if "number" in each.content
    }
    assert planned["7"]["check_in"] == planned["8"]["check_in"] == "monthly"
