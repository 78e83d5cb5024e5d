"""What a plan foresees for an action: written, frozen as baseline, and proposed to execution."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from access.models import Person
from access.rules import Profile
from audit.queries import entries_of
from integrity.formulation.models import Action, Plan
from integrity.formulation.rules.planning import (
    Indicator,
    Milestone,
    Polarity,
    indicators_text,
    milestones_text,
    period_faults,
    read_indicators,
    read_milestones,
)
from integrity.formulation.services.booklet import blocks_of, planned_pairs
from integrity.formulation.services.snapshot import snapshot_of
from integrity.formulation.services.versions import new_version
from tests.conftest import As
from tests.factories import integrity as make
from tests.integrity.formulation.test_risks import to
from tests.people import Visitor

WORDS = st.text(
    st.characters(whitelist_categories=("Lu", "Ll", "Nd")), min_size=1, max_size=12
).map(str.strip)
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
ROWS = {"indicadores-TOTAL_FORMS": "1", "indicadores-INITIAL_FORMS": "0"}
MEASURED = {
    "indicadores-0-name": "Servidores treinados",
    "indicadores-0-baseline": "10",
    "indicadores-0-target": "80",
    "indicadores-0-unit": "%",
    "indicadores-0-polarity": "more",
}


@pytest.fixture
def plan(in_first: None) -> Plan:
    return make.ready_plan()


@pytest.fixture
def drafter(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.FORMULATION, organ=plan.organ)


def sent(plan: Plan, **given: Any) -> dict[str, Any]:
    """The first action of the plan as its form sends it, planned in full."""
    action = plan.actions.get()
    assert action.executing_unit is not None
    return {
        "number": action.number,
        "title": action.title,
        "axis": str(action.axis.uid),
        "executing_unit": str(action.executing_unit.uid),
        "objective": action.objective,
        "version": action.version,
        "kind": "one_off",
        "planned_start": "2026-04-01",
        "planned_end": "2026-12-18",
        "check_in": "quarterly",
        "product": "Código de ética",
        "expected_evidence": "Portaria publicada",
        "planned_budget": "1.234,56",
        "weight": "3",
        "milestones": "30/09/2026 Consulta aberta\n30/06/2026 Minuta pronta",
        **ROWS,
        **MEASURED,
        **given,
    }


@given(st.lists(st.builds(Milestone, DAYS, WORDS), max_size=8))
def test_milestones_come_back_from_their_lines_by_day(found: list[Milestone]) -> None:
    again = read_milestones(milestones_text(found))
    assert again == tuple(sorted(found, key=lambda each: (each.day, each.title)))


@given(
    st.lists(
        st.builds(
            Indicator, WORDS, WORDS, WORDS, WORDS, WORDS, st.sampled_from(["", "more", "less"])
        ),
        max_size=6,
        unique_by=lambda each: each.name.casefold(),
    )
)
def test_indicators_come_back_from_their_lines(found: list[Indicator]) -> None:
    assert read_indicators(indicators_text(found)) == tuple(found)


@pytest.mark.parametrize("text", ["amanhã Minuta", "31/02/2026 Minuta", "31/03/2026"])
def test_a_milestone_without_day_or_words_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"Exemplo: 31/03/2027"):
        read_milestones(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" | contar", "nome"),
        ("A | | | | | melhor", "não é uma das opções"),
        ("a\nA", "mesmo nome"),
        ("a|b|c|d|e||g|h", "até 7 partes"),
    ],
)
def test_an_indicator_that_cannot_be_read_is_refused_with_the_reason(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_indicators(text)


@given(st.none() | DAYS, st.none() | DAYS, st.lists(st.builds(Milestone, DAYS, WORDS), max_size=3))
def test_a_period_is_refused_exactly_where_days_contradict_each_other(
    start: date | None, end: date | None, stages: list[Milestone]
) -> None:
    faults = period_faults("one_off", start, end, stages)
    assert ("planned_end" in faults) == bool(start and end and end < start)
    outside = [each for each in stages if (start and each.day < start) or (end and each.day > end)]
    assert ("milestones" in faults) == bool(outside)


def test_the_baseline_is_written_shown_and_told(drafter: Visitor, plan: Plan) -> None:
    people = [
        Person.objects.create(name=name, registration_number=name) for name in ("Rui", "Sara")
    ]
    named = {"responsible": str(people[0].uid), "alternate": str(people[1].uid)}
    action = plan.actions.get()
    where = to("formulation:edit_action", plan.uid, action.uid)
    assert drafter.post(where, sent(plan, **named)).status_code == 302
    action.refresh_from_db()
    assert (action.kind, action.weight, action.planned_end) == ("one_off", 3, date(2026, 12, 18))
    assert [each.title for each in action.stages] == ["Minuta pronta", "Consulta aberta"]
    assert action.measures[0].polarity == Polarity.MORE
    told = entries_of(action)[0].changes
    assert told["Conclusão planejada"] == ["", "18/12/2026"]
    assert told["Marcos"][1].startswith("30/06/2026 Minuta pronta")
    assert "Objetivo" not in told
    page = drafter.get(to("formulation:action", plan.uid, action.uid)).text
    for words in (
        "01/04/2026 a 18/12/2026",
        "Trimestral",
        "R$",
        "Servidores treinados: de 10 a 80",
    ):
        assert words in page
    form = drafter.get(where)
    assert form.context["form"].shows_more
    assert "Servidores treinados" in form.text
    again = {**sent(plan, **named), "version": action.version, "indicadores-0-name": ""}
    blank = dict.fromkeys(MEASURED, "")
    assert drafter.post(where, again | blank).status_code == 302
    action.refresh_from_db()
    assert action.indicators == []


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"planned_end": "2026-03-31"}, "planned_end"),
        ({"kind": "continuous"}, "planned_end"),
        ({"milestones": "31/12/2027 Tarde demais"}, "milestones"),
        ({"milestones": "Sem data"}, "milestones"),
        ({"weight": "101"}, "weight"),
        ({"planned_budget": "-1"}, "planned_budget"),
        ({"check_in": "diária"}, "check_in"),
        ({"responsible": "00000000-0000-4000-8000-000000000000"}, "responsible"),
    ],
)
def test_a_baseline_that_contradicts_itself_stays_on_the_page(
    drafter: Visitor, plan: Plan, given: dict[str, str], field: str
) -> None:
    action = plan.actions.get()
    where = to("formulation:edit_action", plan.uid, action.uid)
    answer = drafter.post(where, sent(plan, **given))
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert "Servidores treinados" in answer.text
    action.refresh_from_db()
    assert (action.kind, action.indicators) == ("", [])


def test_an_indicator_without_a_name_is_told_beside_its_row(drafter: Visitor, plan: Plan) -> None:
    action = plan.actions.get()
    where = to("formulation:edit_action", plan.uid, action.uid)
    answer = drafter.post(where, sent(plan, **{"indicadores-0-name": ""}))
    assert answer.status_code == 422
    assert answer.context["rows"].forms[0].errors["name"]


def test_the_database_refuses_a_baseline_that_contradicts_itself(plan: Plan) -> None:
    for wrong in (
        {"kind": "continuous", "planned_end": date(2026, 1, 1)},
        {"planned_start": date(2026, 2, 1), "planned_end": date(2026, 1, 1)},
        {"weight": 0},
        {"kind": "other"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Action.objects.filter(plan=plan).update(**wrong)


def test_publication_freezes_the_baseline_and_execution_begins_from_it(
    drafter: Visitor, first_as: As, plan: Plan
) -> None:
    person = Person.objects.create(name="Rui Responsável", registration_number="8")
    action = plan.actions.get()
    drafter.post(
        to("formulation:edit_action", plan.uid, action.uid),
        sent(plan, responsible=str(person.uid)),
    )
    make.publish(plan)
    plan.refresh_from_db()
    frozen = plan.publication.snapshot["actions"][0]["planned"]
    assert (frozen["start"], frozen["end"]) == ("2026-04-01", "2026-12-18")
    assert frozen["responsible"] == "Rui Responsável"
    assert dict(planned_pairs(frozen))["Orçamento previsto"].endswith("1.234,56")
    assert "Período planejado" in str(blocks_of(plan.publication.snapshot))
    assert "01/04/2026 a 18/12/2026" in drafter.get(to("formulation:published", plan.uid)).text
    eva = first_as(Profile.EXECUTOR, organ=plan.organ)
    page = eva.get(to("execution:action", action.uid))
    assert "Planejado no plano" in page.text
    proposed = page.context["forms"]["classificacao"].initial
    assert (proposed["kind"], proposed["planned_end"]) == ("one_off", date(2026, 12, 18))
    assert page.context["forms"]["responsavel"].initial["person"] == person.uid
    assert plan.publication.snapshot["actions"][0]["planned"] == frozen


def test_a_revision_says_what_the_plan_in_force_says(drafter: Visitor, plan: Plan) -> None:
    action = plan.actions.get()
    drafter.post(to("formulation:edit_action", plan.uid, action.uid), sent(plan))
    make.publish(plan)
    plan.refresh_from_db()
    made = new_version(make.DRAFTER, plan, timezone.now())
    old, new = (snapshot_of(each)["actions"][0]["planned"] for each in (plan, made))
    assert old == new


def test_the_interface_for_programmes_tells_the_baseline(drafter: Visitor, plan: Plan) -> None:
    drafter.post(to("formulation:edit_action", plan.uid, plan.actions.get().uid), sent(plan))
    found = drafter.get(f"/api/planos/{plan.uid}/").json()["actions"][0]["planned"]
    assert (found["start"], found["budget"], found["weight"]) == ("2026-04-01", "1234.56", 3)
