"""An edited file of a draft, read and compared before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.base import File

from agreements.negotiation.matching import Comparison, compared, identifier_fault
from agreements.work_plans.clauses import ClauseChange, change_of, written_clauses
from agreements.work_plans.models import Draft
from documents.docx_reading import ReadText, read_docx
from documents.inspection import inspect
from documents.rules import MB, YEAR, Purpose
from foundation.refusals import Invalid

RECEIVED = Purpose("received_draft", "Minuta editada (Word)", 5 * MB, ("docx",), 10 * YEAR)
OWN_TEXT = Purpose("own_text", "Versão própria da minuta", 5 * MB, ("docx", "pdf"), 10 * YEAR)


@dataclass(frozen=True, slots=True)
class Change:
    """One clause that the file words otherwise, and why it cannot be taken from there, if so."""

    key: str
    title: str
    paragraphs: list[str]
    difference: ClauseChange
    obstacle: str = ""


def read_file(draft: Draft, upload: File[bytes]) -> ReadText:
    """What an edited file says. Raises Invalid beside `file` for a hostile or a wrong one."""
    try:
        found = read_docx(inspect(upload, RECEIVED).content)
    except ValueError as error:
        raise Invalid({"file": [str(error)]}) from None
    fault = identifier_fault(
        found.identifier, agreement=str(draft.agreement.uid), version=draft.version
    )
    if fault:
        raise Invalid({"file": [fault]})
    return found


def comparison_of(draft: Draft, found: ReadText, answers: Mapping[int, str]) -> Comparison:
    """The file beside the frozen clauses of a draft. Raises Invalid when it has none of them."""
    try:
        return compared(draft.text, found.passages, answers)
    except ValueError as error:
        raise Invalid({"file": [str(error)]}) from None


def changes_of(
    draft: Draft,
    comparison: Comparison,
    *,
    present: Mapping[str, list[str]],
    obstacles: Mapping[str, str],
) -> list[Change]:
    """The changes as people read them; what reads so already (`present`) is none."""
    written: dict[str, Any] = written_clauses(draft.text)
    return [
        Change(
            key=key,
            title=str(written[key]["title"]),
            paragraphs=lines,
            difference=change_of(key, written[key], {**written[key], "items": lines}),
            obstacle=obstacles.get(key, ""),
        )
        for key, lines in comparison.changed.items()
        if present.get(key) != lines
    ]
