"""What an edited file says of the frozen clauses: matched by mark or heading, else asked."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.negotiation.matching import LEFT_OUT, NOTHING, compared, identifier_fault
from agreements.work_plans.texts import agreement_blocks
from documents.docx import write_docx
from documents.docx_reading import Passage, read_docx
from tests.documents.test_docx_reading import AT, edited

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=60
).filter(str.strip)
ITEMS = st.lists(WORDS, min_size=1, max_size=4)
UNMARKED = r"</?w:sdt(Content)?>|<w:sdtPr>.*?</w:sdtPr>|<w:bookmark[^>]*/>"


def text(**items: list[str]) -> dict[str, Any]:
    """A text of the agreement with three clauses."""
    said = {"objeto": ["Um."], "sigilo": ["Dois."], "foro": ["Três.", "Quatro."], **items}
    clauses = [
        {"key": key, "version": 1, "title": title, "items": said[key]}
        for key, title in (("objeto", "Do objeto"), ("sigilo", "Do sigilo"), ("foro", "Do foro"))
    ]
    first, last = said.get("preambulo", ["As partes."]), said.get("assinaturas", ["E assinam."])
    return {
        "title": "Acordo nº 1/2026",
        "preamble": {"key": "preambulo", "version": 1, "title": "Preâmbulo", "items": first},
        "clauses": clauses,
        "closing": {"key": "assinaturas", "version": 1, "title": "Fecho", "items": last},
        "signatures": [["Ana Exemplo", "Prefeita"]],
    }


def passages(frozen: dict[str, Any], pattern: str = "", new: str = "") -> list[Passage]:
    """The text written as a DOCX, edited, and read again."""
    content = write_docx(frozen["title"], agreement_blocks(frozen), at=AT)
    return read_docx(edited(content, pattern, new) if pattern else content).passages


@given(
    st.fixed_dictionaries(
        {"objeto": ITEMS, "sigilo": ITEMS, "foro": ITEMS, "preambulo": ITEMS, "assinaturas": ITEMS}
    )
)
def test_out_and_in_again_unchanged_is_no_change(items: dict[str, list[str]]) -> None:
    frozen = text(**items)
    found = compared(frozen, passages(frozen), {})
    assert (dict(found.changed), list(found.asked), list(found.missing)) == ({}, [], [])


@pytest.mark.parametrize("lost", ["", UNMARKED])
def test_the_clause_that_was_edited_is_the_one_that_changes(lost: str) -> None:
    frozen = text()
    content = write_docx(frozen["title"], agreement_blocks(frozen), at=AT)
    changed = edited(content, "3.2. Quatro.", "3.2. Cinco.")
    changed = edited(changed, lost, "") if lost else changed
    found = compared(frozen, read_docx(changed).passages, {})
    assert dict(found.changed) == {"foro": ["Três.", "Cinco."]}
    assert (list(found.asked), list(found.missing)) == ([], [])


def test_a_passage_that_nothing_names_is_asked_and_never_guessed() -> None:
    frozen = text()
    loose = [*passages(frozen), Passage(lines=["Texto novo."])]
    found = compared(frozen, loose, {})
    assert dict(found.changed) == {}
    (asked,) = found.asked
    assert asked.begins == "Texto novo."
    assert dict(compared(frozen, loose, {asked.number: LEFT_OUT}).changed) == {}
    told = compared(frozen, loose, {asked.number: "sigilo"})
    assert dict(told.changed) == {"sigilo": ["Dois.", "Texto novo."]}
    assert told.digest != found.digest


def test_two_passages_that_claim_one_clause_are_both_asked() -> None:
    frozen = text()
    twice = [*passages(frozen), Passage(mark="sigilo", lines=["2.1. Outro."])]
    found = compared(frozen, twice, {})
    assert len(found.asked) == 2 and list(found.missing) == ["sigilo"]
    told = compared(frozen, twice, {found.asked[1].number: "sigilo"})
    assert dict(told.changed) == {"sigilo": ["Outro."]}


def test_where_the_closing_cannot_be_told_from_the_last_clause_it_is_asked() -> None:
    frozen = text()
    content = write_docx(frozen["title"], agreement_blocks(frozen), at=AT)
    changed = edited(edited(content, "E assinam.", "Firmam."), UNMARKED, "")
    found = compared(frozen, read_docx(changed).passages, {})
    assert [each.lines for each in found.asked] == [("3.1. Três.", "3.2. Quatro.", "Firmam.")]
    assert "foro" in found.missing and not found.changed


def test_a_clause_of_another_model_is_asked_and_a_new_title_is_told() -> None:
    frozen = text()
    found = compared(
        frozen, passages(frozen, "PRIMEIRA – DO OBJETO", "PRIMEIRA – DA FINALIDADE"), {}
    )
    assert list(found.retitled) == ["Do objeto"] and not found.changed
    strange = [*passages(frozen), Passage(heading="CLÁUSULA NONA – DO PREÇO", lines=["9.1. R$"])]
    assert [each.heading for each in compared(frozen, strange, {}).asked] == [
        "CLÁUSULA NONA – DO PREÇO"
    ]


def test_a_file_with_nothing_of_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match=NOTHING[:40]):
        compared(text(), [Passage(lines=["Receita de bolo."]), Passage(heading="Bolo")][1:], {})


@given(
    st.lists(
        st.builds(
            Passage,
            mark=st.sampled_from(["", "objeto", "sigilo", "foro", "estranha", "preambulo"]),
            heading=st.sampled_from(["", "Do foro", "CLÁUSULA SEGUNDA – DO SIGILO", "Anexo"]),
            lines=st.lists(WORDS, max_size=3),
        ),
        max_size=6,
    )
)
def test_every_passage_is_matched_once_or_asked(found: list[Passage]) -> None:
    frozen = text()
    try:
        said = compared(frozen, found, {})
    except ValueError:
        return
    for key in said.changed:
        assert key not in said.missing
        assert sum(each.mark == key for each in found) <= 1
    strange = {line for each in found if each.mark == "estranha" for line in each.lines}
    assert strange <= {line for each in said.asked for line in each.lines}


@pytest.mark.parametrize(
    ("identifier", "sentence"),
    [
        ("", ""),
        ("feito à mão", ""),
        ("a:2", ""),
        ("a:1", "versão 1"),
        ("b:2", "outro acordo"),
    ],
)
def test_a_file_says_whose_text_it_is_and_of_which_version(identifier: str, sentence: str) -> None:
    fault = identifier_fault(identifier, agreement="a", version=2)
    assert sentence in fault and bool(fault) == bool(sentence)
