"""The search among extracts: full text in Portuguese, whatever the accents, number or slips."""

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from agreements.publication import queries
from agreements.publication.models import Extract
from agreements.publication.queries import Wanted
from agreements.publication.rules import searched
from foundation.words import folded
from tests.factories.publication import published

TEXT = "Avaliação de licitações dos órgãos municipais e aquisição de bens públicos"


def found(words: str) -> int:
    return queries.extracts(Wanted(text=words), today=timezone.localdate()).count()


@pytest.mark.django_db
def test_words_are_found_in_any_number_with_or_without_accents_and_with_slips() -> None:
    extract = published()
    Extract.objects.filter(pk=extract.pk).update(searchable=folded(TEXT))
    asked = (
        "licitação",
        "licitacao",
        "LICITAÇÕES",
        "órgão",
        "orgaos",
        "municipal",
        "avaliações de aquisições",
        "bem público",
        "licitasao",
        "de",
        "aquisi",
    )
    assert [words for words in asked if not found(words)] == []
    assert [words for words in ("quilombo", "licitação quilombo xadrez") if found(words)] == []


@pytest.mark.parametrize(
    ("one", "many"),
    [("ação", "ações"), ("órgão", "órgãos"), ("capitão", "capitães"), ("cidadão", "cidadãos")],
)
def test_a_word_and_its_plural_are_compared_as_one(one: str, many: str) -> None:
    assert searched(one) == searched(many)


@given(st.text())
def test_accents_and_case_never_matter(text: str) -> None:
    assert searched(text) == searched(folded(text))
