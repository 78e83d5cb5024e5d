"""The new version is published: it takes the plan's place, and what is under way goes on (P92)."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.rules import Actor, Profile
from foundation.tenancy import inside
from integrity.execution.models import ActionExecution, Evidence
from integrity.execution.queries import proves_something
from integrity.facts.queries import count
from integrity.formulation.models import Action, Plan, RevisionRequest
from integrity.formulation.rules.flows import ActionStatus
from integrity.formulation.services.revisions import approve_revision, request_revision
from integrity.formulation.services.succession import carry_over
from integrity.formulation.services.versions import new_version
from integrity.monitoring.models import Recommendation, RiskAssessment
from integrity.monitoring.rules import Source
from tests.conftest import As
from tests.factories import integrity as make
from tests.integrity.execution.desk import fetched, pdf, progress, to
from tests.integrity.execution.scene import Scene
from tests.integrity.formulation.test_publication import send
from tests.integrity.monitoring.desk import answered, recommendation
from tests.people import Visitor
from tests.seed import FIRST


@pytest.fixture
def eva(first_as: As, scene: Scene) -> Visitor:
    return first_as(Profile.EXECUTOR, unit=scene.health)


@pytest.fixture
def head(first_as: As, scene: Scene) -> Visitor:
    return first_as(Profile.HEAD, organ=scene.organ)


def revised(scene: Scene, first_as: As) -> Plan:
    """The draft of the next version, asked for and let; with a commission, ready to publish."""
    monica = first_as(Profile.MONITORING, organ=scene.organ)
    icaro = first_as(Profile.INTERNAL_CONTROL, organ=scene.organ)
    now = timezone.now()
    with inside(FIRST.schema):
        scene.plan.actions.update(objective="Reduzir riscos")
        asked = request_revision(
            actor=monica.actor,
            plan_uid=scene.plan.uid,
            kind="new_version",
            reason="A lei mudou.",
            at=now,
        )
        draft = approve_revision(actor=icaro.actor, uid=asked.uid, at=now).draft
        assert draft is not None
        make.commission(draft)
        make.programme(draft)
    return draft


def put_in_force(head: Visitor, draft: Plan) -> Any:
    """Publish it by the form, once it is approved."""
    with inside(FIRST.schema):
        if draft.is_open:
            make.approved(draft)
        answer = send(head, draft)
    assert answer.status_code == 302
    return answer


def successor(action: Action) -> Action:
    with inside(FIRST.schema):
        return Action.objects.get(origin=action)


def full(scene: Scene, eva: Visitor) -> Action:
    """An action under way with a record, evidence, risks and recommendations of both sides."""
    action = scene.action("1", "Canal de denúncias")
    rosa = scene.person()
    scene.execution(action, responsible=rosa, planned_budget="1500.00")
    with inside(FIRST.schema):
        ActionExecution.objects.get().involved.add(scene.person("Ivo Envolvido"))
    assert eva.post(to("execution:record", action.uid), progress()).status_code == 302
    proof = {"description": "Ata", "upload": pdf()}
    assert eva.post(to("execution:add_evidence", action.uid), proof).status_code == 302
    recommendation(action)
    answered(recommendation(action, Source.INTERNAL_CONTROL, text="Guardem a ata."))
    with inside(FIRST.schema):
        for level in ("high", "low"):
            RiskAssessment.objects.create(
                action=action,
                level=level,
                reason="Sem equipe",
                assessed_at=timezone.now(),
                assessed_by="Mônica",
            )
    return action


@pytest.mark.parity("P92")
def test_what_is_under_way_goes_on_under_the_new_version(
    scene: Scene, eva: Visitor, head: Visitor, first_as: As
) -> None:
    old = full(scene, eva)
    draft = revised(scene, first_as)
    assert (
        eva.post(
            to("execution:record", old.uid), progress(version=3, percent=55, narrative="Meio.")
        ).status_code
        == 302
    ), "the plan in force is carried out until the new one is published"
    put_in_force(head, draft)
    new = successor(old)
    with inside(FIRST.schema):
        before = ActionExecution.objects.get(action=old)
        after = ActionExecution.objects.get(action=new)
        assert (new.plan, new.status) == (draft, "in_progress")
        same = ("kind", "planned_start", "planned_end", "planned_budget", "percent", "responsible")
        same += ("actual_start", "updated_at", "version")
        assert [getattr(after, n) for n in same] == [getattr(before, n) for n in same]
        assert (after.percent, str(after.responsible)) == (55, "Rosa Responsável")
        assert [str(each) for each in after.types.all()] == ["Processo"]
        assert [str(each) for each in after.involved.all()] == ["Ivo Envolvido"]
        told = ["percent", "narrative", "recorded_at", "recorded_date", "author_name", "author_id"]
        assert list(after.progress.values_list(*told)) == list(before.progress.values_list(*told))
        assert after.progress.count() == 2
        assert after.evidence.get().file == before.evidence.get().file
        said = ["source", "text", "state", "answer", "author_name", "issued_at", "answered_at"]
        mine = Recommendation.objects.order_by("source").values_list(*said)
        assert list(mine.filter(action=new)) == list(mine.filter(action=old))
        assert mine.filter(action=new).count() == 2
        assert [each.level for each in new.risk_assessments.all()] == ["low", "high"]
    (entry,) = scene.journal("formulation.plan_published")
    assert entry.changes["Substitui"] == ["", "1ª edição"]
    assert entry.changes["Execuções"] == ["", "1"]
    assert entry.changes["Registros de andamento"] == ["", "2"]
    assert entry.changes["Recomendações"] == ["", "2"]
    (over,) = scene.journal("formulation.plan_superseded")
    assert (over.subject_uid, over.changes["Situação"]) == (
        scene.plan.uid,
        ["Publicado", "Substituído"],
    )
    page = eva.get(to("execution:action", new.uid)).text
    assert "Minuta do código pronta." in page
    assert "Andamento registrado" in page, "its history goes back to the earlier version"
    found = eva.post(to("execution:record", new.uid), progress(version=4, percent=80))
    assert found.status_code == 302
    assert scene.fresh(before).percent == 55


@pytest.mark.parametrize("status", sorted(ActionStatus))
def test_an_action_goes_on_as_far_as_it_was(
    scene: Scene, head: Visitor, first_as: As, status: ActionStatus
) -> None:
    old = scene.action("1", status=status)
    put_in_force(head, revised(scene, first_as))
    assert successor(old).status == status
    assert scene.fresh(old).status == status


@pytest.mark.parity("P73")
def test_the_old_plan_is_over_and_addresses_lead_to_the_new_one(
    scene: Scene, eva: Visitor, head: Visitor, first_as: As
) -> None:
    old = full(scene, eva)
    dropped = scene.under_way(scene.action("2")).action
    draft = revised(scene, first_as)
    with inside(FIRST.schema):
        open_one = Recommendation.objects.get(state="open")
        draft.actions.get(number="2").delete()
        make.approved(draft)
    warned = head.get(to("formulation:publication", draft.uid)).text
    assert "Ações em andamento que não continuam" in warned
    assert str(dropped) in warned
    assert str(old) not in warned.split("não continuam")[1].split("</ul>")[0]
    put_in_force(head, draft)
    new = successor(old)
    assert (scene.fresh(scene.plan).state, scene.fresh(draft).state) == ("superseded", "published")
    moved = eva.get(to("execution:action", old.uid))
    assert (moved.status_code, moved["Location"]) == (302, to("execution:action", new.uid))
    moved = eva.get(to("monitoring:answer", open_one.uid))
    assert (moved.status_code, moved["Location"]) == (302, to("execution:action", new.uid))
    monica = first_as(Profile.MONITORING, organ=scene.organ)
    assert monica.get(to("monitoring:action", old.uid))["Location"].endswith(f"{new.uid}/")
    assert eva.get(to("execution:action", dropped.uid)).status_code == 404
    works = first_as(Profile.EXECUTOR, "Olívia Obras", unit=scene.works)
    assert works.get(to("execution:action", old.uid)).status_code == 404
    assert eva.post(to("execution:record", old.uid), progress(version=3)).status_code == 404
    assert eva.post(to("monitoring:answer", open_one.uid), {"answer": "Sim."}).status_code == 302
    assert scene.fresh(open_one).state == "open"
    listed = eva.get(to("execution:list")).text
    assert (str(new.uid) in listed, str(old.uid) in listed) == (True, False)


@pytest.mark.parity("P149")
def test_a_file_taken_away_from_the_new_version_still_proves_the_old_one(
    scene: Scene, eva: Visitor, head: Visitor, first_as: As
) -> None:
    old = full(scene, eva)
    put_in_force(head, revised(scene, first_as))
    with inside(FIRST.schema):
        mine = Evidence.objects.select_related("file").get(execution__action=successor(old))
    assert mine.file is not None
    where = to("documents:download", mine.file.uid)
    assert fetched(eva, where) == 200
    gone = eva.post(to("execution:remove_evidence", mine.uid), {"reason": "Anexo errado."})
    assert gone.status_code == 302
    with inside(FIRST.schema):
        assert proves_something(mine.file)
        assert Evidence.objects.get(execution__action=old).removed_at is None


def test_the_centre_counts_each_action_once(
    scene: Scene, eva: Visitor, head: Visitor, first_as: As
) -> None:
    full(scene, eva)
    with inside(FIRST.schema):
        before = count(timezone.localdate())
    put_in_force(head, revised(scene, first_as))
    with inside(FIRST.schema):
        after = count(timezone.localdate())
    assert before.plans == {"published": 1}
    assert after.plans == {"published": 1, "superseded": 1}
    for figure in ("actions", "actions_late", "risks", "recommendations_open"):
        assert getattr(after, figure) == getattr(before, figure)


def test_units_changed_while_the_next_version_is_written_are_not_lost(
    scene: Scene, first_as: As
) -> None:
    eva = first_as(Profile.EXECUTOR, organ=scene.organ)
    actions = [scene.action("1"), scene.action("2")]
    for action in actions:
        scene.under_way(action, responsible=scene.person(action.number))
    draft = revised(scene, first_as)
    with inside(FIRST.schema):
        first, second = draft.actions.all()
        second.executing_unit = scene.clinic
        second.save()
        works = str(scene.works.uid)
    for action in actions:
        sent = {"version": 1, "executing_unit": works, "reason": "A equipe mudou."}
        assert eva.post(to("execution:change_units", action.uid), sent).status_code == 302
    assert scene.fresh(first).executing_unit_id == scene.works.pk
    assert scene.fresh(second).executing_unit_id == scene.clinic.pk, "the drafters chose another"
    told = [each.subject_uid for each in scene.journal("execution.units_changed")]
    assert told.count(first.uid) == 1
    assert second.uid not in told


@pytest.mark.parity("P129")
def test_a_new_edition_takes_over_nothing(scene: Scene, eva: Visitor, head: Visitor) -> None:
    full(scene, eva)
    with inside(FIRST.schema):
        draft = Plan.objects.create(
            organ=scene.organ,
            title="Segunda edição",
            edition=2,
            created_at=make.AT,
            updated_at=make.AT,
        )
        make.commission(draft)
        make.programme(draft)
        make.validation(draft)
        make.action(draft, "1", executing_unit=scene.health)
    put_in_force(head, draft)
    assert scene.fresh(scene.plan).state == "superseded"
    with inside(FIRST.schema):
        assert not ActionExecution.objects.filter(action__plan=draft).exists()
        assert not Recommendation.objects.filter(action__plan=draft).exists()
        assert RevisionRequest.objects.count() == 0


def asked(scene: Scene, actor: Actor, new: range) -> tuple[int, int]:
    """How many queries it takes to copy the plan and to carry it over, with some more actions."""
    for number in new:
        scene.under_way(scene.action(str(number)), responsible=scene.person(str(number)))
    with inside(FIRST.schema), transaction.atomic():
        with CaptureQueriesContext(connection) as copying:
            draft = new_version(actor, scene.plan, timezone.now())
        with CaptureQueriesContext(connection) as carrying:
            assert carry_over([scene.plan], draft)["Execuções"] == ["", str(new.stop - 1)]
        transaction.set_rollback(True)
    return len(copying), len(carrying)


def test_more_actions_ask_no_more_queries(scene: Scene, first_as: As) -> None:
    actor = first_as(Profile.INTERNAL_CONTROL).actor
    few = asked(scene, actor, range(1, 4))
    assert asked(scene, actor, range(4, 34)) == few


@pytest.mark.parity("P135")
@pytest.mark.parity("P136")
def test_earlier_versions_are_listed_and_read_by_everybody_as_they_were_published(
    first_as: As, in_first: None
) -> None:
    plan = make.published_plan(actions=2)
    snapshot = plan.publication.snapshot
    for _ in range(22):
        current = Plan.objects.get(state="published")
        icaro = first_as(Profile.INTERNAL_CONTROL).actor
        make.publish(new_version(icaro, current, make.AT))
    Action.objects.filter(plan=plan, number="1").update(title="Outro título")
    plan.publication.refresh_from_db()
    assert plan.publication.snapshot == snapshot
    observer = first_as(Profile.OBSERVER, organ=plan.organ)
    assert to("formulation:earlier") in observer.get(to("formulation:plans")).text
    first, second = (observer.get(to("formulation:earlier"), {"pagina": n}).text for n in (1, 2))
    listed = list(Plan.objects.filter(state="superseded"))
    assert len(listed) == 22
    for each in listed:
        page = to("formulation:published", each.uid)
        assert (page in first) != (page in second)
    assert "Outro título" not in observer.get(to("formulation:published", plan.uid)).text
    page = observer.get(to("formulation:published", plan.uid)).text
    assert plan.publication.sha256 in page
    assert "Portaria nº 12" in page
    assert "1. Ação 1" in page
    assert "não está mais em vigor" in observer.get(to("formulation:plan", plan.uid)).text
    answer = observer.get(to("documents:download", plan.publication.file.uid), follow=True)
    assert answer.getvalue().startswith(b"%PDF")
    stranger = first_as(Profile.OBSERVER, organ=make.organ())
    assert stranger.get(to("formulation:published", plan.uid)).status_code == 404
    assert to("formulation:published", plan.uid) not in stranger.get(to("formulation:earlier")).text
