"""The register of integrity risks through its pages: written, assessed, treated, put aside."""

from datetime import date
from typing import Any

import pytest
from django.db import InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from access.models import Person
from access.rules import Profile
from audit.models import Entry
from audit.queries import entries_of
from documents.blocks import Contents, Picture, Table
from integrity.formulation.models import IntegrityRisk, Plan, RiskScale
from integrity.formulation.queries import risks
from integrity.formulation.rules.risk_scales import FIVE, PRESETS, Scale
from integrity.formulation.services.booklet import blocks_of, booklet_of
from integrity.formulation.services.snapshot import snapshot_of
from integrity.formulation.services.versions import new_version
from tests.conftest import As
from tests.factories import integrity as make
from tests.people import Visitor

SENT = {
    "cause": "Falta de rodízio entre fiscais",
    "event": "Favorecimento de fornecedor",
    "consequence": "obra mais cara",
    "probability": "4",
    "impact": "4",
}


@pytest.fixture
def plan(in_first: None) -> Plan:
    return make.ready_plan(actions=2)


@pytest.fixture
def drafter(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.FORMULATION)


def to(name: str, *uids: object) -> str:
    """The address of a page of the organisation."""
    return reverse(name, args=uids, urlconf="config.urls.organisation")


def add(visitor: Visitor, plan: Plan, **given: Any) -> IntegrityRisk:
    """Send the form of a new risk."""
    answer = visitor.post(to("formulation:add_risk", plan.uid), {**SENT, **given})
    assert answer.status_code == 302, answer.content.decode()
    return plan.risks.order_by("-number")[0]


def test_a_risk_is_written_assessed_and_told(drafter: Visitor, plan: Plan) -> None:
    owner = Person.objects.create(name="Rita Responsável", registration_number="77")
    action = plan.actions.get(number="1")
    risk = add(
        drafter,
        plan,
        kind="Integridade › Nepotismo",
        controls="Portaria 3",
        efficacy="3",
        owner=str(owner.uid),
        owner_unit=str(make.unit(plan.organ, "Compras").uid),
        response="Mitigar",
        actions=[str(action.uid)],
    )
    assert (risk.number, risk.level, risk.residual, risk.is_grave) == (1, "Extremo", "Médio", True)
    assert (risk.category, risk.subtype) == ("Integridade", "Nepotismo")
    assert list(risk.actions.all()) == [action]
    told = entries_of(risk)[0]
    assert (told.verb, told.actor_name) == ("formulation.risk_added", "Fátima Formuladora")
    assert told.changes["Nível"] == ["", "Extremo"]
    assert told.changes["Ações"] == ["", "1"]
    page = drafter.get(to("formulation:risk", plan.uid, risk.uid)).text
    for words in ("Rita Responsável", "Compras", "Portaria 3", "Nível: Extremo", "1. Ação 1"):
        assert words in page


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"cause": " "}, "cause"),
        ({"event": ""}, "event"),
        ({"consequence": "x" * 2_001}, "consequence"),
        ({"impact": ""}, "impact"),
        ({"probability": "9"}, "probability"),
        ({"kind": "Inventada"}, "kind"),
        ({"actions": ["00000000-0000-4000-8000-000000000000"]}, "actions"),
    ],
)
def test_a_wrong_risk_stays_on_the_page_and_writes_nothing(
    drafter: Visitor, plan: Plan, given: dict[str, Any], field: str
) -> None:
    before = Entry.verbs.count()
    answer = drafter.post(to("formulation:add_risk", plan.uid), {**SENT, **given})
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert not plan.risks.exists()
    assert Entry.verbs.count() == before


def test_people_actions_and_units_of_another_organ_are_no_choice(
    drafter: Visitor, plan: Plan
) -> None:
    other = make.plan(make.organ("Outro órgão"))
    unit = make.unit(other.organ)
    person = Person.objects.create(name="De fora", registration_number="9", unit=unit)
    foreign = {
        "actions": [str(make.action(other).uid)],
        "owner": str(person.uid),
        "owner_unit": str(unit.uid),
    }
    answer = drafter.post(to("formulation:add_risk", plan.uid), {**SENT, **foreign})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == set(foreign)
    risk = add(drafter, plan)
    assert drafter.get(to("formulation:risk", other.uid, risk.uid)).status_code == 404


def test_two_people_edit_one_risk_and_the_second_sees_both_texts(
    drafter: Visitor, plan: Plan
) -> None:
    risk = add(drafter, plan)
    where = to("formulation:edit_risk", plan.uid, risk.uid)
    sent = {**SENT, "version": risk.version}
    assert drafter.post(where, {**sent, "event": "Conluio"}).status_code == 302
    answer = drafter.post(where, {**sent, "event": "Cartel"})
    assert answer.status_code == 409
    assert "Conluio" in answer.text
    assert "Cartel" in answer.text
    risk.refresh_from_db()
    assert risk.event == "Conluio"
    again = {**sent, "event": "Cartel", "version": answer.context["form"]["version"].value()}
    assert drafter.post(where, again).status_code == 302
    assert entries_of(risk)[0].changes == {"Evento": ["Conluio", "Cartel"]}


def test_a_risk_is_put_aside_with_a_reason_keeps_its_number_and_comes_back(
    drafter: Visitor, plan: Plan
) -> None:
    risk = add(drafter, plan)
    where = to("formulation:archive_risk", plan.uid, risk.uid)
    assert drafter.post(where, {"reason": " "}).status_code == 422
    assert drafter.post(where, {"reason": "Repetido"}).status_code == 302
    assert entries_of(risk)[0].reason == "Repetido"
    assert add(drafter, plan).number == 2
    listed = drafter.get(to("formulation:risks", plan.uid), {"arquivados": "on"})
    assert [each.number for each in listed.context["grid"]] == [1]
    assert drafter.post(to("formulation:edit_risk", plan.uid, risk.uid), SENT).status_code == 409
    assert drafter.post(to("formulation:restore_risk", plan.uid, risk.uid)).status_code == 302
    risk.refresh_from_db()
    assert risk.archived_at is None
    with pytest.raises(InternalError, match="risk_is_kept"), transaction.atomic():
        IntegrityRisk.objects.filter(pk=risk.pk).delete()


def test_the_list_shows_matrix_figures_and_what_the_filters_leave(
    drafter: Visitor, plan: Plan
) -> None:
    first, second = plan.actions.order_by("number_key")
    add(drafter, plan, actions=[str(first.uid)])
    add(drafter, plan, event="Nepotismo", kind="Integridade › Nepotismo")
    add(drafter, plan, event="Atraso", probability="1", impact="1", actions=[str(second.uid)])
    add(drafter, plan, event="Sem avaliação", probability="", impact="")
    where = to("formulation:risks", plan.uid)
    page = drafter.get(where)
    assert str(page.context["coverage"]) == "50% (1 de 2)"
    held = {cell.held for row in page.context["map"].rows for cell in row.cells if cell.held}
    assert held == {("R1", "R2"), ("R3",)}
    for given, numbers in (
        ({"nivel": "Extremo"}, [1, 2]),
        ({"tratamento": "sem-tratamento"}, [2, 4]),
        ({"categoria": "Integridade"}, [2]),
        ({"texto": "atraso"}, [3]),
        ({"ordem": "-nivel", "tratamento": "tratados"}, [1, 3]),
    ):
        assert [each.number for each in drafter.get(where, given).context["grid"]] == numbers
    plan.actions.filter(pk=first.pk).update(status="discontinued")
    assert str(drafter.get(where).context["coverage"]) == "0% (0 de 2)"


def test_after_the_scale_changed_old_risks_keep_their_level_until_assessed_anew(
    drafter: Visitor, first_as: As, plan: Plan
) -> None:
    risk = add(drafter, plan, probability="2", impact="2")
    admin = first_as(Profile.ORGANISATION_ADMIN)
    answer = admin.get(to("formulation:risk_scale"))
    sent = {**answer.context["form"].initial, "cell_2_2": "3"}
    assert admin.post(to("formulation:risk_scale"), sent).status_code == 302
    told = entries_of(RiskScale.objects.get())[0]
    assert told.verb == "formulation.risk_scale_written"
    assert "Médio: Baixo, Extremo" not in told.changes["Matriz"][0]
    risk.refresh_from_db()
    assert risk.level == "Médio"
    page = drafter.get(to("formulation:risk", plan.uid, risk.uid))
    assert "Avaliado por uma escala anterior" in page.text
    texts = {name: SENT[name] for name in ("cause", "event", "consequence")}
    kept = {**texts, "objective": "Economia", "version": risk.version}
    assert drafter.post(to("formulation:edit_risk", plan.uid, risk.uid), kept).status_code == 302
    risk.refresh_from_db()
    assert (risk.objective, risk.level, len(risk.assessments)) == ("Economia", "Médio", 1)
    assert drafter.post(to("formulation:reassess_risk", plan.uid, risk.uid)).status_code == 302
    risk.refresh_from_db()
    assert (risk.level, [each["scale"] for each in risk.assessments]) == ("Extremo", [0, 1])
    assert entries_of(risk)[0].changes["Nível"] == ["Médio", "Extremo"]


def test_a_preset_takes_the_place_of_the_scale_and_a_stale_page_is_refused(
    drafter: Visitor, first_as: As, plan: Plan
) -> None:
    risk = add(drafter, plan)
    admin = first_as(Profile.ORGANISATION_ADMIN)
    where = to("formulation:use_risk_preset")
    assert admin.post(where, {"preset": "cinco", "version": "0"}).status_code == 302
    assert Scale.from_json(RiskScale.objects.get().body) == PRESETS[FIVE]
    assert admin.post(where, {"preset": "quatro", "version": "0"}).status_code == 409
    wrong = {**admin.get(to("formulation:risk_scale")).context["form"].initial}
    wrong |= {"levels": "Baixo\nAlto: 3"}
    answer = admin.post(to("formulation:risk_scale"), wrong)
    assert answer.status_code == 422
    assert answer.context["form"].errors["levels"]
    assert RiskScale.objects.count() == 1
    with pytest.raises(InternalError, match="risk_scale_final"), transaction.atomic():
        RiskScale.objects.update(version=9)
    smaller = {**wrong, "levels": "Baixo: 1\nAlto: 6", "impacts": "Leve\nGrave", "grave_from": "1"}
    assert admin.post(to("formulation:risk_scale"), smaller).status_code == 302
    assert RiskScale.objects.get(version=2).body["matrix"] == [[0, 0, 0, 0, 0], [0, 0, 1, 1, 1]]
    answer = drafter.post(to("formulation:reassess_risk", plan.uid, risk.uid))
    assert answer.status_code == 409


def test_a_revision_carries_the_risks_with_history_and_treatment(
    drafter: Visitor, plan: Plan
) -> None:
    action = plan.actions.get(number="2")
    kept = add(drafter, plan, actions=[str(action.uid)])
    aside = add(drafter, plan)
    drafter.post(to("formulation:archive_risk", plan.uid, aside.uid), {"reason": "Repetido"})
    make.publish(plan)
    assert plan.publication.snapshot["risks"][0]["actions"] == ["2"]
    assert len(plan.publication.snapshot["risks"]) == 1
    assert "favorecimento de fornecedor" in drafter.get(to("formulation:published", plan.uid)).text
    assert drafter.post(to("formulation:add_risk", plan.uid), SENT).status_code == 409
    made = new_version(make.DRAFTER, plan, timezone.now())
    copies = list(made.risks.order_by("number"))
    assert [each.origin for each in copies] == [kept, aside]
    assert copies[0].actions.get().origin == action
    assert (copies[0].assessments, copies[1].archive_reason) == (kept.assessments, "Repetido")
    assert snapshot_of(made)["risks"][0]["said"] == kept.said
    assert any("R1" in str(block) for block in blocks_of(snapshot_of(made)))


def test_the_register_asks_the_database_as_often_for_many_risks_as_for_few(
    drafter: Visitor, plan: Plan
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert drafter.get(to("formulation:risks", plan.uid)).status_code == 200
        return len(queries)

    add(drafter, plan)
    few = asked()
    for _ in range(6):
        add(drafter, plan, actions=[str(plan.actions.all()[0].uid)])
    assert asked() == few


def test_the_interface_for_programmes_tells_the_risks(drafter: Visitor, plan: Plan) -> None:
    add(drafter, plan, actions=[str(plan.actions.get(number="1").uid)])
    found = drafter.get(f"/api/planos/{plan.uid}/").json()["risks"]
    assert [(each["number"], each["level"], each["actions"]) for each in found] == [
        ("R1", "Extremo", ["1"])
    ]


def test_the_booklet_counts_actions_and_draws_risks_each_with_an_equal_table(
    in_first: None,
) -> None:
    made = make.ready_plan(actions=3)
    made.actions.filter(number="1").update(planned_end=date(2027, 5, 1))
    made.actions.filter(number="2").update(planned_end=date(2026, 5, 1))
    make.risk(made)
    scale = risks.scale_in_force().scale
    blocks = booklet_of(snapshot_of(made), scale)
    tables = {block.head[0]: block for block in blocks if isinstance(block, Table)}
    axis = made.axes.get().title
    assert tables["Eixo"].rows == [(axis, "3")]
    assert tables["Ano"].rows == [("2026", "1"), ("2027", "1"), ("Sem data", "1")]
    cells = [cell for row in tables["Impacto / Probabilidade"].rows for cell in row[1:]]
    assert [cell for cell in cells if "R1" in cell] == ["Extremo: R1"]
    assert len(cells) == len(scale.probabilities) * len(scale.impacts)
    pictures = [block for block in blocks if isinstance(block, Picture)]
    assert len(pictures) == 3
    assert all("tabela" in each.says for each in pictures)
    assert any(isinstance(block, Contents) for block in blocks)
    empty = {**snapshot_of(made), "actions": [], "risks": []}
    assert not [block for block in booklet_of(empty, scale) if isinstance(block, Picture)]
