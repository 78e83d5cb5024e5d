"""Official documents: tagged PDF/A-2a from a template, with what it shows handed over as text.

A template of an app lies in its `typst/` folder and is named `<app label>/<file>`; it imports
`/base.typ` (see there). `write_pdf` needs no template: it lays out the parts of `documents.blocks`.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst
from django.apps import apps
from django.utils import timezone

from documents.blocks import Block, plain, shown, titled
from documents.seals import Seal, qr_svg
from foundation.words import printable

PRODUCT = "SisPMPI em Rede"
UNKNOWN = "□"
TYPOGRAPHY = "–—‘’“”•…€™−≤≥"
MISSING = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
MOST_REPLACED = 8
FOLDER = Path(__file__).parent / "typst"


@dataclass(frozen=True, slots=True)
class Face:
    """What header, title and footer say; `at` is the instant of making.

    With a seal the last page tells how the document is verified, and each footer its code.
    """

    title: str
    organisation: str
    at: datetime
    subtitle: str = ""
    seal: Seal | None = None


def compile_pdf(template: str, face: Face, data: Mapping[str, Any]) -> bytes:
    """The PDF of a template (`formulation/plan.typ`) with `data`, in JSON's own types.

    The same input gives the same bytes. A sign that no font has (an emoji) becomes a box.
    """
    moment = timezone.localtime(face.at)
    given = {
        "product": PRODUCT,
        "title": titled(printable(face.title)),
        "subtitle": face.subtitle,
        "organisation": face.organisation,
        "made": list(face.at.astimezone(UTC).timetuple()[:5]),
        "made_line": f"Gerado em {moment:%d/%m/%Y} às {moment:%H:%M}",
        "seal": sealed(face.seal),
        "data": data,
    }
    text = json.dumps(shown(given), ensure_ascii=False)
    for _ in range(MOST_REPLACED):
        try:
            return _compiled(template_bytes(template), text, face.at)
        except typst.TypstError as error:
            missing = MISSING.search(str(error))
            if missing is None:
                raise
            text = text.replace(missing[1], UNKNOWN)
    return _compiled(template_bytes(template), latin(text), face.at)


def sealed(seal: Seal | None) -> dict[str, str] | None:
    """What the paper shows of a seal."""
    if seal is None:
        return None
    drawn = qr_svg(seal.address)
    return {"code": seal.spelled, "page": seal.page, "line": seal.line, "qr": drawn}


def _compiled(template: bytes, text: str, at: datetime) -> bytes:
    return typst.compile(  # type: ignore[type-var]
        template,
        root=str(FOLDER),
        ignore_system_fonts=True,
        sys_inputs={"given": text},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=int(at.timestamp()),
    )


def latin(text: str) -> str:
    """Only letters and signs of Western Europe; any other gives way to a box."""
    return "".join(each if each < "\u0180" or each in TYPOGRAPHY else UNKNOWN for each in text)


def write_pdf(face: Face, blocks: Sequence[Block]) -> bytes:
    """A PDF of headings, paragraphs, tables, clauses and signatures."""
    return compile_pdf("documents/report.typ", face, {"blocks": plain(blocks)})


def template_bytes(template: str) -> bytes:
    """The text of an app's template. Raises LookupError or FileNotFoundError when there is none."""
    label, _, name = template.partition("/")
    folder = Path(apps.get_app_config(label).path) / "typst"
    return (folder / Path(name).name).read_bytes()
