"""From nothing to a published plan: starting it, its states, and what the database refuses."""

from typing import Any

import pytest
from django.db import DataError, IntegrityError, InternalError, transaction
from hypothesis import given
from hypothesis import strategies as st

from access.rules import Profile
from audit.queries import entries_of
from foundation.refusals import NotAllowed
from foundation.tenancy import inside
from integrity.formulation.models import Action, Plan
from integrity.formulation.permissions import DRAFTERS
from integrity.formulation.rules.flows import ACTION_FLOW, PLAN_FLOW, ActionStatus, PlanState
from integrity.formulation.rules.gates import Facts, Key, gates, is_ready
from integrity.formulation.rules.programme import Section
from tests.conftest import As
from tests.factories import integrity as make
from tests.seed import FIRST


@pytest.fixture
def organ_uid(in_first: None) -> str:
    return str(make.main_organ().uid)


@pytest.mark.parity("P38")
def test_opening_the_page_begins_no_plan_and_the_button_does(first_as: As, organ_uid: str) -> None:
    head = first_as(Profile.HEAD)
    assert "Iniciar plano" in head.get("/planos/").content.decode()
    assert not Plan.objects.exists()
    sent = head.post("/planos/iniciar/", {"organ": organ_uid, "title": "Plano 2026"})
    plan = Plan.objects.get()
    assert (sent.status_code, sent.headers["Location"]) == (302, f"/planos/{plan.uid}/")
    assert (plan.edition_label, plan.state) == ("1ª edição", "not_started")
    assert entries_of(plan).get().verb == "formulation.plan_started"


@pytest.mark.parity("P39")
def test_an_observer_is_told_that_there_is_no_plan_and_begins_none(
    first_as: As, organ_uid: str
) -> None:
    observer = first_as(Profile.OBSERVER)
    page = observer.get("/planos/").content.decode()
    assert "Nenhum plano ainda" in page
    assert "Iniciar plano" not in page
    sent = observer.post("/planos/iniciar/", {"organ": organ_uid, "title": "Meu"})
    assert (sent.status_code, Plan.objects.count()) == (403, 0)


@pytest.mark.parity("P40")
def test_a_second_plan_of_the_organ_is_refused(first_as: As, organ_uid: str) -> None:
    make.plan()
    sent = first_as(Profile.FORMULATION).post(
        "/planos/iniciar/", {"organ": organ_uid, "title": "Outro"}
    )
    assert (sent.status_code, Plan.objects.count()) == (409, 1)


@pytest.mark.parity("P40")
@pytest.mark.parametrize("state", ["drafting", "published"])
def test_the_database_keeps_one_plan_of_each_kind(in_first: None, state: str) -> None:
    kept = {"title": "x", "created_at": make.AT, "updated_at": make.AT, "state": state}
    Plan.objects.create(organ=make.main_organ(), edition=1, **kept)
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.create(organ=make.main_organ(), edition=2, **kept)


def test_a_start_without_a_title_keeps_the_form(first_as: As, organ_uid: str) -> None:
    sent = first_as(Profile.HEAD).post("/planos/iniciar/", {"organ": organ_uid, "title": "  "})
    assert (sent.status_code, Plan.objects.count()) == (422, 0)


@pytest.mark.parity("P42")
@pytest.mark.parametrize("profile", [each for each in Profile if each in set(DRAFTERS)])
def test_each_drafting_profile_may_draft(first_as: As, in_first: None, profile: Profile) -> None:
    plan = make.plan()
    sent = first_as(profile).post(f"/planos/{plan.uid}/eixos/novo/", {"title": "Ética"})
    assert (sent.status_code, plan.axes.count()) == (302, 1)


@pytest.mark.parity("N16")
@pytest.mark.parametrize("profile", [Profile.EXECUTOR, Profile.OBSERVER, Profile.MONITORING])
def test_other_profiles_see_the_draft_and_write_nothing(
    first_as: As, in_first: None, profile: Profile
) -> None:
    plan = make.ready_plan()
    visitor = first_as(profile)
    assert visitor.get(f"/planos/{plan.uid}/conteudo/").status_code == 200
    axis, action = plan.axes.get(), plan.actions.get()
    for path in (
        "comissao/",
        "eixos/novo/",
        f"eixos/{axis.uid}/editar/",
        f"eixos/{axis.uid}/excluir/",
        f"eixos/{axis.uid}/subeixos/novo/",
        "acoes/nova/",
        f"acoes/{action.uid}/editar/",
        f"acoes/{action.uid}/excluir/",
        "importar/",
        "publicacao/",
        "enviar/",
    ):
        answer = visitor.post(f"/planos/{plan.uid}/{path}", {"title": "Não"})
        assert answer.status_code == 403, path
    assert (plan.axes.count(), plan.actions.count()) == (1, 1)


def test_the_road_says_what_to_do_now(first_as: As, in_first: None) -> None:
    plan = make.plan()
    page = first_as(Profile.FORMULATION).get(f"/planos/{plan.uid}/")
    assert page.context["next"]["title"] == "Comissão com pelo menos uma pessoa"
    assert [step["state"] for step in page.context["steps"]] == [
        "current",
        "pending",
        "pending",
        "pending",
        "pending",
        "offered",
        "offered",
        "pending",
        "pending",
    ]
    make.adhesion()
    make.commission(plan)
    make.action(plan)
    page = first_as(Profile.FORMULATION).get(f"/planos/{plan.uid}/")
    assert page.context["next"]["title"] == "Estrutura organizacional"
    assert [step["state"] for step in page.context["steps"]] == [
        "done",
        "done",
        "current",
        "done",
        "pending",
        "offered",
        "offered",
        "pending",
        "pending",
    ]
    make.programme(plan)
    make.validation(plan)
    page = first_as(Profile.FORMULATION).get(f"/planos/{plan.uid}/")
    assert page.context["next"]["title"] == "Enviar o plano para análise"


@pytest.mark.parity("P41")
@pytest.mark.parametrize("profile", [Profile.OBSERVER, Profile.EXECUTOR])
def test_the_road_is_grey_where_a_profile_may_not_go(
    first_as: As, in_first: None, profile: Profile
) -> None:
    plan = make.plan()
    page = first_as(profile).get(f"/planos/{plan.uid}/")
    assert len(page.context["steps"]) == 9
    closed = {step["title"] for step in page.context["steps"] if not step["href"]}
    drafts = {"Minuta do programa", "Minuta do plano"} if profile is Profile.OBSERVER else set()
    assert closed == {"Comissão", "Aprovação", "Publicação", *drafts}
    assert page.content.decode().count("data-closed") == len(closed)


@pytest.mark.parity("N4")
@pytest.mark.parity("N6")
def test_a_plan_of_another_organ_is_not_found(first_as: As, in_first: None) -> None:
    plan, mine = make.ready_plan(make.organ("Saúde")), make.organ("Educação")
    visitor = first_as(Profile.INTERNAL_CONTROL, organ=mine)
    action, axis = plan.actions.get(), plan.axes.get()
    for path in (
        "",
        "conteudo/",
        "comissao/",
        "publicacao/",
        "planilha.xlsx",
        "importar/",
        f"acoes/{action.uid}/",
        f"acoes/{action.uid}/editar/",
        f"eixos/{axis.uid}/editar/",
    ):
        assert visitor.get(f"/planos/{plan.uid}/{path}").status_code == 404, path
    assert visitor.get(f"/api/planos/{plan.uid}/").status_code == 404
    assert visitor.get("/api/planos/?organ=1").json() == []
    assert list(visitor.get("/planos/?orgao=1").context["plans"]) == []


def test_a_plan_of_another_organisation_is_not_found(first_as: As, second_as: As) -> None:
    with inside(FIRST.schema):
        plan = make.ready_plan()
    stranger = second_as(Profile.ORGANISATION_ADMIN)
    for path in (f"/planos/{plan.uid}/", f"/planos/{plan.uid}/comissao/"):
        assert stranger.get(path).status_code == 404
    assert stranger.get(f"/api/planos/{plan.uid}/").status_code == 404
    assert stranger.get("/api/planos/").json() == []


def test_a_visitor_is_asked_to_sign_in(nobody_at_first: Any) -> None:
    assert nobody_at_first.get("/planos/").status_code == 302
    assert nobody_at_first.get("/api/planos/").status_code in (401, 403)


def test_the_programme_reads_the_plan_as_the_page_does(first_as: As, in_first: None) -> None:
    plan = make.ready_plan(actions=2)
    told = first_as(Profile.OBSERVER).get(f"/api/planos/{plan.uid}/").json()
    assert [each["number"] for each in told["actions"]] == ["1", "2"]
    assert told["publication"] is None
    assert told["axes"][0]["title"] == plan.axes.get().title


@pytest.mark.parity("N10")
def test_a_plan_is_never_deleted(in_first: None) -> None:
    plan = make.plan()
    rows = Plan.objects.filter(pk=plan.pk)
    with pytest.raises(InternalError, match="Cannot delete"), transaction.atomic():
        rows._raw_delete(rows.db)


@pytest.mark.parametrize("state", [each.value for each in PlanState])
def test_the_database_refuses_a_jump_that_the_flow_does_not_know(
    in_first: None, state: str
) -> None:
    plan = make.plan()
    known = ("not_started", state) in PLAN_FLOW.pairs() or state == "not_started"
    if known:
        Plan.objects.filter(pk=plan.pk).update(state=state)
        return
    with pytest.raises(InternalError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(state=state)


def test_the_database_refuses_a_number_that_is_none(in_first: None) -> None:
    action = make.action(make.plan())
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(number="1.x")


def test_actions_are_put_in_the_order_of_their_numbers(in_first: None) -> None:
    plan = make.plan()
    for number in ("1.10", "2", "1.9", "1", "10"):
        make.action(plan, number)
    assert [each.number for each in plan.actions.all()] == ["1", "1.9", "1.10", "2", "10"]


@given(st.lists(st.sampled_from(list(PLAN_FLOW.steps)), max_size=8))
def test_a_plan_is_published_once_and_only_after_its_approval(verbs: list[str]) -> None:
    state, published = PlanState.NOT_STARTED, 0
    for verb in verbs:
        before = state
        try:
            state = PLAN_FLOW.after(verb, state)
        except NotAllowed:
            continue
        if verb == "publish":
            published += 1
            assert before is PlanState.APPROVED
    assert published <= 1


@given(st.lists(st.sampled_from(list(ACTION_FLOW.steps)), max_size=10))
def test_an_action_is_completed_only_after_it_was_started(verbs: list[str]) -> None:
    state, started = ActionStatus.NOT_STARTED, False
    for verb in verbs:
        if not ACTION_FLOW.allows(verb, state):
            continue
        state = ACTION_FLOW.after(verb, state)
        started = started or verb in ("start", "reopen")
        assert state is not ActionStatus.COMPLETED or started


@pytest.mark.parity("N18")
@given(
    st.integers(0, 3),
    st.integers(0, 3),
    st.lists(st.text("123.", min_size=1, max_size=3), max_size=12),
    st.lists(st.text("123.", min_size=1, max_size=3), max_size=12),
    st.sets(st.sampled_from(Section)),
)
def test_an_empty_plan_never_passes_and_every_closed_gate_says_why(
    members: int, axes: int, unplaced: list[str], aimless: list[str], lacking: set[Section]
) -> None:
    empty = gates(Facts(members, axes, 0))
    assert not is_ready(empty)
    found = gates(Facts(members, axes, 5, unplaced, aimless, sections_missing=sorted(lacking)))
    assert is_ready(found) == bool(
        members and axes and not unplaced and not aimless and not lacking
    )
    facts = Facts(members, axes, 5, unplaced, aimless, sections_missing=sorted(lacking))
    assert is_ready(gates(facts, list(Key))) == bool(members and axes)
    assert not is_ready(gates(Facts(members, axes, 0), list(Key)))
    assert all(gate.missing.endswith(".") for gate in found if not gate.is_met)
