"""Step 2: the programme in three parts, each opened by the one before; nothing typed is lost."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from access.rules import Profile
from audit.queries import entries_of
from foundation.refusals import NotAllowed
from integrity.formulation.models import CatalogueEntry, Plan, Programme, TypedDraft
from integrity.formulation.queries import programme as queries
from integrity.formulation.rules.programme import (
    PARTS,
    Section,
    faults_of,
    hindrance,
    mark_of,
    missing,
)
from integrity.formulation.services.snapshot import snapshot_of
from integrity.formulation.services.versions import new_version
from tests.conftest import As
from tests.factories import integrity as make
from tests.people import Visitor

STRATEGY, DIAGNOSIS, ANSWERS = Section


@pytest.fixture
def plan(in_first: None) -> Plan:
    return make.plan()


@pytest.fixture
def drafter(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.FORMULATION)


def where(plan: Plan, section: Section) -> str:
    return f"/planos/{plan.uid}/programa/{PARTS[section].slug}/"


def stored(plan: Plan, section: Section) -> dict[str, Any]:
    return dict(queries.values_of(queries.programme_of(plan))[section])


def filled(plan: Plan, section: Section, **given: Any) -> dict[str, Any]:
    """A form of somebody who read the part as it is now."""
    mark = mark_of(PARTS[section], stored(plan, section))
    return {**make.answers(section), "mark": mark, **given}


def send(visitor: Visitor, plan: Plan, section: Section, **given: Any) -> Any:
    return visitor.post(where(plan, section), filled(plan, section, **given))


@pytest.mark.parity("P51")
def test_the_strategic_information_is_saved_with_its_marks_and_values_may_stay_blank(
    drafter: Visitor, plan: Plan
) -> None:
    page = drafter.get(where(plan, STRATEGY)).content.decode()
    assert "O propósito do órgão" in page and "**negrito**" in page
    answer = send(drafter, plan, STRATEGY, mission="**Servir** <b>bem</b>", guiding_values="")
    assert answer.status_code == 302
    assert answer["Location"] == where(plan, DIAGNOSIS)
    kept = Programme.objects.get()
    assert (kept.mission, kept.guiding_values) == ("**Servir** <b>bem</b>", "")
    plan.refresh_from_db()
    assert plan.state == "drafting"
    entry = entries_of(plan)[0]
    assert entry.verb == "formulation.programme_saved"
    assert entry.changes["Missão"] == ["", "**Servir** <b>bem</b>"]
    page = drafter.get(f"/planos/{plan.uid}/programa/").content.decode()
    assert "<strong>Servir</strong> &lt;b&gt;bem&lt;/b&gt;" in page


@pytest.mark.parity("P51")
@pytest.mark.parametrize(
    "name", [each.name for each in PARTS[STRATEGY].questions if each.is_required]
)
def test_a_part_that_lacks_a_text_is_refused_and_keeps_what_was_typed(
    drafter: Visitor, plan: Plan, name: str
) -> None:
    answer = send(drafter, plan, STRATEGY, **{name: " "})
    assert answer.status_code == 422
    assert name in answer.context["form"].errors
    assert "Como está hoje." in answer.content.decode()
    assert not Programme.objects.exists()


@pytest.mark.parity("P52")
def test_the_diagnosis_opens_after_the_first_part_and_needs_an_instrument(
    drafter: Visitor, plan: Plan
) -> None:
    assert drafter.get(where(plan, DIAGNOSIS)).status_code == 409
    assert send(drafter, plan, DIAGNOSIS).status_code == 409
    assert not Programme.objects.exists()
    make.part_of_programme(plan, STRATEGY)
    answer = send(drafter, plan, DIAGNOSIS, instruments=[])
    assert answer.status_code == 422
    assert "instruments" in answer.context["form"].errors
    two = CatalogueEntry.objects.filter(kind="instrument", organ=None)[:2]
    chosen = [str(each.uid) for each in two]
    assert send(drafter, plan, DIAGNOSIS, instruments=chosen).status_code == 302
    assert [str(each) for each in Programme.objects.get().instruments] == chosen
    entry = entries_of(plan)[0]
    assert entry.changes["Instrumentos usados no diagnóstico"] == ["", "Questionário e Entrevista"]


@pytest.mark.parity("P53")
def test_the_answers_open_last_and_all_of_them_are_needed(drafter: Visitor, plan: Plan) -> None:
    make.part_of_programme(plan, STRATEGY)
    assert drafter.get(where(plan, ANSWERS)).status_code == 409
    make.part_of_programme(plan, DIAGNOSIS)
    nothing = {each.name: "" for each in PARTS[ANSWERS].questions}
    answer = send(drafter, plan, ANSWERS, **nothing, thematic_axes=[])
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {*nothing, "thematic_axes"}
    answer = send(drafter, plan, ANSWERS)
    assert (answer.status_code, answer["Location"]) == (302, f"/planos/{plan.uid}/programa/")
    assert missing(queries.values_of(queries.programme_of(plan))) == []
    assert entries_of(plan)[0].changes["Objetivos do programa"] == ["", "Como está hoje."]


@pytest.mark.parity("P36")
def test_words_that_the_list_lacks_come_back_ticked_without_losing_the_form(
    drafter: Visitor, plan: Plan
) -> None:
    make.part_of_programme(plan, STRATEGY)
    answer = send(drafter, plan, DIAGNOSIS, findings="Há lacunas.", others="Roda de conversa")
    assert answer.status_code == 200
    word = CatalogueEntry.objects.get(name="Roda de conversa")
    assert word.organ == plan.organ
    page = " ".join(answer.content.decode().split())
    assert "Há lacunas." in page and "Roda de conversa (só deste órgão)" in page
    assert str(word.uid) in answer.context["form"].initial["instruments"]
    assert Programme.objects.get().findings == ""
    five = "\n".join(f"Item {number}" for number in range(5))
    assert send(drafter, plan, DIAGNOSIS, others=five).status_code == 422


def test_a_word_of_another_list_is_refused(drafter: Visitor, plan: Plan) -> None:
    make.part_of_programme(plan, STRATEGY)
    stranger = CatalogueEntry.objects.filter(kind="stakeholder")[0]
    assert send(drafter, plan, DIAGNOSIS, instruments=[str(stranger.uid)]).status_code == 422


def test_two_people_who_edit_one_diagnosis_see_both_texts(
    first_as: As, drafter: Visitor, plan: Plan
) -> None:
    make.part_of_programme(plan, STRATEGY)
    head = first_as(Profile.HEAD)
    of_drafter = filled(plan, DIAGNOSIS, findings="Texto de quem elabora.")
    of_head = filled(plan, DIAGNOSIS, findings="Texto de quem dirige.")
    assert head.post(where(plan, DIAGNOSIS), of_head).status_code == 302
    clash = drafter.post(where(plan, DIAGNOSIS), of_drafter)
    assert clash.status_code == 409
    page = clash.content.decode()
    assert "Texto de quem elabora." in page and "Texto de quem dirige." in page
    assert Programme.objects.get().findings == "Texto de quem dirige."
    decided = {**of_drafter, "mark": clash.context["form"].data["mark"]}
    assert drafter.post(where(plan, DIAGNOSIS), decided).status_code == 302
    assert Programme.objects.get().findings == "Texto de quem elabora."


def test_people_who_edit_different_parts_do_not_meet(
    first_as: As, drafter: Visitor, plan: Plan
) -> None:
    make.programme(plan)
    read = filled(plan, STRATEGY, mission="Outra missão.")
    assert send(first_as(Profile.HEAD), plan, ANSWERS, objectives="Outros.").status_code == 302
    assert drafter.post(where(plan, STRATEGY), read).status_code == 302
    kept = Programme.objects.get()
    assert (kept.mission, kept.objectives) == ("Outra missão.", "Outros.")


def test_what_is_typed_waits_for_its_author_until_it_is_saved(
    first_as: As, drafter: Visitor, plan: Plan
) -> None:
    half = {"mission": "Pela metade", "mark": filled(plan, STRATEGY)["mark"]}
    answer = drafter.post(f"{where(plan, STRATEGY)}rascunho/", half)
    assert answer.status_code == 200 and "Rascunho guardado" in answer.content.decode()
    assert not Programme.objects.exists()
    page = drafter.get(where(plan, STRATEGY)).content.decode()
    assert "Pela metade" in page and "Recuperamos" in page
    assert "Pela metade" not in first_as(Profile.HEAD).get(where(plan, STRATEGY)).content.decode()
    assert send(drafter, plan, STRATEGY, mission="Inteira").status_code == 302
    assert not TypedDraft.objects.exists()
    assert "Recuperamos" not in drafter.get(where(plan, STRATEGY)).content.decode()


def test_a_draft_older_than_what_was_saved_since_leads_to_both_texts(
    drafter: Visitor, plan: Plan
) -> None:
    half = {"mission": "Pela metade", "mark": filled(plan, STRATEGY)["mark"]}
    drafter.post(where(plan, STRATEGY), {**half, "guardar": "1"})
    make.part_of_programme(plan, STRATEGY, "De outra pessoa.")
    page = drafter.get(where(plan, STRATEGY))
    assert "outra pessoa gravou esta parte" in page.content.decode()
    sent = {**make.answers(STRATEGY), **page.context["form"].initial, "competences": "Minhas"}
    sent |= {"organic_structure": "Minha", "duties": "Minhas", "vision": "Minha"}
    assert drafter.post(where(plan, STRATEGY), sent).status_code == 409
    assert Programme.objects.get().mission == "De outra pessoa."


def test_a_draft_is_thrown_away_and_one_that_says_nothing_new_is_not_shown(
    drafter: Visitor, plan: Plan
) -> None:
    make.part_of_programme(plan, STRATEGY)
    drafter.post(where(plan, STRATEGY), filled(plan, STRATEGY, guardar="1"))
    assert "Recuperamos" not in drafter.get(where(plan, STRATEGY)).content.decode()
    drafter.post(where(plan, STRATEGY), filled(plan, STRATEGY, mission="Nova", guardar="1"))
    assert "Recuperamos" in drafter.get(where(plan, STRATEGY)).content.decode()
    assert drafter.post(where(plan, STRATEGY), {"descartar": "1"}).status_code == 302
    assert not TypedDraft.objects.exists()


def test_a_published_plan_has_no_draft_and_its_programme_is_frozen(
    first_as: As, in_first: None
) -> None:
    plan = make.published_plan()
    drafter = first_as(Profile.ORGANISATION_ADMIN)
    half = {"mission": "x", "mark": "y"}
    assert drafter.get(where(plan, STRATEGY)).status_code == 409
    assert drafter.post(f"{where(plan, STRATEGY)}rascunho/", half).status_code == 409
    assert drafter.get(f"/planos/{plan.uid}/programa/").status_code == 200
    assert plan.publication.snapshot["programme"] == snapshot_of(plan)["programme"]
    parts = plan.publication.snapshot["programme"]["parts"]
    assert parts[1]["chosen"] == ["Questionário"]


def test_a_revision_carries_the_whole_programme_over(in_first: None) -> None:
    plan = make.published_plan()
    made = new_version(make.DRAFTER, plan, make.AT)
    assert snapshot_of(made)["programme"] == snapshot_of(plan)["programme"]
    assert Programme.objects.count() == 2
    make.part_of_programme(made, STRATEGY, "Mudou.")
    assert Programme.objects.get(plan=plan).mission == "Como está hoje."


@pytest.mark.parametrize("gone", Section)
def test_publication_waits_for_each_part_and_leads_to_it(
    first_as: As, in_first: None, gone: Section
) -> None:
    plan = make.ready_plan()
    name = PARTS[gone].questions[0].name
    Programme.objects.update(**{name: ""})
    page = first_as(Profile.HEAD).get(f"/planos/{plan.uid}/enviar/").content.decode()
    assert f'href="{where(plan, gone)}"' in page
    with pytest.raises(NotAllowed, match=gone.label):
        make.publish(plan)


@given(st.sets(st.sampled_from(Section)))
def test_a_part_is_open_when_all_before_it_are_filled(filled_in: set[Section]) -> None:
    values = {
        section: {
            name: ["x"] if part.choice and name == part.choice.name else "x" for name in part.names
        }
        if section in filled_in
        else {}
        for section, part in PARTS.items()
    }
    assert missing(values) == [each for each in Section if each not in filled_in]
    for at, section in enumerate(Section):
        before = set(list(Section)[:at])
        assert (hindrance(section, values) == "") is (before <= filled_in)


@given(st.text(max_size=50), st.text(max_size=50))
def test_the_same_text_has_the_same_mark_and_another_has_another(one: str, other: str) -> None:
    part = PARTS[STRATEGY]
    marks = mark_of(part, {"mission": one}), mark_of(part, {"mission": other})
    assert (marks[0] == marks[1]) is (one == other)


def test_a_text_that_is_too_long_is_a_fault() -> None:
    faults = faults_of(PARTS[ANSWERS], {"monitoring_period": "x" * 1001})
    assert faults["monitoring_period"] == ["O texto pode ter até 1.000 caracteres."]


@pytest.mark.parity("P159")
def test_the_head_takes_note_of_the_diagnosis_and_again_after_a_change(
    first_as: As, plan: Plan
) -> None:
    head, path = first_as(Profile.HEAD), f"/planos/{plan.uid}/programa/ciencia/"
    assert head.get(path).status_code == 409
    make.programme(plan)
    assert head.post(path, {"is_agreed": "nao", "suggestions": ""}).status_code == 422
    said = {"is_agreed": "nao", "suggestions": "Ouçam a **ouvidoria**."}
    assert head.post(path, said).status_code == 302
    entry = entries_of(plan)[0]
    assert entry.verb == "formulation.diagnosis_noted"
    assert entry.changes["Ciência do diagnóstico"] == ["", "Pede mudanças"]
    drafter = first_as(Profile.FORMULATION)
    page = drafter.get(f"/planos/{plan.uid}/programa/").content.decode()
    assert "Pede mudanças" in page and "<strong>ouvidoria</strong>" in page
    assert "mudou depois" not in page
    assert drafter.post(path, said).status_code == 403
    assert send(drafter, plan, DIAGNOSIS, findings="Ouvimos a ouvidoria.").status_code == 302
    assert "mudou depois" in drafter.get(f"/planos/{plan.uid}/programa/").content.decode()
    assert head.post(path, {"is_agreed": "sim"}).status_code == 302
    assert Programme.objects.get().is_noted
