"""Between draft and publication: sent, judged, decided; and nothing moves meanwhile."""

from typing import Any

import pytest
from django.db import IntegrityError, InternalError, transaction

from access.duties import FIELD, Pair
from access.models import DutySetting
from access.rules import Profile
from audit.models import Entry
from audit.queries import entries_of
from events.models import Outbox
from events.registry import dispatch
from integrity.formulation.models import Action, Plan, PlanPublication, Submission
from integrity.formulation.queries import approvals
from integrity.formulation.rules.gates import Key
from integrity.formulation.rules.programme import Section
from integrity.formulation.services.snapshot import digest_of, snapshot_of
from notifications.models import Notice
from tests.conftest import As
from tests.factories import integrity as make
from tests.integrity.execution.desk import to
from tests.integrity.formulation.test_publication import SENT
from tests.people import Visitor

OPINION = {"opinion": "with_reservations", "text": "Falta prazo em uma ação."}


@pytest.fixture
def plan(in_first: None) -> Plan:
    return make.ready_plan(actions=2)


@pytest.fixture
def fatima(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.FORMULATION, "Fátima Formuladora")


@pytest.fixture
def icaro(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.INTERNAL_CONTROL, "Ícaro Controle")


@pytest.fixture
def helena(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.HEAD, "Helena Prefeita")


def submit(visitor: Visitor, plan: Plan, **given: Any) -> Any:
    """Send the form that sends the plan."""
    plan.refresh_from_db()
    return visitor.post(to("formulation:submit", plan.uid), {"version": plan.version, **given})


def verb(visitor: Visitor, name: str, **given: Any) -> Any:
    """Send one of the forms about what was sent last."""
    found = Submission.objects.latest("pk")
    return visitor.post(to(f"formulation:{name}", found.uid), given)


def deliver() -> None:
    """Hand over what happened, twice, as a delivery at least once may."""
    for _ in range(2):
        for each in Outbox.objects.filter(name__startswith="formulation.").order_by("pk"):
            dispatch(each.name, each.body)


def told(visitor: Visitor) -> list[str]:
    return list(Notice.objects.filter(user=visitor.user).order_by("pk").values_list("text", flat=1))


def test_a_plan_goes_from_the_commission_to_control_to_the_head_and_is_published_as_approved(
    fatima: Visitor, icaro: Visitor, helena: Visitor, plan: Plan
) -> None:
    assert submit(fatima, plan, note="Primeira versão.").status_code == 302
    plan.refresh_from_db()
    found = plan.submissions.get()
    assert (plan.state, found.state, found.submitted_by) == ("submitted", "opinion", fatima.user)
    assert found.sha256 == digest_of(found.snapshot) == digest_of(snapshot_of(plan))
    assert verb(icaro, "give_opinion", **OPINION).status_code == 302
    assert verb(helena, "approve_plan").status_code == 302
    plan.refresh_from_db()
    assert plan.state == "approved"
    sent = {**SENT, "version": plan.version}
    assert helena.post(to("formulation:publication", plan.uid), sent).status_code == 302
    kept = PlanPublication.objects.get()
    assert (kept.sha256, kept.snapshot) == (found.sha256, found.snapshot)
    entries = [each for each in entries_of(plan) if each.verb.startswith("formulation.")][:4]
    assert [each.verb.removeprefix("formulation.") for each in entries] == [
        "plan_published",
        "plan_approved",
        "opinion_given",
        "plan_submitted",
    ]
    assert entries[1].changes["Situação"] == ["Em análise", "Aprovado"]
    assert entries[2].reason == OPINION["text"]


def test_who_is_next_is_told_once_and_finds_it_on_the_first_page(
    fatima: Visitor, icaro: Visitor, helena: Visitor, plan: Plan
) -> None:
    submit(fatima, plan)
    deliver()
    assert [each for each in told(icaro) if "dê o parecer" in each]
    assert told(helena) == []
    assert "Plano aguarda o parecer do controle interno" in icaro.get("/").text
    assert "aguarda a sua aprovação" not in helena.get("/").text
    verb(icaro, "give_opinion", **OPINION)
    deliver()
    (asked,) = told(helena)
    assert asked.endswith("Parecer do controle interno: adequado com ressalvas.")
    assert "Plano aguarda a sua aprovação" in helena.get("/").text
    verb(helena, "approve_plan")
    deliver()
    assert [each for each in told(fatima) if "Falta publicar" in each]
    page = fatima.get("/").text
    assert to("formulation:publication", plan.uid) in page


def test_who_may_invite_is_told_that_nobody_is_there_to_judge(
    first_as: As, fatima: Visitor, plan: Plan
) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN, "Ana Administradora")
    submit(fatima, plan)
    deliver()
    (text,) = told(ana)
    assert "ninguém tem o perfil Controle interno" in text


def test_the_head_returns_a_plan_with_a_reason_and_it_is_drafted_and_sent_again(
    fatima: Visitor, helena: Visitor, plan: Plan
) -> None:
    make.opined(plan)
    asked = verb(helena, "return_plan", reason="  ")
    assert (asked.status_code, list(asked.context["form"].errors)) == (422, ["reason"])
    assert verb(helena, "return_plan", reason="Falta a ação da saúde.").status_code == 302
    plan.refresh_from_db()
    assert (plan.state, plan.submissions.get().state) == ("drafting", "returned")
    deliver()
    assert [each for each in told(fatima) if "Falta a ação da saúde." in each]
    assert entries_of(plan)[0].reason == "Falta a ação da saúde."
    make.action(plan, "3")
    assert submit(fatima, plan).status_code == 302
    assert [each.number for each in plan.submissions.all()] == [2, 1]
    assert len(plan.submissions.get(number=2).snapshot["actions"]) == 3


def test_an_approved_plan_may_be_returned_until_it_is_published(
    helena: Visitor, plan: Plan
) -> None:
    make.approved(plan)
    assert verb(helena, "return_plan", reason="Saiu lei nova.").status_code == 302
    plan.refresh_from_db()
    assert plan.state == "drafting"
    sent = {**SENT, "version": plan.version}
    assert helena.post(to("formulation:publication", plan.uid), sent).status_code == 409
    make.publish(plan)
    assert verb(helena, "return_plan", reason="Tarde.").status_code == 409


def test_the_commission_takes_its_plan_back_before_it_is_decided(
    fatima: Visitor, icaro: Visitor, plan: Plan
) -> None:
    make.submitted(plan)
    assert verb(fatima, "recall_plan", reason="Esquecemos uma ação.").status_code == 302
    plan.refresh_from_db()
    assert (plan.state, plan.submissions.get().state) == ("drafting", "recalled")
    assert verb(icaro, "give_opinion", **OPINION).status_code == 409
    deliver()
    assert [each for each in told(icaro) if "Esquecemos uma ação." in each]


def test_against_an_adverse_opinion_the_head_says_why(helena: Visitor, plan: Plan) -> None:
    make.opined(plan, "inadequate")
    asked = verb(helena, "approve_plan")
    assert (asked.status_code, list(asked.context["form"].errors)) == (422, ["reason"])
    assert verb(helena, "approve_plan", reason="O risco é conhecido.").status_code == 302
    assert Submission.objects.get().decision_reason == "O risco é conhecido."


@pytest.mark.parametrize(
    ("given", "field"),
    [({"opinion": ""}, "opinion"), ({"opinion": "ótimo"}, "opinion"), ({"text": " "}, "text")],
)
def test_an_opinion_is_chosen_and_written(
    icaro: Visitor, plan: Plan, given: dict[str, str], field: str
) -> None:
    make.submitted(plan)
    answer = verb(icaro, "give_opinion", **{**OPINION, **given})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Submission.objects.get().state == "opinion"


@pytest.mark.parity("N18")
def test_a_gate_that_binds_holds_the_plan_back_and_leads_to_what_is_missing(
    fatima: Visitor, plan: Plan
) -> None:
    Action.objects.filter(number="1").update(executing_unit=None)
    Action.objects.filter(number="2").update(objective="")
    page = fatima.get(to("formulation:submit", plan.uid)).text
    assert "1 ação sem unidade executora: 1." in page
    assert "1 ação sem objetivo nem benefício: 2." in page
    assert to("formulation:content", plan.uid) in page
    assert "Enviar o plano</" not in page
    assert submit(fatima, plan).status_code == 409
    assert not Submission.objects.exists()


def test_a_plan_that_changed_meanwhile_is_read_again_before_it_is_sent(
    fatima: Visitor, plan: Plan
) -> None:
    make.action(plan, "3")
    answer = submit(fatima, plan, version=1)
    assert answer["Location"] == to("formulation:submit", plan.uid)
    assert not Submission.objects.exists()


@pytest.mark.parity("N3")
def test_nothing_is_written_while_a_plan_is_judged(fatima: Visitor, plan: Plan) -> None:
    make.submitted(plan)
    axis = plan.axes.get()
    for rest in ("comissao/", "eixos/novo/", f"eixos/{axis.uid}/editar/", "acoes/nova/"):
        answer = fatima.post(f"/planos/{plan.uid}/{rest}", {"title": "Tarde demais"})
        assert answer.status_code == 409, rest
        assert "até ser devolvido" in answer.text
    assert "Nova ação" not in fatima.get(to("formulation:content", plan.uid)).text


def test_who_drafted_neither_judges_nor_approves(
    icaro: Visitor, helena: Visitor, plan: Plan
) -> None:
    for visitor in (icaro, helena):
        visitor.post(f"/planos/{plan.uid}/eixos/novo/", {"title": visitor.user.name})
    make.submitted(plan)
    assert verb(icaro, "give_opinion", **OPINION).status_code == 403
    DutySetting.objects.create(pair=Pair.DRAFT_OPINE, stance="warn")
    assert verb(icaro, "give_opinion", **OPINION).status_code == 422
    given = {**OPINION, FIELD: "Somos só dois."}
    assert verb(icaro, "give_opinion", **given).status_code == 302
    assert verb(helena, "approve_plan").status_code == 403
    accepted = Entry.verbs.get(verb="people.conflict_accepted")
    assert (accepted.subject_uid, accepted.reason) == (plan.uid, "Somos só dois.")


@pytest.mark.parametrize("profile", [Profile.EXECUTOR, Profile.MONITORING, Profile.OBSERVER])
def test_others_read_what_was_sent_and_decide_nothing(
    first_as: As, plan: Plan, profile: Profile
) -> None:
    found = make.opined(plan)
    visitor = first_as(profile)
    page = visitor.get(to("formulation:submission", found.uid)).text
    assert "O plano atende à lei" in page
    for name in ("give_opinion", "approve_plan", "return_plan", "recall_plan"):
        assert verb(visitor, name, reason="Não").status_code == 403, name


def test_what_another_organ_sent_is_not_found(first_as: As, plan: Plan) -> None:
    found = make.submitted(plan)
    away = first_as(Profile.INTERNAL_CONTROL, organ=make.organ())
    assert away.get(to("formulation:submission", found.uid)).status_code == 404
    assert verb(away, "give_opinion", **OPINION).status_code == 404


def test_what_the_organisation_does_not_ask_for_is_passed_over(
    first_as: As, fatima: Visitor, icaro: Visitor, plan: Plan
) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    where = to("formulation:approval_policy")
    given = {"binding": ["purpose"], "reason": "Somos só dois."}
    assert icaro.post(where, given).status_code == 403
    assert ana.post(where, {**given, "reason": ""}).status_code == 422
    assert ana.post(where, {**given, "binding": ["axes"]}).status_code == 422
    assert ana.post(where, given).status_code == 302
    entry = Entry.verbs.get(verb="formulation.approval_policy_set")
    assert entry.changes["Parecer do controle interno"] == ["Exigido", "Dispensado"]
    deliver()
    assert [each for each in told(icaro) if "Somos só dois." in each]
    Action.objects.filter(number="1").update(executing_unit=None)
    page = fatima.get(to("formulation:submit", plan.uid)).text
    assert "sem unidade executora: 1. Só avisa." in page
    assert submit(fatima, plan).status_code == 302
    plan.refresh_from_db()
    assert (plan.state, approvals.approved_of(plan).decided_by_name) == (
        "approved",
        "Fátima Formuladora",
    )


def test_an_opinion_ends_the_road_where_no_approval_is_asked(
    first_as: As, icaro: Visitor, plan: Plan
) -> None:
    given = {"needs_opinion": "on", "binding": ["units", "purpose"], "reason": "Lei local."}
    first_as(Profile.ORGANISATION_ADMIN).post(to("formulation:approval_policy"), given)
    make.submitted(plan)
    verb(icaro, "give_opinion", **OPINION)
    plan.refresh_from_db()
    assert plan.state == "approved"


def test_the_database_publishes_only_what_was_approved(plan: Plan) -> None:
    make.opined(plan)
    with pytest.raises(InternalError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(state="published")
    Plan.objects.filter(pk=plan.pk).update(state="approved")
    with pytest.raises(InternalError, match="as it was approved"), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(state="published")


@pytest.mark.parametrize("change", [{"snapshot": {}}, {"sha256": "0" * 64}, {"state": "opinion"}])
def test_the_database_keeps_what_was_sent(plan: Plan, change: dict[str, Any]) -> None:
    make.approved(plan)
    with pytest.raises(InternalError), transaction.atomic():
        Submission.objects.update(**change)
    with pytest.raises(InternalError), transaction.atomic():
        Submission.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.create(
            plan=plan, number=2, state="opinion", submitted_at=make.AT, snapshot={}, sha256="1"
        )


def test_a_part_that_is_not_open_yet_is_named_without_a_link_and_says_what_comes_first(
    in_first: None, first_as: As
) -> None:
    plan = make.plan()
    page = first_as(Profile.FORMULATION, organ=plan.organ).get(to("formulation:submit", plan.uid))
    checks = {each["title"]: each for each in page.context["checks"]}
    strategy, diagnosis, answers = (
        next(line for title, line in checks.items() if title == Key(each.value).label)
        for each in Section
    )
    assert strategy["href"] == to("formulation:strategy", plan.uid)
    for later in (diagnosis, answers):
        assert later["href"] == ""
        assert f"“{Section.STRATEGY.label}”" in later["note"]
    make.part_of_programme(plan, Section.STRATEGY)
    visitor = first_as(Profile.FORMULATION, organ=plan.organ)
    checks = visitor.get(to("formulation:submit", plan.uid)).context["checks"]
    linked = [each["href"] for each in checks if each["title"] == diagnosis["title"]]
    assert linked == [to("formulation:diagnosis", plan.uid)]
    assert visitor.get(linked[0]).status_code == 200
