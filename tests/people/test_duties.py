"""Duties kept apart: refused, or let with a written reason that journal and reports show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from access.duties import FIELD, NEVER_JOINED, Pair, Stance, is_accepted, is_same, stance_of
from access.models import DutySetting
from access.rules import Profile
from agreements.registry.models import Request
from audit.models import Entry
from foundation.refusals import Denied, Invalid
from foundation.tenancy import PUBLIC, inside
from integrity.evaluation.models import MonitoringReport
from integrity.formulation.models import PlanPublication
from integrity.monitoring.models import Recommendation
from notifications.models import Notice
from tests.conftest import As
from tests.factories import agreements as acts
from tests.factories import integrity as make
from tests.integrity.execution.desk import to
from tests.integrity.execution.scene import Scene, build
from tests.integrity.formulation.test_publication import send
from tests.seed import FIRST


@pytest.fixture
def scene(db: None) -> Scene:
    return build()


def only_warn(pair: Pair, schema: str = FIRST.schema) -> None:
    with inside(schema):
        DutySetting.objects.create(pair=pair, stance=Stance.WARN)


def accepted(schema: str = FIRST.schema) -> list[Entry]:
    with inside(schema):
        return list(Entry.verbs.filter(verb="people.conflict_accepted"))


def test_the_administration_sets_a_pair_and_internal_control_is_told(
    first_as: As, in_first: None
) -> None:
    icaro = first_as(Profile.INTERNAL_CONTROL)
    ana = first_as(Profile.ORGANISATION_ADMIN)
    sent = {"pair": "draft_publish", "stance": "warn", "reason": "Somos duas pessoas."}
    lacking = ana.post("/pessoas/segregacao/", {**sent, "reason": ""})
    assert (lacking.status_code, list(lacking.context["form"].errors)) == (422, ["reason"])
    assert ana.post("/pessoas/segregacao/", sent).status_code == 302
    assert DutySetting.objects.get().stance == "warn"
    entry = Entry.verbs.get(verb="people.duty_set")
    assert entry.reason == "Somos duas pessoas."
    assert entry.changes == {
        "Elaborar e publicar o mesmo plano": ["Impedir", "Avisar e exigir o motivo por escrito"]
    }
    assert "Elaborar e publicar" in Notice.objects.get(user=icaro.user).text
    foreign = ana.post("/pessoas/segregacao/", {**sent, "pair": "write_publish"})
    assert foreign.status_code == 422
    assert icaro.post("/pessoas/segregacao/", sent).status_code == 403


def test_who_executes_evaluates_only_with_a_reason_and_the_report_says_so(
    first_as: As, scene: Scene
) -> None:
    icaro = first_as(Profile.INTERNAL_CONTROL, organ=scene.organ)
    action = scene.under_way(scene.action(), responsible=scene.person(user=icaro.user)).action
    where, text = to("evaluation:recommend", action.uid), {"text": "Guardem a ata."}
    refused = icaro.post(where, {**text, FIELD: "Quero."})
    assert refused.status_code == 403
    assert "isso cabe a outra pessoa" in icaro.get(to("evaluation:action", action.uid)).text
    only_warn(Pair.EXECUTE_EVALUATE)
    asked = icaro.post(where, text)
    assert (asked.status_code, list(asked.context["form"].errors)) == (422, [FIELD])
    assert "Guardem a ata." in asked.text
    assert accepted() == []
    assert icaro.post(where, {**text, FIELD: "Não há outra pessoa."}).status_code == 302
    (entry,) = accepted()
    assert (entry.subject_uid, entry.reason) == (action.uid, "Não há outra pessoa.")
    issued = icaro.post(to("evaluation:issue_report", scene.plan.uid))
    with inside(FIRST.schema):
        assert Recommendation.objects.count() == 1
        (conflict,) = MonitoringReport.objects.get().snapshot["conflicts"]
    assert conflict[1:] == [
        "Ícaro Controle",
        "Executar e avaliar a mesma ação",
        str(action),
        "Não há outra pessoa.",
    ]
    page = icaro.get(issued.headers["Location"]).text
    assert "Acúmulos de funções aceitos" in page
    assert "Não há outra pessoa." in page


@pytest.mark.parametrize("verb", ["assess", "recommend"])
def test_a_person_involved_in_an_action_does_not_monitor_it(
    first_as: As, scene: Scene, verb: str
) -> None:
    monica = first_as(Profile.MONITORING, organ=scene.organ)
    execution = scene.under_way(scene.action())
    with inside(FIRST.schema):
        execution.involved.add(scene.person("Mônica", user=monica.user))
    sent = {"level": "high", "reason": "Sem equipe", "text": "Publiquem."}
    assert monica.post(to(f"monitoring:{verb}", execution.action.uid), sent).status_code == 403
    assert scene.journal("monitoring.risk_assessed") == []
    assert scene.journal("monitoring.recommendation_issued") == []


def test_who_recommended_does_not_answer(first_as: As, scene: Scene) -> None:
    eva = first_as(Profile.EXECUTOR, unit=scene.health)
    with inside(FIRST.schema):
        found = Recommendation.objects.create(
            action=scene.action(),
            source="commission",
            text="Publiquem.",
            author=eva.user,
            author_name="Eva",
            issued_at=scene.plan.created_at,
        )
    where = to("monitoring:answer", found.uid)
    assert eva.post(where, {"answer": "Feito."}).status_code == 403
    only_warn(Pair.RECOMMEND_ANSWER)
    asked = eva.post(where, {"answer": "Feito."})
    assert (asked.status_code, list(asked.context["form"].errors)) == (422, [FIELD])
    assert eva.post(where, {"answer": "Feito.", FIELD: "Mudei de setor."}).status_code == 302
    assert accepted()[0].reason == "Mudei de setor."


def test_who_drafted_a_plan_does_not_publish_it(first_as: As, in_first: None) -> None:
    plan = make.ready_plan()
    head = first_as(Profile.HEAD)
    axis = {"title": "Transparência", "description": ""}
    assert head.post(f"/planos/{plan.uid}/eixos/novo/", axis).status_code == 302
    make.approved(plan)
    assert send(head, plan).status_code == 403
    only_warn(Pair.DRAFT_PUBLISH)
    asked = send(head, plan)
    assert (asked.status_code, list(asked.context["form"].errors)) == (422, [FIELD])
    assert "Portaria nº 12" in asked.text
    assert not PlanPublication.objects.exists()
    assert send(head, plan, **{FIELD: "Somos só dois."}).status_code == 302
    assert accepted()[0].subject_uid == plan.uid
    assert PlanPublication.objects.get().plan == plan


def test_the_reason_is_not_asked_of_somebody_else(first_as: As, in_first: None) -> None:
    plan = make.ready_plan()
    make.approved(plan)
    assert send(first_as(Profile.HEAD), plan).status_code == 302
    assert accepted() == []


def test_who_registered_a_request_does_not_decide_on_it(centre_as: As) -> None:
    dirce = centre_as(Profile.DCI_DIRECTOR)
    with inside(PUBLIC):
        request = acts.a_request_in_triage()
        Entry.objects.create(
            at=request.received_at,
            verb="registry.request.received",
            title="Pedido recebido",
            actor_uid=dirce.user.uid,
            actor_name=dirce.user.name,
            actor_profile="cabinet",
            channel="página",
            subject_type="registry.request",
            subject_uid=request.uid,
            subject_label=str(request),
        )
    where = to_centre("registry:admit", request.uid)
    assert dirce.post(where).status_code == 403
    only_warn(Pair.REGISTER_DECIDE, PUBLIC)
    asked = dirce.post(where)
    assert (asked.status_code, list(asked.context["form"].errors)) == (422, [FIELD])
    assert dirce.post(where, {FIELD: "Plantão."}).status_code == 302
    assert Request.objects.get(pk=request.pk).state == "admitted"
    assert accepted(PUBLIC)[0].reason == "Plantão."


pairs, stances = st.sampled_from(list(Pair)), st.sampled_from(list(Stance))


@given(pairs, st.none() | stances, st.booleans(), st.text())
def test_nobody_joins_two_duties_without_leave_and_reason(
    pair: Pair, chosen: Stance | None, joins: bool, reason: str
) -> None:
    stance = stance_of(pair, chosen)
    let = stance == Stance.WARN and bool(reason.strip())
    assert stance == Stance.REFUSE or (chosen == Stance.WARN and pair not in NEVER_JOINED)
    try:
        found = is_accepted(pair, stance, joins=joins, reason=reason)
    except (Denied, Invalid):
        assert joins
        assert not let
    else:
        assert found == joins
        assert not joins or let


@given(st.none() | st.integers(1, 3), st.none() | st.integers(1, 3))
def test_who_has_no_account_is_nobodys_equal(first: int | None, second: int | None) -> None:
    assert is_same(first, second) == (first is not None and first == second)


def to_centre(name: str, uid: object) -> str:
    from django.urls import reverse

    return reverse(name, args=[uid], urlconf="config.urls.centre")
