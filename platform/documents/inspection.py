"""What a file really is, whatever its name says: by its first bytes and, for Office, its parts."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import magic
from django.core.files.base import File

from documents.rules import (
    CSV,
    DOC,
    DOCX,
    KIND_NAMES,
    MEDIA_TYPES,
    ODS,
    PATCH,
    PDF,
    XLS,
    XLSX,
    ZIP,
    Purpose,
    extension_of,
    readable_size,
    safe_name,
)

PDF_KEY = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
MAIN_PARTS = {
    DOCX: {"[Content_Types].xml", "word/document.xml"},
    XLSX: {"[Content_Types].xml", "xl/workbook.xml"},
    ODS: {"mimetype", "content.xml"},
}
MACROS = re.compile(r"(?i)vbaproject\.bin$|^(?:basic|scripts)/.")
OLD_OFFICE = frozenset({DOC, XLS})
UNNAMED_OLD_OFFICE = frozenset(
    {"application/cdfv2", "application/x-ole-storage", "application/vnd.ms-office"}
)
DAMAGED = "O arquivo está danificado. Salve-o de novo e envie outra vez."
MOST_PARTS = 5_000
LARGEST_UNPACKED = 100 * 1024 * 1024
MOST_OF_ARCHIVE = 50_000  # source code comes in many small files
LARGEST_ARCHIVE = 500 * 1024 * 1024
CHANGED_FILE = re.compile(r"^--- .+\r?\n\+\+\+ .+\r?\n@@ ", re.MULTILINE)
UNSEEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")  # turns what is read
NOT_A_PATCH = (
    "O conteúdo não é um arquivo de alterações em texto. Gere-o com “git diff” ou “git"
    " format-patch” e envie de novo."
)
OUTSIDE = "O pacote tem nomes de arquivo que saem da própria pasta: {name}. Monte-o de novo."


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that passed: its safe name, its true type and all of its bytes."""

    name: str
    media_type: str
    content: bytes


def inspect(upload: File[bytes], purpose: Purpose) -> Inspected:
    """Read the whole file and check it. Raises ValueError with a sentence for the person."""
    name = safe_name(upload.name or "")
    if (upload.size or 0) > purpose.max_bytes:
        raise ValueError(too_large(upload.size, purpose))
    extension = extension_of(name)
    if extension not in purpose.extensions:
        raise ValueError(f"Este tipo de arquivo não é aceito aqui. Envie {purpose.kinds}.")
    upload.seek(0)
    content = upload.read(purpose.max_bytes + 1)
    upload.seek(0)
    if len(content) > purpose.max_bytes:
        raise ValueError(too_large(len(content), purpose))
    check_content(content, MEDIA_TYPES[extension])
    return Inspected(name, MEDIA_TYPES[extension], content)


def too_large(size: int, purpose: Purpose) -> str:
    """The sentence for a file beyond the limit."""
    limit = readable_size(purpose.max_bytes)
    return f"O arquivo tem {readable_size(size)}; o limite é {limit}. Reduza-o e envie de novo."


def check_content(content: bytes, media_type: str) -> None:
    """Raise ValueError with a sentence when the bytes are not of the type, or cannot be opened."""
    if not content.strip(b"\0 \t\r\n"):
        raise ValueError("O arquivo está vazio. Confira e envie de novo.")
    found = magic.from_buffer(content, mime=True).lower()
    if found == "application/encrypted":
        raise ValueError(protected(media_type))
    if media_type in MAIN_PARTS:
        check_package(content, media_type)
    elif media_type == CSV:
        _same(found.startswith("text/") and b"\0" not in content, media_type)
    elif media_type in OF_THEIR_OWN:
        OF_THEIR_OWN[media_type](content)
    elif media_type in OLD_OFFICE:
        _same(found == media_type or found in UNNAMED_OLD_OFFICE, media_type)
    else:
        _same(found == media_type, media_type)
    if media_type == PDF and PDF_KEY.search(content):
        raise ValueError(protected(media_type))


def check_package(content: bytes, media_type: str) -> None:
    """Raise ValueError with a sentence unless the bytes are a whole, plain Office package."""
    try:
        with ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            names = {part.filename for part in parts}
            _same(MAIN_PARTS[media_type] <= names, media_type)
            if any(part.flag_bits & 1 for part in parts):
                raise ValueError(protected(media_type))
            if any(MACROS.search(name) for name in names):
                raise ValueError(
                    "O arquivo tem macros. Salve uma cópia sem macros e envie de novo."
                )
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise ValueError("O arquivo, descompactado, é grande demais.")
            if package.testzip() is not None:
                raise ValueError(DAMAGED)
    except (BadZipFile, NotImplementedError, EOFError, OSError):
        _same(False, media_type)
    except zlib.error:
        raise ValueError(DAMAGED) from None


def check_patch(content: bytes) -> None:
    """Raise ValueError with a sentence unless the bytes are text that tells changes to files."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise ValueError(NOT_A_PATCH) from None
    if UNSEEN.search(text) or CHANGED_FILE.search(text) is None:
        raise ValueError(NOT_A_PATCH)


def check_archive(content: bytes) -> None:
    """Raise ValueError with a sentence unless the bytes are a whole ZIP that unpacks safely."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise ValueError(protected(ZIP))
            if len(parts) > MOST_OF_ARCHIVE or sum(each.file_size for each in parts) > (
                LARGEST_ARCHIVE
            ):
                raise ValueError("O arquivo, descompactado, é grande demais.")
            if stray := next((each.filename for each in parts if _leaves(each.filename)), ""):
                raise ValueError(OUTSIDE.format(name=stray))
            if archive.testzip() is not None:
                raise ValueError(DAMAGED)
    except (BadZipFile, NotImplementedError, EOFError, OSError):
        _same(False, ZIP)
    except zlib.error:
        raise ValueError(DAMAGED) from None


OF_THEIR_OWN = {ZIP: check_archive, PATCH: check_patch}


def _leaves(name: str) -> bool:
    steps = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in steps or ":" in steps[0]


def _same(agrees: bool, media_type: str) -> None:
    if not agrees:
        kind = KIND_NAMES[media_type]
        raise ValueError(
            f"O conteúdo do arquivo não é {kind}, embora o nome diga que é."
            " Abra-o no programa de origem, salve no formato certo e envie de novo."
        )


def protected(media_type: str) -> str:
    """The sentence for a file that asks for a password."""
    return (
        f"O arquivo {KIND_NAMES[media_type]} está protegido por senha. Envie uma cópia sem senha."
    )
