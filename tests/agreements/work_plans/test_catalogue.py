"""The model gets one clause more and one less; drafts that exist keep theirs."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from access.rules import Profile
from agreements.registry.models import Agreement
from agreements.work_plans import services
from agreements.work_plans.clauses import BAD_KEY, KNOWN_KEY, key_faults, place_after
from agreements.work_plans.models import Clause, Draft
from agreements.work_plans.queries import clauses_in_force, newer_clauses
from audit.models import Entry
from documents.docx_marks import LONGEST_MARK, bookmark_of, mark_of
from tests.conftest import As
from tests.factories import agreements as make

MODEL = "/acordos/modelo/"
RETIRE = f"{MODEL}act/integridade/retirar/"


def typed(**more: Any) -> dict[str, Any]:
    """A clause of open data, after the one of integrity."""
    return {
        "key": "dados_abertos",
        "after": "integridade",
        "title": "Dos dados abertos",
        "text": "As partes publicam os dados.",
        "is_editable": "on",
        "legal_basis": "Lei nº 12.527/2011, art. 8º",
        "valid_from": timezone.localdate().isoformat(),
    } | more


def keys_of_next_draft(agreement: Agreement) -> list[str]:
    """The clauses of a draft made of what is in force today."""
    services.generate_drafts(
        actor=make.ANALYST(), uid=agreement.uid, at=timezone.now(), renewed=True
    )
    draft = Draft.objects.filter(agreement=agreement, document="agreement").latest("version")
    return [each["key"] for each in draft.text["clauses"]]


@pytest.mark.django_db
def test_a_clause_that_was_added_stands_in_its_place_in_new_drafts(centre_as: As) -> None:
    director, agreement = centre_as(Profile.DCI_DIRECTOR), make.an_agreement_with_drafts()
    assert "Incluir cláusula" in director.get(MODEL).content.decode()
    answer = director.post(f"{MODEL}act/nova/", typed())
    assert answer.status_code == 302, answer.content.decode()
    clause = Clause.objects.get(species="act", key="dados_abertos")
    assert (clause.version, clause.is_editable, clause.is_obligatory) == (1, True, False)
    assert Entry.verbs.get(verb="work_plans.clause.added").subject_uid == clause.uid
    draft = Draft.objects.get(agreement=agreement, document="agreement")
    assert "dados_abertos" not in draft.clause_hashes
    assert [each.key for each in newer_clauses(draft, timezone.localdate())] == ["dados_abertos"]
    keys = keys_of_next_draft(agreement)
    assert keys.index("dados_abertos") == keys.index("integridade") + 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("key", "Dados Abertos", BAD_KEY),
        ("key", "integridade", KNOWN_KEY),
        ("text", "Vale por {inventado}.", "não existe"),
        ("valid_from", "2020-01-01", "hoje ou depois"),
        ("after", "assinaturas", "Faça uma escolha válida"),
    ],
)
def test_what_cannot_be_a_clause_is_refused_beside_its_field(
    centre_as: As, name: str, value: str, sentence: str
) -> None:
    answer = centre_as(Profile.DCI_DIRECTOR).post(f"{MODEL}act/nova/", typed(**{name: value}))
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert not Clause.objects.filter(species="act", key="dados_abertos").exists()


@pytest.mark.django_db
def test_a_clause_that_was_retired_leaves_new_drafts_and_may_come_back(centre_as: As) -> None:
    director, agreement = centre_as(Profile.DCI_DIRECTOR), make.an_agreement_with_drafts()
    draft = Draft.objects.get(agreement=agreement, document="agreement")
    today = timezone.localdate().isoformat()
    form = {"valid_from": today, "reason": "Revogada a norma.", "version": "1"}
    assert director.post(RETIRE, form | {"reason": " "}).status_code == 422
    assert director.post(RETIRE, form | {"version": "7"}).status_code == 409
    assert director.post(RETIRE, form).status_code == 302
    entry = Entry.verbs.get(verb="work_plans.clause.retired")
    assert entry.reason == "Revogada a norma."
    assert "Retirada do modelo" in director.get(MODEL).content.decode()
    assert director.get(RETIRE).status_code == 409
    assert "integridade" in draft.clause_hashes
    assert [each.key for each in newer_clauses(draft, timezone.localdate())] == ["integridade"]
    assert "integridade" not in keys_of_next_draft(agreement)
    back = typed(title="Da integridade", version="2") | {"text": "De volta."}
    assert director.post(f"{MODEL}act/integridade/nova-versao/", back).status_code == 302
    assert "integridade" in keys_of_next_draft(agreement)


@pytest.mark.django_db
def test_a_clause_is_in_the_model_until_the_day_on_which_it_leaves(centre_as: As) -> None:
    today = timezone.localdate()
    later = (today + timedelta(days=10)).isoformat()
    form = {"valid_from": later, "reason": "Revogada.", "version": "1"}
    assert centre_as(Profile.DCI_DIRECTOR).post(RETIRE, form).status_code == 302
    on = {days: clauses_in_force(today + timedelta(days=days)) for days in (9, 10)}
    there = {days: "integridade" in [each.key for each in found] for days, found in on.items()}
    assert there == {9: True, 10: False}


@given(st.text(alphabet="abz09_-Ç ", max_size=36))
def test_a_short_name_that_passes_marks_a_file_and_is_known_again(key: str) -> None:
    if not key_faults(key, ()):
        assert len(key) <= LONGEST_MARK and len(bookmark_of(key)) <= 40
        assert mark_of(bookmark_of(key)) == key


@given(st.sets(st.integers(0, 500), min_size=1), st.data())
def test_a_new_clause_never_comes_before_the_one_it_follows(orders: set[int], data: Any) -> None:
    before = data.draw(st.sampled_from(sorted(orders)))
    place = place_after(sorted(orders), before)
    assert before <= place
    assert all(place < each for each in orders if each > before)
