"""A plan of several organs: who leads it, who agrees, who sees and executes which part."""

from typing import Any

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.urls import reverse

from access.models import Organ, Unit
from access.rules import Profile
from audit.models import Entry
from documents.workbook import write_xlsx
from events.models import Outbox
from events.registry import dispatch
from foundation.refusals import Invalid
from integrity.execution.queries import actions_of as executed_by
from integrity.formulation.models import Action, Plan, PlanOrgan
from integrity.formulation.queries import approvals
from integrity.formulation.rules.gates import Key, is_ready
from integrity.formulation.services import joint, revisions
from integrity.formulation.services.exports import plan_sheets
from integrity.formulation.services.snapshot import snapshot_of
from notifications.models import Notice
from tests.conftest import As
from tests.factories import integrity as make
from tests.integrity.execution.desk import to
from tests.integrity.formulation.test_import_pages import preview
from tests.people import Visitor

OTHER_HEAD = make.Actor(name="Otávio Presidente", profile=Profile.HEAD)


@pytest.fixture
def waters(in_first: None) -> Organ:
    """Another organ of the same organisation."""
    return make.organ("Instituto das Águas", "IA")


@pytest.fixture
def plan(in_first: None) -> Plan:
    return make.ready_plan()


def ask(plan: Plan, organ: Organ) -> PlanOrgan:
    """The organ is asked to take part."""
    return joint.ask_organ(actor=make.DRAFTER, plan_uid=plan.uid, organ_uid=organ.uid, at=make.AT)


def agree(plan: Plan, organ: Organ) -> None:
    """Its head agrees, and has adhered to the programme."""
    make.adhesion(organ)
    joint.answer_joint_plan(
        actor=OTHER_HEAD, plan_uid=plan.uid, organ_uid=organ.uid, agrees=True, at=make.AT
    )


@pytest.fixture
def joint_plan(plan: Plan, waters: Organ) -> Plan:
    """A plan of two organs that agree, with an action of a unit of each."""
    ask(plan, waters)
    agree(plan, waters)
    make.action(plan, "2", executing_unit=make.unit(waters, "Gabinete"))
    return Plan.objects.get(pk=plan.pk)


def of(first_as: As, profile: Profile, organ: Organ, name: str = "") -> Visitor:
    """Somebody who holds a profile in one organ alone."""
    return first_as(profile, name or f"{profile.label} de {organ.acronym}", organ=organ)


def of_organ(name: str, plan: Plan, organ: Organ) -> str:
    """The page of a verb about one organ of a plan."""
    args = [plan.uid, organ.uid]
    return reverse(f"formulation:{name}", urlconf="config.urls.organisation", args=args)


def deliver() -> None:
    """Hand over what happened."""
    for each in Outbox.objects.filter(name__startswith="formulation.").order_by("pk"):
        dispatch(each.name, each.body)


def told(visitor: Visitor) -> list[str]:
    return list(Notice.objects.filter(user=visitor.user).order_by("pk").values_list("text", flat=1))


def test_an_organ_is_asked_its_head_agrees_and_the_plan_may_be_sent(
    first_as: As, plan: Plan, waters: Organ
) -> None:
    fatima = of(first_as, Profile.FORMULATION, plan.organ, "Fátima Formuladora")
    otavio = of(first_as, Profile.HEAD, waters, "Otávio Presidente")
    assert otavio.get(to("formulation:plan", plan.uid)).status_code == 404

    answer = fatima.post(to("formulation:plan_organs", plan.uid), {"organ": str(waters.uid)})
    assert answer.status_code == 302
    part = PlanOrgan.objects.get(plan=plan, organ=waters)
    assert (part.leads, part.answer, part.stage) == (False, "waiting", "next")
    assert Entry.verbs.get(verb="formulation.organ_asked").subject_uid == plan.uid
    checks = approvals.checklist(Plan.objects.get(pk=plan.pk))
    lacking = next(gate for gate in checks if gate.key is Key.PARTNERS)
    assert "Instituto das Águas" in lacking.missing
    assert not is_ready(checks)

    deliver()
    assert [each for each in told(otavio) if "Instituto das Águas foi convidado" in each]
    assert "aguarda a sua resposta" in otavio.get("/").text
    assert "aguarda a sua resposta" in otavio.get(to("formulation:plan", plan.uid)).text
    assert "aguarda a sua resposta" not in fatima.get(to("formulation:plan", plan.uid)).text
    make.adhesion(waters)
    page = of_organ("answer_joint_plan", plan, waters)
    assert otavio.post(page, {"agrees": "sim"}).status_code == 302
    assert "Mudar a resposta" in otavio.get(to("formulation:plan_organs", plan.uid)).text
    part.refresh_from_db()
    assert (part.answer, part.answered_by_name) == ("agreed", "Otávio Presidente")
    assert Entry.verbs.get(verb="formulation.organ_agreed").actor_name == "Otávio Presidente"
    assert is_ready(approvals.checklist(Plan.objects.get(pk=plan.pk)))
    deliver()
    assert any("está de acordo" in text for text in told(fatima))


def test_an_organ_that_declines_says_why_and_holds_the_plan_until_it_leaves_it(
    first_as: As, plan: Plan, waters: Organ
) -> None:
    ask(plan, waters)
    otavio = of(first_as, Profile.HEAD, waters, "Otávio Presidente")
    page = of_organ("answer_joint_plan", plan, waters)
    assert "Diga por que" in otavio.post(page, {"agrees": "nao"}).text
    assert otavio.post(page, {"agrees": "nao", "reason": "Temos outro."}).status_code == 302
    checks = approvals.checklist(Plan.objects.get(pk=plan.pk))
    assert "Sem acordo de Instituto das Águas." in [gate.missing for gate in checks]

    fatima = of(first_as, Profile.FORMULATION, plan.organ)
    assert fatima.post(of_organ("remove_organ", plan, waters)).status_code == 302
    assert is_ready(approvals.checklist(Plan.objects.get(pk=plan.pk)))
    assert otavio.get(to("formulation:plan", plan.uid)).status_code == 404
    left = Entry.verbs.get(verb="formulation.organ_left")
    assert left.changes == {"Órgão participante": ["Instituto das Águas", ""]}


def test_an_organ_does_not_leave_while_its_units_carry_actions(
    first_as: As, joint_plan: Plan, waters: Organ
) -> None:
    fatima = of(first_as, Profile.FORMULATION, joint_plan.organ)
    answer = fatima.post(of_organ("remove_organ", joint_plan, waters))
    assert answer.status_code == 409
    assert "1 ação" in answer.text
    assert PlanOrgan.objects.filter(plan=joint_plan, organ=waters).exists()


def test_the_database_keeps_one_plan_in_draft_and_one_in_force_for_every_organ(
    joint_plan: Plan, waters: Organ
) -> None:
    for organ in (joint_plan.organ, waters):
        with pytest.raises(IntegrityError, match="one_in_draft"), transaction.atomic():
            Plan.objects.create(
                organ=organ, title="Outro", edition=9, created_at=make.AT, updated_at=make.AT
            )
    third = make.plan(make.organ())
    with pytest.raises(IntegrityError, match="plan_organ_one_in_draft"), transaction.atomic():
        PlanOrgan.objects.create(plan=third, organ=waters)

    make.publish(joint_plan)
    parts = PlanOrgan.objects.filter(plan=joint_plan)
    assert {each.stage for each in parts} == {"in_force"}
    part = parts.get(organ=waters)
    part.stage = "past"  # whatever is written, it stands as the plan does
    part.save(update_fields=["stage"])
    part.refresh_from_db()
    assert part.stage == "in_force"
    with pytest.raises(InternalError, match="do not change"), transaction.atomic():
        parts.filter(organ=waters).update(answer="waiting", answered_at=None)
    with pytest.raises(InternalError, match="Cannot delete"), transaction.atomic():
        part.delete()


def test_a_joint_plan_takes_the_place_of_the_plans_of_all_its_organs(waters: Organ) -> None:
    own = make.published_plan(waters)
    plan = make.ready_plan()
    ask(plan, waters)
    agree(plan, waters)
    make.publish(Plan.objects.get(pk=plan.pk))
    own.refresh_from_db()
    assert own.state == "superseded"
    assert Entry.verbs.get(verb="formulation.plan_superseded").subject_uid == own.uid
    in_force = PlanOrgan.objects.filter(stage="in_force")
    assert {each.organ for each in in_force} == {plan.organ, waters}
    told = Entry.verbs.filter(verb="formulation.plan_published", subject_uid=plan.uid).get()
    assert "Instituto das Águas" in told.changes["Substitui"][1]


def test_who_takes_part_in_a_plan_in_force_is_not_asked_into_another(
    first_as: As, joint_plan: Plan, waters: Organ
) -> None:
    make.publish(joint_plan)
    third = make.plan(make.organ("Fundação das Matas", "FM"))
    fatima = first_as(Profile.FORMULATION, "Fátima Formuladora")
    sent = {"organ": str(waters.uid)}
    answer = fatima.post(to("formulation:plan_organs", third.uid), sent)
    assert answer.status_code == 422
    assert "precisa sair daquele" in answer.text
    sent = {"organ": str(joint_plan.organ.uid)}
    answer = fatima.post(to("formulation:plan_organs", third.uid), sent)
    assert "ficaria sem plano" in answer.text


def test_each_organ_sees_and_executes_its_part_and_another_organ_sees_nothing(
    first_as: As, joint_plan: Plan, waters: Organ
) -> None:
    make.publish(joint_plan)
    third = make.organ("Fundação das Matas", "FM")
    first, second = joint_plan.actions.order_by("number_key")
    place = {"leads": joint_plan.organ, "takes part": waters, "stranger": third}
    wanted = {
        ("leads", Profile.EXECUTOR): {first},
        ("leads", Profile.INTERNAL_CONTROL): {first, second},
        ("leads", Profile.MONITORING): {first, second},
        ("takes part", Profile.EXECUTOR): {second},
        ("takes part", Profile.INTERNAL_CONTROL): {second},
        ("takes part", Profile.MONITORING): {second},
        ("takes part", Profile.HEAD): {second},
        ("stranger", Profile.EXECUTOR): set(),
        ("stranger", Profile.INTERNAL_CONTROL): set(),
        ("stranger", Profile.HEAD): set(),
    }
    found = {
        (where, profile): set(
            executed_by(make.Actor(name="Alguém", profile=profile, organ_id=place[where].pk))
        )
        for where, profile in wanted
    }
    assert found == wanted
    for where, organ in place.items():
        visitor = of(first_as, Profile.INTERNAL_CONTROL, organ)
        page = visitor.get(to("formulation:plan", joint_plan.uid))
        assert page.status_code == (404 if where == "stranger" else 200)
        for action in (first, second):
            status = visitor.get(to("monitoring:action", action.uid)).status_code
            is_seen = action in wanted[where, Profile.INTERNAL_CONTROL]
            assert status == (200 if is_seen else 404), (where, action)
    executor = of(first_as, Profile.EXECUTOR, waters, "Elza Executora")
    assert executor.get(to("execution:action", first.uid)).status_code == 404
    assert executor.get(to("execution:action", second.uid)).status_code == 200


WRITTEN_BY_THE_LEADER = (
    ("formulation:commission", Profile.FORMULATION),
    ("formulation:add_axis", Profile.FORMULATION),
    ("formulation:submit", Profile.FORMULATION),
    ("formulation:import", Profile.FORMULATION),
    ("formulation:note_diagnosis", Profile.HEAD),
)


@pytest.mark.parametrize(("route", "profile"), WRITTEN_BY_THE_LEADER)
def test_an_organ_that_takes_part_reads_the_draft_and_does_not_write_it(
    first_as: As, joint_plan: Plan, waters: Organ, route: str, profile: Profile
) -> None:
    visitor = of(first_as, profile, waters)
    assert visitor.get(to("formulation:content", joint_plan.uid)).status_code == 200
    assert visitor.get(to(route, joint_plan.uid)).status_code == 403
    assert visitor.post(to(route, joint_plan.uid), {}).status_code == 403
    address = f'href="{to(route, joint_plan.uid)}"'
    assert address not in visitor.get(to("formulation:plan", joint_plan.uid)).text


def test_the_head_of_one_organ_neither_answers_for_another_nor_approves_its_plan(
    first_as: As, joint_plan: Plan, waters: Organ
) -> None:
    sent = make.opined(joint_plan)
    otavio = of(first_as, Profile.HEAD, waters)
    assert otavio.get(to("formulation:submission", sent.uid)).status_code == 200
    assert otavio.get(to("formulation:approve_plan", sent.uid)).status_code == 403
    assert otavio.post(to("formulation:approve_plan", sent.uid), {}).status_code == 403
    third = make.plan(make.organ("Fundação das Matas"))
    park = make.organ("Parque Florestal")
    ask(third, park)
    other = of_organ("answer_joint_plan", third, park)
    assert otavio.post(other, {"agrees": "sim"}).status_code == 404
    helena = of(first_as, Profile.HEAD, joint_plan.organ)
    own = of_organ("answer_joint_plan", joint_plan, waters)
    assert helena.post(own, {"agrees": "sim"}).status_code in (404, 409)


def test_the_next_version_is_of_the_same_organs_and_asks_them_anew(
    joint_plan: Plan, waters: Organ
) -> None:
    make.publish(joint_plan)
    asked = revisions.request_revision(
        actor=make.Actor(name="Mônica", profile=Profile.MONITORING),
        plan_uid=joint_plan.uid,
        kind="new_version",
        reason="Muda a lei.",
        at=make.AT,
    )
    draft = revisions.approve_revision(actor=make.CONTROL, uid=asked.uid, at=make.AT).draft
    assert draft is not None
    assert [(str(each.organ), each.answer) for each in draft.parts.all()] == [
        (str(joint_plan.organ), "agreed"),
        ("Instituto das Águas", "waiting"),
    ]
    assert draft.actions.get(number="2").executing_unit == Unit.objects.get(name="Gabinete")
    agree(draft, waters)
    draft = Plan.objects.get(pk=draft.pk)
    make.publish(draft)
    stages = PlanOrgan.objects.filter(organ=waters).order_by("pk").values_list("stage", flat=True)
    assert list(stages) == ["past", "in_force"]


def test_pages_files_and_the_api_name_the_organs_and_tell_their_units_apart(
    first_as: As, joint_plan: Plan, waters: Organ
) -> None:
    make.unit(joint_plan.organ, "Gabinete")
    fatima = first_as(Profile.FORMULATION, "Fátima Formuladora")
    page = fatima.get(to("formulation:plan", joint_plan.uid)).text
    assert f"{joint_plan.organ}, com Instituto das Águas" in page
    assert "Gabinete (IA)" in fatima.get(to("formulation:content", joint_plan.uid)).text
    form = fatima.get(to("formulation:add_action", joint_plan.uid)).text
    assert ">Gabinete</option>" in form
    assert ">Gabinete (IA)</option>" in form
    snapshot = snapshot_of(joint_plan)
    assert snapshot["partners"] == "Instituto das Águas"
    assert snapshot["actions"][1]["executing_unit"] == "Gabinete (IA)"
    listed: Any = fatima.get("/api/planos/").json()
    results = listed["results"] if isinstance(listed, dict) else listed
    assert results[0]["partners"] == ["Instituto das Águas"]
    assert "Gabinete (IA)" in str(plan_sheets(joint_plan)["Ações"][2])


def test_where_there_is_one_organ_nothing_speaks_of_several(first_as: As, plan: Plan) -> None:
    fatima = first_as(Profile.FORMULATION, "Fátima Formuladora")
    page = fatima.get(to("formulation:plan", plan.uid)).text
    assert "orgaos/" not in page.replace("/estrutura/orgaos/", "")
    assert Key.PARTNERS not in {gate.key for gate in approvals.checklist(plan)}
    assert "partners" not in snapshot_of(plan)


def test_the_directory_of_a_joint_plan_is_that_of_its_organs(
    joint_plan: Plan, waters: Organ
) -> None:
    stranger = make.unit(make.organ("Fundação das Matas"))
    with pytest.raises(Invalid, match="outro órgão"):
        make.action(joint_plan, "3", executing_unit=stranger)
    assert Action.objects.filter(plan=joint_plan).count() == 2


def test_a_joint_plan_goes_out_as_a_workbook_and_comes_back_with_its_organs(
    first_as: As, joint_plan: Plan, waters: Organ
) -> None:
    fatima = first_as(Profile.FORMULATION, "Fátima Formuladora")
    make.unit(joint_plan.organ, "Gabinete")
    first = plan_sheets(Plan.objects.get(pk=joint_plan.pk))
    assert first["Órgãos"][1:] == [
        [joint_plan.organ.name, "Coordena"],
        ["Instituto das Águas", "Participa"],
    ]
    joint_plan.actions.all().update(executing_unit=None)
    joint_plan.actions.get(number="2").supporting_units.clear()
    joint.remove_organ(
        actor=make.DRAFTER, plan_uid=joint_plan.uid, organ_uid=waters.uid, at=make.AT
    )
    bare = Plan.objects.get(pk=joint_plan.pk)
    page = preview(fatima, bare, write_xlsx(first))
    assert "será convidado a participar do plano" in fatima.get(page).text
    assert not bare.parts.filter(leads=False).exists()
    assert fatima.post(page, {}).status_code == 302
    again = Plan.objects.get(pk=joint_plan.pk)
    assert plan_sheets(again) == first
    assert again.actions.get(number="2").executing_unit == Unit.objects.get(organ=waters)
    assert again.parts.get(organ=waters).answer == "waiting"


def test_an_organ_of_a_workbook_that_cannot_take_part_is_refused_with_the_reason(
    first_as: As, plan: Plan, waters: Organ
) -> None:
    make.plan(waters)
    sheets = plan_sheets(plan)
    sheets["Órgãos"] = [["Órgão", "Papel"], ["IA", "Participa"], ["Marte", "Participa"]]
    fatima = first_as(Profile.FORMULATION, "Fátima Formuladora")
    told = fatima.get(preview(fatima, plan, write_xlsx(sheets))).text
    assert "já tem um plano em elaboração" in told
    assert "não há este órgão na organização" in told
