"""Programs read the library and adopt its models, by the rules of the pages."""

from typing import Any

import pytest

from access.rules import Profile
from foundation.tenancy import inside
from integrity.formulation.models import Plan
from tests.factories import integrity as make
from tests.factories.library import draft_of, exemplar
from tests.people import Programme, person
from tests.seed import FIRST, SECOND


def program(profile: Profile, *, may_write: bool = True, at: Any = FIRST) -> Programme:
    return Programme(at.host, person(at.schema, profile), may_write=may_write)


@pytest.fixture
def plan(db: None) -> Plan:
    with inside(FIRST.schema):
        return make.plan()


def adopt(by: Programme, plan: Plan, body: dict[str, Any]) -> Any:
    address = f"/api/biblioteca/planos/{plan.uid}/adotar/"
    return by.post(address, body, content_type="application/json")


def test_the_library_is_read_with_the_filters_of_the_page(db: None) -> None:
    otavio = program(Profile.OBSERVER, may_write=False)
    draft_of(exemplar("risk", "nepotismo"), cause="Ainda em rascunho")
    found = otavio.get("/api/biblioteca/", {"tipo": "action", "risco": "nepotismo"}).json()
    assert {each["key"] for each in found} == {"conflito-interesses", "nepotismo"}
    assert len(otavio.get("/api/biblioteca/").json()) == 83
    one = otavio.get(f"/api/biblioteca/{exemplar('risk', 'nepotismo').model_uid}/").json()
    assert (one["version"], one["body"]["category"]) == (1, "Integridade")


def test_a_program_adopts_into_a_draft(plan: Plan) -> None:
    with inside(FIRST.schema):
        unit = make.unit()
    model = exemplar("action", "sic")
    body = {"models": [str(model.model_uid)], "executing_unit": str(unit.uid), "with_risks": True}
    answer = adopt(program(Profile.FORMULATION), plan, body)
    assert answer.status_code == 201, answer.json()
    assert {each["type"] for each in answer.json()} == {"axis", "action", "integrityrisk"}
    with inside(FIRST.schema):
        action = plan.actions.get()
        assert (action.executing_unit, action.adopted[0]["kind"]) == (unit, "action")
    again = adopt(program(Profile.FORMULATION), plan, body)
    assert again.status_code == 422 and "já está no plano" in str(again.json())


def test_who_may_not_draft_is_refused_and_a_neighbour_finds_nothing(plan: Plan) -> None:
    body = {"models": [str(exemplar("axis", "etica").model_uid)]}
    assert adopt(program(Profile.OBSERVER), plan, body).status_code == 403
    assert adopt(program(Profile.FORMULATION, may_write=False), plan, body).status_code == 403
    assert adopt(program(Profile.FORMULATION, at=SECOND), plan, body).status_code == 404
    assert adopt(program(Profile.FORMULATION), plan, {"models": []}).status_code == 400
