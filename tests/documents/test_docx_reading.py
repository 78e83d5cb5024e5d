"""An edited DOCX is read back by its marks; what is hostile in it is refused in plain words."""

import re
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.blocks import Clause, Paragraph, Signatures
from documents.docx import write_docx
from documents.docx_reading import read_docx
from documents.inspection import inspect
from documents.rules import MB, Purpose
from tests.documents.samples import EXE, HTML, OLD_OFFICE, packed, upload

AT = datetime(2026, 11, 23, tzinfo=UTC)
DRAFT = Purpose("draft_in", "Minuta", 5 * MB, ("docx",))
MAIN = "word/document.xml"
LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
TIED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{RELATION}" Target="http://longe.test/a.dotm"'
    ' TargetMode="External"/></Relationships>'
)


def made(*items: str) -> bytes:
    """A draft with one clause."""
    blocks = [Clause("Do objeto", items or ("Um.",), "objeto"), Signatures([("Ana", "Prefeita")])]
    return write_docx("Acordo", blocks, at=AT, identifier="acordo:3")


def body_of(content: bytes) -> str:
    """The text part of a DOCX."""
    with ZipFile(BytesIO(content)) as package:
        return package.read(MAIN).decode()


def edited(content: bytes, pattern: str, new: str) -> bytes:
    """The DOCX with its text part written otherwise."""
    return packed({MAIN: re.sub(pattern, new, body_of(content)).encode()}, content)


def test_passages_come_back_by_mark_in_their_order() -> None:
    blocks = [
        Paragraph("Primeiro.\nSegundo.", "preambulo"),
        Clause("Do objeto", ["Um.", "Dois & <três>."], "obj-eto"),
        Paragraph("Fim.", "assinaturas"),
    ]
    read = read_docx(write_docx("Acordo", blocks, at=AT, identifier="acordo:3"))
    assert read.identifier == "acordo:3"
    marked = [(each.mark, each.lines) for each in read.passages if each.mark]
    assert marked == [
        ("preambulo", ["Primeiro.", "Segundo."]),
        ("obj-eto", ["1.1. Um.", "1.2. Dois & <três>."]),
        ("assinaturas", ["Fim."]),
    ]


@given(st.lists(LETTERS, min_size=1, max_size=6))
def test_whatever_was_written_into_a_clause_is_read_again(items: list[str]) -> None:
    (clause,) = [each for each in read_docx(made(*items)).passages if each.mark]
    assert clause.lines == [f"1.{n}. {text}" for n, text in enumerate(items, start=1)]


def test_without_content_controls_the_bookmarks_still_tell() -> None:
    bare = edited(made("Um.", "Dois."), r"</?w:sdt(Content)?>|<w:sdtPr>.*?</w:sdtPr>", "")
    assert "w:sdt" not in body_of(bare)
    (clause,) = [each for each in read_docx(bare).passages if each.mark]
    assert (clause.mark, clause.lines) == ("objeto", ["1.1. Um.", "1.2. Dois."])


def test_without_any_mark_headings_begin_passages() -> None:
    bare = edited(made(), r"</?w:sdt(Content)?>|<w:sdtPr>.*?</w:sdtPr>|<w:bookmark[^>]*/>", "")
    headings = [each.heading for each in read_docx(bare).passages]
    assert "CLÁUSULA PRIMEIRA – DO OBJETO" in headings


def test_two_controls_of_one_mark_stay_two_passages() -> None:
    twice = edited(made(), r"(<w:sdt>.*</w:sdt>)", r"\1\1")
    assert [each.mark for each in read_docx(twice).passages if each.mark] == ["objeto", "objeto"]


def test_tracked_changes_are_read_as_accepted() -> None:
    change = (
        '<w:del w:id="9"><w:r><w:delText>velho</w:delText></w:r></w:del>'
        '<w:ins w:id="8"><w:r><w:t>novo</w:t></w:r></w:ins>'
    )
    read = read_docx(edited(made("Aqui"), r"<w:r><w:t>1\.1\. Aqui</w:t></w:r>", change))
    assert [each.lines for each in read.passages if each.mark] == [["novo"]]


HOSTILE = {
    "entity": (
        {MAIN: b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
               b'<w:document xmlns:w="' + W.encode() + b'"><w:body><w:p><w:r><w:t>&e;</w:t></w:r>'
               b"</w:p></w:body></w:document>"},
        "definições que não são aceitas",
    ),
    "billion laughs": (
        {MAIN: b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
               b'<w:document xmlns:w="' + W.encode() + b'"><w:body><w:p><w:r><w:t>&b;</w:t></w:r>'
               b"</w:p></w:body></w:document>"},
        "definições que não são aceitas",
    ),
    "template from outside": (
        {"word/_rels/settings.xml.rels": TIED.encode()},
        "modelo ou arquivo de fora",
    ),
    "file inside": ({"word/embeddings/oleObject1.bin": b"x"}, "outro arquivo"),
    "control inside": ({"word/activeX/activeX1.xml": b"<a/>"}, "outro arquivo"),
    "not XML": ({MAIN: b"<w:document"}, "danificado"),
    "too much text": ({MAIN: b"<a>" + b" " * (9 * MB) + b"</a>"}, "grande demais"),
    "too deep": (
        {MAIN: f'<w:document xmlns:w="{W}"><w:body>{"<w:tbl>" * 200}{"</w:tbl>" * 200}'
               "</w:body></w:document>".encode()},
        "umas dentro das outras",
    ),
    "far too deep": ({MAIN: b"<a>" * 4000 + b"</a>" * 4000}, "umas dentro das outras"),
    "too many paragraphs": (
        {MAIN: f'<w:document xmlns:w="{W}"><w:body>{"<w:p/>" * 3001}</w:body></w:document>'
               .encode()},
        "grande demais",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_package_is_refused_with_a_sentence(name: str) -> None:
    parts, sentence = HOSTILE[name]
    with pytest.raises(ValueError, match=sentence):
        read_docx(packed(parts, made()))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (EXE, "não é Word"),
        (HTML, "não é Word"),
        (OLD_OFFICE, "não é Word"),
        (b"", "vazio"),
        (packed({"word/vbaProject.bin": b"x"}, made()), "macros"),
        (packed({"word/bomb.bin": b"\0" * (101 * MB)}, made()), "grande demais"),
    ],
    ids=["programme", "page", "old", "empty", "macros", "bomb"],
)
def test_what_is_no_plain_docx_is_refused_before_it_is_read(content: bytes, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        inspect(upload(content, "minuta.docx"), DRAFT)


def test_a_part_that_comes_twice_is_refused() -> None:
    made_twice = BytesIO(made())
    with ZipFile(made_twice, "a") as package:
        package.writestr(MAIN.upper().replace(".XML", ".xml"), b"<x/>")
    with pytest.raises(ValueError, match="repetidas"):
        read_docx(made_twice.getvalue())


@given(st.binary(max_size=400))
def test_a_text_part_of_any_bytes_is_refused_with_a_sentence(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"\."):
        read_docx(packed({MAIN: raw}, made()))
