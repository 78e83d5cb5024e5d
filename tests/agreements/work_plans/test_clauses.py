"""The model's clauses live in versions; a draft freezes its own and knows what is not the model."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import InternalError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from access.rules import Profile
from agreements.registry.models import Agreement
from agreements.registry.rules import SignedDocument
from agreements.work_plans import queries, services
from agreements.work_plans.clauses import (
    FIELDS,
    ClauseText,
    changed_clauses,
    clause_hash,
    filled,
    paragraphs_of,
    wording_faults,
)
from agreements.work_plans.models import Clause, ClauseWording, Draft
from audit.queries import entries_of
from foundation.refusals import Conflict, Denied, Invalid, NotAllowed, NotFound
from tests.factories import agreements as make

pytestmark = pytest.mark.django_db
KEY = "integridade"


def text(**more: Any) -> ClauseText:
    """What is written of a clause."""
    found = ClauseText(
        title="Da integridade",
        paragraphs=["As partes recusam vantagem indevida."],
        is_obligatory=True,
        is_editable=True,
        legal_basis="Lei nº 12.846/2013",
        valid_from=timezone.localdate(),
    )
    return replace(found, **more)


def publish(**more: Any) -> Clause:
    """A new version of the clause, by DCI's director."""
    return services.publish_clause(
        actor=make.DIRECTOR(),
        species="act",
        key=KEY,
        version=queries.versions_of(make.DIRECTOR(), "act", KEY)[0].version,
        text=text(**more),
        at=timezone.now(),
    )


def generate(agreement: Agreement, *, renewed: bool = False) -> Draft:
    """A new version of the text of the agreement."""
    drafts = services.generate_drafts(
        actor=make.ANALYST(), uid=agreement.uid, at=timezone.now(), renewed=renewed
    )
    return next(each for each in drafts if each.document == SignedDocument.AGREEMENT)


def clause_in(draft: Draft, key: str = KEY) -> dict[str, Any] | None:
    """One clause as a draft has it."""
    return next((each for each in draft.text["clauses"] if each["key"] == key), None)


def word(agreement: Agreement, paragraphs: list[str], *, key: str = KEY, revision: int = 0) -> None:
    """The centre words a clause anew in one agreement."""
    services.word_clause(
        actor=make.ANALYST(),
        uid=agreement.uid,
        key=key,
        paragraphs=paragraphs,
        revision=revision,
        at=timezone.now(),
    )


def test_the_director_publishes_a_version_and_the_one_before_stays_as_it_was() -> None:
    before = Clause.objects.get(species="act", key=KEY)
    after = publish()
    assert (after.version, after.published_by_name) == (2, "Pessoa de Direção da DCI")
    assert Clause.objects.get(species="act", key=KEY, version=1).paragraphs == before.paragraphs
    entry = entries_of(after).get()
    assert entry.verb == "work_plans.clause.published"
    assert entry.changes["texto"][1] == "As partes recusam vantagem indevida."
    with pytest.raises(InternalError), transaction.atomic():
        Clause.objects.filter(species="act", key=KEY, version=1).update(title="Outro")


@pytest.mark.parametrize("profile", [Profile.DCI_ANALYST, Profile.LEGAL])
def test_nobody_but_the_director_publishes_clauses(profile: Profile) -> None:
    with pytest.raises(Denied):
        services.publish_clause(
            actor=make.actor(profile),
            species="act",
            key=KEY,
            version=1,
            text=text(),
            at=timezone.now(),
        )


def test_who_publishes_over_a_version_not_seen_is_shown_the_difference() -> None:
    publish()
    with pytest.raises(Conflict) as refusal:
        services.publish_clause(
            actor=make.DIRECTOR(),
            species="act",
            key=KEY,
            version=1,
            text=text(paragraphs=["Outro texto."]),
            at=timezone.now(),
        )
    saved, typed = refusal.value.differences["texto"]
    assert (saved, typed) == ("As partes recusam vantagem indevida.", "Outro texto.")
    assert Clause.objects.filter(species="act", key=KEY).count() == 2


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("title", {"title": " "}),
        ("text", {"paragraphs": []}),
        ("text", {"paragraphs": ["Prazo de {prazo_inventado}."]}),
        ("text", {"paragraphs": ["Prazo de {term."]}),
        ("text", {"paragraphs": ["{partner.__class__}"]}),
        ("text", {"paragraphs": ["{term!r:>10}"]}),
        ("text", {"paragraphs": ["x" * 4001]}),
        ("text", {"paragraphs": ["x"] * 41}),
        ("legal_basis", {"legal_basis": ""}),
        ("valid_from", {"valid_from": timezone.localdate() - timedelta(days=1)}),
    ],
)
def test_a_version_that_breaks_a_rule_is_refused_beside_its_field(
    field: str, more: dict[str, Any]
) -> None:
    with pytest.raises(Invalid) as refusal:
        publish(**more)
    assert list(refusal.value.errors) == [field]
    assert Clause.objects.filter(species="act", key=KEY).count() == 1


def test_a_version_that_says_the_same_is_refused() -> None:
    old = Clause.objects.get(species="act", key=KEY)
    with pytest.raises(Invalid):
        publish(
            title=old.title,
            paragraphs=old.paragraphs,
            is_editable=old.is_editable,
            legal_basis=old.legal_basis,
        )


@given(st.dictionaries(st.sampled_from(sorted(FIELDS)), st.text(max_size=20)), st.text(max_size=80))
def test_filling_in_looks_up_nothing_but_known_names(values: dict[str, str], words: str) -> None:
    every = dict.fromkeys(FIELDS, "") | values
    assert filled("{partner}|{outro}|{partner.name}", every) == (
        f"{every['partner']}||{{partner.name}}"
    )
    if not wording_faults(paragraphs_of(words)):
        assert filled(words, {name: f"{{{name}}}" for name in FIELDS}) == words


@pytest.mark.parity("G04")
def test_a_published_version_is_used_by_the_agreements_that_come_and_by_no_older_one() -> None:
    older = make.an_agreement_with_drafts()
    publish()
    newer = make.an_agreement_with_drafts(applicant=make.applicant("3106200"))
    again = generate(older)
    fresh = queries.latest_draft(newer, SignedDocument.AGREEMENT)
    assert fresh is not None
    assert (clause_in(again) or {})["version"] == 1
    assert (clause_in(fresh) or {})["version"] == 2
    assert (clause_in(generate(older, renewed=True)) or {})["version"] == 2


def test_a_version_published_after_the_drafts_does_not_keep_them_from_being_signed() -> None:
    agreement = make.an_agreement_with_opinion()
    publish()
    sent = services.send_for_signature(actor=make.DIRECTOR(), uid=agreement.uid, at=timezone.now())
    assert sent.agreement_hash


def test_a_version_for_a_day_to_come_is_not_used_before_it() -> None:
    publish(valid_from=timezone.localdate() + timedelta(days=10))
    agreement = make.an_agreement_with_drafts()
    draft = queries.latest_draft(agreement, SignedDocument.AGREEMENT)
    assert draft is not None
    assert (clause_in(draft) or {})["version"] == 1


def test_a_draft_keeps_the_hash_of_each_clause() -> None:
    agreement = make.an_agreement_with_drafts()
    draft = queries.latest_draft(agreement, SignedDocument.AGREEMENT)
    assert draft is not None
    clause = clause_in(draft)
    assert clause is not None
    assert draft.clause_hashes[KEY] == clause_hash(clause["title"], clause["items"])
    assert len(draft.clause_hashes) == 19
    assert draft.wordings == {}


def test_a_clause_worded_anew_is_in_the_next_draft_and_known_to_differ_from_the_model() -> None:
    agreement = make.an_agreement_with_drafts()
    first = queries.latest_draft(agreement, SignedDocument.AGREEMENT)
    word(agreement, ["As partes {partner} e CGE-MG agem com integridade."])
    second = generate(agreement)
    assert first is not None
    assert list(second.wordings) == [KEY]
    assert (clause_in(second) or {})["items"] == [
        "As partes Município de Uberaba (MG) e CGE-MG agem com integridade."
    ]
    changes = changed_clauses(first.text, second.text)
    assert [(each.key, each.kind) for each in changes] == [(KEY, "changed")]
    entry = entries_of(agreement).filter(verb="work_plans.clause.worded").get()
    assert "agem com integridade" in str(entry.changes)


def test_a_clause_put_back_to_the_model_differs_no_more() -> None:
    agreement = make.an_agreement_with_drafts()
    word(agreement, ["Outro texto."])
    generate(agreement)
    word(agreement, Clause.objects.get(species="act", key=KEY).paragraphs, revision=1)
    assert generate(agreement).wordings == {}


def test_only_an_optional_clause_may_be_left_out() -> None:
    agreement = make.an_agreement_with_drafts()
    with pytest.raises(Invalid):
        word(agreement, [])
    publish(is_obligatory=False)
    generate(agreement, renewed=True)
    word(agreement, [])
    draft = generate(agreement)
    assert clause_in(draft) is None
    assert draft.wordings == {KEY: []}
    assert clause_in(generate(agreement)) is None


def test_who_words_a_clause_over_another_is_shown_both() -> None:
    agreement = make.an_agreement_with_drafts()
    word(agreement, ["O texto de Ana."])
    with pytest.raises(Conflict) as refusal:
        word(agreement, ["O texto de Beto."])
    assert refusal.value.differences == {"Da integridade": ("O texto de Ana.", "O texto de Beto.")}
    assert ClauseWording.objects.get().paragraphs == ["O texto de Ana."]


def test_no_clause_is_worded_after_the_texts_were_sent_nor_one_that_is_not_there() -> None:
    with pytest.raises(NotAllowed):
        word(make.an_agreement_to_sign(), ["Tarde demais."])
    other = make.an_agreement(applicant=make.applicant("3106200"))
    with pytest.raises(NotFound):
        word(other, ["Não há."], key="inexistente")
