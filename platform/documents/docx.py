"""Editable drafts: DOCX from the parts of a document, or from a template that a person made."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from io import BytesIO
from itertools import groupby
from typing import Any

from django.utils import timezone
from docx import Document
from docx.document import Document as Draft
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph as Written
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from documents.blocks import (
    Block,
    Bullets,
    Clause,
    Contents,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Rich,
    Signatures,
    Table,
    clause_heading,
    grouped,
    numbered,
)
from documents.docx_marks import enclose
from documents.seals import Seal
from foundation.markup import runs_of
from foundation.refusals import Invalid
from foundation.words import printable

FONT = "Liberation Sans"
LINE = "_" * 42


def write_docx(
    title: str,
    blocks: Sequence[Block],
    *,
    at: datetime,
    seal: Seal | None = None,
    header: str = "",
    identifier: str = "",
) -> bytes:
    """A draft with a title and its blocks, in A4, in Portuguese, with real headings and tables.

    With a seal the footer of every page tells the code. With a header every page has that line
    above, and its number below. The identifier is kept inside, to know the draft again by; parts
    with a mark keep that too.
    """
    title = printable(title)
    draft = Document()
    _set_up(draft, title, at)
    draft.core_properties.identifier = identifier
    _add(draft, title, "Title")
    for count, (mark, together) in enumerate(groupby(numbered(blocks), key=_mark_of), start=1):
        before = len(draft.element.body)
        for block, number in together:
            WRITERS[type(block)](draft, block, number)
        if mark:
            enclose(draft.element.body[before - 1 : -1], mark, count)
    if seal is not None:
        draft.sections[0].footer.paragraphs[0].text = seal.line
    if header:
        draft.sections[0].header.paragraphs[0].text = printable(header)
        _number_pages(draft.sections[0].footer.add_paragraph())
    return _saved(draft)


def fill_docx(template: bytes, values: Mapping[str, Any], *, field: str = "file") -> bytes:
    """A template made in a word processor, with `{{ names }}` filled in; in a sandbox.

    Raises Invalid, beside `field`, when the template asks for what is not there.
    """
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    document = DocxTemplate(BytesIO(template))
    try:
        document.render(dict(values), jinja_env=environment, autoescape=True)
    except TemplateError as error:
        sentence = f"O modelo não pôde ser preenchido: {error}"
        raise Invalid({field: [sentence]}) from None
    return _saved(document)


def _mark_of(given: tuple[Block, int]) -> str:
    return str(getattr(given[0], "mark", ""))


def _saved(draft: Any) -> bytes:
    saved = BytesIO()
    draft.save(saved)
    return saved.getvalue()


def _set_up(draft: Draft, title: str, at: datetime) -> None:
    moment = timezone.localtime(at).replace(tzinfo=None)
    about = draft.core_properties
    about.title, about.author, about.language = title, "SisPMPI em Rede", "pt-BR"
    about.created = about.modified = moment
    about.comments = ""
    normal = draft.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "pt-BR")
    normal.element.get_or_add_rPr().append(language)
    for section in draft.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)


def _number_pages(line: Written) -> None:
    """“Página 2 de 9”, reckoned by the word processor."""
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for text, field in (("Página ", "PAGE"), (" de ", "NUMPAGES")):
        line.add_run(text)
        counted = OxmlElement("w:fldSimple")
        counted.set(qn("w:instr"), field)
        line._p.append(counted)


@cache
def _style_id(name: str) -> str:
    """Looked up once: at every paragraph, it was half of what a draft took."""
    return str(Document().styles[name].style_id)


def _add(draft: Draft, text: str, style: str) -> Written:
    written = draft.add_paragraph(text)
    if style:
        written._p.style = _style_id(style)
    return written


def _heading(draft: Draft, block: Heading, _number: int) -> None:
    _add(draft, block.text, f"Heading {block.level}")


def _paragraph(draft: Draft, block: Paragraph, _number: int) -> None:
    for line in filter(str.strip, block.text.splitlines()):
        draft.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


ALIGNED = {
    "": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "justified": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def _rich(draft: Draft, block: Rich, _number: int) -> None:
    """A numbered list has its numbers written out: a style would count on from the list before."""
    for kind, align, lines in grouped(block):
        for position, line in enumerate(lines, start=1):
            written = _add(draft, "", "List Bullet" if kind == "bullet" else "")
            written.alignment = ALIGNED[align]
            if kind == "number":
                written.paragraph_format.left_indent = Cm(1.27)
                written.paragraph_format.first_line_indent = Cm(-0.63)
                written.add_run(f"{position}. ")
            for run in runs_of(line.text):
                added = written.add_run(run.text)
                added.bold, added.italic = run.is_bold or None, run.is_italic or None


def _contents(draft: Draft, _block: Contents, _number: int) -> None:
    """A field that the word processor fills in when the draft is opened or printed."""
    written = draft.add_paragraph()
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), 'TOC \\o "1-3" \\h')
    written._p.append(field)
    draft.add_page_break()  # type: ignore[no-untyped-call]


def _picture(draft: Draft, block: Picture, _number: int) -> None:
    """A draft has no drawing, which could not be edited: it says what the table below it shows."""
    _add(draft, block.says, "Caption")


def _bullets(draft: Draft, block: Bullets, _number: int) -> None:
    for item in block.items:
        _add(draft, item, "List Bullet")


def _clause(draft: Draft, block: Clause, number: int) -> None:
    _add(draft, clause_heading(number, block.title), "Heading 2")
    for position, text in enumerate(block.items, start=1):
        written = draft.add_paragraph(f"{number}.{position}. {text}")
        written.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _facts(draft: Draft, block: Facts, _number: int) -> None:
    for name, value in block.pairs:
        written = draft.add_paragraph()
        written.add_run(f"{name}: ").bold = True
        written.add_run(value)


def _table(draft: Draft, block: Table, _number: int) -> None:
    if block.caption:
        _keep_with_next(_add(draft, block.caption, "Caption"))
    table = draft.add_table(rows=1, cols=len(block.head))
    table._tbl.tblStyle_val = _style_id("Table Grid")
    whole = sum(block.shares)
    for cell, text, share in zip(table.rows[0].cells, block.head, block.shares, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
        cell.width = Cm(16 * share / whole)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in block.rows:
        for cell, text, share in zip(table.add_row().cells, row, block.shares, strict=True):
            cell.text = text
            cell.width = Cm(16 * share / whole)
    draft.add_paragraph()


def _signatures(draft: Draft, block: Signatures, _number: int) -> None:
    for name, office in block.people:
        for text in ("", LINE, name, office):
            written = draft.add_paragraph(text)
            written.alignment = WD_ALIGN_PARAGRAPH.CENTER
            written.paragraph_format.space_after = Pt(2)
            _keep_with_next(written, keep=text != office)


def _page_break(draft: Draft, _block: PageBreak, _number: int) -> None:
    draft.add_page_break()  # type: ignore[no-untyped-call]


def _keep_with_next(written: Written, *, keep: bool = True) -> None:
    written.paragraph_format.keep_with_next = keep


WRITERS: dict[type[Any], Callable[[Draft, Any, int], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Rich: _rich,
    Contents: _contents,
    Picture: _picture,
    Bullets: _bullets,
    Clause: _clause,
    Facts: _facts,
    Table: _table,
    Signatures: _signatures,
    PageBreak: _page_break,
}
