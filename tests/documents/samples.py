"""Small files of every kind, made here."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from documents.blocks import Paragraph
from documents.docx import write_docx
from documents.workbook import write_xlsx

PDF = (
    b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
    b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources"
    b" << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>\nendobj\n"
    b"4 0 obj\n<< /Length 44 >>\nstream\nBT /F 12 Tf 60 700 Td (Documento de papel) Tj ET\n"
    b"endstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
)
LOCKED_PDF = PDF.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 5 0 R")
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + b"\x00" * 300
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06" + b"\x00" * 20
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
HTML = b"<!doctype html><html><script>alert(1)</script></html>"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def upload(content: bytes, name: str = "oficio.pdf") -> SimpleUploadedFile:
    """A file as it comes from a browser, which says what it wants about its type."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def docx() -> bytes:
    """A real DOCX."""
    return write_docx("Relatório", [Paragraph("Texto")], at=timezone.now())


def xlsx() -> bytes:
    """A real XLSX."""
    return write_xlsx({"Ações": [["Ação"], ["Divulgar o código de ética"]]})


def packed(parts: dict[str, bytes], base: bytes = b"") -> bytes:
    """A package with these parts, put over those of another one."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        if base:
            with ZipFile(BytesIO(base)) as other:
                for name in other.namelist():
                    if name not in parts:
                        package.writestr(name, other.read(name))
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()
