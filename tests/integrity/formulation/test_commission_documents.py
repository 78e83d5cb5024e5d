"""Drafts of the acts of a commission: what is registered stands in them, the rest is blank."""

from io import BytesIO

import pytest
from docx import Document

from access.rules import Profile
from integrity.formulation.models import CommissionAct, Plan
from tests.conftest import As
from tests.factories import integrity as make
from tests.people import Visitor


@pytest.fixture
def plan(in_first: None) -> Plan:
    return make.plan()


@pytest.fixture
def drafter(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.FORMULATION)


def text_at(visitor: Visitor, plan: Plan, where: str) -> str:
    """The words of the draft."""
    answer = visitor.get(f"/planos/{plan.uid}/comissao/{where}")
    assert answer.status_code == 200
    content = b"".join(answer) if answer.streaming else answer.content
    return "\n".join(each.text for each in Document(BytesIO(content)).paragraphs)


def test_a_commission_without_an_act_gets_one_to_sign(drafter: Visitor, plan: Plan) -> None:
    make.commission(plan)
    said = text_at(drafter, plan, "ato.docx")
    assert "Ato nº __________" in said
    assert "Art. 1º Fica instituída a comissão" in said
    assert plan.of_whom in said
    assert "Clara Coordenadora, Matrícula 12345, coordenação" in said
    assert "prazo de _____ dias" in said


def test_the_act_that_institutes_says_its_term_and_who_was_in_it_at_first(
    drafter: Visitor, plan: Plan
) -> None:
    make.formal_commission(plan)
    make.composition(plan)
    said = text_at(drafter, plan, "ato.docx")
    assert said.startswith(make.ACT["act_name"])
    assert "prazo de 90 (noventa) dias" in said
    assert "Mário Membro" not in said


def test_an_extension_and_a_change_are_written_out_from_what_was_registered(
    drafter: Visitor, plan: Plan
) -> None:
    make.formal_commission(plan)
    make.extension(plan)
    make.composition(plan)
    extension, change = (
        CommissionAct.objects.get(kind=kind) for kind in ("extension", "composition")
    )
    said = text_at(drafter, plan, f"atos/{extension.uid}/ato.docx")
    assert "Fica prorrogado por 120 (cento e vinte) dias" in said
    assert "de 1º de fevereiro de 2026" in said
    said = text_at(drafter, plan, f"atos/{change.uid}/ato.docx")
    assert "entram: Mário Membro" in said
    assert "Mário Membro, Matrícula 200" in said


def test_the_next_act_has_blanks_for_what_is_not_known(drafter: Visitor, plan: Plan) -> None:
    make.formal_commission(plan)
    assert "prorrogado por _____ dias" in text_at(drafter, plan, "ato.docx?proximo=extension")
    said = text_at(drafter, plan, "ato.docx?proximo=composition")
    assert "entram: __________ e saem: __________" in said


def test_the_history_leads_to_the_drafts_only_who_drafts(
    drafter: Visitor, first_as: As, plan: Plan
) -> None:
    make.formal_commission(plan)
    path = f"/planos/{plan.uid}/comissao/"
    assert f"{path}ato.docx?proximo=extension" in drafter.get(f"{path}historico/").content.decode()
    observer = first_as(Profile.OBSERVER)
    assert "ato.docx" not in observer.get(f"{path}historico/").content.decode()
    assert observer.get(f"{path}ato.docx").status_code == 403


def test_an_act_of_another_plan_is_not_found(drafter: Visitor, plan: Plan) -> None:
    make.formal_commission(plan)
    other = make.plan(make.organ("Secretaria de Obras", "SEOB"))
    make.formal_commission(other)
    act = make.extension(other)
    assert drafter.get(f"/planos/{plan.uid}/comissao/atos/{act.uid}/ato.docx").status_code == 404
