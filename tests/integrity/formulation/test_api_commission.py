"""The commission of a plan by programmes: its people, its term, its acts."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.rules import Profile
from audit.models import Entry
from integrity.formulation.models import Commission, CommissionAct, CommissionMember, Plan
from integrity.formulation.services.commission import MemberDraft
from tests.factories import integrity as make
from tests.people import Programme as Program
from tests.people import person
from tests.seed import FIRST

pytestmark = pytest.mark.django_db
ACT = {"act_name": "Portaria nº 9", "act_url": "https://exemplo.test/9"}
CLARA = {"name": "Clara Coordenadora", "registration_number": "12345", "is_coordinator": True}
MARIO = {"name": "Mário Membro", "registration_number": "200"}


@pytest.fixture
def plan(in_first: None) -> Plan:
    return make.plan()


def program(profile: Profile = Profile.FORMULATION, **place: Any) -> Program:
    return Program(FIRST.host, person(FIRST.schema, profile, **place))


def of(plan: Plan, more: str = "") -> str:
    return f"/api/planos/{plan.uid}/comissao/{more}"


def told() -> str:
    """The verb of the newest entry of the journal, done by a key."""
    entry = Entry.verbs.latest("pk")
    assert entry.channel == "pela API"
    return str(entry.verb)


def test_a_commission_is_written_with_its_people_and_read_back(plan: Plan) -> None:
    fatima, unit = program(), make.unit()
    assert fatima.get(of(plan)).status_code == 404
    body = {
        "is_formal": "sim",
        "published_date": "2026-02-01",
        "term_days": 90,
        **ACT,
        "members": [CLARA | {"unit": str(unit.uid)}, MARIO],
    }
    saved = fatima.send(of(plan, "gravar/"), body)
    assert (saved.status_code, told()) == (200, "formulation.commission_saved"), saved.content
    assert Commission.objects.get(plan=plan).members.count() == 2
    read = fatima.get(of(plan)).json()
    assert (read["termina_em"], read["atos"]) == ("2026-05-02", [])
    assert [each["name"] for each in read["valores"]["members"]] == [CLARA["name"], MARIO["name"]]
    assert read["valores"]["members"][0]["unit"] == str(unit.uid)
    again = fatima.send(of(plan, "gravar/"), read["valores"])
    assert again.status_code == 200, again.content
    seen = program(Profile.OBSERVER).get(of(plan)).json()["valores"]["members"]
    assert not any("registration_number" in each for each in seen)


def test_what_is_wrong_with_the_people_is_said_and_nothing_is_written(plan: Plan) -> None:
    fatima, foreign = program(), make.unit(make.organ("Obras", "SO"))
    first = {"is_formal": "nao", "start_date": "2026-02-01"}
    for people, wrong in (
        ([], {""}),
        ([MARIO], {""}),
        ([CLARA, CLARA], {""}),
        ([CLARA | {"unit": str(foreign.uid)}], {"members.0.unit"}),
        ([CLARA, {"registration_number": "1"}], {"members.1.name"}),
        ([CLARA | {"is_active": True}], {"members.0.is_active"}),
        ([CLARA] * 100, {"members"}),
        ("Clara", {"members"}),
    ):
        answer = fatima.send(of(plan, "gravar/"), first | {"members": people})
        assert (answer.status_code, set(answer.json()["errors"])) == (422, wrong), people
    assert fatima.send(of(plan, "gravar/"), first).status_code == 422
    assert not Commission.objects.exists() and not CommissionMember.objects.exists()


def test_the_term_is_prolonged_by_an_act_and_the_act_corrected(plan: Plan) -> None:
    fatima = program()
    body = {"published_date": "2026-02-20", "term_days": 120, **ACT}
    assert fatima.send(of(plan, "prorrogar/"), body).status_code == 404
    make.formal_commission(plan)
    made = fatima.send(of(plan, "prorrogar/"), body, **{"Idempotency-Key": "p"})
    assert (made.status_code, told()) == (201, "formulation.term_extended"), made.content
    assert fatima.send(of(plan, "prorrogar/"), body, **{"Idempotency-Key": "p"}).status_code == 201
    path = of(plan, f"prorrogacoes/{made.json()['uid']}/")
    edited = fatima.send(path, body | {"term_days": 130})
    assert (edited.status_code, told()) == (200, "formulation.commission_act_edited")
    assert CommissionAct.objects.get().term_days == 130
    (act,) = fatima.get(of(plan)).json()["atos"]
    assert (act["tipo"], act["prazo"], act["previsao"]) == ("extension", 130, "2026-06-30")
    shorter = fatima.send(path, body | {"term_days": 1})
    assert (shorter.status_code, CommissionAct.objects.get().term_days) == (422, 130)


def test_a_commission_without_an_act_has_no_term_to_prolong(plan: Plan) -> None:
    make.commission(plan)
    assert program().send(of(plan, "prorrogar/"), {}).status_code == 409


def test_people_are_changed_by_an_act_and_only_the_last_one_is_corrected(plan: Plan) -> None:
    fatima = program()
    make.formal_commission(plan)
    body = {"published_date": "2026-02-25", **ACT}
    assert set(fatima.send(of(plan, "alterar/"), body).json()["errors"]) == {"members"}
    made = fatima.send(of(plan, "alterar/"), body | {"members": [CLARA, MARIO]})
    assert (made.status_code, told()) == (201, "formulation.members_changed"), made.content
    first = of(plan, f"alteracoes/{made.json()['uid']}/")
    terms = {"is_formal": "sim", "published_date": "2026-02-01", "term_days": 90, **ACT}
    assert fatima.send(of(plan, "gravar/"), terms | {"members": [CLARA]}).status_code == 409
    assert fatima.send(of(plan, "gravar/"), terms).status_code == 200
    (act,) = fatima.get(of(plan)).json()["atos"]
    assert (act["entraram"], act["sairam"]) == ([MARIO["name"]], [])
    assert fatima.send(first, body | {"members": [CLARA]}).status_code == 422
    later = make.composition(plan, MemberDraft("Nina Nova", "300"))
    assert later.number == 2
    assert fatima.send(first, body | {"members": [CLARA, MARIO]}).status_code == 409
    extension = of(plan, f"prorrogacoes/{later.uid}/")
    assert fatima.send(extension, body | {"term_days": 9}).status_code == 404
    seats = Commission.objects.get().members.filter(is_active=True)
    assert {str(each) for each in seats} == {"Clara Coordenadora", "Nina Nova"}


def test_reading_costs_the_same_however_many_acts_there_are(plan: Plan) -> None:
    fatima = program()
    make.formal_commission(plan)
    make.composition(plan)
    fatima.get(of(plan))
    with CaptureQueriesContext(connection) as few:
        fatima.get(of(plan))
    for number in range(4):
        make.composition(plan, MemberDraft(f"Pessoa {number}", f"90{number}"))
    with CaptureQueriesContext(connection) as many:
        assert len(fatima.get(of(plan)).json()["atos"]) == 5
    assert len(many) == len(few)


def test_another_organ_finds_no_commission_and_an_observer_writes_none(plan: Plan) -> None:
    make.formal_commission(plan)
    elsewhere = program(organ=make.organ("Obras", "SO"))
    observer = program(Profile.OBSERVER)
    for path in ("gravar/", "prorrogar/", "alterar/"):
        assert elsewhere.send(of(plan, path), {}).status_code == 404
        assert observer.send(of(plan, path), {}).status_code == 403
    assert elsewhere.get(of(plan)).status_code == 404
