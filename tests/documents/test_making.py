"""PDF and DOCX from the same parts: whole, readable, and with what people wrote as text only."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.blocks import (
    Clause,
    Contents,
    Heading,
    Paragraph,
    Picture,
    Rich,
    Table,
    plain,
)
from documents.charts import bars_svg, listed
from documents.docx import fill_docx, write_docx
from documents.pages import texts_of
from documents.pdf import UNKNOWN, compile_pdf, latin, template_bytes, write_pdf
from foundation.refusals import Invalid
from tests.documents.made import AT, BLOCKS, FACE

CODE = '#panic("x") $x$ \\ @a <b> *c* {{ d }} #import "/base.typ"'


def draft(content: bytes) -> list[str]:
    return [each.text for each in Document(BytesIO(content)).paragraphs]


def test_a_pdf_is_tagged_archival_and_says_its_language_and_title() -> None:
    with pikepdf.open(BytesIO(write_pdf(FACE, BLOCKS))) as made:
        assert len(made.pages) >= 4
        assert str(made.Root.Lang) == "pt-BR"
        assert made.Root.MarkInfo.Marked and "/StructTreeRoot" in made.Root
        with made.open_metadata() as about:
            assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")
            assert about["pdfuaid:part"] == "1"
            assert about["dc:title"] == FACE.title
            assert about["xmp:CreateDate"].startswith("2026-11-23T02:30:00")


def test_the_same_input_makes_the_same_pdf() -> None:
    assert write_pdf(FACE, BLOCKS) == write_pdf(FACE, BLOCKS)


def test_what_looks_like_code_is_set_as_text() -> None:
    assert write_pdf(FACE, [Paragraph(CODE), Heading(CODE), Clause(CODE, [CODE])])


@pytest.mark.parametrize(
    "text", ["😀", "漢字一二三四五六七八九十", "\x00\x0b", "\ue000", "a\u200db", ""]
)
def test_a_sign_without_a_letterform_does_not_stop_the_pdf(text: str) -> None:
    assert write_pdf(FACE, [Paragraph(f"Ação {text}")]).startswith(b"%PDF")


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=40))
def test_no_text_stops_the_pdf_or_the_draft(text: str) -> None:
    blocks = [Heading(text), Paragraph(text), Clause(text, [text]), Table([text], [[text]], text)]
    assert write_pdf(replace(FACE, title=text), blocks).startswith(b"%PDF")
    assert draft(write_docx(text, blocks, at=AT))


@pytest.mark.parametrize("levels", [[1, 2, 3], [3], [2, 1, 3, 3]])
def test_headings_may_come_in_any_order(levels: list[int]) -> None:
    headings = [Heading("Anexo", level) for level in levels]
    assert write_pdf(FACE, [*headings, Clause("Do objeto", ["x"]), *headings])
    assert plain(headings)[0]["level"] == 2


def test_letters_of_portuguese_survive_the_last_resort() -> None:
    assert latin("Ação – “ção” € 漢") == f"Ação – “ção” € {UNKNOWN}"


def test_a_template_is_found_in_its_app_and_nowhere_else() -> None:
    assert template_bytes("documents/report.typ") == template_bytes("documents/../../report.typ")
    with pytest.raises(LookupError):
        compile_pdf("nowhere/report.typ", FACE, {})
    with pytest.raises(FileNotFoundError):
        compile_pdf("documents/absent.typ", FACE, {})


def test_clauses_are_numbered_in_their_order() -> None:
    clauses = [each for each in plain(BLOCKS) if each["kind"] == "clause"]
    assert [each["heading"] for each in clauses] == [
        "CLÁUSULA PRIMEIRA – DO OBJETO",
        "CLÁUSULA SEGUNDA – DA VIGÊNCIA",
    ]
    assert [number for number, _ in clauses[0]["items"]] == ["1.1", "1.2"]


def test_a_draft_holds_every_part_with_real_headings_and_tables() -> None:
    made = Document(BytesIO(write_docx(FACE.title, BLOCKS, at=AT)))
    texts = [each.text for each in made.paragraphs]
    styles = {each.text: each.style.name for each in made.paragraphs if each.style}
    assert texts[0] == FACE.title
    assert styles["Das partes"] == "Heading 1"
    assert styles["CLÁUSULA PRIMEIRA – DO OBJETO"] == "Heading 2"
    assert "1.2. Sem repasse de recursos." in texts
    assert "Controladoria-Geral & Vila Primeira." in texts
    assert {"Percival Prefeito", "Prefeito"} <= set(texts)
    table = made.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Etapa", "Prazo"]
    assert len(table.rows) == 91
    assert made.core_properties.language == "pt-BR"


def test_a_row_of_another_width_is_a_fault_of_the_programme() -> None:
    with pytest.raises(ValueError, match="another number of cells"):
        Table(["a", "b"], [["1"]])
    with pytest.raises(ValueError, match="another number of widths"):
        Table(["a", "b"], [], widths=(1,))


def test_a_template_of_a_person_is_filled_with_text_only() -> None:
    template = write_docx("Minuta", [Paragraph("Entre o Estado e {{ party }}.")], at=AT)
    filled = fill_docx(template, {"party": "Vila <b>& Cia</b>"})
    assert "Entre o Estado e Vila <b>& Cia</b>." in draft(filled)


@pytest.mark.parametrize(
    "text", ["{{ absent }}", "{{ party.__class__.__mro__ }}", "{% if %}", "{{ party | absent }}"]
)
def test_a_template_that_asks_for_more_is_refused(text: str) -> None:
    template = write_docx("Minuta", [Paragraph(text)], at=AT)
    with pytest.raises(Invalid) as caught:
        fill_docx(template, {"party": "Vila"}, field="template")
    assert caught.value.errors["template"][0].startswith("O modelo não pôde ser preenchido")


MARKS = """Servir **bem** e _com cuidado_.
- primeiro
- segundo **forte**
1. um
2. dois
>< ao centro"""


def test_bold_italics_and_lists_keep_their_looks_in_the_draft() -> None:
    made = Document(BytesIO(write_docx("Programa", [Rich(MARKS)], at=AT)))
    told = [each for each in made.paragraphs if each.text][1:]
    assert [each.text for each in told] == [
        "Servir bem e com cuidado.",
        "primeiro",
        "segundo forte",
        "1. um",
        "2. dois",
        "ao centro",
    ]
    assert [run.text for run in told[0].runs if run.bold] == ["bem"]
    assert [run.text for run in told[0].runs if run.italic] == ["com cuidado"]
    assert [each.style.name for each in told[1:3]] == ["List Bullet"] * 2
    assert told[5].alignment == WD_ALIGN_PARAGRAPH.CENTER


@settings(max_examples=12, deadline=None)
@given(st.text(alphabet="ab *_-.1>< \n<😀", max_size=60))
def test_whatever_marks_are_typed_both_kinds_are_made(text: str) -> None:
    blocks = [Rich(text)]
    assert write_pdf(FACE, blocks).startswith(b"%PDF")
    assert write_docx("Programa", blocks, at=AT)


def test_contents_and_drawings_leave_the_pdf_tagged_with_words_for_who_does_not_see() -> None:
    counted = [("Eixo <um> & dois de nome bem comprido, que não cabe", 3), ("Outro 漢", 0)]
    blocks = [Contents(), Heading("Parte"), Picture(bars_svg(counted), "Ações por eixo"), *BLOCKS]
    content = write_pdf(FACE, blocks)
    with pikepdf.open(BytesIO(content)) as made, made.open_metadata() as about:
        assert (about["pdfaid:part"], about["pdfuaid:part"]) == ("2", "1")
        alts = [str(each.Alt) for each in made.objects if "/Alt" in keys_of(each)]
        assert "Ações por eixo" in alts
    first = texts_of(content)[0]
    assert "Sumário" in first
    assert "Parte" in first
    assert write_docx("Programa", blocks, at=AT)


def test_a_cell_lists_as_many_as_there_is_room_for() -> None:
    assert listed(["R1", "R2"]) == "R1, R2"
    assert listed([f"R{number}" for number in range(1, 8)]) == "R1, R2, R3 +4"


def keys_of(value: object) -> set[str]:
    return set(value.keys()) if isinstance(value, pikepdf.Dictionary) else set()
