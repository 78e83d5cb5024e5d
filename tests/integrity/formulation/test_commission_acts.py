"""Extensions and changes of the commission, each by an act with its number; the end of its term."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import InternalError, transaction
from django.utils import timezone

from access.rules import Profile
from audit.queries import entries_of
from integrity.formulation.models import Commission, CommissionAct, Plan
from integrity.formulation.queries.commission import ends_on
from integrity.formulation.rules.commission import term_warning, warning_due
from integrity.formulation.services.snapshot import snapshot_of
from integrity.formulation.services.versions import new_version
from integrity.formulation.tasks import tell_of_terms, watch_commissions
from notifications.models import Email, Notice
from tests.conftest import As
from tests.factories import integrity as make
from tests.integrity.formulation.test_commission import MARIO, rows
from tests.people import Visitor
from tests.seed import FIRST

CLARA = {"name": "Clara Coordenadora", "registration_number": "12345", "is_coordinator": "on"}
ACT = {"act_name": "Portaria nº 30", "act_url": "https://exemplo.test/portaria-30"}
EXTENSION = {**ACT, "published_date": "2026-03-01", "term_days": "120"}
COMPOSITION = {**ACT, "published_date": "2026-03-05"}


@pytest.fixture
def plan(in_first: None) -> Plan:
    found = make.plan()
    make.formal_commission(found)
    return found


@pytest.fixture
def drafter(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.FORMULATION)


def extend(visitor: Visitor, plan: Plan, **given: Any) -> Any:
    return visitor.post(f"/planos/{plan.uid}/comissao/prorrogar/", {**EXTENSION, **given})


def change(visitor: Visitor, plan: Plan, *people: dict[str, Any], **given: Any) -> Any:
    sent = {**COMPOSITION, **rows(*people), **given}
    return visitor.post(f"/planos/{plan.uid}/comissao/alterar/", sent)


def history(visitor: Visitor, plan: Plan, tab: str = "prazo") -> str:
    page = visitor.get(f"/planos/{plan.uid}/comissao/historico/?aba={tab}")
    assert page.status_code == 200
    return str(page.content.decode())


@pytest.mark.parity("P47")
@pytest.mark.parity("P49")
def test_extensions_are_numbered_and_move_the_forecast_end(drafter: Visitor, plan: Plan) -> None:
    assert extend(drafter, plan).status_code == 302
    assert extend(drafter, plan, published_date="2026-04-01", term_days="200").status_code == 302
    acts = CommissionAct.objects.order_by("number")
    assert [(each.number, each.due_date) for each in acts] == [
        (1, date(2026, 6, 29)),
        (2, date(2026, 10, 18)),
    ]
    entry = entries_of(plan)[0]
    assert entry.verb == "formulation.term_extended"
    assert entry.changes["Previsão de conclusão"] == ["29/06/2026", "18/10/2026"]
    page = history(drafter, plan)
    assert "1ª prorrogação de prazo" in page
    assert 'href="?aba=prazo" aria-current="page"' in " ".join(page.split())
    assert "18/10/2026" in page
    assert "18/10/2026" in drafter.get(f"/planos/{plan.uid}/").content.decode()
    assert snapshot_of(plan)["commission"]["due_date"] == "2026-10-18"


@pytest.mark.parity("P47")
def test_an_extension_is_corrected_and_keeps_its_number(drafter: Visitor, plan: Plan) -> None:
    extend(drafter, plan)
    act = CommissionAct.objects.get()
    where = f"/planos/{plan.uid}/comissao/prorrogacoes/{act.uid}/"
    assert "Portaria nº 30" in drafter.get(where).content.decode()
    assert drafter.post(where, {**EXTENSION, "term_days": "150"}).status_code == 302
    act.refresh_from_db()
    assert (act.number, act.due_date) == (1, date(2026, 7, 29))
    entry = entries_of(plan)[0]
    assert entry.verb == "formulation.commission_act_edited"
    assert entry.changes["Previsão de conclusão"] == ["29/06/2026", "29/07/2026"]


@pytest.mark.parity("P47")
@pytest.mark.parity("N15")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("act_name", ""),
        ("act_url", ""),
        ("published_date", ""),
        ("published_date", "2999-01-01"),
        ("published_date", "2026-01-01"),
        ("term_days", ""),
        ("term_days", "10"),
    ],
)
def test_an_extension_that_lacks_something_or_ends_before_the_term_is_refused(
    drafter: Visitor, plan: Plan, field: str, value: str
) -> None:
    answer = extend(drafter, plan, **{field: value})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not CommissionAct.objects.exists()


def test_the_first_act_may_not_outlast_its_extension(drafter: Visitor, plan: Plan) -> None:
    extend(drafter, plan)
    sent = {**ACT, "is_formal": "sim", "published_date": "2026-02-01", "term_days": "300"}
    where = f"/planos/{plan.uid}/comissao/"
    assert drafter.post(where, {**sent, **rows(CLARA)}).status_code == 422
    informal = {"is_formal": "nao", "start_date": "2026-02-01", **rows(CLARA)}
    assert drafter.post(where, informal).status_code == 422
    kept = Commission.objects.get()
    assert (kept.is_formal, kept.term_days) == (True, 90)


def test_a_commission_without_term_is_not_prolonged(first_as: As, in_first: None) -> None:
    plan = make.plan()
    make.commission(plan)
    drafter = first_as(Profile.FORMULATION)
    assert extend(drafter, plan).status_code == 409
    assert not CommissionAct.objects.exists()


@pytest.mark.parity("P48")
@pytest.mark.parity("P49")
def test_a_change_of_members_is_numbered_and_who_left_is_struck_through(
    drafter: Visitor, plan: Plan
) -> None:
    assert change(drafter, plan, CLARA, MARIO).status_code == 302
    entry = entries_of(plan)[0]
    assert entry.verb == "formulation.members_changed"
    assert entry.changes["Pessoa 1"] == ["Mário Membro (fora)", "Mário Membro (membro)"]
    second = change(
        drafter, plan, {**CLARA, "DELETE": "on"}, {**MARIO, "is_coordinator": "on"},
        act_name="Portaria nº 31",
    )  # fmt: skip
    assert second.status_code == 302
    assert [each.number for each in CommissionAct.objects.order_by("number")] == [1, 2]
    standing = {seat.person.name: seat for seat in Commission.objects.get().members.all()}
    assert not standing["Clara Coordenadora"].is_active
    assert standing["Mário Membro"].is_coordinator
    told = history(drafter, plan, "composicao").partition("Textos para assinar")[0]
    latest, first, initial = told.rpartition("<h2")[0].split("<h2")[-3:]
    assert "<s>Clara Coordenadora</s>" in latest
    assert "<strong>Mário Membro</strong>" in latest
    assert "<strong>Clara Coordenadora</strong>" in first
    assert "Mário Membro" in first
    assert "Mário Membro" not in initial


@pytest.mark.parity("P48")
def test_only_the_last_change_is_corrected_and_it_keeps_its_number(
    drafter: Visitor, plan: Plan
) -> None:
    first = make.composition(plan)
    where = f"/planos/{plan.uid}/comissao/alteracoes/{first.uid}/"
    ana = {"name": "Ana Analista", "registration_number": "300"}
    assert "Mário Membro" in drafter.get(where).content.decode()
    assert drafter.post(where, {**COMPOSITION, **rows(CLARA, ana)}).status_code == 302
    first.refresh_from_db()
    assert (first.number, first.act_name) == (1, "Portaria nº 30")
    page = history(drafter, plan, "composicao")
    assert "Ana Analista" in page
    assert "Mário Membro" not in page
    assert entries_of(plan)[0].verb == "formulation.commission_act_edited"
    change(drafter, plan, CLARA, MARIO)
    assert drafter.get(where).status_code == 409
    assert drafter.post(where, {**COMPOSITION, **rows(CLARA)}).status_code == 409


@pytest.mark.parity("P48")
def test_a_change_that_changes_nobody_or_leaves_nobody_to_coordinate_is_refused(
    drafter: Visitor, plan: Plan
) -> None:
    assert change(drafter, plan, CLARA).status_code == 422
    assert change(drafter, plan, MARIO).status_code == 422
    assert change(drafter, plan, CLARA, MARIO, act_name="").status_code == 422
    assert not CommissionAct.objects.exists()
    assert Commission.objects.get().members.get().person.name == "Clara Coordenadora"


def test_one_more_row_saves_nothing(drafter: Visitor, plan: Plan) -> None:
    answer = change(drafter, plan, CLARA, MARIO, mais="1")
    assert answer.status_code == 200
    assert 'name="membro-2-name"' in answer.content.decode()
    assert not CommissionAct.objects.exists()


def test_after_a_change_by_act_the_first_record_no_longer_moves_people(
    drafter: Visitor, plan: Plan
) -> None:
    make.composition(plan)
    where = f"/planos/{plan.uid}/comissao/"
    assert 'name="membro-0-name"' not in drafter.get(where).content.decode()
    sent = {**ACT, "is_formal": "sim", "published_date": "2026-02-01", "term_days": "80"}
    assert drafter.post(where, {**sent, **rows(CLARA)}).status_code == 302
    kept = Commission.objects.get()
    assert kept.term_days == 80
    assert kept.members.filter(is_active=True).count() == 2


def test_the_database_keeps_acts(plan: Plan) -> None:
    act = make.extension(plan)
    with pytest.raises(InternalError), transaction.atomic():
        act.delete()


def test_an_act_of_another_plan_is_not_found(drafter: Visitor, plan: Plan) -> None:
    away = make.plan(make.organ())
    make.formal_commission(away)
    act = make.extension(away)
    where = f"/planos/{plan.uid}/comissao/prorrogacoes/{act.uid}/"
    assert drafter.get(where).status_code == 404
    assert drafter.post(where, EXTENSION).status_code == 404


@pytest.mark.parametrize(
    ("days", "said", "mark"),
    [(31, "", None), (30, "30 dias", 30), (8, "8 dias", 15), (1, "1 dia", 1), (0, "hoje", 1)],
)
def test_a_term_is_warned_of_before_its_end(days: int, said: str, mark: int | None) -> None:
    today = date(2026, 3, 2)
    end = today + timedelta(days=days)
    assert said in term_warning(end, today)
    assert bool(term_warning(end, today)) is (days <= 30)
    assert warning_due(end, today) == mark


def test_the_commission_and_internal_control_are_told_once_before_the_end(
    first_as: As, in_first: None
) -> None:
    today = timezone.localdate()
    drafter, control = first_as(Profile.FORMULATION), first_as(Profile.INTERNAL_CONTROL)
    plan = make.plan()
    make.formal_commission(plan)
    Commission.objects.update(
        published_date=today - timedelta(days=76), due_date=today + timedelta(days=14)
    )
    for _ in range(2):
        assert tell_of_terms(schema=FIRST.schema) == 1
    notices = Notice.objects.filter(kind="formulation.term_ending")
    assert {each.user for each in notices} == {drafter.user, control.user}
    assert "14 dias" in notices[0].text
    assert Email.objects.filter(user=control.user, key__startswith="term:").count() == 1
    page = drafter.get(f"/planos/{plan.uid}/").content.decode()
    assert "O prazo da comissão termina em 14 dias" in page


def test_the_clock_queues_one_task_for_each_organisation(
    monkeypatch: pytest.MonkeyPatch, in_first: None
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(
        "celery.current_app.send_task", lambda name, kwargs, **_: sent.append(kwargs["schema"])
    )
    assert watch_commissions() == len(sent)
    assert FIRST.schema in sent


def test_a_revision_goes_on_with_the_term_as_prolonged(plan: Plan) -> None:
    make.extension(plan)
    make.programme(plan)
    make.validation(plan)
    make.action(plan)
    make.publish(plan)
    draft = new_version(make.DRAFTER, plan, make.AT)
    assert ends_on(draft.commission) == date(2026, 6, 20)
