"""The adhesion of the heads in the documents and pages made of a frozen plan."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from documents.blocks import Block, Heading, Paragraph


def said_of(adhesion: Mapping[str, Any], *, alone: bool = True) -> str:
    """`Helena, Prefeita, em 02/03/2026, pela Portaria nº 3 (processo 12).`; `alone` in the plan."""
    who = ", ".join(part for part in (adhesion["head"], adhesion["post"]) if part)
    day = date.fromisoformat(adhesion["adhered_date"])
    act = f", por {adhesion['act_name']}" if adhesion["act_name"] else ", declarada no sistema"
    process = f" (processo {adhesion['process']})" if adhesion["process"] else ""
    organ = "" if alone else f"{adhesion['name']}: "
    return f"{organ}{who}, em {day:%d/%m/%Y}{act}{process}"


def adhesions_said(content: Mapping[str, Any]) -> list[dict[str, str]]:
    """Each adhesion in words, with the address of its act where it has one."""
    found = content.get("adhesions", [])
    return [
        {"said": said_of(each, alone=len(found) == 1), "act_url": each["act_url"]} for each in found
    ]


def adhesion_blocks(snapshot: Mapping[str, Any]) -> Iterator[Block]:
    """Who answers for the programme; nothing in a plan that says nothing of it."""
    found = snapshot.get("adhesions", [])
    if not found:
        return
    yield Heading("Adesão do dirigente máximo")
    for each in found:
        yield Paragraph(f"{said_of(each, alone=len(found) == 1)}.")
        if each["declaration"]:
            yield Paragraph(each["declaration"])
