"""A file is what its bytes say, not what its name says."""

from io import BytesIO

import pikepdf
import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st

from documents import inspection
from documents.inspection import inspect
from documents.pdf import write_pdf
from documents.rules import DOCX, EVIDENCE, LETTER, MB, SPREADSHEET
from tests.documents import samples
from tests.documents.made import FACE
from tests.documents.samples import upload


def refusal(content: bytes, name: str = "oficio.pdf") -> str:
    """The sentence that the sender reads."""
    with pytest.raises(ValueError, match=r"\w") as caught:
        inspect(upload(content, name), EVIDENCE)
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (samples.PDF, "a.pdf"),
        (samples.PDF, "A.PDF"),
        (samples.PNG, "a.png"),
        (samples.JPEG, "a.jpg"),
        (samples.JPEG, "a.jpeg"),
        (samples.docx(), "a.docx"),
        (samples.xlsx(), "a.xlsx"),
        (samples.OLD_OFFICE, "a.doc"),
        (samples.OLD_OFFICE, "a.xls"),
    ],
)
def test_each_accepted_kind_passes_and_is_read_whole(content: bytes, name: str) -> None:
    found = inspect(upload(content, name), EVIDENCE)
    assert found.content == content
    assert found.media_type in EVIDENCE.media_types


@pytest.mark.parametrize("content", [samples.EXE, samples.HTML, samples.PNG, samples.docx()])
def test_another_kind_of_file_named_pdf_is_refused(content: bytes) -> None:
    assert "não é PDF" in refusal(content)


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.doc", "a.png"])
def test_a_pdf_under_another_name_is_refused(name: str) -> None:
    assert "embora o nome diga que é" in refusal(samples.PDF, name)


def test_a_word_file_named_as_a_spreadsheet_is_refused() -> None:
    assert "não é Excel" in refusal(samples.docx(), "a.xlsx")


@pytest.mark.parametrize("name", ["a.exe", "a.svg", "a.html", "a.pdf.exe", "pdf", "a.docm"])
def test_a_kind_that_is_not_accepted_is_refused_by_its_name(name: str) -> None:
    assert refusal(samples.PDF, name).startswith("Este tipo de arquivo não é aceito")


@pytest.mark.parametrize("content", [b"", b"\x00\x00", b" \r\n"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    assert "vazio" in refusal(content)


def test_a_file_of_sixty_megabytes_is_refused_unread() -> None:
    class Unreadable(ContentFile):  # type: ignore[type-arg]
        def read(self, *_: object) -> bytes:  # type: ignore[override]
            raise AssertionError("it was read")

    big = Unreadable(b"", name="a.pdf")
    big.size = 60 * MB
    with pytest.raises(ValueError, match="O arquivo tem 60 MB; o limite é 10 MB"):
        inspect(big, LETTER)


def test_a_file_that_lies_about_its_size_is_refused_all_the_same() -> None:
    big = upload(samples.PDF + b"\n" * (10 * MB))
    big.size = 100
    with pytest.raises(ValueError, match="o limite é 10 MB"):
        inspect(big, LETTER)


def test_the_limit_itself_is_accepted() -> None:
    content = samples.PDF + b"\n" * (10 * MB - len(samples.PDF))
    assert len(inspect(upload(content), LETTER).content) == 10 * MB


def test_a_pdf_with_a_password_is_refused() -> None:
    locked = BytesIO()
    with pikepdf.open(BytesIO(write_pdf(FACE, []))) as plain:
        plain.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "senha" in refusal(locked.getvalue())
    assert "senha" in refusal(samples.LOCKED_PDF)


def test_a_document_with_macros_is_refused() -> None:
    content = samples.packed({"word/vbaProject.bin": b"x"}, samples.docx())
    assert "macros" in refusal(content, "a.docx")


def test_a_package_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection, "LARGEST_UNPACKED", 5 * MB)
    content = samples.packed({"word/media/a.bin": b"\x00" * (6 * MB)}, samples.docx())
    assert len(content) < MB
    assert "grande demais" in refusal(content, "a.docx")


def test_a_damaged_package_is_refused() -> None:
    content = bytearray(samples.xlsx())
    place = content.index(b"xl/workbook.xml") + 60
    content[place : place + 20] = b"\xff" * 20
    assert refusal(bytes(content), "a.xlsx")


@given(st.binary(max_size=200), st.sampled_from(["a.pdf", "a.docx", "a.xlsx", "a.png", "a.xls"]))
def test_no_bytes_break_the_inspection(content: bytes, name: str) -> None:
    try:
        found = inspect(upload(content, name), EVIDENCE)
    except ValueError:
        return
    assert found.content == content


def test_only_a_spreadsheet_is_a_spreadsheet() -> None:
    with pytest.raises(ValueError, match="Envie Excel"):
        inspect(upload(samples.PDF), SPREADSHEET)
    assert DOCX not in SPREADSHEET.media_types
