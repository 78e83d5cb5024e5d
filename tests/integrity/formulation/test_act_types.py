"""The type of a formal act: offered where an act is named, added where the list lacks it."""

from typing import Any

import pytest

from access.rules import Profile
from audit.models import Entry
from integrity.formulation.models import CatalogueEntry, Commission, CommissionAct, Plan
from integrity.formulation.rules.catalogue import Kind
from tests.conftest import As
from tests.factories import integrity as make
from tests.integrity.execution.desk import to
from tests.integrity.formulation.test_publication import SENT as PUBLISHED
from tests.people import Visitor

ROWS = {
    "membro-TOTAL_FORMS": "1",
    "membro-INITIAL_FORMS": "0",
    "membro-0-name": "Clara Coordenadora",
    "membro-0-registration_number": "12345",
    "membro-0-is_coordinator": "on",
}
ACT = {
    "act_name": "nº 12, de 2026",
    "published_date": "2026-02-01",
    "act_url": "https://exemplo.test/ato",
    "term_days": "90",
}


@pytest.fixture
def plan(in_first: None) -> Plan:
    return make.plan()


@pytest.fixture
def fatima(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.FORMULATION, "Fátima Formuladora")


def type_of(name: str) -> str:
    return str(CatalogueEntry.objects.get(kind=Kind.ACT_TYPE, name=name).uid)


def formed(visitor: Visitor, plan: Plan, **more: Any) -> Any:
    """Send the form of the commission."""
    sent = {"is_formal": "sim", **ACT, **ROWS, **more}
    return visitor.post(to("formulation:commission", plan.uid), sent)


@pytest.mark.parity("P36")
def test_the_chosen_type_begins_the_name_of_the_act(fatima: Visitor, plan: Plan) -> None:
    assert ">Portaria</option>" in fatima.get(to("formulation:commission", plan.uid)).text
    assert formed(fatima, plan, act_type=type_of("Portaria")).status_code == 302
    assert Commission.objects.get(plan=plan).act_name == "Portaria nº 12, de 2026"
    whole = {"act_type": type_of("Portaria"), "act_name": "PORTARIA conjunta nº 3"}
    assert formed(fatima, plan, **whole).status_code == 302
    assert Commission.objects.get(plan=plan).act_name == "PORTARIA conjunta nº 3"


@pytest.mark.parity("P36")
def test_a_type_that_the_list_lacks_is_added_as_the_act_is_saved(
    fatima: Visitor, plan: Plan
) -> None:
    refused = formed(fatima, plan, new_type="Ordem de serviço", act_url="")
    assert refused.status_code == 422
    assert 'value="Ordem de serviço"' in refused.text, "nothing typed is lost"
    assert not CatalogueEntry.objects.filter(name="Ordem de serviço").exists()
    assert formed(fatima, plan, new_type="Ordem de serviço").status_code == 302
    assert Commission.objects.get(plan=plan).act_name == "Ordem de serviço nº 12, de 2026"
    word = CatalogueEntry.objects.get(kind=Kind.ACT_TYPE, name="Ordem de serviço")
    assert word.organ == plan.organ
    assert Entry.verbs.filter(verb="formulation.catalogue_entry_saved", subject_uid=word.uid)

    extension = {**ACT, "act_type": str(word.uid), "act_name": "nº 20", "term_days": "300"}
    assert fatima.post(to("formulation:extend_term", plan.uid), extension).status_code == 302
    assert CommissionAct.objects.get().act_name == "Ordem de serviço nº 20"


def test_one_type_is_chosen_or_written_and_another_organs_is_not_offered(
    fatima: Visitor, plan: Plan
) -> None:
    both = formed(fatima, plan, act_type=type_of("Portaria"), new_type="Ordem de serviço")
    assert "não os dois" in both.text
    foreign = CatalogueEntry.objects.create(
        kind=Kind.ACT_TYPE, name="Provimento", organ=make.organ()
    )
    assert formed(fatima, plan, act_type=str(foreign.uid)).status_code == 422
    assert not Commission.objects.filter(plan=plan).exists()


def test_an_archived_type_is_not_written_anew(fatima: Visitor, plan: Plan) -> None:
    CatalogueEntry.objects.filter(name="Deliberação").update(is_active=False)
    answer = formed(fatima, plan, new_type="Deliberação")
    assert answer.status_code == 422
    assert "está arquivado" in answer.text
    assert not Commission.objects.filter(plan=plan).exists()


def test_the_act_that_publishes_a_plan_has_a_type_too(first_as: As, in_first: None) -> None:
    plan = make.ready_plan()
    make.approved(plan)
    helena = first_as(Profile.HEAD, "Helena Prefeita")
    sent = PUBLISHED | {
        "act_type": type_of("Decreto"),
        "act_name": "nº 7",
        "source": "gerar",
        "version": plan.version,
    }
    assert helena.post(to("formulation:publication", plan.uid), sent).status_code == 302
    plan.refresh_from_db()
    assert plan.publication.act_name == "Decreto nº 7"
