"""The programme as data for the frozen content, and as parts of the documents made of it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from documents.blocks import Block, Bullets, Facts, Heading, Rich
from integrity.formulation.models import Plan
from integrity.formulation.queries.programme import (
    chosen_names,
    names_of,
    programme_of,
    values_of,
)
from integrity.formulation.queries.validation import comments_of
from integrity.formulation.rules.catalogue import Kind
from integrity.formulation.rules.programme import PARTS
from integrity.formulation.rules.validation import summary


def programme_snapshot(plan: Plan) -> dict[str, Any] | None:
    """Everything that the programme says, in words; None where nobody wrote any of it."""
    found = programme_of(plan)
    if found is None:
        return None
    values = values_of(found)
    return {
        "parts": [
            {
                "title": str(part.section.label),
                "choice": part.choice.label if part.choice else "",
                "chosen": chosen_names(part.choice, values[section]) if part.choice else [],
                "texts": [
                    {"label": question.label, "text": values[section][question.name]}
                    for question in part.questions
                ],
            }
            for section, part in PARTS.items()
        ],
    }


def validation_snapshot(plan: Plan) -> dict[str, Any] | None:
    """Period, stakeholders and how many comments came to what; no comment, and nobody's name."""
    found = programme_of(plan)
    if found is None or found.validation_start is None or found.validation_end is None:
        return None
    treatments = comments_of(plan).values_list("treatment", flat=True)
    return {
        "start": found.validation_start.isoformat(),
        "end": found.validation_end.isoformat(),
        "stakeholders": names_of(Kind.STAKEHOLDER, found.stakeholders),
        "notes": found.validation_notes,
        "comments": summary(list(treatments)),
    }


def validation_blocks(snapshot: Mapping[str, Any]) -> Iterator[Block]:
    """How the plan was validated; nothing while it was not."""
    validation = snapshot.get("validation")
    if validation is None:
        return
    start, end = (date.fromisoformat(validation[name]) for name in ("start", "end"))
    yield Heading("Validação geral")
    yield Facts(
        [
            ("Período", f"{start:%d/%m/%Y} a {end:%d/%m/%Y}"),
            ("Contribuições", validation["comments"]),
        ]
    )
    yield Heading("Partes interessadas", 2)
    yield Bullets(validation["stakeholders"])
    if validation["notes"]:
        yield Heading("Informações complementares", 2)
        yield Rich(validation["notes"])


def programme_blocks(snapshot: Mapping[str, Any]) -> Iterator[Block]:
    """What is filled in, part by part; nothing for what is still blank."""
    programme = snapshot.get("programme") or {"parts": []}
    for part in programme["parts"]:
        texts = [each for each in part["texts"] if each["text"]]
        if not texts and not part["chosen"]:
            continue
        yield Heading(part["title"])
        if part["chosen"]:
            yield Heading(part["choice"], 2)
            yield Bullets(part["chosen"])
        for each in texts:
            yield Heading(each["label"], 2)
            yield Rich(each["text"])
