"""Which files are accepted for which purpose, how they are kept, for how long. Pure."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from types import MappingProxyType

from django.db.models import TextChoices

from foundation.flow import Flow, step
from foundation.words import joined

MB = 1024 * 1024
LONGEST_NAME = 150
YEAR = timedelta(days=365)
INFECTED_KEPT = timedelta(days=30)  # time enough to look into where it came from
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
NAMELESS = "arquivo"

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
XLS = "application/vnd.ms-excel"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
DOC = "application/msword"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CSV = "text/csv"
ZIP = "application/zip"
PATCH = "text/x-diff"

MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "pdf": PDF,
        "png": PNG,
        "jpg": JPEG,
        "jpeg": JPEG,
        "xls": XLS,
        "xlsx": XLSX,
        "ods": ODS,
        "doc": DOC,
        "docx": DOCX,
        "csv": CSV,
        "zip": ZIP,
        "patch": PATCH,
        "diff": PATCH,
    }
)
KIND_NAMES: Mapping[str, str] = MappingProxyType(
    {
        PDF: "PDF",
        PNG: "PNG",
        JPEG: "JPG",
        XLS: "Excel",
        XLSX: "Excel",
        ODS: "ODS",
        DOC: "Word",
        DOCX: "Word",
        CSV: "CSV",
        ZIP: "ZIP",
        PATCH: "patch (saída de git diff)",
    }
)


class Scan(TextChoices):
    """What is known about viruses in a file."""

    MADE = "made", "Feito pelo sistema"
    UNSCANNED = "unscanned", "Não verificado"
    WAITING = "waiting", "Em verificação"
    CLEAN = "clean", "Verificado"
    INFECTED = "infected", "Com vírus"


SCAN_FLOW = Flow(
    {
        "clear": step((Scan.WAITING, Scan.UNSCANNED), Scan.CLEAN, "Liberar o arquivo"),
        "condemn": step((Scan.WAITING, Scan.UNSCANNED), Scan.INFECTED, "Bloquear o arquivo"),
        "go_unscanned": step(Scan.WAITING, Scan.UNSCANNED, "Deixar sem verificação"),
    }
)


def wait_after(tries: int) -> timedelta:
    """How long until the next attempt: twice as long each time, an hour at most."""
    return min(FIRST_WAIT * (1 << min(tries, 10)), LONGEST_WAIT)


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a file is for: decides its size, its types and, by its name, who may download it.

    `kept` is how long its bytes stay after it was removed. `is_of_control`: issued by internal
    control, which alone takes its validity away.
    """

    name: str
    label: str
    max_bytes: int
    extensions: tuple[str, ...]
    kept: timedelta = 5 * YEAR
    is_of_control: bool = False

    @property
    def media_types(self) -> frozenset[str]:
        """The types that the content may have."""
        return frozenset(MEDIA_TYPES[each] for each in self.extensions)

    @property
    def accept(self) -> str:
        """What the file chooser of a browser offers."""
        return ",".join(f".{each}" for each in self.extensions)

    @property
    def hint(self) -> str:
        """`PDF, Word ou Excel de até 5 MB.`"""
        return f"{self.kinds} de até {readable_size(self.max_bytes)}."

    @property
    def kinds(self) -> str:
        """`PDF, Word ou Excel`."""
        names = dict.fromkeys(KIND_NAMES[MEDIA_TYPES[each]] for each in self.extensions)
        return joined(list(names), "ou")


LETTER = Purpose("letter", "Ofício de solicitação", 10 * MB, ("pdf",))
SIGNED_DOCUMENT = Purpose("signed_document", "Documento assinado", 10 * MB, ("pdf",), 10 * YEAR)
GAZETTE_PAGE = Purpose("gazette_page", "Página do diário oficial", 10 * MB, ("pdf",), 10 * YEAR)
PLAN_PDF = Purpose("plan_pdf", "Plano de integridade", 10 * MB, ("pdf",), 10 * YEAR)
SPREADSHEET = Purpose("spreadsheet", "Planilha", 10 * MB, ("xlsx",), YEAR)
EVIDENCE = Purpose(
    "evidence", "Evidência", 5 * MB, ("pdf", "png", "jpg", "jpeg", "xls", "xlsx", "doc", "docx")
)


def ends(kept: timedelta, *, removed_at: datetime | None, infected_at: datetime | None) -> datetime:
    """The day from which the bytes of a removed or infected file are destroyed.

    Raises ValueError for a file that is neither: its bytes are never destroyed.
    """
    found = [removed_at + kept] if removed_at else []
    found += [infected_at + INFECTED_KEPT] if infected_at else []
    if not found:
        raise ValueError("neither removed nor infected")
    return min(found)


def readable_size(size: int) -> str:
    """`5 MB`, `1,5 MB`, `300 KB`."""
    if size < MB:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / MB:.1f} MB".replace(".0 ", " ").replace(".", ",")


def extension_of(name: str) -> str:
    """The extension in lower case, without the dot."""
    return PurePosixPath(name).suffix.lstrip(".").lower()


def safe_name(name: str) -> str:
    """The bare name of a file: no folder, no control or invisible character, not too long."""
    plain = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(" " if each.isspace() else each for each in plain if _is_visible(each))
    bare = " ".join(visible.split()).strip(". ")
    stem, dot, ending = bare.rpartition(".")
    if not dot:
        return bare[:LONGEST_NAME] or NAMELESS
    return f"{stem[: LONGEST_NAME - len(ending) - 1].rstrip()}.{ending}"[-LONGEST_NAME:]


def _is_visible(letter: str) -> bool:
    return letter.isspace() or not unicodedata.category(letter).startswith("C")
