"""What becomes of a published plan by programmes: asked for, decided, reopened, read."""

from typing import Any

import pytest

from access.rules import Profile
from audit.models import Entry
from integrity.formulation.models import ApprovalPolicy, Plan, RevisionRequest
from integrity.formulation.queries import approvals
from tests.factories import integrity as make
from tests.people import Programme as Program
from tests.people import person
from tests.seed import FIRST

pytestmark = pytest.mark.django_db
ASK = {"kind": "new_version", "reason": "A lei mudou.", "is_sure": True}


@pytest.fixture
def plan(in_first: None) -> Plan:
    return make.published_plan(actions=2)


def program(profile: Profile = Profile.MONITORING, **place: Any) -> Program:
    return Program(FIRST.host, person(FIRST.schema, profile, **place))


def of(plan: Plan, more: str = "") -> str:
    return f"/api/planos/{plan.uid}/{more}"


def told() -> str:
    """The verb of the newest entry of the journal, done by a key."""
    entry = Entry.verbs.latest("pk")
    assert entry.channel == "pela API"
    return str(entry.verb)


def asked(plan: Plan, by: Program, **more: Any) -> str:
    """The address of a request that was just made."""
    made = by.send(of(plan, "atualizacao/"), ASK | more)
    assert (made.status_code, told()) == (201, "formulation.revision_requested"), made.content
    return f"/api/planos/atualizacoes/{made.json()['uid']}/"


def test_a_new_version_is_asked_for_and_allowed(plan: Plan) -> None:
    monica, icaro = program(), program(Profile.INTERNAL_CONTROL)
    unsure = {name: each for name, each in ASK.items() if name != "is_sure"}
    assert set(monica.send(of(plan, "atualizacao/"), unsure).json()["errors"]) == {"is_sure"}
    path = asked(plan, monica)
    assert monica.send(of(plan, "atualizacao/"), ASK).status_code == 409
    assert monica.send(f"{path}autorizar/", {}).status_code == 403
    allowed = icaro.send(f"{path}autorizar/", {"reason": "De acordo."})
    assert allowed.status_code == 200, allowed.content
    found = RevisionRequest.objects.get()
    assert (found.state, found.draft.actions.count()) == ("approved", 2)  # type: ignore[union-attr]
    read = monica.get(path).json()
    assert (read["situacao"], read["plano_novo"]) == ("approved", str(found.draft.uid))  # type: ignore[union-attr]
    (listed,) = monica.get(of(plan, "atualizacoes/")).json()["resultados"]
    assert listed == read
    assert icaro.send(f"{path}recusar/", {"reason": "Tarde."}).status_code == 409
    plan.refresh_from_db()
    assert plan.state == "published"


def test_a_new_edition_has_a_title_and_the_actions_that_go_on(plan: Plan) -> None:
    path = asked(plan, program(), kind="new_edition")
    icaro, first = program(Profile.INTERNAL_CONTROL), plan.actions.first()
    assert first is not None
    assert set(icaro.send(f"{path}autorizar/", {}).json()["errors"]) == {"title"}
    foreign = {"title": "Plano 2028", "carried": [str(plan.uid)]}
    assert set(icaro.send(f"{path}autorizar/", foreign).json()["errors"]) == {"carried"}
    body = {"title": "Plano 2028", "carried": [str(first.uid)]}
    assert icaro.send(f"{path}autorizar/", body).status_code == 200
    draft = RevisionRequest.objects.get().draft
    assert draft is not None and (draft.title, draft.actions.count()) == ("Plano 2028", 1)


def test_a_request_is_refused_or_taken_back_with_a_reason(plan: Plan) -> None:
    monica, icaro = program(), program(Profile.INTERNAL_CONTROL)
    path = asked(plan, monica)
    assert icaro.send(f"{path}recusar/", {}).status_code == 422
    assert icaro.send(f"{path}recusar/", {"reason": "Não agora."}).status_code == 200
    assert told() == "formulation.revision_rejected"
    again = asked(plan, monica)
    assert icaro.send(f"{again}retirar/", {"reason": "x"}).status_code == 403
    assert monica.send(f"{again}retirar/", {"reason": "Engano."}).status_code == 200
    states = RevisionRequest.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["rejected", "withdrawn"]
    elsewhere = program(organ=make.organ("Obras", "SO"))
    assert elsewhere.get(path).status_code == 404
    assert elsewhere.send(f"{again}retirar/", {"reason": "x"}).status_code == 404


def test_a_plan_is_reopened_and_what_was_published_is_still_read(plan: Plan) -> None:
    ana = program(Profile.ORGANISATION_ADMIN)
    body = {"reason": "Erro no ato.", "is_sure": True}
    assert program().send(of(plan, "reabrir/"), body).status_code == 403
    made = ana.send(of(plan, "reabrir/"), body)
    assert made.status_code == 201, made.content
    draft = Plan.objects.get(uid=made.json()["uid"])
    assert (draft.revision, draft.is_open) == (plan.revision + 1, True)
    read = program(Profile.OBSERVER).get(of(plan, "publicado/")).json()
    assert read["sha256"] == plan.publication.sha256
    assert len(read["conteudo"]["actions"]) == 2
    assert ana.get(of(draft, "publicado/")).status_code == 404
    assert ana.get(of(plan, "pagina-publica/")).status_code == 404
    assert ana.get("/api/planos/anteriores/").json()["total"] == 0


def test_what_was_sent_is_read_as_it_was_sent(in_first: None) -> None:
    ready = make.ready_plan()
    sent = make.submitted(ready)
    read = program(Profile.OBSERVER).get(f"/api/planos/envios/{sent.uid}/").json()
    assert (read["sha256"], read["conteudo"]["title"]) == (sent.sha256, ready.title)
    elsewhere = program(organ=make.organ("Obras", "SO"))
    assert elsewhere.get(f"/api/planos/envios/{sent.uid}/").status_code == 404


@pytest.mark.usefixtures("in_first")
def test_how_plans_are_approved_is_said_with_a_reason() -> None:
    ana, path = program(Profile.ORGANISATION_ADMIN), "/api/planos/aprovacao/"
    body = ana.get(path).json() | {"needs_opinion": False}
    assert set(ana.send(f"{path}gravar/", body).json()["errors"]) == {"reason"}
    assert not ApprovalPolicy.objects.exists()
    done = ana.send(f"{path}gravar/", body | {"reason": "Órgão pequeno."})
    assert (done.status_code, told()) == (200, "formulation.approval_policy_set"), done.content
    assert approvals.policy().needs_opinion is False
    loose = body | {"reason": "x", "binding": ["members"]}
    assert ana.send(f"{path}gravar/", loose).status_code == 422
    assert program(Profile.HEAD).send(f"{path}gravar/", body).status_code == 403
