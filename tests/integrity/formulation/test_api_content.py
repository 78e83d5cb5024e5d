"""Axes, sub-axes and actions by programmes: the rules of the pages, and what is stored."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.models import Person, Unit
from access.rules import Profile
from audit.models import Entry
from integrity.formulation.models import Action, Axis, Plan, SubAxis
from tests.factories import integrity as make
from tests.people import Programme as Program
from tests.people import person
from tests.seed import FIRST, SECOND

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(in_first: None) -> Plan:
    return make.plan()


def program(profile: Profile = Profile.FORMULATION, **place: Any) -> Program:
    return Program(FIRST.host, person(FIRST.schema, profile, **place))


def of(plan: Plan, more: str = "") -> str:
    return f"/api/planos/{plan.uid}/{more}"


def matching(answer: Any) -> dict[str, str]:
    return {"If-Match": answer["ETag"]}


def told() -> str:
    """The verb of the newest entry of the journal, done by a key."""
    entry = Entry.verbs.latest("pk")
    assert entry.channel == "pela API"
    return str(entry.verb)


def body_of(plan: Plan, axis: Axis, unit: Unit, **more: Any) -> dict[str, Any]:
    return {
        "number": "1",
        "title": "Publicar o código de conduta",
        "axis": str(axis.uid),
        "executing_unit": str(unit.uid),
        "objective": "Dizer o que se espera de cada um.",
        **more,
    }


def test_a_plan_is_started_once_for_an_organ(in_first: None) -> None:
    fatima, organ = program(), make.main_organ()
    body = {"organ": str(organ.uid), "title": "Plano 2027"}
    made = fatima.send("/api/planos/iniciar/", body, **{"Idempotency-Key": "um"})
    assert made.status_code == 201, made.content
    assert Plan.objects.get(uid=made.json()["uid"]).title == "Plano 2027"
    assert told() == "formulation.plan_started"
    assert fatima.send("/api/planos/iniciar/", body, **{"Idempotency-Key": "um"}).status_code == 201
    assert fatima.send("/api/planos/iniciar/", body).status_code == 409
    assert program(Profile.OBSERVER).send("/api/planos/iniciar/", body).status_code == 403
    elsewhere = program(organ=make.organ("Obras", "SO"))
    refused = elsewhere.send("/api/planos/iniciar/", body)
    assert (refused.status_code, set(refused.json()["errors"])) == (422, {"organ"})
    assert Plan.objects.count() == 1


def test_axes_and_sub_axes_are_written_corrected_and_taken_out(plan: Plan) -> None:
    fatima = program()
    made = fatima.send(of(plan, "eixos/novo/"), {"title": "Ética"})
    assert made.status_code == 201, made.content
    axis = Axis.objects.get(uid=made.json()["uid"])
    twin = fatima.send(of(plan, "eixos/novo/"), {"title": "etica"})
    assert (twin.status_code, set(twin.json()["errors"])) == (422, {"title"})
    path = of(plan, f"eixos/{axis.uid}/")
    edited = fatima.send(f"{path}editar/", {"title": "Ética pública", "description": "Conduta."})
    assert (edited.status_code, told()) == (200, "formulation.axis_edited")
    below = fatima.send(f"{path}subeixos/novo/", {"title": "Código"})
    assert (below.status_code, told()) == (201, "formulation.sub_axis_added")
    part = of(plan, f"subeixos/{below.json()['uid']}/")
    assert fatima.send(f"{part}editar/", {"title": "Códigos"}).status_code == 200
    (shown,) = fatima.get(of(plan, "eixos/")).json()
    assert (shown["titulo"], shown["descricao"], shown["acoes"]) == ("Ética pública", "Conduta.", 0)
    assert [each["titulo"] for each in shown["subeixos"]] == ["Códigos"]
    assert fatima.send(f"{part}excluir/").status_code == 200
    assert (SubAxis.objects.count(), told()) == (0, "formulation.sub_axis_removed")
    assert fatima.send(f"{path}excluir/").status_code == 200
    assert (Axis.objects.count(), told()) == (0, "formulation.axis_removed")


def test_an_action_is_written_with_milestones_and_indicators(plan: Plan) -> None:
    fatima, axis, unit = program(), make.axis(plan), make.unit()
    clara = Person.objects.create(name="Clara", unit=unit)
    body = body_of(
        plan,
        axis,
        unit,
        responsible=str(clara.uid),
        planned_start="2027-01-01",
        planned_budget=1234.5,
        weight=3,
        milestones=[
            {"day": "2027-06-30", "title": "Código publicado"},
            {"day": "2027-03-31", "title": "Minuta pronta"},
        ],
        indicators=[{"name": "Servidores treinados", "target": "90%", "polarity": "more"}],
    )
    made = fatima.send(of(plan, "acoes/nova/"), body, **{"Idempotency-Key": "a"})
    assert made.status_code == 201, made.content
    again = fatima.send(of(plan, "acoes/nova/"), body, **{"Idempotency-Key": "a"})
    assert again.json() == made.json()
    other = fatima.send(
        of(plan, "acoes/nova/"), body | {"milestones": []}, **{"Idempotency-Key": "a"}
    )
    assert (other.status_code, set(other.json()["errors"])) == (422, {"Idempotency-Key"})
    action = Action.objects.get()
    assert [each.title for each in action.stages] == ["Minuta pronta", "Código publicado"]
    assert (str(action.planned_budget), action.weight, action.responsible) == ("1234.50", 3, clara)
    assert action.measures[0].target == "90%"
    assert told() == "formulation.action_added"


def test_what_is_wrong_with_a_line_is_said_beside_it_and_nothing_is_written(plan: Plan) -> None:
    fatima, axis, unit = program(), make.axis(plan), make.unit()
    body = body_of(
        plan,
        axis,
        unit,
        milestones=[{"day": "2027-03-31", "title": "Minuta"}, {"day": "ontem", "title": ""}],
        indicators=[{"target": "90%", "cor": "azul"}],
    )
    answer = fatima.send(of(plan, "acoes/nova/"), body)
    wrong = {"milestones.1.day", "milestones.1.title", "indicators.0.name", "indicators.0.cor"}
    assert (answer.status_code, set(answer.json()["errors"])) == (422, wrong)
    for bad in ("texto", [1], [[]], {"day": "2027-03-31"}, [{"day": {}}], [{}] * 31):
        answer = fatima.send(of(plan, "acoes/nova/"), body | {"milestones": bad})
        assert answer.status_code == 422, bad
    assert not Action.objects.exists()


def test_an_action_is_read_and_sent_back_as_it_was_read(plan: Plan) -> None:
    fatima, made = program(), make.action(plan)
    path = of(plan, f"acoes/{made.uid}/")
    read = fatima.get(path)
    body = read.json()["valores"] | {"title": "Outro título", "planned_budget": "1.234,56"}
    assert fatima.send(f"{path}editar/", body).status_code == 428
    answer = fatima.send(f"{path}editar/", body, **matching(read))
    assert (answer.status_code, told()) == (200, "formulation.action_edited"), answer.content
    made.refresh_from_db()
    assert (made.title, str(made.planned_budget)) == ("Outro título", "1234.56")
    again = fatima.get(path).json()["valores"]
    assert again == body | {"planned_budget": "1234.56"}
    late = fatima.send(f"{path}editar/", body | {"title": "Tarde"}, **matching(read))
    assert (late.status_code, "Outro título" in str(late.json()["differences"])) == (412, True)
    without = {name: each for name, each in body.items() if name != "indicators"}
    lacking = fatima.send(f"{path}editar/", without, **matching(fatima.get(path)))
    assert (lacking.status_code, set(lacking.json()["errors"])) == (422, {"indicators"})


def test_actions_are_listed_with_filters_at_the_same_cost(plan: Plan) -> None:
    fatima, unit = program(), make.unit()
    axis, other = make.axis(plan), make.axis(plan)
    for number in range(1, 4):
        make.action(plan, str(number), axis=axis, executing_unit=unit)
    found = fatima.get(of(plan, "acoes/"), {"por_pagina": 2}).json()
    assert (found["total"], found["paginas"], len(found["resultados"])) == (3, 2, 2)
    first = found["resultados"][0]
    assert (first["numero"], first["eixo"], first["versao"]) == ("1", str(axis.uid), 1)
    for asked, total in (
        ({"eixo": str(other.uid)}, 0),
        ({"texto": "Ação 2"}, 1),
        ({"falta": "datas"}, 3),
        ({"falta": "unidade"}, 0),
    ):
        assert fatima.get(of(plan, "acoes/"), asked).json()["total"] == total, asked
    for strange in ({"eixo": "x"}, {"falta": "tudo"}, {"pagina": "0"}, {"texto": "x" * 101}):
        assert fatima.get(of(plan, "acoes/"), strange).status_code == 400, strange
    with CaptureQueriesContext(connection) as few:
        fatima.get(of(plan, "acoes/"))
    for number in range(4, 12):
        make.action(plan, str(number), axis=other, executing_unit=make.unit())
    with CaptureQueriesContext(connection) as many:
        assert len(fatima.get(of(plan, "acoes/")).json()["resultados"]) == 11
    assert len(many) == len(few)


def test_many_actions_are_written_all_or_none(plan: Plan) -> None:
    fatima, unit = program(), make.unit()
    first, second = (make.action(plan, number) for number in ("1", "2"))
    path = of(plan, "acoes/grade/")
    lines = [
        {"uid": str(first.uid), "version": 1, "executing_unit": str(unit.uid)},
        {"uid": str(second.uid), "version": 1, "title": "Outra", "kind": "continuous"},
    ]
    answer = fatima.send(path, {"actions": lines})
    assert (answer.status_code, told()) == (200, "formulation.action_edited"), answer.content
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.executing_unit, first.title, first.version) == (unit, "Ação 1", 2)
    assert (second.title, second.kind) == ("Outra", "continuous")
    stale = [{"uid": str(first.uid), "version": 1, "title": "Tarde"}]
    clash = fatima.send(path, {"actions": stale})
    assert (clash.status_code, "Tarde" in str(clash.json()["differences"])) == (409, True)
    wrong = [
        {"uid": str(first.uid), "version": 2, "number": "2"},
        {"uid": str(second.uid), "version": 2, "planned_end": "2027-01-01"},
        {"uid": str(second.uid), "version": 2},
        {"uid": str(plan.uid), "version": 1},
        {"title": "Sem dizer qual"},
        {"uid": str(first.uid), "seen": "x"},
    ]
    faults = fatima.send(path, {"actions": wrong[:2]}).json()["errors"]
    assert set(faults) == {"actions.0.number", "actions.1.number", "actions.1.planned_end"}
    faults = fatima.send(path, {"actions": wrong[1:]}).json()["errors"]
    assert set(faults) == {
        "actions.1.uid",
        "actions.2.uid",
        "actions.3.uid",
        "actions.4.seen",
        "actions.4.version",
    }
    assert fatima.send(path, {}).status_code == 422
    first.refresh_from_db()
    assert (first.title, first.version) == ("Ação 1", 2)


def test_actions_are_put_in_order_numbered_copied_and_taken_out(plan: Plan) -> None:
    fatima = program()
    first, second = (make.action(plan, number) for number in ("1", "5"))
    path = of(plan, f"acoes/{second.uid}/")
    assert fatima.send(f"{path}ordem/", {"para": "acima"}).status_code == 422
    assert fatima.send(f"{path}ordem/", {"para": "cima"}).status_code == 200
    assert fatima.send(f"{path}ordem/", {"para": "cima"}).status_code == 409
    numbers = Action.objects.order_by("pk").values_list("number", flat=True)
    assert list(numbers) == ["5", "1"]
    assert fatima.send(of(plan, "acoes/renumerar/")).status_code == 200
    assert (list(numbers.all()), told()) == (["2", "1"], "formulation.action_edited")
    other = make.plan(make.organ("Obras", "SO"))
    axis = make.axis(other)
    body = {"axis": str(axis.uid), "actions": [str(first.uid), str(second.uid)]}
    copied = fatima.send(of(other, "acoes/copiar/"), body)
    assert (copied.status_code, other.actions.count()) == (201, 2), copied.content
    assert fatima.send(f"{path}excluir/").status_code == 200
    assert (plan.actions.count(), told()) == (1, "formulation.action_removed")


def test_nobody_writes_another_organs_plan_nor_one_that_was_sent(plan: Plan) -> None:
    made, other = make.action(plan), make.plan(make.organ("Obras", "SO"))
    make.axis(other)
    foreign = make.action(other)
    fatima, elsewhere = program(), program(organ=other.organ)
    neighbour = Program(SECOND.host, person(SECOND.schema, Profile.FORMULATION))
    for path in ("acoes/", f"acoes/{made.uid}/", "eixos/"):
        assert elsewhere.get(of(plan, path)).status_code == 404
        assert neighbour.get(of(plan, path)).status_code == 404
    for path in (f"acoes/{foreign.uid}/", f"eixos/{foreign.axis.uid}/"):
        assert fatima.send(of(plan, f"{path}excluir/")).status_code == 404
    body = body_of(plan, made.axis, make.unit(other.organ), number="7")
    refused = fatima.send(of(plan, "acoes/nova/"), body)
    assert (refused.status_code, set(refused.json()["errors"])) == (422, {"executing_unit"})
    observer = program(Profile.OBSERVER)
    assert observer.get(of(plan, f"acoes/{made.uid}/")).status_code == 200
    assert observer.send(of(plan, f"acoes/{made.uid}/excluir/")).status_code == 403
    assert Action.objects.count() == 2


def test_a_plan_that_was_sent_is_not_written(in_first: None) -> None:
    ready, fatima = make.ready_plan(), program()
    make.submitted(ready)
    action = ready.actions.get()
    for path in ("eixos/novo/", "acoes/nova/", "acoes/grade/", f"acoes/{action.uid}/excluir/"):
        assert fatima.send(of(ready, path), {"title": "Tarde"}).status_code == 409, path
