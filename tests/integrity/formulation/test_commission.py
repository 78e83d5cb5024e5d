"""The commission: formal or not, its members, what the server insists on."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from access.models import Person
from access.rules import Profile
from audit.queries import entries_of
from integrity.formulation.models import Commission, Plan
from tests.conftest import As
from tests.factories import integrity as make
from tests.people import Visitor

FORMAL = {
    "is_formal": "sim",
    "act_name": "Portaria nº 7",
    "published_date": "2026-02-01",
    "term_days": "90",
    "act_url": "https://exemplo.test/portaria-7",
}


def rows(*people: dict[str, Any]) -> dict[str, Any]:
    """The rows of the page as a browser sends them."""
    sent: dict[str, Any] = {"membro-TOTAL_FORMS": len(people), "membro-INITIAL_FORMS": 0}
    for number, person in enumerate(people):
        sent |= {f"membro-{number}-{name}": value for name, value in person.items()}
    return sent


CLARA = {"name": "Clara Coordenadora", "registration_number": "100", "is_coordinator": "on"}
MARIO = {"name": "Mário Membro", "registration_number": "200"}


@pytest.fixture
def plan(in_first: None) -> Plan:
    return make.plan()


@pytest.fixture
def drafter(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.FORMULATION)


def send(visitor: Visitor, plan: Plan, **given: Any) -> Any:
    """Post the form of the commission."""
    return visitor.post(f"/planos/{plan.uid}/comissao/", given)


@pytest.mark.parity("P43")
def test_a_formal_commission_is_written_with_its_forecast_end(drafter: Visitor, plan: Plan) -> None:
    assert send(drafter, plan, **FORMAL, **rows(CLARA, MARIO)).status_code == 302
    commission = Commission.objects.get(plan=plan)
    assert commission.due_date == date(2026, 5, 2)
    assert commission.start_date is None
    entry = entries_of(plan)[0]
    assert entry.verb == "formulation.commission_saved"
    assert entry.changes["Membros"] == ["", "Clara Coordenadora (coordenação) e Mário Membro"]


@pytest.mark.parity("P43")
@pytest.mark.parity("N15")
@pytest.mark.parametrize("missing", ["act_name", "published_date", "term_days", "act_url"])
def test_a_formal_commission_without_its_act_is_refused_by_the_server(
    drafter: Visitor, plan: Plan, missing: str
) -> None:
    answer = send(drafter, plan, **{**FORMAL, missing: ""}, **rows(CLARA))
    assert answer.status_code == 422
    assert answer.context["form"].errors[missing] == ["Preencha este campo."]
    assert "Clara Coordenadora" in answer.content.decode()
    assert not Commission.objects.exists()


@pytest.mark.parity("P44")
def test_an_informal_commission_needs_only_its_first_day(drafter: Visitor, plan: Plan) -> None:
    sent = {**FORMAL, "is_formal": "nao", "start_date": "2026-01-15"}
    assert send(drafter, plan, **sent, **rows(CLARA)).status_code == 302
    kept = Commission.objects.get(plan=plan)
    assert (kept.start_date, kept.act_name, kept.due_date) == (date(2026, 1, 15), "", None)


@pytest.mark.parity("N15")
def test_an_informal_commission_without_a_first_day_is_refused(
    drafter: Visitor, plan: Plan
) -> None:
    answer = send(drafter, plan, is_formal="nao", **rows(CLARA))
    assert answer.status_code == 422
    assert "start_date" in answer.context["form"].errors
    assert not Commission.objects.exists()


@pytest.mark.parity("N15")
def test_the_database_refuses_a_formal_commission_without_act(plan: Plan) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Commission.objects.create(plan=plan, is_formal=True)


def test_an_act_of_the_future_is_refused(drafter: Visitor, plan: Plan) -> None:
    answer = send(drafter, plan, **{**FORMAL, "published_date": "2999-01-01"}, **rows(CLARA))
    assert answer.status_code == 422
    assert "published_date" in answer.context["form"].errors


@pytest.mark.parity("P45")
@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        ([], "A comissão tem de 1 a 99 pessoas."),
        ([MARIO], "Indique quem coordena a comissão."),
        (
            [CLARA, {**MARIO, "registration_number": "100"}],
            "A mesma pessoa aparece mais de uma vez.",
        ),
    ],
)
def test_members_are_counted_and_somebody_coordinates(
    drafter: Visitor, plan: Plan, people: list[dict[str, Any]], sentence: str
) -> None:
    answer = send(drafter, plan, **FORMAL, **rows(*people))
    assert answer.status_code == 422
    assert sentence in answer.context["form"].non_field_errors()


@pytest.mark.parity("P45")
def test_a_hundred_members_are_too_many(drafter: Visitor, plan: Plan) -> None:
    crowd = [{"name": f"Pessoa {n}", "registration_number": str(n)} for n in range(100)]
    crowd[0]["is_coordinator"] = "on"
    assert send(drafter, plan, **FORMAL, **rows(*crowd)).status_code == 422
    assert send(drafter, plan, **FORMAL, **rows(*crowd[:99])).status_code == 302
    assert Commission.objects.get().members.count() == 99


@pytest.mark.parity("P45")
def test_a_person_of_the_directory_is_found_and_not_typed_twice(
    drafter: Visitor, plan: Plan
) -> None:
    known = Person.objects.create(name="Clara Coordenadora", registration_number="100")
    send(drafter, plan, **FORMAL, **rows(CLARA, {"name": "mario membro"}))
    send(drafter, plan, **FORMAL, **rows(CLARA, {"name": "Mário Membro"}))
    assert Person.objects.filter(name__icontains="clara").get() == known
    assert Person.objects.exclude(pk=known.pk).count() == 1


@pytest.mark.parity("N7")
def test_a_member_of_another_organ_is_refused(drafter: Visitor, plan: Plan) -> None:
    away = make.unit(make.organ("Autarquia"), "Setor de fora")
    Person.objects.create(name="Zé de Fora", registration_number="900", unit=away)
    stranger = {"name": "Zé de Fora", "registration_number": "900"}
    assert send(drafter, plan, **FORMAL, **rows(CLARA, stranger)).status_code == 422
    posted = {**MARIO, "unit": str(away.uid)}
    assert send(drafter, plan, **FORMAL, **rows(CLARA, posted)).status_code == 422
    assert not Commission.objects.exists()


@pytest.mark.parity("P46")
def test_the_first_commission_is_corrected_and_who_left_stays_on_record(
    drafter: Visitor, plan: Plan
) -> None:
    send(drafter, plan, **FORMAL, **rows(CLARA, MARIO))
    page = drafter.get(f"/planos/{plan.uid}/comissao/").content.decode()
    assert "Mário Membro" in page
    left = {**MARIO, "DELETE": "on"}
    answer = send(drafter, plan, **{**FORMAL, "term_days": "120"}, **rows(CLARA, left))
    assert answer.status_code == 302
    commission = Commission.objects.get()
    assert commission.term_days == 120
    assert {seat.person.name: seat.is_active for seat in commission.members.all()} == {
        "Clara Coordenadora": True,
        "Mário Membro": False,
    }
    assert entries_of(plan)[0].changes["Prazo"][1] == "120 dias, até 01/06/2026"
    shown = drafter.get(f"/planos/{plan.uid}/").content.decode()
    assert "<strong>Clara Coordenadora</strong>" in shown
    assert "Mário Membro" not in shown.split("Histórico")[0]


def test_one_more_row_keeps_what_was_typed_and_saves_nothing(drafter: Visitor, plan: Plan) -> None:
    answer = send(drafter, plan, **{**FORMAL, "act_name": "Portaria 8"}, **rows(CLARA), mais="1")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Portaria 8" in page
    assert "Clara Coordenadora" in page
    assert 'name="membro-1-name"' in page
    assert not Commission.objects.exists()


@pytest.mark.parity("P50")
def test_saving_the_commission_moves_the_plan_to_drafting(drafter: Visitor, plan: Plan) -> None:
    send(drafter, plan, **FORMAL, **rows(CLARA))
    plan.refresh_from_db()
    assert plan.state == "drafting"
