"""Any two versions of a plan, field by field and word by word."""

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from access.rules import Profile
from integrity.formulation.models import Action, Plan
from integrity.formulation.rules.differences import differences, summary
from integrity.formulation.rules.wording import KEPT, NEW, TAKEN, parts
from integrity.formulation.services.approval import return_plan
from integrity.formulation.services.versions import new_version
from tests.conftest import As
from tests.factories import integrity as make
from tests.integrity.execution.desk import to


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_texts_are_read_again_from_their_parts(old: str, new: str) -> None:
    found = parts(old, new)
    assert "".join(each.text for each in found if each.kind != NEW) == old
    assert "".join(each.text for each in found if each.kind != TAKEN) == new
    assert old != new or all(each.kind == KEPT for each in found)


def test_a_text_differs_by_words_not_by_letters() -> None:
    found = parts("Ouvir a população.", "Ouvir toda a população rural.")
    assert [(each.kind, each.text) for each in found if each.kind != KEPT] == [
        (NEW, "toda "),
        (NEW, " rural"),
    ]


def action(uid: str, **more: Any) -> dict[str, Any]:
    plain = {"uid": uid, "number": uid, "title": f"Ação {uid}", "axis": "Ética", "sub_axis": ""}
    return {**plain, **more}


def content(*actions: dict[str, Any], **more: Any) -> dict[str, Any]:
    axes = [{"title": name, "description": "", "sub_axes": []} for name in ("Ética", "Dados")]
    return {"title": "Plano", "axes": axes, "actions": list(actions), **more}


def told(old: dict[str, Any], new: dict[str, Any], **same: str) -> list[tuple[str, str, str]]:
    return [(each.section, each.label, each.said) for each in differences(old, new, same)]


def test_what_came_what_went_what_changed_and_what_moved_are_told_apart() -> None:
    old = content(action("1"), action("2"), action("3"), action("4"))
    new = content(
        action("9", number="1", title="Ação 1"),
        action("2", title="Outra"),
        action("3", axis="Dados"),
        action("5"),
    )
    assert told(old, new, **{"1": "9"}) == [
        ("Ações", "4. Ação 4", "Retirado"),
        ("Ações", "2. Outra", "Alterado"),
        ("Ações", "3. Ação 3", "Mudou de lugar"),
        ("Ações", "5. Ação 5", "Incluído"),
    ]
    assert summary(differences(old, new, {"1": "9"})) == {
        "Incluído": 1,
        "Retirado": 1,
        "Alterado": 1,
        "Mudou de lugar": 1,
    }


def test_an_axis_that_kept_its_actions_was_renamed() -> None:
    old, new = content(action("1")), content(action("1", axis="Ética e conduta"))
    new["axes"][0]["title"] = "Ética e conduta"
    (axis, moved) = differences(old, new, {})
    assert (axis.section, axis.said) == ("Eixos", "Alterado")
    assert [(each.label, each.old, each.new) for each in axis.changes] == [
        ("Título", "Ética", "Ética e conduta")
    ]
    assert moved.said == "Mudou de lugar"


def test_parts_that_were_added_to_plans_later_are_compared_too() -> None:
    risk = {"uid": "r", "title": "Fraude", "level": "Alto"}
    old = content(risks=[risk], programme={"mission": "Servir"})
    new = content(risks=[{**risk, "level": "Médio"}], programme={"mission": "Servir bem"})
    assert [label for _, label, _ in told(old, new)] == ["Fraude", "Programa de integridade"]


SNAPSHOTS = st.lists(
    st.builds(
        action,
        st.sampled_from("1234"),
        title=st.sampled_from(["Ouvir", "Ouvir mais", "Publicar"]),
        axis=st.sampled_from(["Ética", "Dados"]),
        description=st.text(max_size=5),
    ),
    unique_by=lambda each: each["uid"],
    max_size=4,
).map(lambda found: content(*found))


@given(SNAPSHOTS, SNAPSHOTS)
def test_nothing_differs_exactly_where_two_versions_say_the_same(old: Any, new: Any) -> None:
    def by_uid(plan: Any) -> Any:
        return sorted(plan["actions"], key=lambda each: each["uid"])

    assert differences(old, old, {}) == []
    assert bool(differences(old, new, {})) == (by_uid(old) != by_uid(new))


@pytest.fixture
def revised(in_first: None) -> Plan:
    """The next version of a published plan: an action changed, one left out, one new."""
    old = make.published_plan(actions=3)
    new = new_version(make.CONTROL, old, make.AT)
    new.actions.filter(number="1").update(title="Publicar as diárias do ano")
    new.actions.get(number="2").delete()
    make.action(new, "4", title="Ouvir a população")
    return new


def test_the_draft_is_compared_with_the_plan_in_force_and_approval_leads_there(
    first_as: As, revised: Plan
) -> None:
    reader = first_as(Profile.OBSERVER)
    page = reader.get(to("formulation:difference", revised.uid))
    assert page.context["summary"] == {
        "Incluído": 1,
        "Retirado": 1,
        "Alterado": 2,
        "Mudou de lugar": 0,
    }
    assert "<ins>Publicar as diárias do ano</ins>" in page.text
    assert "<del>0</del><ins>1</ins>" in page.text, "the revision"
    sent = make.submitted(revised)
    head = first_as(Profile.HEAD)
    shown = head.get(to("formulation:submission", sent.uid)).text
    where = f"{to('formulation:difference', revised.uid)}?depois=envio-{sent.uid}"
    assert where in shown
    assert "Ouvir a população" in head.get(where).text


def test_what_was_sent_again_is_compared_with_what_was_sent_before(
    first_as: As, in_first: None
) -> None:
    plan = make.ready_plan(actions=1)
    first = make.opined(plan)
    return_plan(actor=make.HEAD, uid=first.uid, reason="Falta o objetivo.", at=make.AT)
    Action.objects.update(objective="Reduzir riscos graves")
    second = make.submitted(plan)
    page = first_as(Profile.INTERNAL_CONTROL).get(to("formulation:difference", plan.uid))
    assert (page.context["old"], page.context["new"]) == (
        f"envio-{first.uid}",
        f"envio-{second.uid}",
    )
    assert "Reduzir riscos<ins> graves</ins>" in page.text


def test_the_same_is_exported_and_an_unknown_version_is_not_found(
    first_as: As, revised: Plan
) -> None:
    away = make.published_plan(make.organ())
    reader = first_as(Profile.FORMULATION)
    where = to("formulation:difference_workbook", revised.uid)
    book = CalamineWorkbook.from_filelike(BytesIO(reader.get(where).getvalue()))
    rows = book.get_sheet_by_name("Diferenças").to_python()
    assert ["Ações", "4. Ouvir a população", "Incluído", "Número", "", "4"] in rows
    for key in (f"publicado-{away.uid}", "minuta-x", "nada"):
        page = reader.get(to("formulation:difference", revised.uid), {"antes": key})
        assert page.status_code == 404, key
    assert first_as(Profile.OBSERVER).get(where).status_code == 403


def test_the_number_of_queries_does_not_grow_with_the_plan(first_as: As, revised: Plan) -> None:
    reader = first_as(Profile.OBSERVER)
    where = to("formulation:difference", revised.uid)
    reader.get(where)
    with CaptureQueriesContext(connection) as few:
        reader.get(where)
    for number in range(5, 15):
        make.action(revised, str(number))
    with CaptureQueriesContext(connection) as many:
        assert len(reader.get(where).context["sections"]["Ações"]) == 13
    assert len(many) == len(few)
