"""Two people, two clicks, a slip of the keyboard, a blank cell: nothing is lost or misread."""

from datetime import date
from typing import Any

import pytest

from access.rules import Profile
from audit.queries import entries_of
from integrity.formulation.models import Axis, Plan, ValidationComment
from integrity.formulation.queries.validation import token_of
from integrity.formulation.rules.acts import commission_faults, publication_faults
from integrity.formulation.rules.validation import validation_faults
from integrity.formulation.services.booklet import blocks_of
from integrity.formulation.services.snapshot import snapshot_of
from integrity.formulation.services.validation import send_comment
from integrity.formulation.web.forms.plans import PasteForm
from tests.conftest import As
from tests.factories import integrity as make
from tests.integrity.formulation.test_content import path
from tests.people import Visitor

YEAR = date(226, 2, 1)


@pytest.fixture
def plan(in_first: None) -> Plan:
    return make.plan()


@pytest.fixture
def drafter(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.FORMULATION)


@pytest.mark.parity("P54")
@pytest.mark.parity("P55")
@pytest.mark.parametrize("kind", ["eixos", "subeixos"])
def test_two_people_correct_an_axis_and_the_second_reads_both_texts(
    drafter: Visitor, plan: Plan, kind: str
) -> None:
    axis = make.axis(plan, "Ética")
    row: Any = axis if kind == "eixos" else make.sub_axis(axis, "Ética")
    where = path(plan, f"{kind}/{row.uid}/editar/")
    mark = drafter.get(where).context["form"]["mark"].value()
    first = {"title": "Ética", "description": "De um", "mark": mark}
    assert drafter.post(where, first).status_code == 302
    answer = drafter.post(where, {**first, "description": "De outro"})
    assert answer.status_code == 409
    assert "De um" in answer.content.decode()
    row.refresh_from_db()
    assert row.description == "De um"
    again = answer.context["form"]["mark"].value()
    assert (
        drafter.post(where, {**first, "description": "Dos dois", "mark": again}).status_code == 302
    )
    row.refresh_from_db()
    assert row.description == "Dos dois"


def test_the_same_contribution_sent_twice_is_kept_once(plan: Plan) -> None:
    make.commission(plan)
    make.validation(plan)
    guest = make.guest(plan)
    said: dict[str, Any] = {"uid": guest.uid, "token": token_of(guest.uid), "about": "other"}
    for text in ("E os prazos?", " E os prazos? ", "E o custo?"):
        send_comment(**said, text=text, at=make.AT, today=make.TODAY)
    assert ValidationComment.objects.count() == 2


def test_a_mistyped_year_of_an_act_or_of_the_validation_is_questioned() -> None:
    act = {"is_formal": True, "act_name": "Portaria", "act_url": "https://exemplo.test"}
    act |= {"published_date": YEAR, "term_days": 90}
    assert "Confira o ano" in commission_faults(act, today=make.TODAY)["published_date"][0]
    begun = {"is_formal": False, "start_date": YEAR}
    assert "Confira o ano" in commission_faults(begun, today=make.TODAY)["start_date"][0]
    said = {**make.TERMS, "published_date": YEAR}
    assert "Confira o ano" in publication_faults(said, today=make.TODAY)["published_date"][0]
    faults = validation_faults(make.TODAY, date(9999, 1, 1), ["x"], "")
    assert faults.keys() == {"validation_end"}


def test_a_pasted_row_keeps_its_blank_first_and_last_cells() -> None:
    form = PasteForm({"rows": "\tSub\t1\tTreinar\t\t"})
    assert form.is_valid()
    assert form.cleaned_data["rows"].split("\t") == ["", "Sub", "1", "Treinar", "", ""]
    assert not PasteForm({"rows": ""}).is_valid()


def test_the_booklet_says_who_takes_care_of_a_risk_and_how(plan: Plan) -> None:
    make.risk(plan, controls="Rodízio de fiscais", response="Mitigar")
    said = str(blocks_of(snapshot_of(plan)))
    assert "Rodízio de fiscais" in said
    assert "Mitigar" in said


def test_actions_without_a_unit_are_one_click_away(drafter: Visitor, plan: Plan) -> None:
    axis: Axis = make.axis(plan)
    make.action(plan, "1", axis=axis)
    plan.actions.update(executing_unit=None)
    found = path(plan, "acoes/grade/?falta=unidade")
    assert drafter.get(found).status_code == 200
    assert found in drafter.get(path(plan, "")).content.decode()
    assert found in drafter.get(path(plan, "enviar/")).content.decode()


@pytest.mark.parity("P54")
@pytest.mark.parity("P55")
def test_axes_and_sub_axes_change_places_and_the_snapshot_follows(
    drafter: Visitor, plan: Plan
) -> None:
    ethics, risks = make.axis(plan, "Ética"), make.axis(plan, "Riscos")
    first, last = make.sub_axis(ethics, "Código"), make.sub_axis(ethics, "Comissão")
    where = path(plan, f"eixos/{risks.uid}/ordem/")
    page = drafter.get(path(plan, "conteudo/")).content.decode()
    assert "Subir o eixo Riscos" in page
    assert "Subir o eixo Ética" not in page
    assert "Descer o eixo Riscos" not in page
    make.action(plan, "1", axis=ethics)  # what stands in no sub-axis comes first
    page = drafter.get(path(plan, "conteudo/")).content.decode()
    assert "Subir o subeixo Código" not in page and "Descer o subeixo Comissão" not in page
    assert "Descer o subeixo Código" in page and "Subir o subeixo Comissão" in page
    assert drafter.post(where, {"para": "cima"}).status_code == 302
    assert drafter.post(where, {"para": "cima"}).status_code == 409
    assert (
        drafter.post(path(plan, f"subeixos/{first.uid}/ordem/"), {"para": "baixo"}).status_code
        == 302
    )
    axes = snapshot_of(plan)["axes"]
    assert [each["title"] for each in axes] == ["Riscos", "Ética"]
    assert [each["title"] for each in axes[1]["sub_axes"]] == [last.title, first.title]
    assert entries_of(plan)[1].changes["Ordem"] == ["", "Riscos e Ética"]


def test_items_added_in_the_middle_of_a_form_with_a_forged_choice_lose_nothing(
    drafter: Visitor, plan: Plan
) -> None:
    make.commission(plan)
    given = {"stakeholders": ["sim"], "others": "Câmara Municipal", "validation_notes": "Notas"}
    answer = drafter.post(path(plan, "validacao/editar/"), given)
    assert answer.status_code == 200
    assert answer.context["form"]["validation_notes"].value() == "Notas"
    assert "Câmara Municipal" in answer.content.decode()
