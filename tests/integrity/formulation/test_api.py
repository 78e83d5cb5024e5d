"""The road of a plan by programmes: the forms, the services and the reach of the pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from access.models import Unit
from access.rules import Profile
from audit.models import Entry
from integrity.formulation.models import (
    CatalogueEntry,
    IntegrityRisk,
    Plan,
    Programme,
    Submission,
)
from integrity.formulation.queries import methods
from integrity.formulation.rules.programme import Section
from tests.factories import integrity as make
from tests.people import Programme as Program
from tests.people import person
from tests.seed import FIRST, SECOND

pytestmark = pytest.mark.django_db
RISK = {"cause": "Falta de rodízio.", "event": "Favorecimento.", "consequence": "Obra pior."}
MISSION = "Servir a quem mora aqui."


@pytest.fixture
def plan(in_first: None) -> Plan:
    return make.ready_plan(actions=2)


def program(profile: Profile = Profile.FORMULATION, **place: Any) -> Program:
    return Program(FIRST.host, person(FIRST.schema, profile, **place))


def of(plan: Plan, more: str = "") -> str:
    return f"/api/planos/{plan.uid}/{more}"


def matching(answer: Any) -> dict[str, str]:
    return {"If-Match": answer["ETag"]}


def test_a_part_of_the_programme_is_written_by_who_says_what_was_read(plan: Plan) -> None:
    fatima, path = program(), of(plan, "programa/estrutura/")
    read = fatima.get(path)
    body = read.json()["valores"] | {"mission": MISSION}
    assert fatima.send(f"{path}gravar/", body).status_code == 428
    answer = fatima.send(f"{path}gravar/", body, **matching(read))
    assert answer.status_code == 200, answer.content
    assert Programme.objects.get(plan=plan).mission == MISSION
    entry = Entry.verbs.latest("pk")
    assert (entry.channel, fatima.key.name in entry.address) == ("pela API", True)
    later = fatima.send(f"{path}gravar/", body | {"mission": "Outra."}, **matching(read))
    assert (later.status_code, later.json()["title"]) == (412, "Outra pessoa alterou antes")
    assert [MISSION, "Outra."] in list(later.json()["differences"].values())


def test_what_a_part_lacks_is_said_by_field(plan: Plan) -> None:
    fatima, path = program(), of(plan, "programa/estrutura/")
    read = fatima.get(path)
    body = read.json()["valores"] | {"mission": ""}
    answer = fatima.send(f"{path}gravar/", body, **matching(read))
    assert (answer.status_code, set(answer.json()["errors"])) == (422, {"mission"})


def test_a_part_waits_for_the_one_before(in_first: None) -> None:
    empty, fatima = make.plan(), program()
    path = of(empty, "programa/diagnostico/")
    read = fatima.get(path)
    assert read.json()["aberta"] is False
    answer = fatima.send(f"{path}gravar/", {"findings": "Nada."}, **matching(read))
    assert answer.status_code == 409


def test_the_validation_is_written(plan: Plan) -> None:
    fatima, path = program(), of(plan, "validacao/")
    read = fatima.get(path)
    day = timezone.localdate()
    body = read.json() | {
        "validation_start": (day - timedelta(days=9)).isoformat(),
        "validation_end": day.isoformat(),
    }
    answer = fatima.send(f"{path}gravar/", body, **matching(read))
    assert answer.status_code == 200, answer.content
    assert Programme.objects.get(plan=plan).validation_start == day - timedelta(days=9)


def test_a_risk_is_written_corrected_put_aside_and_taken_up(plan: Plan) -> None:
    fatima = program()
    once = {"Idempotency-Key": "risco-1"}
    made = fatima.send(of(plan, "riscos/novo/"), RISK, **once)
    assert made.status_code == 201, made.content
    assert fatima.send(of(plan, "riscos/novo/"), RISK, **once).json() == made.json()
    (listed,) = [
        each
        for each in fatima.get(of(plan, "riscos/")).json()["resultados"]
        if each["uid"] == made.json()["uid"]
    ]
    path, tag = of(plan, f"riscos/{listed['uid']}/"), {"If-Match": f'"{listed["versao"]}"'}
    changed = fatima.send(f"{path}editar/", RISK | {"event": "Conluio."}, **tag)
    assert changed.status_code == 200, changed.content
    risk = IntegrityRisk.objects.get(uid=listed["uid"])
    assert risk.event == "Conluio."
    clash = fatima.send(f"{path}editar/", RISK | {"event": "Fraude."}, **tag)
    assert clash.status_code == 412
    assert fatima.send(f"{path}arquivar/", {"reason": ""}).status_code == 422
    assert fatima.send(f"{path}arquivar/", {"reason": "Repetido."}).status_code == 200
    assert fatima.send(f"{path}retomar/").status_code == 200


def test_a_plan_is_sent_judged_and_taken_back(plan: Plan) -> None:
    fatima, icaro = program(), program(Profile.INTERNAL_CONTROL)
    ready = fatima.get(of(plan, "pendencias/"))
    assert all(each["atendido"] for each in ready.json() if each["obriga"])
    sent = fatima.send(of(plan, "enviar/"), {"note": "Primeira."}, **matching(ready))
    assert sent.status_code == 200, sent.content
    found = Submission.objects.get(plan=plan)
    here = f"/api/planos/envios/{found.uid}/"
    opinion = {"opinion": "with_reservations", "text": "Falta prazo em uma ação."}
    assert fatima.send(f"{here}parecer/", opinion).status_code == 403
    assert icaro.send(f"{here}parecer/", opinion).json()["situacao"] == "decision"
    head = program(Profile.HEAD)
    returned = head.send(f"{here}devolver/", {"reason": "Falta prazo."})
    assert (returned.status_code, "pagina" in returned.json()) == (403, True)
    assert fatima.send(f"{here}retomar/", {"reason": "Falta prazo."}).status_code == 200
    plan.refresh_from_db()
    assert plan.is_open
    (listed,) = fatima.get(of(plan, "envios/")).json()["resultados"]
    assert (listed["parecer"], listed["situacao"]) == ("with_reservations", "recalled")


def test_a_plan_that_lacks_something_is_not_sent(in_first: None) -> None:
    empty, fatima = make.plan(), program()
    make.commission(empty)
    read = fatima.get(of(empty, "pendencias/"))
    answer = fatima.send(of(empty, "enviar/"), {"note": ""}, **matching(read))
    assert (answer.status_code, "Cadastre um eixo." in answer.json()["detail"]) == (409, True)


def test_versions_are_compared_field_by_field(plan: Plan) -> None:
    make.submitted(plan)
    told = program().get(of(plan, "diferencas/"))
    assert told.status_code == 200
    assert program().get(of(plan, "diferencas/"), {"antes": "x", "depois": "y"}).status_code == 404


def test_units_are_added_and_corrected_within_reach(in_first: None) -> None:
    organ, other = make.organ("Saúde", "SS"), make.organ("Obras", "SO")
    admin = program(Profile.ORGANISATION_ADMIN, organ=organ)
    path = f"/api/estrutura/orgaos/{organ.uid}/unidades/nova/"
    made = admin.send(path, {"name": "Diretoria de Frotas", "acronym": "DF"})
    assert made.status_code == 201, made.content
    unit = Unit.objects.get(uid=made.json()["uid"])
    below = admin.send(path, {"name": "Garagem", "parent": str(unit.uid)})
    assert Unit.objects.get(uid=below.json()["uid"]).parent == unit
    assert admin.send(path, {"name": "Diretoria de Frotas"}).status_code == 422
    elsewhere = admin.send(f"/api/estrutura/orgaos/{other.uid}/unidades/nova/", {"name": "X"})
    assert elsewhere.status_code == 404
    assert program(Profile.EXECUTOR, unit=unit).send(path, {"name": "Y"}).status_code == 403
    body = {"name": "Diretoria de Transportes", "is_active": True}
    assert admin.send(f"/api/estrutura/unidades/{unit.uid}/editar/", body).status_code == 200
    (told,) = admin.get("/api/estrutura/").json()
    assert {each["nome"] for each in told["unidades"]} == {"Diretoria de Transportes", "Garagem"}


def test_a_catalogue_is_kept(in_first: None) -> None:
    admin, path = program(Profile.ORGANISATION_ADMIN), "/api/catalogos/instrumentos/"
    made = admin.send(f"{path}incluir/", {"name": "Mutirão"})
    assert made.status_code == 201, made.content
    word = CatalogueEntry.objects.get(uid=made.json()["uid"])
    names = [each["nome"] for each in admin.get(path, {"por_pagina": 100}).json()["resultados"]]
    assert "Mutirão" in names
    edit = {"name": "Mutirão anual", "position": 3, "is_active": False}
    edited = admin.send(f"{path}{word.uid}/", edit)
    assert edited.status_code == 200, edited.content
    word.refresh_from_db()
    assert (word.name, word.is_active) == ("Mutirão anual", False)
    assert program(Profile.OBSERVER).get(path).status_code == 403


def test_the_method_is_written_by_who_says_what_was_read(in_first: None) -> None:
    admin = program(Profile.ORGANISATION_ADMIN)
    read = admin.get("/api/metodo/")
    body = read.json() | {"green_from": 45}
    answer = admin.send("/api/metodo/gravar/", body, **matching(read))
    assert answer.status_code == 200, answer.content
    assert methods.standing().method.green_from == 45
    again = admin.send("/api/metodo/gravar/", body | {"green_from": 40}, **matching(read))
    assert again.status_code == 412


@pytest.mark.parametrize("more", ["", "programa/estrutura/", "riscos/", "pendencias/", "envios/"])
def test_a_neighbour_and_another_organ_find_no_plan(plan: Plan, more: str) -> None:
    neighbour = Program(SECOND.host, person(SECOND.schema, Profile.FORMULATION))
    elsewhere = program(Profile.FORMULATION, organ=make.organ("Obras", "SO"))
    assert neighbour.get(of(plan, more)).status_code == 404
    assert elsewhere.get(of(plan, more)).status_code == 404


@pytest.mark.parametrize("section", sorted(Section, key=str))
def test_who_may_not_draft_writes_no_part(plan: Plan, section: Section) -> None:
    slug = {"strategy": "estrutura", "diagnosis": "diagnostico"}.get(section.value, "respostas")
    observer, path = program(Profile.OBSERVER), of(plan, f"programa/{slug}/")
    read = observer.get(path)
    answer = observer.send(f"{path}gravar/", read.json()["valores"], **matching(read))
    assert answer.status_code == 403
