"""A plan in force is revised: asked for once, decided by somebody else, told to whom it touches."""

from typing import Any

import pytest
from django.db import IntegrityError, InternalError, transaction

from access.duties import FIELD, Pair, Stance
from access.models import DutySetting
from access.rules import Profile
from audit.models import Entry
from integrity.formulation.models import Action, Plan, RevisionRequest
from notifications.models import Email, Notice
from tests.conftest import As
from tests.factories import integrity as make
from tests.integrity.execution.desk import to
from tests.integrity.formulation.revising import ASKED, approve, ask, deliver
from tests.people import Visitor


@pytest.fixture
def plan(in_first: None) -> Plan:
    """In force, with two actions."""
    return make.published_plan(actions=2)


@pytest.fixture
def monica(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.MONITORING, organ=plan.organ)


@pytest.fixture
def icaro(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.INTERNAL_CONTROL, organ=plan.organ)


def entry(verb: str) -> Entry:
    return Entry.verbs.get(verb=f"formulation.{verb}")


@pytest.mark.parity("P113")
@pytest.mark.parity("P114")
def test_the_commission_asks_with_a_reason_and_everybody_concerned_is_told(
    monica: Visitor, icaro: Visitor, first_as: As, plan: Plan
) -> None:
    head = first_as(Profile.HEAD, organ=plan.organ)
    eva = first_as(Profile.EXECUTOR, organ=plan.organ)
    where = to("formulation:request_revision", plan.uid)
    assert where in monica.get(to("formulation:plan", plan.uid)).text
    assert where in monica.get(to("monitoring:dashboard")).text
    answer = monica.post(where, ASKED)
    assert (answer.status_code, answer["Location"]) == (302, to("formulation:plan", plan.uid))
    found = RevisionRequest.objects.get()
    assert (found.plan, found.kind, found.state) == (plan, "new_version", "pending")
    assert (found.requested_by, found.requested_by_name) == (monica.user, "Mônica Monitora")
    told = entry("revision_requested")
    assert (told.subject_uid, told.reason) == (plan.uid, ASKED["reason"])
    assert told.changes == {"Pedido": ["", "Nova versão"]}
    deliver()
    for reader in (monica, head):
        assert "Foi pedida nova versão" in Notice.objects.get(user=reader.user).text
    notice = Notice.objects.get(user=icaro.user)
    assert "Autorize ou recuse" in notice.text
    assert notice.link == to("formulation:revision", found.uid)
    assert not Notice.objects.filter(user=eva.user).exists()
    sent = set(Email.objects.filter(to__endswith="@exemplo.test").values_list("to", flat=True))
    assert sent == {each.user.email for each in (monica, head, icaro)}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "reopening"}, "kind"),
        ({"kind": ""}, "kind"),
        ({"reason": " "}, "reason"),
        ({"reason": "x" * 5_001}, "reason"),
        ({"is_sure": ""}, "is_sure"),
    ],
)
def test_a_request_that_says_too_little_stays_on_the_page(
    monica: Visitor, plan: Plan, given: dict[str, str], field: str
) -> None:
    answer = ask(monica, plan, **given)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not RevisionRequest.objects.exists()


@pytest.mark.parity("N17")
def test_a_second_request_is_refused_while_one_is_pending(
    monica: Visitor, first_as: As, plan: Plan
) -> None:
    other = first_as(Profile.MONITORING, "Marcos Monitor", organ=plan.organ)
    assert ask(monica, plan).status_code == 302
    where = to("formulation:request_revision", plan.uid)
    for visitor in (monica, other):
        for kind in ("new_version", "new_edition"):
            refused = ask(visitor, plan, kind=kind)
            assert refused.status_code == 409
            assert "aguardando decisão" in refused.text
        assert visitor.get(where).status_code == 409
        assert where not in visitor.get(to("formulation:plan", plan.uid)).text
        assert where not in visitor.get(to("monitoring:dashboard")).text
    assert RevisionRequest.objects.count() == 1
    assert Entry.verbs.filter(verb="formulation.revision_requested").count() == 1


@pytest.mark.parity("N17")
def test_none_is_asked_for_while_the_next_plan_is_in_draft(
    monica: Visitor, icaro: Visitor, plan: Plan
) -> None:
    ask(monica, plan)
    approve(icaro, RevisionRequest.objects.get())
    refused = ask(monica, plan)
    assert refused.status_code == 409
    assert "em elaboração" in refused.text
    draft = Plan.objects.get(state="drafting")
    assert ask(monica, draft).status_code == 409
    assert RevisionRequest.objects.count() == 1


@pytest.mark.parametrize(
    "profile",
    sorted(
        {Profile.HEAD, Profile.EXECUTOR, Profile.OBSERVER, Profile.FORMULATION}
        | {Profile.INTERNAL_CONTROL, Profile.ORGANISATION_ADMIN}
    ),
)
def test_only_the_commission_asks(first_as: As, plan: Plan, profile: Profile) -> None:
    somebody = first_as(profile, organ=plan.organ)
    assert ask(somebody, plan).status_code == 403
    assert not RevisionRequest.objects.exists()


@pytest.mark.parity("P127")
def test_what_waits_is_shown_to_internal_control_and_opens_to_it_alone(
    monica: Visitor, icaro: Visitor, first_as: As, plan: Plan
) -> None:
    quiet = (icaro.get("/").text, icaro.get(to("evaluation:overview")).text)
    assert not any("aguarda" in page for page in quiet)
    ask(monica, plan)
    found = RevisionRequest.objects.get()
    page = to("formulation:revision", found.uid)
    assert "aguarda decisão" in icaro.get("/").text
    assert page in icaro.get("/").text
    assert "Pedido aguardando decisão" in icaro.get(to("evaluation:overview")).text
    assert "Atualização pedida" in icaro.get(to("formulation:plans")).text
    verbs = [to(f"formulation:{verb}_revision", found.uid) for verb in ("approve", "reject")]
    shown = icaro.get(page).text
    assert all(verb in shown for verb in verbs)
    for visitor in (monica, first_as(Profile.OBSERVER, organ=plan.organ)):
        seen = visitor.get(page)
        assert (seen.status_code, ASKED["reason"] in seen.text) == (200, True)
        assert not any(verb in seen.text for verb in verbs)
        assert [visitor.get(verb).status_code for verb in verbs] == [403, 403]
        assert [visitor.post(verb).status_code for verb in verbs] == [403, 403]
    icaro.post(verbs[1], {"reason": "Ainda não."})
    assert [icaro.get(verb).status_code for verb in verbs] == [409, 409]
    assert "aguarda decisão" not in icaro.get("/").text


@pytest.mark.parity("P130")
@pytest.mark.parity("P131")
def test_a_refusal_needs_a_reason_and_tells_it(monica: Visitor, icaro: Visitor, plan: Plan) -> None:
    ask(monica, plan)
    found = RevisionRequest.objects.get()
    where = to("formulation:reject_revision", found.uid)
    for empty in ({}, {"reason": "  "}):
        lacking = icaro.post(where, empty)
        assert (lacking.status_code, list(lacking.context["form"].errors)) == (422, ["reason"])
    assert RevisionRequest.objects.get().state == "pending"
    assert icaro.post(where, {"reason": "Falta ouvir as unidades."}).status_code == 302
    found = RevisionRequest.objects.get()
    assert (found.state, found.decided_by_name, found.draft) == ("rejected", "Ícaro Controle", None)
    told = entry("revision_rejected")
    assert told.reason == "Falta ouvir as unidades."
    assert told.changes == {"Pedido de nova versão": ["Aguardando decisão", "Recusado"]}
    deliver()
    assert Notice.objects.filter(user=monica.user, text__contains="Falta ouvir").exists()
    assert Plan.objects.count() == 1
    assert ask(monica, plan).status_code == 302


@pytest.mark.parity("P128")
@pytest.mark.parity("P131")
def test_a_new_version_is_a_copy_of_everything_while_the_plan_stays_in_force(
    monica: Visitor, icaro: Visitor, first_as: As, plan: Plan
) -> None:
    fatima = first_as(Profile.FORMULATION, organ=plan.organ)
    action = plan.actions.get(number="1")
    help_from = make.unit(plan.organ, "Ouvidoria")
    action.supporting_units.set([help_from])
    ask(monica, plan)
    assert approve(icaro, RevisionRequest.objects.get()).status_code == 302
    plan.refresh_from_db()
    assert plan.state == "published"
    draft = RevisionRequest.objects.get().draft
    assert draft is not None
    assert (draft.state, draft.edition, draft.revision) == ("drafting", 1, 1)
    assert (draft.title, draft.edition_label) == (plan.title, "1ª edição, revisão 1")
    assert [each.title for each in draft.axes.all()] == [each.title for each in plan.axes.all()]
    copies = list(draft.actions.all())
    assert [copy.origin for copy in copies] == list(plan.actions.all())
    for copy in copies:
        assert copy.origin is not None
        same = ("number", "title", "objective", "expected_benefit", "executing_unit")
        assert [getattr(copy, n) for n in same] == [getattr(copy.origin, n) for n in same]
        assert copy.axis.plan == draft
        assert set(copy.supporting_units.all()) == set(copy.origin.supporting_units.all())
    assert copies[0].supporting_units.get() == help_from
    assert [seat.person.name for seat in draft.commission.members.all()] == ["Clara Coordenadora"]
    told = entry("revision_approved")
    assert (told.subject_uid, told.actor_name) == (plan.uid, "Ícaro Controle")
    assert told.changes["Em elaboração"] == ["", "1ª edição, revisão 1"]
    begun = Entry.verbs.get(verb="formulation.plan_started", subject_uid=draft.uid)
    assert begun.changes["Ações"] == ["", "2"]
    deliver()
    assert Notice.objects.filter(user=monica.user, text__contains="autorizou nova versão").exists()
    assert Notice.objects.filter(user=fatima.user, text__contains="elaboração").exists()
    assert not Notice.objects.filter(user=icaro.user, text__contains="quem vai elaborar").exists()
    assert to("formulation:plan", draft.uid) in fatima.get(to("formulation:plans")).text


@pytest.mark.parity("P129")
def test_a_new_edition_with_nothing_ticked_is_empty_and_has_a_title_of_its_own(
    monica: Visitor, icaro: Visitor, plan: Plan
) -> None:
    ask(monica, plan, kind="new_edition")
    found = RevisionRequest.objects.get()
    lacking = approve(icaro, found, title="")
    assert (lacking.status_code, list(lacking.context["form"].errors)) == (422, ["title"])
    assert Plan.objects.count() == 1
    assert approve(icaro, found, title="Plano de Integridade 2030").status_code == 302
    draft = RevisionRequest.objects.get().draft
    assert draft is not None
    assert (draft.state, draft.edition, draft.revision) == ("not_started", 2, 0)
    assert draft.title == "Plano de Integridade 2030"
    assert (draft.axes.count(), draft.actions.count(), hasattr(draft, "commission")) == (
        0,
        0,
        False,
    )
    assert Plan.objects.get(pk=plan.pk).state == "published"
    deliver()
    lacking = Notice.objects.filter(user=icaro.user, text__contains="Registre quem vai elaborar")
    assert lacking.exists(), "nobody of the organ drafts"


def test_the_commission_takes_its_request_back(monica: Visitor, icaro: Visitor, plan: Plan) -> None:
    ask(monica, plan)
    where = to("formulation:withdraw_revision", RevisionRequest.objects.get().uid)
    assert icaro.post(where, {"reason": "Não."}).status_code == 403
    assert monica.post(where, {"reason": ""}).status_code == 422
    assert monica.post(where, {"reason": "Pedimos cedo demais."}).status_code == 302
    assert RevisionRequest.objects.get().state == "withdrawn"
    assert entry("revision_withdrawn").reason == "Pedimos cedo demais."
    assert monica.post(where, {"reason": "De novo."}).status_code == 409
    assert approve(icaro, RevisionRequest.objects.get()).status_code == 409
    assert ask(monica, plan).status_code == 302


@pytest.mark.parametrize("verb", ["approve", "reject"])
def test_who_asked_does_not_decide_without_leave_and_reason(
    icaro: Visitor, plan: Plan, verb: str
) -> None:
    found = RevisionRequest.objects.create(
        plan=plan,
        kind="new_version",
        reason="Mudou a lei.",
        requested_by=icaro.user,
        requested_by_name=icaro.user.name,
        requested_at=make.AT,
    )
    where = to(f"formulation:{verb}_revision", found.uid)
    sent: dict[str, Any] = {"reason": "Está certo."}
    assert "isso cabe a outra pessoa" in icaro.get(where).text
    assert icaro.post(where, sent).status_code == 403
    DutySetting.objects.create(pair=Pair.REQUEST_DECIDE, stance=Stance.WARN)
    asked = icaro.post(where, sent)
    assert (asked.status_code, list(asked.context["form"].errors)) == (422, [FIELD])
    assert (RevisionRequest.objects.get().state, Plan.objects.count()) == ("pending", 1)
    assert icaro.post(where, {**sent, FIELD: "Somos só dois."}).status_code == 302
    accepted = Entry.verbs.get(verb="people.conflict_accepted")
    assert (accepted.subject_uid, accepted.reason) == (plan.uid, "Somos só dois.")


def test_a_request_of_others_is_not_found(
    monica: Visitor, plan: Plan, first_as: As, second_as: As
) -> None:
    ask(monica, plan)
    uid = RevisionRequest.objects.get().uid
    other = make.organ("Câmara de Vila Primeira")
    strangers = [
        first_as(Profile.INTERNAL_CONTROL, "Clara Câmara", organ=other),
        second_as(Profile.INTERNAL_CONTROL),
    ]
    for visitor in strangers:
        for name in ("revision", "approve_revision", "reject_revision"):
            assert visitor.get(to(f"formulation:{name}", uid)).status_code == 404
    assert ask(first_as(Profile.MONITORING, organ=other), plan).status_code == 404


@pytest.mark.parity("N17")
def test_the_database_holds_one_pending_request_of_a_plan(plan: Plan) -> None:
    row: dict[str, Any] = {
        "plan": plan,
        "kind": "new_version",
        "reason": "Mudou a lei.",
        "requested_by_name": "Mônica",
        "requested_at": make.AT,
    }
    RevisionRequest.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        RevisionRequest.objects.create(**row)
    RevisionRequest.objects.update(state="withdrawn", decided_at=make.AT)
    RevisionRequest.objects.create(**row)


def test_a_decision_is_final_in_the_database(monica: Visitor, icaro: Visitor, plan: Plan) -> None:
    ask(monica, plan)
    icaro.post(
        to("formulation:reject_revision", RevisionRequest.objects.get().uid), {"reason": "Não."}
    )
    for change in ({"state": "pending"}, {"decision_reason": "Sim."}):
        with pytest.raises(InternalError), transaction.atomic():
            RevisionRequest.objects.update(**change)
    with pytest.raises(InternalError), transaction.atomic():
        RevisionRequest.objects.all().delete()
    assert Action.objects.filter(origin=None).count() == 2
