"""Plans of several organs, and models that changed after they were adopted, by programmes."""

from typing import Any

import pytest

from access.rules import Profile
from audit.models import Entry
from integrity.formulation.models import Plan, PlanOrgan
from tests.factories import integrity as make
from tests.factories.library import adopted, exemplar, published
from tests.people import Programme as Program
from tests.people import person
from tests.seed import FIRST

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(in_first: None) -> Plan:
    return make.plan()


def program(profile: Profile = Profile.FORMULATION, **place: Any) -> Program:
    return Program(FIRST.host, person(FIRST.schema, profile, **place))


def of(plan: Plan, more: str = "") -> str:
    return f"/api/planos/{plan.uid}/{more}"


def told() -> str:
    """The verb of the newest entry of the journal, done by a key."""
    entry = Entry.verbs.latest("pk")
    assert entry.channel == "pela API", entry.verb
    return str(entry.verb)


def test_an_organ_is_asked_answers_by_its_head_and_is_taken_out(plan: Plan) -> None:
    other, fatima = make.organ("Obras", "SO"), program()
    made = fatima.send(of(plan, "orgaos/convidar/"), {"organ": str(other.uid)})
    assert (made.status_code, told()) == (201, "formulation.organ_asked"), made.content
    listed = fatima.get(of(plan, "orgaos/")).json()
    assert [(each["nome"], each["coordena"]) for each in listed] == [
        (plan.organ.name, True),
        ("Obras", False),
    ]
    twice = fatima.send(of(plan, "orgaos/convidar/"), {"organ": str(other.uid)})
    assert (twice.status_code, set(twice.json()["errors"])) == (422, {"organ"})
    path = of(plan, f"orgaos/{other.uid}/")
    head, no = program(Profile.HEAD, organ=other), {"agrees": "nao"}
    answer = head.send(f"{path}resposta/", no)
    assert (answer.status_code, "pagina" in answer.json()) == (403, True)
    code = head.proof()
    answer = head.send(f"{path}resposta/", no, **code)
    assert (answer.status_code, set(answer.json()["errors"])) == (422, {"reason"})
    answer = head.send(f"{path}resposta/", no | {"reason": "Já temos plano."}, **head.proof(1))
    assert (answer.status_code, told()) == (200, "formulation.organ_declined"), answer.content
    assert fatima.send(f"{path}retirar/").status_code == 200
    assert (PlanOrgan.objects.filter(plan=plan).count(), told()) == (1, "formulation.organ_left")
    assert fatima.send(f"{path}retirar/").status_code == 404


def test_who_only_takes_part_reads_the_plan_and_writes_nothing(plan: Plan) -> None:
    other, action = make.organ("Obras", "SO"), make.action(plan)
    make.formal_commission(plan)
    program().send(of(plan, "orgaos/convidar/"), {"organ": str(other.uid)})
    partner = program(organ=other)
    assert partner.get(of(plan, f"acoes/{action.uid}/")).status_code == 200
    members = partner.get(of(plan, "comissao/")).json()["valores"]["members"]
    assert members and not any("registration_number" in each for each in members)
    before = Entry.verbs.count()
    for more in (
        "eixos/novo/",
        "acoes/grade/",
        "acoes/nova/",
        f"acoes/{action.uid}/excluir/",
        "comissao/gravar/",
        "comissao/alterar/",
        "riscos/novo/",
        "importar/colar/",
        "validacao/convidar/",
        "orgaos/convidar/",
        "enviar/",
    ):
        tag = {"If-Match": '"1"'}
        answer = partner.send(of(plan, more), {}, **tag)
        assert answer.status_code in (403, 422), more
        assert answer.status_code == 403 or more == "enviar/", more
    assert partner.get(of(plan, "validacao/convites/")).status_code == 403
    assert Entry.verbs.count() == before


def test_a_new_version_of_a_model_is_taken_over_field_by_field(plan: Plan) -> None:
    model, fatima = exemplar("action", "brindes"), program()
    adopted(plan, model)
    published(model, title="Regras para brindes", objective="Outro objetivo.")
    path = f"/api/biblioteca/planos/{plan.uid}/atualizacoes/"
    (found,) = fatima.get(path).json()
    assert [each["campo"] for each in found["campos"]] == ["title", "objective"]
    here = f"{path}{found['item']}/{found['modelo']}/"
    body, tag = {"title": "usar", "objective": "manter"}, {"If-Match": f'"{found["marca"]}"'}
    assert fatima.send(here, body).status_code == 428
    assert set(fatima.send(here, {"title": "usar"}, **tag).json()["errors"]) == {"objective"}
    done = fatima.send(here, body, **tag)
    assert done.status_code == 200, done.content
    action = plan.actions.get()
    assert (action.title, action.objective == "Outro objetivo.") == ("Regras para brindes", False)
    assert Entry.verbs.filter(verb="formulation.model_update_decided", channel="pela API").exists()
    assert fatima.get(path).json() == []
    assert fatima.send(here, body, **tag).status_code == 404
    assert program(organ=make.organ("Obras", "SO")).get(path).status_code == 404
