"""What is masked in a PDF is no longer in the file, whoever made it and wherever it stood."""

import re
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import redaction
from documents.pages import texts_of
from documents.personal import Kind
from documents.redaction import Unmaskable, examine, public_copy, remains
from tests.documents import papers
from tests.documents.papers import BARE, CPF
from tests.documents.samples import PDF


def everything_in(content: bytes) -> str:
    """Every text and every stream, unpacked, and the pages as they are copied: digits and all."""
    with pikepdf.open(BytesIO(content)) as pdf:
        found = [each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)
                 and each.get("/Subtype") != pikepdf.Name.Image]  # fmt: skip
        written = [each.unparse() for each in pdf.objects if not isinstance(each, pikepdf.Stream)]
    text = b"\n".join([content, *found, *written]).decode("latin-1")
    return text + "\n".join(texts_of(content))


@pytest.mark.parametrize("maker", sorted(papers.EVERY_MAKER))
def test_a_cpf_leaves_the_file_wherever_it_stood(maker: str) -> None:
    made = papers.EVERY_MAKER[maker]()
    report = examine(made)
    assert not report.is_plain
    copy = public_copy(made, staying=(), title="Acordo")
    left = everything_in(copy)
    assert CPF not in left
    assert BARE not in re.sub(r"[^\d]", "", "\n".join(texts_of(copy)))
    assert examine(copy).is_plain
    assert not remains(copy, ())


def test_a_cpf_leaves_a_document_that_this_product_typeset_and_the_rest_stays() -> None:
    made = papers.typeset(papers.SENTENCE, "Segunda folha, sem dado pessoal.")
    copy = public_copy(made, staying=(), title="Acordo")
    first, second = texts_of(copy)
    assert "***.982.247-**" in first
    assert first.index("Percival Prefeito, CPF") < first.index("***.982.247-**")
    assert "assina pelo municipio" in first
    assert "Segunda folha, sem dado pessoal." in second
    with pikepdf.open(BytesIO(copy)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Acordo"
        assert "/XObject" in pdf.pages[0].obj.Resources
        assert "/F" not in pdf.pages[1].obj.Resources.get("/Font", {})


def test_the_bar_covers_the_letters_in_the_picture() -> None:
    copy = public_copy(papers.plain_text(), staying=(), title="Acordo")
    with pikepdf.open(BytesIO(copy)) as pdf:
        image = pdf.pages[0].obj.Resources.XObject.P
        wide, dots = int(image.Width), image.read_bytes()
    scale = 150 / 72
    row = int((842 - 704) * scale)
    line = dots[row * wide * 3 : (row + 1) * wide * 3]
    black = "".join("#" if line[x * 3 : x * 3 + 3] == b"\0\0\0" else " " for x in range(wide))
    bar = max(black.split(), key=len)
    assert len(bar) > 80 * scale
    assert 170 * scale < black.index(bar) < 210 * scale


def test_what_a_person_lets_stay_stays_and_the_rest_leaves() -> None:
    made = papers.plain_text(f"CPF {CPF}, telefone (31) 3915-9000")
    report = examine(made)
    phone = next(spot.finding for spot in report.spots if spot.finding.kind == Kind.PHONE)
    copy = public_copy(made, staying={phone.key}, title="Acordo")
    text = texts_of(copy)[0]
    assert "(31) 3915-9000" in text
    assert CPF not in text


def test_a_document_with_nothing_to_mask_goes_out_as_it_is() -> None:
    made = papers.plain_text("Acordo entre o Estado e o municipio, CNPJ 18.715.615/0001-60.")
    assert examine(made).is_plain
    assert public_copy(made, staying=(), title="Acordo") is made


def test_pages_that_are_only_a_picture_are_named() -> None:
    paper = papers.blank()
    assert examine(papers.saved(paper)).pictures == (1,)


def test_what_is_no_readable_pdf_is_said_to_be_unreadable() -> None:
    for broken in (PDF[:200], b"%PDF-1.7\nnada"):
        with pytest.raises(ValueError, match="não pôde ser lido"):
            examine(broken)


def test_a_copy_that_still_holds_the_datum_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    made = papers.plain_text()
    monkeypatch.setattr(redaction, "rebuilt", lambda flat, *_, **__: flat)
    with pytest.raises(Unmaskable, match="nada foi publicado"):
        public_copy(made, staying=(), title="Acordo")


@settings(max_examples=25, deadline=None)
@given(
    base=st.integers(1, 10**9 - 2),
    before=st.text("abc çãé(\\)", max_size=30),
    after=st.text("abc çãé(\\)", max_size=30),
    dotted=st.booleans(),
)
def test_no_valid_cpf_survives_in_a_pdf(base: int, before: str, after: str, dotted: bool) -> None:
    digits = papers.cpf_of(base)
    if len(set(digits)) == 1:
        return
    number = f"{digits[:3]}.{digits[3:6]}.{digits[6:9]}-{digits[9:]}" if dotted else digits
    text = f"{before} {number} {after}".replace("\\", "\\\\")
    made = papers.plain_text(text.replace("(", "\\(").replace(")", "\\)"))
    assert [spot.finding.kind for spot in examine(made).spots] == [Kind.CPF]
    copy = public_copy(made, staying=(), title="Acordo")
    assert digits not in re.sub(r"\D", "", "".join(texts_of(copy)))
    assert number not in everything_in(copy)
