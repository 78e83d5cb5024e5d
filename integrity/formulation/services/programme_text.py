"""The programme as data for the frozen content, and as parts of the documents made of it."""

from collections.abc import Iterator, Mapping
from typing import Any

from documents.blocks import Block, Bullets, Heading, Paragraph
from foundation.markup import plain
from integrity.formulation.models import Plan
from integrity.formulation.queries.programme import chosen_names, programme_of, values_of
from integrity.formulation.rules.programme import PARTS


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
            yield Paragraph(plain(each["text"]))
