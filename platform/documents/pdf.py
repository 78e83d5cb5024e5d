"""Official documents: tagged PDF/A-2a from a template, with what it shows handed over as text.

A template of an app lies in its `typst/` folder and is named `<app label>/<file>`; it imports
`/base.typ` (see there). `write_pdf` needs no template: it lays out the parts of `documents.blocks`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.apps import apps
from django.utils import timezone

from documents.blocks import Block, plain

PRODUCT = "SisPMPI em Rede"
FOLDER = Path(__file__).parent / "typst"


@dataclass(frozen=True, slots=True)
class Face:
    """What header, title and footer say; `at` is the instant of making."""

    title: str
    organisation: str
    at: datetime
    subtitle: str = ""


def compile_pdf(template: str, face: Face, data: Mapping[str, Any]) -> bytes:
    """The PDF of a template (`formulation/plan.typ`) with `data`, in JSON's own types.

    The same input gives the same bytes.
    """
    moment = timezone.localtime(face.at)
    given = {
        "product": PRODUCT,
        "title": face.title,
        "subtitle": face.subtitle,
        "organisation": face.organisation,
        "made": [moment.year, moment.month, moment.day, moment.hour, moment.minute],
        "made_line": f"Gerado em {moment:%d/%m/%Y} às {moment:%H:%M}",
        "data": data,
    }
    return typst.compile(  # type: ignore[type-var]
        template_bytes(template),
        root=str(FOLDER),
        ignore_system_fonts=True,
        sys_inputs={"given": json.dumps(given, ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=int(moment.timestamp()),
    )


def write_pdf(face: Face, blocks: Sequence[Block]) -> bytes:
    """A PDF of headings, paragraphs, tables, clauses and signatures."""
    return compile_pdf("documents/report.typ", face, {"blocks": plain(blocks)})


@lru_cache(maxsize=64)
def template_bytes(template: str) -> bytes:
    """The text of an app's template. Raises LookupError or FileNotFoundError when there is none."""
    label, _, name = template.partition("/")
    folder = Path(apps.get_app_config(label).path) / "typst"
    return (folder / Path(name).name).read_bytes()
